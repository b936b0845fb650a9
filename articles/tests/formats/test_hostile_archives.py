"""Archives and documents made to do harm: refused in words, nothing read or written outside, the others go on."""

import gzip
import io
import os
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from articles.errors import ReadingError
from articles.ingest import reading
from articles.ingest.reading import archives, files, packed, pictures
from articles.ingest.story import Options, SourceFile

from .packing import photo, tarred, zipped
from .word import W, paragraph, picture, run, word

PIECE = "The harbour board voted on Monday to rebuild the eastern pier."


def came_out(data: bytes) -> dict[str, str]:
    """What became of each member: its text, or why it was refused."""
    assert archives.is_archive("all.zip", io.BytesIO(data))
    found = archives.opened("all.zip", "path:/inbox/all.zip", io.BytesIO(data))
    return {
        f.name: f.reason if isinstance(f, ReadingError) else f.data.decode("utf-8", "replace") for f in found
    }


def refusal(data: bytes) -> str:
    (reason,) = came_out(data).values()
    return reason


def word_refusal(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        reading.read(SourceFile("draft.docx", data), Options())
    assert caught.value.remedy
    return caught.value.reason


# --- Too much -------------------------------------------------------------------------------------


def test_a_hundred_thousand_members_are_refused_before_they_are_listed() -> None:
    names = [(f"{n}.txt", "x") for n in range(100_000)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in names:
            archive.writestr(zipfile.ZipInfo(name), text)
    assert "more than 10,000 in all" in refusal(file.getvalue())


def test_as_many_members_as_are_allowed_are_read_and_one_more_is_not() -> None:
    fitting = {f"{n}.txt": "x" for n in range(packed.MAX_MEMBERS)}
    assert len(came_out(zipped(fitting))) == packed.MAX_MEMBERS
    assert "more than 10,000 in all" in refusal(zipped({**fitting, "more.txt": "x"}))


def test_members_of_archives_inside_count_together() -> None:
    inner = zipped({f"{n}.txt": "x" for n in range(4_000)})
    found = came_out(zipped({f"{n}.zip": inner for n in range(3)}))
    assert found["all.zip/2.zip"] == "holds too many files: more than 10,000 in all."
    assert len(found) == 8_001


def test_a_tar_of_too_many_members_is_refused() -> None:
    assert "more than 10,000 in all" in refusal(tarred({f"{n}.txt": "" for n in range(10_001)}))


def test_a_bomb_beside_pieces_costs_only_itself() -> None:
    bomb = {"bomb.txt": b"\0" * 10_000_000, "noise.bin": os.urandom(200_000), "a.txt": PIECE}
    found = came_out(zipped(bomb))
    assert "200 times its size" in found["all.zip/bomb.txt"]
    assert found["all.zip/a.txt"] == PIECE


def test_a_bomb_of_many_small_members_is_refused_whole() -> None:
    assert "times its size" in refusal(zipped({f"{n}.txt": b"a" * 900_000 for n in range(100)}))


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(zipped({"a.txt": b"a" * 5_000_000, "b.txt": os.urandom(100_000)}))
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 1_000)  # the size unpacked, in the list of members
    assert "damaged" in came_out(bytes(data))["all.zip/a.txt"]


def test_all_that_is_unpacked_is_bounded() -> None:
    parts = {f"{n}.bin": os.urandom(100_000) for n in range(4)}
    found = archives.opened("all.zip", "", io.BytesIO(zipped(parts)), budget=packed.Budget(size=250_000))
    kinds = [type(item) for item in found]
    assert kinds == [SourceFile, SourceFile, ReadingError, ReadingError]


def test_a_member_larger_than_any_file_is_refused_unread() -> None:
    member = packed.Member("a.txt", packed.MAX_MEMBER + 1, lambda: pytest.fail("it was read"))
    with pytest.raises(ReadingError, match="larger than 20 MB"):
        packed.taken(member, "all.zip/a.txt", packed.Budget())


def test_a_tar_header_that_asks_for_all_memory_is_refused() -> None:
    data = bytearray(tarred({"a.txt": PIECE}))
    data[156:157] = b"x"  # a header of its own, of the size that stands before it
    data[124:136] = b"77777777777\0"
    _sum(data)
    assert list(came_out(bytes(data)).values())


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + b"\xff" * 11, b"99999999999\0", b"-1         \0"])
def test_a_tar_of_impossible_sizes_comes_to_an_end(size: bytes) -> None:
    data = bytearray(tarred({"a.txt": PIECE, "b.txt": PIECE}))
    data[124:136] = size
    _sum(data)
    assert all("/etc" not in text for text in came_out(bytes(data)).values())


def _sum(data: bytearray) -> None:
    """Make the header's check sum right."""
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + 32 * 8 + sum(data[156:512]))


def test_a_gzip_bomb_is_no_archive_or_refused() -> None:
    assert not archives.is_archive("all.tgz", io.BytesIO(gzip.compress(b"\0" * 50_000_000, 9)))
    assert "more than 100 MB" in refusal(gzip.compress(tarred({"a.txt": b"\0" * 101_000_000}), 1))


# --- Ways out -------------------------------------------------------------------------------------


