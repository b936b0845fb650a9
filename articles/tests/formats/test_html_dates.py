"""The day a page's piece appeared: declared, shown beside the headline, or a guess that is marked as one."""

import pytest

from articles.ingest import pipeline
from articles.ingest.story import Known, Options, SourceFile, Story

PROSE = "The harbour board met at noon and decided, after a long debate, that the ferry should stay. " * 4
PUBLISHED = '<meta property="article:published_time" content="{}">'


def story(body: str, head: str = "", language: str = "en") -> Story:
    html = (
        f"<!doctype html><html lang={language}><head>{head}<title>A ferry</title></head><body>{body}</body>"
    )
    (found,) = pipeline.stories(SourceFile("page.html", html.encode()), Options(), Known())
    return found


def day(found: Story) -> str:
    return found.facts.published.isoformat()[:10] if found.facts.published else ""


def guesses(found: Story) -> list[str]:
    return [finding.evidence for finding in found.findings if finding.code == "date-guessed"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>4. 2. 2022</p>",
        "<p>Von Ada Merrow</p><div><span>4. Februar 2022</span></div>",
        '<p>Ein Satz.</p><time datetime="2022-02-04T08:00:00+01:00">heute früh</time>',
    ],
)
def test_date_beside_the_headline_is_a_fact(line: str) -> None:
    found = story(f"<p>1.1.2020</p><h1>A ferry</h1>{line}<p>{PROSE}</p><p>9. 9. 2023</p>", language="de")
    assert (day(found), guesses(found)) == ("2022-02-04", [])


def test_date_beside_the_headline_comes_before_the_day_the_page_was_touched() -> None:
    head = '<meta name="date" content="2022-02-19T10:00:00+01:00">'
    assert day(story(f"<h1>A ferry</h1><time>4 February 2022</time><p>{PROSE}</p>", head)) == "2022-02-04"
    assert day(story(f"<h1>A ferry</h1><p>{PROSE}</p>", head)) == "2022-02-19"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Aktualisiert am 9. 2. 2022</p>",
        "<span>Zuletzt geändert:</span><span>9. 2. 2022</span>",
        '<time itemprop="dateModified" datetime="2022-02-09">9. 2. 2022</time>',
        "<p>Vom 9. 2. 2022 bis zum 11. 3. 2022</p>",
    ],
)
def test_day_of_a_change_is_not_the_day_it_appeared(line: str) -> None:
    body = f"<h1>A ferry</h1>{line}<p>4. 2. 2022</p><p>{PROSE}</p>"
    assert day(story(body, language="de")) == "2022-02-04"


def test_declared_date_stands_against_one_that_is_shown() -> None:
    body = f"<h1>A ferry</h1><p>4 February 2022</p><p>{PROSE}</p>"
    assert day(story(body, PUBLISHED.format("2022-03-11T10:00:00+01:00"))) == "2022-03-11"


def test_day_that_readers_see_stands_against_the_one_in_utc() -> None:
    body = f"<h1>A ferry</h1><p>5 November 2021</p><p>{PROSE}</p>"
    assert day(story(body, PUBLISHED.format("2021-11-04T23:00:00Z"))) == "2021-11-05"
    assert day(story(body, PUBLISHED.format("2021-11-04T23:00:00+01:00"))) == "2021-11-04"


def test_date_that_nothing_explains_is_given_as_a_guess() -> None:
    found = story(f"<h1>A ferry</h1><p>{PROSE * 2}</p><footer>Build 7 of 2022-02-04</footer>")
    assert (day(found), guesses(found)) == ("2022-02-04", ["2022-02-04"])
    assert "date-missing" not in {finding.code for finding in found.findings}


def test_year_alone_is_no_date() -> None:
    found = story(f"<h1>A ferry</h1><p>{PROSE}</p><footer>© 2022 Estuary</footer>")
    assert (day(found), guesses(found)) == ("", [])
