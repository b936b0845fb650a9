"""Whatever the bytes: tables, JSON lines, Word documents and archives are read, or refused in words."""

import csv
import io
import json
from typing import Any

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis: pip install -r requirements-dev.txt")

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.errors import ReadingError
from articles.ingest import pipeline, reading
from articles.ingest.reading import archives, errors_file
from articles.ingest.story import Known, Options, SourceFile

from ..ingest.pieces import keeps_the_law
from .archive_cases import nested, tar_gz, tar_of_links, with_pictures
from .word_cases import pictures, styled, tracked

FEW, SOME = settings(max_examples=60), settings(max_examples=150)
READERS = ("csv", "jsonl", "docx")
SMALL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
CELLS = st.one_of(
    SMALL,
    st.sampled_from(["<p>The pier</p>", "<b", "“", ";", '"', "a,b", "\r\n", "2024-05-03", "By A and B"]),
)
PACKED = {"zip": with_pictures(), "zips": nested(), "tgz": tar_gz(), "tar": tar_of_links()}
WORD = (styled(), tracked(), pictures())


def check(source: SourceFile, reader: str = "") -> list[str]:
    """The texts of the pieces, each of which keeps the ledger law."""
    texts = []
    try:
        documents = pipeline.read(source, Options(format=reader, language="en"))
    except ReadingError as error:
        assert error.name.startswith(source.name)
        assert error.remedy
        return []
    for document in documents:
        if document.error is None:
            story = pipeline.story(document, Options(language="en"), Known())
            keeps_the_law(story)
            texts.append(story.source_text)
    return texts


def unpacked(data: bytes) -> int:
    """How many files come out, each within the archive."""
    count = 0
    for item in archives.opened("all.zip", "path:/inbox/all.zip", io.BytesIO(data)):
        assert item.name.startswith("all.zip")
        count += isinstance(item, SourceFile)
    return count


def spoilt(whole: bytes, data: st.DataObject) -> bytes:
    """The file with a stretch of it replaced, or its end cut off."""
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=40))
    cut = data.draw(st.one_of(st.none(), st.integers(0, len(whole))))
    return (whole[:start] + put + whole[start + length :])[:cut] or b"x"


@pytest.mark.parametrize("reader", READERS)
@FEW
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes(reader: str, data: bytes) -> None:
    source = SourceFile("fuzz", data)
    assert reading.readers()[reader].accepts(source) in (True, False)
    check(source, reader)


@SOME
@given(st.lists(st.lists(CELLS, min_size=3, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_no_word_of_a_table_is_lost(table: list[list[str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([["title", "tags", "body"], *table])
    texts = check(SourceFile("fuzz.csv", file.getvalue().encode()))
    whole = [row for row in table if len(row) == 3 and "<" not in row[2]]
    for row in whole:
        if row[0].strip() and row[2].strip() and row[2].isprintable():
            assert any(row[2].strip() in text for text in texts)


@SOME
@given(
    st.lists(
        st.dictionaries(
            st.one_of(
                st.sampled_from(["title", "body", "author", "authors", "date", "tags", "html", "url", "id"]),
                SMALL,
            ),
            st.recursive(
                st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), CELLS),
                lambda inner: st.one_of(
                    st.lists(inner, max_size=3), st.dictionaries(SMALL, inner, max_size=3)
                ),
                max_leaves=6,
            ),
            max_size=6,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_objects_on_lines(objects: list[dict[str, Any]]) -> None:
    check(SourceFile("fuzz.jsonl", "\n".join(json.dumps(item) for item in objects).encode()))


@FEW
@given(st.data())
def test_a_spoilt_word_document(data: st.DataObject) -> None:
    check(SourceFile("fuzz.docx", spoilt(data.draw(st.sampled_from(WORD)), data)), "docx")


@pytest.mark.parametrize("kind", PACKED)
@FEW
@given(st.data())
def test_a_spoilt_archive(kind: str, data: st.DataObject) -> None:
    made = spoilt(PACKED[kind], data)
    assert archives.is_archive("all.zip", io.BytesIO(made)) in (True, False)
    unpacked(made)


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_taken_for_an_archive(data: bytes) -> None:
    unpacked(data)
    unpacked(b"PK\x03\x04" + data)
    unpacked(b"\x1f\x8b\x08" + data)


@FEW
@given(
    st.dictionaries(
        st.sampled_from(["file", "reason", "remedy", "origin", "content", "member"]),
        st.one_of(SMALL, st.integers()),
    )
)
def test_any_line_of_an_errors_file(entry: dict[str, Any]) -> None:
    data = json.dumps(entry).encode()
    assert errors_file.is_one(data) == all(isinstance(entry.get(key), str) for key in errors_file.NEEDED)
    for item in errors_file.opened("errors.jsonl", data):
        assert isinstance(item, SourceFile | ReadingError)


@FEW
@given(SMALL, SMALL, st.binary(max_size=100))
def test_what_is_written_down_can_be_read_back(name: str, reason: str, data: bytes) -> None:
    error = ReadingError(name or "x", reason or "x", "Mend it.")
    line = errors_file.line(error, "path:/inbox/x", data)
    assert errors_file.is_one(line.encode())
    (item,) = errors_file.opened("errors.jsonl", line.encode())
    if isinstance(item, SourceFile):
        assert item.origin == "path:/inbox/x"