def test_nothing_is_written_and_nothing_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the harbour master's password")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    kinds = {"link.txt": tarfile.SYMTYPE, "hard.txt": tarfile.LNKTYPE}
    (inbox / "a.tar").write_bytes(tarred({"../out.txt": PIECE, "in.txt": PIECE}, links=kinds))
    (inbox / "b.zip").write_bytes(
        zipped({"../out.txt": PIECE, "a.md": "![](../secret.txt) ![](../../secret.png)"})
    )
    before = sorted(tmp_path.rglob("*"))
    found = list(files.sources([inbox]))
    assert sorted(tmp_path.rglob("*")) == before
    pieces = [f for f in found if isinstance(f, SourceFile)]
    assert [f.name.removeprefix(f"{inbox}/") for f in pieces] == ["a.tar/in.txt", "b.zip/a.md"]
    assert not any(piece.images or b"password" in piece.data for piece in pieces)


def test_an_archive_behind_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.zip").write_bytes(zipped({"a.txt": PIECE}))
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "all.zip").symlink_to("../elsewhere.zip")
    (found,) = files.sources([tmp_path / "inbox"])
    assert isinstance(found, ReadingError)
    assert "leads out" in found.reason


def test_a_name_with_controls_can_be_printed() -> None:
    (name,) = came_out(zipped({"a\x1b[31m\nb.txt": PIECE}))
    assert name == "all.zip/a\\x1b[31m\\x0ab.txt"


# --- Pictures -------------------------------------------------------------------------------------


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    data = photo(size=(10, 10))
    huge = data[:16] + struct.pack(">II", 60_000, 60_000) + data[24:]
    with pytest.raises(ReadingError, match=r"no picture|million pixels"):
        pictures.looked_at("huge.png", huge)
    with pytest.raises(ReadingError, match="million pixels"):
        pictures.looked_at("large.png", photo(size=(10_000, 6_000)))


@pytest.mark.parametrize(
    "data", [b"", b"x", b"<svg onload='alert(1)'/>", photo()[:40], b"%PDF-1.7", photo(kind="BMP")]
)
def test_what_is_no_picture_for_the_web_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="no picture"):
        pictures.looked_at("a.png", data)


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp"), ("GIF", ".gif")]
)
def test_a_picture_is_known_by_its_bytes(kind: str, ending: str) -> None:
    found = pictures.looked_at("called.otherwise", photo(kind=kind))
    assert (found.ending, found.width, found.height) == (ending, 40, 30)


# --- Word documents -------------------------------------------------------------------------------


def test_an_external_entity_in_a_word_document_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    xml = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body>{paragraph("&x;")}</w:body></w:document>'
    assert "entities" in word_refusal(word(parts={"word/document.xml": xml.replace("&amp;x;", "&x;")}))
    assert "entities" in word_refusal(
        word(paragraph(PIECE), parts={"word/document.xml": xml.encode("utf-16")})
    )


def test_entities_in_any_part_of_it_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    for part in (
        "word/styles.xml",
        "word/_rels/document.xml.rels",
        "docProps/core.xml",
        "[Content_Types].xml",
        "word/footnotes.xml",
    ):
        assert "entities" in word_refusal(word(paragraph(PIECE), parts={part: bomb}))


def test_a_part_that_calls_itself_a_picture_is_not_read_as_text() -> None:
    xml = f"<w:document {W}><w:body>{paragraph('Hidden')}</w:body></w:document>"
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/media/a.png"/></Relationships>'
    made = word(paragraph(PIECE), parts={"_rels/.rels": relation, "word/media/a.png": xml})
    (found,) = reading.read(SourceFile("draft.docx", made), Options())
    assert found.text == PIECE


def test_a_picture_that_lies_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(photo())
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r-a"'
        f' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{secret.as_uri()}" TargetMode="External"/></Relationships>'
    )
    linked = picture("r-a").replace("r:embed", "r:link")
    made = word(paragraph(PIECE), paragraph(linked), parts={"word/_rels/document.xml.rels": relations})
    (found,) = reading.read(SourceFile("draft.docx", made), Options())
    assert found.images == ()
    assert [finding.code for finding in found.findings] == ["pictures-left-out"]


def test_a_word_document_that_says_how_it_is_to_be_read_is_not_obeyed() -> None:
    made = word(paragraph(PIECE), parts={"mammoth/style-map": "p => script"})
    (found,) = reading.read(SourceFile("draft.docx", made), Options())
    assert found.text == PIECE


def test_deep_nesting_in_a_word_document_is_refused() -> None:
    deep = "<w:smartTag>" * 5_000 + run("x") + "</w:smartTag>" * 5_000
    assert "nested" in word_refusal(word(f"<w:p>{deep}</w:p>"))


def test_more_parts_of_text_than_any_document_has_are_refused() -> None:
    assert "more than 40,000" in word_refusal(word("<w:p/>" * 40_001))
    attributes = " ".join(f'w:a{n}="{n}"' for n in range(100))
    assert "more than 40,000" in word_refusal(word(f"<w:p {attributes}/>" * 800))


def test_a_script_in_a_word_document_is_text() -> None:
    made = word(paragraph("<script>alert(1)</script>".replace("<", "&lt;")), paragraph("javascript:alert(1)"))
    (found,) = reading.read(SourceFile("draft.docx", made), Options())
    assert not found.blocks
    assert not any(mark.href for mark in found.marks)
