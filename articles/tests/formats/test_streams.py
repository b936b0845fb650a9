"""Files of very many pieces are read a piece at a time; what one piece is does not depend on how many there are."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from articles.errors import ReadingError
from articles.ingest import pipeline, reading
from articles.ingest.document import Document, Documents
from articles.ingest.reading import csv_table, exchange, files, rows, xml_parts, xml_source
from articles.ingest.story import Known, Options, SourceFile
from articles.jobs.pool import LARGEST, Alone, Pool

HEAD = (
    '<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    "<title>Weir Watch</title><wp:base_blog_url>https://weir.example</wp:base_blog_url>"
)
AUTHOR = (
    "<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Quill</wp:author_display_name>"
    "</wp:author>"
)
GUEST = (
    "<item><title>ben</title><wp:post_type>guest-author</wp:post_type><wp:postmeta><wp:meta_key>cap-user_login"
    "</wp:meta_key><wp:meta_value>ben</wp:meta_value></wp:postmeta><wp:postmeta><wp:meta_key>cap-display_name"
    "</wp:meta_key><wp:meta_value>Ben Marsh</wp:meta_value></wp:postmeta></item>"
)
END = "</channel></rss>"
MANY = 500


def post(number: int, text: str = "The weir holds.", login: str = "ada") -> str:
    return (
        f"<item>\n<title>Post {number}</title>\n<dc:creator>{login}</dc:creator>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
    )


def export(*parts: str, end: str = END) -> SourceFile:
    return SourceFile("export.xml", (HEAD + "".join(parts) + end).encode(), "path:/inbox/export.xml")


def read(source: SourceFile) -> Documents:
    return reading.read(source, Options())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were made."""
    names: list[str] = []
    making = exchange.document

    def noting(name: str, piece: exchange.Piece, media_type: str, encoding: str) -> Document:
        names.append(name)
        return making(name, piece, media_type, encoding)

    monkeypatch.setattr(exchange, "document", noting)
    return names


def test_pieces_of_an_export_are_made_when_they_are_asked_for(made: list[str]) -> None:
    source = export(AUTHOR, *(post(number) for number in range(MANY)))
    stories = pipeline.stories(source, Options(), Known())
    assert [story.facts.headline for story in islice(stories, 2)] == ["Post 0", "Post 1"]
    assert made == ["export.xml#1", "export.xml#2"]


