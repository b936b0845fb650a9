"""Where words that were taken out belong in a body that people have worked on since."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import placing
from articles.placing import insert, locate, mended, place, reading, units, without

PARTS = [
    "The ferry came back to the harbour on Tuesday, three years after the storm.",
    "Subscribe now and save half of the price.",
    "“We waited,” said Ada Marlow, who keeps the lighthouse above the pier.",
    "Read more about harbours and the people who sail from them every morning.",
    "Nobody was on board when the lines were cast off at noon, the harbour master said.",
]
SOURCE = "\n\n".join(PARTS)
STARTS = [SOURCE.index(part) for part in PARTS]
GONE = [(STARTS[n], STARTS[n] + len(PARTS[n])) for n in (1, 3)]
BODY = "\n".join(f"<p>{PARTS[n]}</p>" for n in (0, 2, 4))


def texts(body: str) -> list[str]:
    return [unit.text for unit in units(body)]


def put_back(
    body: str, number: int, gone: Sequence[tuple[int, int]], source: str = SOURCE
) -> tuple[str, str]:
    """The body with the number-th stretch put back, and how sure its place was."""
    read = reading(source, gone, [])
    start, end = gone[number]
    found = place(start, locate(units(body), read), read)
    return insert(body, found.index, source[start:end]), found.how


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("<p>One <em>two</em></p>\n<h2>Three</h2>", ["One two", "Three"]),
        (
            "<ul><li>One</li><li><p>Two</p><ul><li>in</li></ul></li></ul><p>Three</p>",
            ["One", "Two in", "Three"],
        ),
        ("bare <p>One</p> words<br><hr>", ["bare", "One", "words", "", ""]),
        ("<figure><img src='a'><figcaption>Sea</figcaption></figure>", ["Sea"]),
    ],
)
def test_body_is_cut_into_its_blocks(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_words_go_back_between_their_neighbours() -> None:
    body, how = put_back(BODY, 0, GONE)
    assert (texts(body), how) == ([PARTS[0], PARTS[1], PARTS[2], PARTS[4]], "exact")


def test_edited_neighbour_is_known_by_its_beginning() -> None:
    edited = BODY.replace("on Tuesday", "late on Wednesday")
    body, how = put_back(edited, 0, GONE)
    assert (texts(body)[1], how) == (PARTS[1], "exact")


def test_where_both_neighbours_are_gone_the_nearest_that_stands_is_taken_and_it_is_said() -> None:
    body, how = put_back(f"<p>New words.</p><p>{PARTS[4]}</p>", 0, GONE)
    assert (texts(body), how) == (["New words.", PARTS[1], PARTS[4]], "near")


def test_in_a_body_of_other_words_it_goes_to_the_end_and_it_is_said() -> None:
    body, how = put_back("<p>All of it is new.</p>", 0, GONE)
    assert (texts(body), how) == (["All of it is new.", PARTS[1]], "end")


def test_words_between_two_items_become_an_item_of_their_list() -> None:
    source = "Tea\n\nTaps\n\nToast"
    body, _how = put_back("<ol><li>Tea</li>\n<li>Toast</li></ol>", 0, [(5, 9)], source)
    assert body == "<ol><li>Tea</li><li>Taps</li>\n<li>Toast</li></ol>"


def test_words_behind_a_list_do_not_go_into_it() -> None:
    body, _how = put_back("<ul><li>Tea</li></ul><p>Toast</p>", 0, [(5, 9)], "Tea\n\nTaps\n\nToast")
    assert body == "<ul><li>Tea</li></ul>\n<p>Taps</p><p>Toast</p>"


def test_a_heading_is_not_found_inside_a_longer_word() -> None:
    read = reading("Warsaw waits.\n\nWar", [], [])
    assert locate(units("<h2>War</h2>"), read) == [(11, 14)]


def test_blocks_are_taken_out_and_the_others_stay_to_the_letter() -> None:
    body = "<p>One</p>\n<ul>\n<li>Two</li>\n</ul>\n<p>Three <em>x</em></p>"
    assert without(body, [1]) == "<p>One</p>\n<p>Three <em>x</em></p>"
    assert without(body, []) == body


def test_mending_touches_words_and_no_markup() -> None:
    body = '<p><a href="/theharbour">At theharbour.</a> In theharbours.</p>'
    assert mended(body, units(body)[0], "theharbour", "the harbour") == body.replace(
        "At theharbour", "At the harbour"
    )
    assert mended(body, units(body)[0], "pier", "pi er") is None


WORDS = st.text("abcdefgh日本", min_size=3, max_size=9)
PIECES = st.lists(st.lists(WORDS, min_size=2, max_size=8).map(" ".join), min_size=1, max_size=9)


@given(PIECES, st.randoms(use_true_random=False))
def test_what_was_taken_out_goes_back_in_the_order_of_the_source(
    parts: list[str], chance: random.Random
) -> None:
    parts = [f"{number} {part}." for number, part in enumerate(parts, start=100)]
    source = "\n\n".join(parts)
    starts = [source.index(part) for part in parts]
    gone = [(s, s + len(p)) for s, p in zip(starts, parts, strict=True) if chance.random() < 0.5]
    body = "\n".join(f"<p>{p}</p>" for s, p in zip(starts, parts, strict=True) if (s, s + len(p)) not in gone)
    chance.shuffle(gone)
    while gone:
        body, _how = put_back(body, 0, gone, source)
        gone = gone[1:]
    assert texts(body) == parts


@given(PIECES, PIECES, st.randoms(use_true_random=False))
def test_whatever_people_did_meanwhile_nothing_else_moves(
    parts: list[str], written: list[str], chance: random.Random
) -> None:
    source = "\n\n".join([*parts, "gone for good", *parts])
    kept = [*(part for part in parts if chance.random() < 0.7), *written]
    chance.shuffle(kept)
    body = "\n".join(f"<p>{part}</p>" for part in kept)
    start = source.index("gone for good")
    after, _how = put_back(body, 0, [(start, start + 13)], source)
    found = texts(after)
    found.remove("gone for good")
    assert found == texts(body)


@given(st.text("<>/pulihr abc\n\"'=", max_size=60))
def test_any_markup_is_cut_into_blocks_in_order(body: str) -> None:
    ends = [edge for unit in units(body) for edge in (unit.start, unit.end)]
    assert ends == sorted(ends)
    assert placing.without(body, range(len(units(body)))) is not None
