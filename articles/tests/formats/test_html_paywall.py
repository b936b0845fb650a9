"""Pages that declare a paywall: partial where their text is not whole, and not where it is."""

import json

import pytest

from articles.ingest import pipeline
from articles.ingest.story import Known, Options, SourceFile

SENTENCE = "The harbour board met in {} and decided, after a long debate, that the ferry should stay. "
TEXT = "".join(
    f"<p>{SENTENCE.format(month) * 3}</p>" for month in ("May", "June", "July", "August", "March", "April")
)
LONG = TEXT.replace("harbour", "pilot") + TEXT
PART = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".teaser, .paid"}


def partial(body: str, **declared: object) -> list[str]:
    node = {"@type": "NewsArticle", "headline": "A ferry stays", **declared}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    html = f"<!doctype html><html lang=en><head>{script}<title>A ferry stays</title></head><body><article><h1>A ferry stays</h1>{body}</article></body></html>"
    (story,) = pipeline.stories(SourceFile("page.html", html.encode()), Options(), Known())
    return [finding.evidence for finding in story.findings if finding.code == "partial"]


@pytest.mark.parametrize("no", [False, "False", "false", "http://schema.org/False"])
def test_short_text_of_a_piece_that_is_sold_is_partial(no: object) -> None:
    assert partial(f"<p>{SENTENCE.format('May') * 3}</p>", isAccessibleForFree=no)


@pytest.mark.parametrize("yes", [True, "True", None, "", [], {}, 0])
def test_short_text_that_is_free_or_says_nothing_is_whole(yes: object) -> None:
    assert partial(f"<p>{SENTENCE.format('May') * 3}</p>", isAccessibleForFree=yes) == []


def test_long_text_of_a_piece_that_is_sold_is_whole() -> None:
    assert partial(TEXT, isAccessibleForFree=False) == []
    assert partial(f"<div class='paid box'>{LONG}</div>", isAccessibleForFree=False, hasPart=PART) == []


@pytest.mark.parametrize("paid", ["", '<div class="paid"><p>Log in to read on.</p></div>'])
def test_text_without_its_paid_part_is_partial(paid: str) -> None:
    assert partial(TEXT + paid, isAccessibleForFree=False, hasPart=[PART])
    assert partial(TEXT + paid, hasPart=PART)
    assert partial(LONG + paid, hasPart=PART) == []  # some sites name places that they do not use


def test_text_that_breaks_off_is_partial() -> None:
    (evidence,) = partial(
        LONG + f"<p>{SENTENCE.format('May') * 2} And then the board …</p>", isAccessibleForFree=False
    )
    assert evidence.endswith("And then the board …")


def test_text_much_shorter_than_it_is_declared_to_be_is_partial() -> None:
    assert partial(LONG, isAccessibleForFree=False, wordCount=2400)
    assert partial(LONG, isAccessibleForFree=True, wordCount=2400) == []


@pytest.mark.parametrize("selector", ["", None, 7, [3, ".paid > p:first-child"], "," * 9000, {"a": 1}])
def test_selectors_that_are_none_do_no_harm(selector: object) -> None:
    assert partial(LONG, isAccessibleForFree=False, hasPart={**PART, "cssSelector": selector}) == []
