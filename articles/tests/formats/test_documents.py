"""Tables, JSON lines, Word documents and archives: every case gives what stands beside it in NAME.expected.json."""

import io
import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from articles.errors import IngestError, ReadingError
from articles.ingest import pipeline, reading
from articles.ingest.document import Document
from articles.ingest.reading import archives, csv_table
from articles.ingest.story import Facts, Known, Options, SourceFile

from ..ingest.pieces import keeps_the_law
from .archive_cases import ARCHIVES
from .word_cases import WORD

HERE = Path(__file__).parent
FILED = {"csv": "csv", "jsonl": "jsonl"}  # folder: reader
FILES = sorted(
    path for folder in FILED for path in (HERE / folder).iterdir() if not path.name.endswith(".expected.json")
)


def accepting(source: SourceFile) -> list[str]:
    return [name for name, reader in reading.readers().items() if name != "text" and reader.accepts(source)]


def read(source: SourceFile, wanted: str) -> dict[str, Any]:
    """What became of a file, in a form that is easily compared."""
    found: dict[str, Any] = {"accepted by": accepting(source)}
    if wanted not in found["accepted by"]:
        return found
    try:
        return {**found, "documents": [told(document) for document in pipeline.read(source, Options())]}
    except ReadingError as error:
        return {**found, "refused": error.reason, "remedy": error.remedy}


def told(document: Document) -> dict[str, Any]:
    if document.error:
        return {"refused": document.error.reason, "as": document.error.name}
    story = pipeline.story(document, Options(), Known())
    keeps_the_law(story)
    assert story.source_text == document.text
    facts = {f.name: getattr(story.facts, f.name) for f in fields(Facts)}
    found = {
        "facts": {name: _plain(value) for name, value in facts.items() if value},
        "body": [[block.kind, block.html] for block in story.body],
        "removed": [[change.kind, change.before] for change in story.removed],
        "fields": [[c.kind, c.before] for c in story.changes if c.kind.startswith("field:")],
        "findings": [finding.code for finding in story.findings],
        "images": [[i.name, i.alt, i.caption, i.credit] for i in story.images],
        "derived": story.headline_derived,
    }
    return {name: value for name, value in found.items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [
            item if isinstance(item, str) else " | ".join(filter(None, (item.name, item.role, item.bio)))
            for item in value
        ]
    return value if isinstance(value, bool | str) else value.isoformat()


def unpacked(data: bytes) -> list[Any]:
    """What comes out of an archive: names, what is refused, the pieces' pictures."""
    found: list[Any] = []
    for item in archives.opened("all.zip", "path:/inbox/all.zip", io.BytesIO(data)):
        if isinstance(item, ReadingError):
            assert item.remedy
            found.append({"name": item.name, "refused": item.reason})
        else:
            pictures = [[image.name, image.alt, image.caption, image.credit] for image in item.images]
            found.append(
                {"name": item.name, "origin": item.origin, "size": len(item.data), "images": pictures}
            )
    return found


def expected(folder: str, name: str) -> Any:
    return json.loads((HERE / folder / f"{name}.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_gives_what_is_expected(case: Path) -> None:
    source = SourceFile(case.name, case.read_bytes(), f"path:/inbox/{case.name}")
    assert read(source, FILED[case.parent.name]) == expected(case.parent.name, case.stem)


@pytest.mark.parametrize("name", WORD)
def test_a_word_document_gives_what_is_expected(name: str) -> None:
    called, make = WORD[name]
    assert read(SourceFile(called, make()), "docx") == expected("docx", name)


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_gives_what_is_expected(name: str) -> None:
    data = ARCHIVES[name]()
    is_one = archives.is_archive("all.zip", io.BytesIO(data))
    assert (unpacked(data) if is_one else "no archive") == expected("zip", name)


def test_every_format_has_six_cases_and_one_that_is_not_it() -> None:
    for folder in ("csv", "jsonl", "docx", "zip"):
        cases = [json.loads(path.read_text()) for path in (HERE / folder).glob("*.expected.json")]
        assert len(cases) >= 6
        not_it = [
            c for c in cases if c == "no archive" or (isinstance(c, dict) and folder not in c["accepted by"])
        ]
        assert not_it, folder


def test_no_file_is_wanted_by_two_formats() -> None:
    sources = [SourceFile(path.name, path.read_bytes()) for path in FILES]
    sources += [SourceFile(called, make()) for called, make in WORD.values()]
    assert [source.name for source in sources if len(accepting(source)) > 1] == []


# --- What bounds them -----------------------------------------------------------------------------


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(IngestError) as caught:
        make()
    return caught.value.reason


def test_a_table_of_a_million_rows_is_refused() -> None:
    data = b"title,body\n" + b"a,b\n" * 1_000_000
    assert "has over 10,000 rows" in refused(lambda: reading.read(SourceFile("all.csv", data), Options()))


def test_a_table_of_a_million_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MAX_CELLS", 60)
    table = b"title,body,a,b\n" + b"a,b,c,d\n" * 15
    assert len(reading.read(SourceFile("all.csv", table), Options())) == 15
    data = table + b"a,b,c,d\n" * 2
    assert "cells" in refused(lambda: reading.read(SourceFile("all.csv", data), Options()))


def test_json_lines_by_the_million_are_refused() -> None:
    data = b'{"title":"a","body":"b"}\n' * 60_000
    assert "has over 10,000 lines" in refused(lambda: reading.read(SourceFile("all.jsonl", data), Options()))


def test_a_line_of_brackets_costs_only_itself() -> None:
    data = b'{"title":"a","body":' + b"[" * 200_000 + b'\n{"title":"The pier","body":"Is back."}\n'
    torn, good = reading.read(SourceFile("all.jsonl", data), Options())
    assert torn.error and not good.error


def test_a_cell_as_long_as_a_book_costs_only_its_row() -> None:
    data = b"title,body\nlong," + b"a" * 1_000_001 + b"\nThe pier,Is back.\n"
    long, good = reading.read(SourceFile("all.csv", data), Options())
    assert long.error and "1,000,001 characters" in long.error.reason
    assert not good.error


def test_a_row_is_kept_as_a_table_that_can_be_read_again() -> None:
    data = b'title;body\nThe pier;"Is; ""back"""\nHerring;Gone\n'
    first, _second = reading.read(SourceFile("all.csv", data), Options())
    (again,) = reading.read(SourceFile("all.csv#1", first.raw), Options())
    assert (again.text, again.facts) == (first.text, first.facts)


def test_a_column_mapped_wins_over_one_of_the_name() -> None:
    data = b"title,kop,body\nNot this,The pier,Is back.\n"
    (found,) = reading.read(SourceFile("all.csv", data), Options(columns=(("headline", "Kop"),)))
    assert found.facts.headline == "The pier"
