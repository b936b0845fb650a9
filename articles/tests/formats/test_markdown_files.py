"""Every Markdown file gives the piece that stands beside it in NAME.expected.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.ingest import ledger, pipeline, reading
from articles.ingest.story import Known, Options, SourceFile
from articles.sanitising import sanitise

FOLDER = Path(__file__).parent / "markdown"
CASES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))


def source_of(path: Path) -> SourceFile:
    return SourceFile(path.name, path.read_bytes(), origin=f"path:/inbox/{path.name}")


def reader_of(path: Path) -> str:
    return next(reader.name for reader in reading.readers().values() if reader.accepts(source_of(path)))


def piece(path: Path) -> dict[str, Any]:
    """What became of the file: its facts, its body as readers get it, what was taken out, what is asked."""
    (story,) = pipeline.stories(source_of(path), Options(), Known())
    facts = story.facts
    return {
        "reader": reader_of(path),
        "headline": facts.headline,
        "authors": [person.name for person in facts.authors],
        "publication": facts.publication,
        "published": facts.published and facts.published.isoformat()[:10],
        "topics": list(facts.topics),
        "body": [[block.kind, sanitise(block.html)] for block in story.body],
        "removed": [[change.kind, change.before] for change in story.removed],
        "findings": [finding.code for finding in story.findings],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_file_gives_the_piece_that_is_expected(case: Path) -> None:
    expected = case.with_name(f"{case.stem}.expected.json").read_text(encoding="utf-8")
    assert piece(case) == json.loads(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_word_of_a_file_is_accounted_for(case: Path) -> None:
    (story,) = pipeline.stories(source_of(case), Options(), Known())
    assert ledger.replay(story.body_text, story.changes) == story.source_text


def test_there_are_six_files_and_one_that_is_not_markdown() -> None:
    others = [case.name for case in CASES if reader_of(case) != "markdown"]
    assert (len(CASES) - len(others) >= 6, others) == (True, ["not_called_so.txt"])