def test_a_number_of_pieces_is_known_and_each_can_be_asked_for(made: list[str]) -> None:
    documents = read(export(AUTHOR, *(post(number) for number in range(MANY))))
    assert (len(documents), made) == (MANY, [])
    assert documents[MANY - 1].facts.headline == f"Post {MANY - 1}"
    with pytest.raises(IndexError):
        documents[MANY]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("all.csv", "headline,body\n" + "".join(f"Post {n},The weir holds.\n" for n in range(MANY))),
        (
            "all.jsonl",
            "".join(f'{{"headline": "Post {n}", "body": "The weir holds."}}\n' for n in range(MANY)),
        ),
    ],
)
def test_rows_are_made_when_they_are_asked_for(name: str, data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows_made: list[str] = []
    making = rows.document

    def noting(called: str, *told: Any) -> Document:
        rows_made.append(called)
        return making(called, *told)

    monkeypatch.setattr(rows, "document", noting)
    documents = read(SourceFile(name, data.encode()))
    assert (len(documents), rows_made) == (MANY, [])
    assert documents[MANY - 1].facts.headline == f"Post {MANY - 1}"
    assert rows_made == [f"{name}#{MANY}"]


def test_each_item_is_read_with_nothing_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    parsing = xml_source.parsed

    def noting(name: str, data: bytes) -> tuple[object, xml_parts.Faults]:
        tree, faults = parsing(name, data)
        sizes.append(sum(1 for element in tree.iter() if element.tag.endswith("encoded")))
        return tree, faults

    monkeypatch.setattr(xml_source, "parsed", noting)
    assert len(list(read(export(*(post(number) for number in range(MANY)))))) == MANY
    assert set(sizes) == {0, 1}


@pytest.mark.parametrize("parts", [(AUTHOR, post(1)), (post(1), AUTHOR)])
def test_authors_are_known_wherever_they_stand(parts: tuple[str, ...]) -> None:
    (document,) = read(export(*parts))
    assert [person.name for person in document.facts.authors] == ["Ada Quill"]


def test_a_guest_author_is_known_to_the_posts_before(made: list[str]) -> None:
    (document,) = read(export(post(1, login="ben"), GUEST))
    assert [person.name for person in document.facts.authors] == ["Ben Marsh"]


def test_comments_are_no_part_of_a_piece_however_many_there_are() -> None:
    comments = "<wp:comment><wp:comment_author>x</wp:comment_author></wp:comment>" * 100_000
    (document,) = read(export(post(1).replace("</item>", f"{comments}</item>")))
    assert (document.text, document.error) == ("The weir holds.", None)
    assert b"comment" not in document.raw


def test_of_two_states_of_a_post_the_newer_is_read_alone() -> None:
    older, newer = (
        post(1, text).replace("</item>", f"<wp:post_modified_gmt>2024-05-0{day} 10:00:00</wp:post_modified_gmt></item>")
        for day, text in ((1, "It held."), (2, "It holds."))
    )  # fmt: skip
    for parts in ((older, newer), (newer, older)):
        (document,) = read(export(*parts))
        assert document.text == "It holds."


def test_a_post_that_is_broken_is_marked_and_the_others_are_not() -> None:
    broken = post(2).replace("</item>", "<wp:note>Late</wp:not></item>")
    documents = list(read(export(post(1), broken, post(3))))
    told = [[finding.evidence for finding in document.findings] for document in documents]
    assert [bool(lines) for lines in told] == [False, True, False]
    assert told[1][0].startswith("line 6: Opening and ending tag mismatch: note and not")
    assert [document.text for document in documents] == ["The weir holds."] * 3


def test_the_post_in_which_an_export_breaks_off_is_marked() -> None:
    documents = list(read(export(post(1), post(2)[:90], end="")))
    assert ["partial" in {f.code for f in document.findings} for document in documents] == [False, True]


def test_an_export_that_breaks_off_between_posts_marks_the_last() -> None:
    documents = list(read(export(post(1), post(2), end="")))
    assert ["partial" in {f.code for f in document.findings} for document in documents] == [False, True]


def test_what_holds_around_the_entries_of_a_feed_holds_in_each() -> None:
    feed = (
        '<f:feed xmlns:f="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://weir.example/a/">'
        '<f:title>Weir</f:title><f:entry><f:id>urn:a:1</f:id><f:title>A</f:title><f:link href="b"/>'
        '<f:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Es hält.</p></div></f:content></f:entry>'
        "</f:feed>"
    )
    (document,) = read(SourceFile("feed.xml", feed.encode()))
    assert (document.text, document.facts.language) == ("Es hält.", "de")
    assert document.facts.canonical_url == "https://weir.example/a/b"


@pytest.mark.parametrize("element", ["item", "item/"])
def test_more_items_than_any_export_has_are_refused(element: str) -> None:
    with pytest.raises(ReadingError, match="50,000"):
        read(export(f"<{element}>" + ("</item><item>" if element == "item" else "<item/>") * 50_001))


# --- Large files -----------------------------------------------------------------------------------


def sized(path: Path, head: bytes, size: int) -> Path:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)  # a hole
    return path


def taken(path: Path) -> SourceFile | ReadingError:
    (found,) = files.sources([path])
    assert isinstance(found, SourceFile | ReadingError)
    return found


def test_an_export_may_be_larger_than_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 2000)
    monkeypatch.setattr(files, "MAX_EXPORT", 4000)
    start = export(post(1)).data
    found = taken(sized(tmp_path / "export.xml", start, 4000))
    assert isinstance(found, SourceFile) and len(found.data) == 4000
    for name, head, size in (
        ("export.xml", start, 4001),
        ("feed.xml", start.replace(b"/export/", b"/feed/"), 4000),
    ):
        assert isinstance(taken(sized(tmp_path / name, head, size)), ReadingError)


def test_a_large_file_comes_a_piece_at_a_time_and_in_its_place(made: list[str]) -> None:
    small = [
        SourceFile(f"{name}.txt", f"The weir {name}.".encode(), f"path:/{name}.txt") for name in ("a", "b")
    ]
    large = export(f"<!--{'x' * LARGEST}-->", post(1), post(2))
    readers = Pool(1, Options(), Known())
    try:
        read = [iter(pieces) for pieces in readers.read([small[0], large, small[1]])]
        names = [next(pieces).name for pieces in read]
        assert names == ["a.txt", "export.xml#1", "b.txt"]
        assert made == ["export.xml#1"]
        assert next(read[1]).name == "export.xml#2"
    finally:
        readers.close()


def test_pieces_read_elsewhere_are_those_read_here() -> None:
    source = export(AUTHOR, post(1), post(2))

    def names(readers: Alone | Pool) -> list[str]:
        found: Iterator[str] = (piece.name for pieces in readers.read([source]) for piece in pieces)
        return list(found)

    pool = Pool(1, Options(), Known())
    try:
        assert names(pool) == names(Alone(Options(), Known()))
    finally:
        pool.close()


def test_a_row_of_very_many_cells_is_refused_before_it_is_read() -> None:
    with pytest.raises(ReadingError, match="1,000,000 cells"):
        read(SourceFile("all.csv", b"title,body\n" + b"," * (csv_table.MAX_CELLS + 1)))
    rows = b"title,body\n" + b"The pier,Is back.\n" * 3
    assert len(read(SourceFile("all.csv", rows))) == 3
