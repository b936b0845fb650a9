"""Every case file of the exchange formats gives what stands beside it in NAME.expected.json."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from articles.errors import ReadingError
from articles.ingest import ledger, pipeline, reading
from articles.ingest.document import Document
from articles.ingest.story import Facts, Known, Options, SourceFile

HERE = Path(__file__).parent
READERS = {
    "rss": "rss",
    "atom": "atom",
    "jsonfeed": "jsonfeed",
    "wxr": "wxr",
    "ghost": "ghost",
    "ninjs": "ninjs",
    "nitf": "nitf",
    "newsml_g2": "newsml-g2",
}
CASES = sorted(
    path
    for folder in READERS
    for path in (HERE / folder).iterdir()
    if not path.name.endswith(".expected.json")
)
OURS = [case for case in CASES if not case.name.startswith("not_")]


def source_of(path: Path) -> SourceFile:
    return SourceFile(path.name, path.read_bytes(), origin=f"path:/inbox/{path.name}")


def accepting(source: SourceFile) -> list[str]:
    """The readers that want the file, but for plain text, which takes what is left."""
    return [name for name, reader in reading.readers().items() if name != "text" and reader.accepts(source)]


def record(path: Path) -> dict[str, Any]:
    """What became of a case file, in a form that is easily compared."""
    source = source_of(path)
    found: dict[str, Any] = {"accepted by": accepting(source)}
    if READERS[path.parent.name] not in found["accepted by"]:
        return found
    try:
        found["documents"] = [_told(document) for document in reading.read(source, Options())]
    except ReadingError as error:
        found["refused"] = error.reason
    return found


def _told(document: Document) -> dict[str, Any]:
    values = {field.name: getattr(document.facts, field.name) for field in fields(Facts)}
    facts = {name: _plain(name, value) for name, value in values.items() if value}
    body = [[passage.fate, passage.text] for passage in document.body]
    findings = [finding.code for finding in document.findings]
    links = [mark.href for mark in document.marks if mark.href]
    told = {
        "facts": facts,
        "body": body,
        "findings": findings,
        "links": links,
        "whole": list(document.blocks.values()),
    }
    return {name: value for name, value in told.items() if value}


def _plain(name: str, value: Any) -> Any:
    if name == "authors":
        return [" | ".join(filter(None, (p.name, p.role, p.affiliation, p.bio))) for p in value]
    return (
        list(value)
        if isinstance(value, tuple)
        else value
        if isinstance(value, bool | str)
        else value.isoformat()
    )


def case_id(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_case_gives_what_is_expected(case: Path) -> None:
    expected = case.with_name(f"{case.stem}.expected.json")
    assert record(case) == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", OURS, ids=case_id)
def test_every_word_of_a_case_is_accounted_for(case: Path) -> None:
    """The ledger law, through reading, cleaning and extracting."""
    source = source_of(case)
    try:
        documents = pipeline.read(source, Options())
    except ReadingError:
        return
    for document in documents:
        story = pipeline.story(document, Options(), Known())
        assert ledger.replay(story.body_text, story.changes) == story.source_text == document.text
        assert story.raw


@pytest.mark.parametrize("folder", READERS)
def test_every_format_has_six_cases_and_one_that_is_not_it(folder: str) -> None:
    cases = [case for case in CASES if case.parent.name == folder]
    others = [case for case in cases if READERS[folder] not in accepting(source_of(case))]
    assert len(cases) >= 6
    assert others
    assert others == [case for case in cases if case not in OURS]


def test_no_file_is_wanted_by_two_formats() -> None:
    assert [case.name for case in CASES if len(accepting(source_of(case))) > 1] == []
