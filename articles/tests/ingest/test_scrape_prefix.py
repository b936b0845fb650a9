"""`date 2023-10-01` before the text, and menus glued together, are a scraper's; other openings are the story's."""

from datetime import date

import pytest

from .pieces import FIRST, LAST, body, codes, lines, removed, story


@pytest.mark.parametrize("prefix", ["date 2021-05-03 ", " date 2021-05-03 ", "\n date 2021-05-03  "])
def test_the_scrapers_date_is_taken_off_and_dates_the_piece(prefix: str) -> None:
    found = story(prefix + lines(FIRST, LAST))
    assert [block.text for block in found.body] == [FIRST, LAST]
    assert found.facts.published == date(2021, 5, 3)
    assert [(c.kind, c.before) for c in found.removed] == [("date", "date 2021-05-03")]


def test_a_month_alone_dates_nothing_but_is_evidence() -> None:
    found = story("date 2021-05 " + lines(FIRST, LAST))
    assert found.facts.published is None
    (finding,) = [f for f in found.findings if f.code == "date-unsure"]
    assert finding.evidence == "2021-05"


def test_a_day_no_calendar_has_dates_nothing() -> None:
    found = story("date 2021-02-31 " + lines(FIRST, LAST))
    assert found.facts.published is None
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_a_date_the_piece_itself_prints_wins() -> None:
    found = story(
        "date 2021-05-09 " + lines("The pier is back", "By Anna Kerr", "Published 3 May 2021", FIRST, LAST)
    )
    assert found.facts.published == date(2021, 5, 3)


@pytest.mark.parametrize(
    "menu",
    [
        "HomeNewsSportBusinessCulture",
        "NewsSportMarketsCompanies Opinion",
        "FinancialGovernment SolutionsLegalIndustries",
    ],
)
def test_a_glued_menu_is_taken_off(menu: str) -> None:
    text = lines(f"{menu} {FIRST}", LAST)
    assert body(text) == [FIRST, LAST]
    assert removed(text) == [("navigation", menu)]


def test_prefix_and_menu_together_are_two_things() -> None:
    found = removed("date 2021-05-03 HomeNewsSportBusiness " + lines(FIRST, LAST))
    assert [kind for kind, _ in found] == ["date", "navigation"]


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("Date palms do not grow in Tallow Bay, and yet one stands at the end of the pier that fell into the sea last winter.", id="another kind of date"),
        pytest.param("date 2021 was chalked on the stone, and nobody on the board could say who had written it or what it was meant to be.", id="a year"),
        pytest.param("McAllister and O’Brien of HerringTech, who founded TallowSoft, have bought the pier, the bench and the light at the end of it.", id="names with capitals inside"),
        pytest.param("The iPhone, the YouTube channel and the eBay account of the harbour board were all opened on one evening by the keeper’s niece.", id="brands"),
        pytest.param("2021-05-03 was the day on which the pier fell, and it is a holiday now in the whole of the bay, with herring and a band.", id="a date without the mark"),
    ],
)  # fmt: skip
def test_other_openings_stay(opening: str) -> None:
    assert body(lines(opening, LAST)) == [opening, LAST]


def test_the_mark_later_in_the_text_stays() -> None:
    line = "The label read date 2021-05-03 and nothing else, and it was tied to the last plank with a piece of blue string."
    found = story(lines(FIRST, line, LAST))
    assert line in found.body_text
    assert "date-missing" in codes(found)
