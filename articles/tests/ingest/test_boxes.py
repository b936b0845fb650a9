"""The other lines of a box go with the one that is known by its own words; what merely stands beside it stays."""

import pytest

from .pieces import FIRST, LAST, body, lines, removed, within

PROMISE = "One odd thing from the bay, every second Friday. No spam."
FIELD = "Your email address"


def test_a_newsletters_name_its_promise_and_its_button_go_with_the_field() -> None:
    box = ("The Low Water", PROMISE, FIELD, "Count me in")
    assert removed(within(*box)) == [("subscribe", line) for line in box]


@pytest.mark.parametrize("button", ["Yes, please", "I’m in", "Keep me posted", "Let’s go"])
def test_a_button_beside_a_box_goes(button: str) -> None:
    assert button not in body(within(FIELD, button))


@pytest.mark.parametrize("line", ["Count me in", "Yes, please", "Let’s go"])
def test_the_same_words_by_themselves_stay(line: str) -> None:
    assert line in body(within(line))


def test_a_sub_heading_over_a_box_stays() -> None:
    """Spelled as sentences are, it is no name; and where others are spelled as names, neither is."""
    assert "An expensive hesitation" in body(within("An expensive hesitation", PROMISE, FIELD))
    text = lines(FIRST, "The High Water", LAST, "The Low Water", PROMISE, FIELD, LAST + " So it was.")
    assert "The Low Water" in body(text)


def test_a_paragraph_about_somebody_beside_a_box_stays() -> None:
    writer = (
        "Anna Kerr covers breaking news and stories of the bay for the Gazette, and her column in its Sunday "
        "pages has been printed since the first pier fell and is read aloud"
    )
    assert writer in body(within(FIRST, writer, "Subscribe now"))


@pytest.mark.parametrize(
    "line",
    [
        "Stories from the coast, every Sunday, in your inbox. Sign up for free!",
        "Enjoyed this? The Gazette comes out on paper four times a year. Take out a subscription from £24.",
        "The Pier by Anna Kerr (Tallow, £16.99). To order a copy for £14.44 go to our bookshop. Delivery charges may apply.",
    ],
)
def test_a_promise_and_an_offer_are_told_by_what_they_ask(line: str) -> None:
    assert line in [text for _kind, text in removed(within(line))]


@pytest.mark.parametrize(
    "line",
    [
        "She wrote him a letter, every Friday, and never once asked for an answer or a stamp.",
        "Every second Friday the ferry takes the letters over to the other side of the bay.",
        "The Pier by Anna Kerr came out in May, and to order a copy one had to row to the bookshop.",
        "He promised no spam, only herring, and the members of the club took him at his word.",
    ],
)
def test_what_comes_every_friday_in_a_story_stays(line: str) -> None:
    assert line in body(within(line))


@pytest.mark.parametrize(
    "line", ["Updated at 12.09 BST", "Updated: 14 March 2022, 09:41 GMT", "Last updated 5 May 2021 at 7 pm"]
)
def test_when_the_page_was_changed_goes_from_between_paragraphs(line: str) -> None:
    assert removed(within(line)) == [("date", line)]


@pytest.mark.parametrize(
    "line", ["12 March 1906. Updated the gauge.", "Updated plans for 2022", "Updated daily"]
)
def test_other_updates_stay(line: str) -> None:
    assert line in body(within(line))
