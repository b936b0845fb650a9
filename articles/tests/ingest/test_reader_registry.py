"""A new format is one module in the reading room: it is found, asked first, and named in errors."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.errors import ReadingError
from articles.ingest import pipeline, reading
from articles.ingest.story import Known, Options, SourceFile

MODULE = '''
"""Telegrams: STOP between sentences."""
from articles.ingest.document import Document, Passage
from articles.ingest.story import Facts

name = "telegram"


def accepts(source):
    return source.data.startswith(b"TELEGRAM ")


def read(source, options):
    text = source.data.decode()
    head = Passage("TELEGRAM", 0, 8).as_kind("field:declared", "reading", "telegram")
    return (Document(source.name, text, (head, Passage(text[9:], 9, len(text))), Facts(headline="By wire", language="en")),)
'''
WIRE = b"TELEGRAM The pier is gone and the keeper is rowing and nobody on the board has been told of either of these things yet."


@pytest.fixture
def telegrams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module of another format in the reading room."""
    (tmp_path / "telegram.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(reading, "__path__", [*reading.__path__, str(tmp_path)])
    reading.readers.cache_clear()
    yield
    reading.readers.cache_clear()
    sys.modules.pop("articles.ingest.reading.telegram", None)


def test_the_readers_are_found_and_plain_text_is_asked_last() -> None:
    names = list(reading.readers())
    assert {"text", "markdown"} <= set(names)
    assert names[-1] == "text"


@pytest.mark.usefixtures("telegrams")
def test_a_new_module_is_a_new_format() -> None:
    assert "telegram" in reading.readers()
    (found,) = pipeline.stories(SourceFile("wire.txt", WIRE), Options(), Known())
    assert found.facts.headline == "By wire"
    assert [block.text for block in found.body] == [WIRE[9:].decode()]


@pytest.mark.usefixtures("telegrams")
def test_other_files_are_read_as_before() -> None:
    (found,) = pipeline.stories(SourceFile("piece.md", b"# The pier\n\nIs back."), Options(), Known())
    assert found.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.MARKDOWN", "text/markdown"),
        ("a", "text/plain"),
    ],
)
def test_a_file_is_read_by_its_name(name: str, media_type: str) -> None:
    (found,) = reading.read(SourceFile(name, b"The pier is back."), Options())
    assert found.media_type == media_type


def test_a_file_of_another_kind_is_refused_unless_its_format_is_named() -> None:
    source = SourceFile("a.log", b"The pier is back.")
    with pytest.raises(ReadingError, match=r"\.log"):
        reading.read(source, Options())
    assert reading.read(source, Options(format="text"))[0].text == "The pier is back."


def test_a_named_format_wins_over_the_name() -> None:
    (found,) = reading.read(SourceFile("a.txt", b"# The pier"), Options(format="markdown"))
    assert found.media_type == "text/markdown"


def test_a_format_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(ReadingError, match="'papyrus'") as refused:
        reading.read(SourceFile("a.txt", b"The pier"), Options(format="papyrus"))
    assert "markdown" in refused.value.remedy and "text" in refused.value.remedy
