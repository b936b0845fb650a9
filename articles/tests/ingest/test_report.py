"""The record of a piece: complete, JSON, and true to the story."""

import json
from typing import Any

import pytest

from articles.ingest import report

from .pieces import FIRST, LAST, lines, story

FULL = lines(
    "The pier that fell twice is to rise again", "By Anna Kerr, Chief Reporter | The Tallow Gazette", "3 May 2021 10:30 GMT",
    "TALLOW BAY (AP) — " + FIRST, "Four summers", "Advertisement", "• Oak from three counties", LAST, "Anna Kerr is a writer.",
)  # fmt: skip


@pytest.fixture
def record() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(report.as_report(story(FULL))))
    return made


def test_the_facts_are_told(record: dict[str, Any]) -> None:
    assert record["headline"] == "The pier that fell twice is to rise again"
    assert record["published"] == "2021-05-03"
    assert record["publication"] == "The Tallow Gazette"
    assert record["language"] == "en"
    assert record["dateline"] == "TALLOW BAY (AP)"
    assert record["authors"] == [
        {
            "name": "Anna Kerr",
            "bio": "Anna Kerr is a writer.",
            "role": "author",
            "affiliation": "Chief Reporter",
        }
    ]
    assert record["headline_derived"] is False
    assert record["encoding"] == "utf-8"


def test_who_took_the_pictures_is_no_author() -> None:
    words = lines("Tallow Bay", "Words by Anna Kerr, photographs by Bo Lund", FIRST, LAST)
    record = report.as_report(story(words))
    assert [person["name"] for person in record["authors"]] == ["Anna Kerr"]
    assert [(person["name"], person["role"]) for person in record["others"]] == [("Bo Lund", "photographer")]


def test_the_body_is_told_by_kind(record: dict[str, Any]) -> None:
    assert [(block["type"], block["text"]) for block in record["body"]] == [
        ("p", FIRST),
        ("h2", "Four summers"),
        ("li", "Oak from three counties"),
        ("p", LAST),
    ]


def test_each_removal_is_told_with_kind_rule_place_and_reason(record: dict[str, Any]) -> None:
    assert [item["kind"] for item in record["removed"]] == ["byline", "date", "advert", "bio"]
    for item in record["removed"]:
        assert FULL[item["start"] : item["end"]] == item["text"]
        assert item["rule"] and item["reason"]
        assert 0 < item["confidence"] <= 1


def test_what_is_not_known_is_null() -> None:
    record = report.as_report(story(lines(FIRST, LAST)))
    for key in ("standfirst", "kicker", "dateline", "publication", "published"):
        assert record[key] is None
    assert record["authors"] == []
    assert record["headline_derived"] is True


def test_findings_are_told_with_what_blocks() -> None:
    record = report.as_report(story(lines(FIRST, LAST)))
    told = {finding["code"]: finding["blocking"] for finding in record["findings"]}
    assert told == {
        "headline-derived": True,
        "byline-missing": False,
        "date-missing": False,
        "publication-missing": False,
    }
    assert 0 < record["doubt"] <= 100


def test_a_piece_with_everything_raises_little_doubt(record: dict[str, Any]) -> None:
    assert record["findings"] == []
    assert record["doubt"] == 0


def test_inline_markup_of_markdown_is_told_as_text() -> None:
    text = f"# The pier\n\nThe *pier* & [the board](https://board.example/) stay. {FIRST}\n"
    record = report.as_report(story(text, "piece.md"))
    assert record["body"][0]["text"] == f"The pier & the board stay. {FIRST}"
