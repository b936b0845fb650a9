"""Each kind of doubt has a question of its own, so that one knows what one answers and ticks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.deciding.questions import ASKED, BARE, OTHERS, question_of
from articles.ingest.extracting.doubts import WEIGHTS

ARTICLES = Path(__file__).parents[1]


def asked(code: str, suggestion: str = "") -> str:
    finding = {"code": code, "suggestion": suggestion, "source": 1, "number": 0, "blocking": False}
    return str(question_of(finding).asked.question)


def codes_noted() -> Iterator[str]:
    """The code of every finding that the importer can make, as far as it stands there in plain letters."""
    for room in ("ingest", "storing"):
        for path in (ARTICLES / room).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in {
                    "Finding",
                    "note",
                }:
                    yield from (
                        arg.value
                        for arg in call.args[:1]
                        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                    )


def test_every_finding_has_a_question_of_its_own() -> None:
    codes = {*codes_noted(), *WEIGHTS, "authors-left-out", "topics-left-out"}
    assert {"glued-words", "genre-unknown", "usage-terms"} <= codes
    assert codes <= ASKED.keys()
    questions = [str(one.question) for one in (*ASKED.values(), *BARE.values(), OTHERS)]
    assert len(questions) == len({*questions})


@pytest.mark.parametrize("what", ["headline", "biography"])
def test_what_was_cut_is_asked_about_by_its_name(what: str) -> None:
    assert asked(f"{what}-cut") == f"Does the {what} do as it was cut?"


def test_what_nobody_knows_any_more_is_asked_about_all_the_same() -> None:
    assert asked("of-an-older-version") == str(OTHERS.question)
    assert asked("publication-missing") != asked("publication-missing", "The Courier")
