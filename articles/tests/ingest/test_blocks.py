"""`Related stories` and the list under it go together; a sub-heading that sounds alike stays with its text."""

import pytest

from .pieces import FIRST, LAST, below, body, lines, removed, within

MORE = (
    "Nobody on the quay could say when the last of the oak would come, but all of them agreed that it would be "
    "late, and that somebody else would have to carry it."
)

TITLES = [
    "Five piers that came back from the sea",
    "How the herring left the bay",
    "The keeper who would not row",
]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Related stories", "en"),
        ("Read more", "en"),
        ("You may also like", "en"),
        ("More from the Gazette", "en"),
        ("Most read", "en"),
        ("Mehr zum Thema", "de"),
        ("Das könnte Sie auch interessieren", "de"),
        ("À lire aussi", "fr"),
        ("Sur le même sujet", "fr"),
        ("Te puede interesar", "es"),
        ("Noticias relacionadas", "es"),
        ("Leia também", "pt"),
        ("Leggi anche", "it"),
        ("اقرأ أيضاً", "ar"),
        ("関連記事", "ja"),
    ],
)
def test_a_heading_goes_with_its_list(heading: str, language: str) -> None:
    block = "\n".join([heading, *[f"• {title}" for title in TITLES]])
    assert body(below(block), language=language) == [FIRST, LAST]
    assert {kind for kind, _ in removed(below(block), language=language)} == {"related"}


def test_a_list_without_bullets_goes_if_it_shares_the_headings_block() -> None:
    block = "\n".join(["Related stories", *TITLES])
    assert body(within(block)) == [FIRST, LAST]


def test_titles_set_apart_go_too() -> None:
    assert body(below("Related stories", *TITLES)) == [FIRST, LAST]


def test_the_heading_may_end_in_a_colon() -> None:
    assert body(within("Related stories:\n• " + TITLES[0])) == [FIRST, LAST]


@pytest.mark.parametrize("title", ["Will the pier ever come back?", "The pier is back at last!"])
def test_a_title_may_ask_or_shout(title: str) -> None:
    assert body(within(f"Related stories\n{title}")) == [FIRST, LAST]


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Key points", id="a summary of the piece"),
        pytest.param("What we know", id="a summary, asked"),
        pytest.param("The winners", id="results"),
        pytest.param("Ingredients", id="a recipe"),
        pytest.param("Opening hours", id="service"),
    ],
)
def test_a_list_of_the_story_stays(heading: str) -> None:
    items = ["Oak from three counties", "Tar, two barrels", "A bell, if one is found"]
    text = within("\n".join([heading, *[f"• {item}" for item in items]]))
    assert body(text) == [FIRST, heading, *items, LAST]


def test_a_heading_before_a_paragraph_is_a_sub_heading() -> None:
    prose = "The board has published every letter it received, and there are four of them, all in one hand and all against the pier."
    assert body(within("Related stories", prose))[-2:] == [prose, LAST]


def test_the_list_stops_at_the_text() -> None:
    text = within(f"Related stories\n• {TITLES[0]}\n• {TITLES[1]}")
    assert body(text) == [FIRST, LAST]


def test_a_short_line_before_a_paragraph_under_a_list_is_a_sub_heading() -> None:
    assert body(within("Related stories\n• " + TITLES[0], "Four summers")) == [FIRST, "Four summers", LAST]


def test_the_comments_under_a_list_are_no_items_of_it() -> None:
    said = removed(
        below("Related stories", *TITLES, "2 comments", "Bo Lund", "He would not row for me", "Reply")
    )
    assert [text for kind, text in said if kind == "related"] == ["Related stories", *TITLES]
    assert ("comments", "He would not row for me") in said


def test_a_short_title_at_the_end_of_a_list_goes_with_it_where_the_piece_has_no_subheads() -> None:
    titles = (TITLES[0], "Cranes and herring")
    assert body(lines(FIRST, "Related stories", *titles, LAST)) == [FIRST, LAST]


def test_a_short_line_under_a_list_stays_where_the_piece_has_subheads() -> None:
    text = lines(FIRST, "A slow start", LAST, "Related stories", TITLES[0], "A wet end", MORE)
    assert body(text) == [FIRST, "A slow start", LAST, "A wet end", MORE]
