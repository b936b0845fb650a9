"""Labels under the text: what a piece is filed under goes, where the rest of the page follows."""

import pytest

from .pieces import FIRST, LAST, lines, story

NAMED = "The pier at Tolmarsh is as old as the Herring Fair, say those who built both with their own hands and teeth."


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("Tolmarsh", "Herring Fair"), id="a line each"),
        pytest.param(("Tolmarsh / Herring Fair / Tourism",), id="between strokes"),
        pytest.param(("Tolmarsh · Herring Fair",), id="two in a row"),
    ],
)
def test_labels_the_piece_speaks_of_are_navigation(labels: tuple[str, ...]) -> None:
    found = story(lines("The pier is back", FIRST, NAMED, *labels, "Copyright 2021 The Tolmarsh Bell"))
    assert [c.kind for c in found.changes if c.rule == "labels under the text"] == ["navigation"] * len(
        labels
    )
    assert found.body[-1].text == NAMED


@pytest.mark.parametrize(
    "under",
    [
        pytest.param(("Tolmarsh", "Herring Fair"), id="nothing of the page under them"),
        pytest.param(("Violet Crane", "Oona Pask", "Copyright 2021 The Tolmarsh Bell"), id="names of people"),
        pytest.param(("Tolmarsh", "Copyright 2021 The Tolmarsh Bell"), id="one alone"),
        pytest.param(
            ("Tolmarsh:", "Herring Fair.", "Copyright 2021 The Tolmarsh Bell"), id="a line that goes on"
        ),
        pytest.param(("- Tolmarsh", "- Herring Fair", "Copyright 2021 The Tolmarsh Bell"), id="a list"),
    ],
)
def test_lines_under_the_text_that_are_no_labels_stay(under: tuple[str, ...]) -> None:
    found = story(lines("The pier is back", FIRST, LAST, NAMED, *under))
    assert not [c for c in found.changes if c.rule == "labels under the text"]


THINGS = "The herring of Tolmarsh is a fish of the bay, say those who salted it with their own hands and with tears."
FOOT = "Copyright 2021 The Tolmarsh Bell"


def test_labels_side_by_side_are_known_by_what_the_piece_writes_small() -> None:
    found = story(lines("The pier is back", FIRST, THINGS, "Tolmarsh Herring Bay", FOOT))
    assert [c.before for c in found.changes if c.rule == "labels under the text"] == ["Tolmarsh Herring Bay"]


@pytest.mark.parametrize("under", ["Violet Anna Crane", "Tolmarsh Oona Pask", "Herring and Bay"])
def test_a_signature_is_no_row_of_labels(under: str) -> None:
    found = story(lines("The pier is back", FIRST, THINGS, under, FOOT))
    assert not [c for c in found.changes if c.rule == "labels under the text"]
