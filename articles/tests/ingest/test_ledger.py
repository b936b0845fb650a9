"""The ledger law over every file we have and over what once broke it; test_ledger_properties.py seeks more."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.ingest import ledger
from articles.ingest.document import Document, Edit, Passage

from .pieces import CORPUS, ENCODINGS, FIRST, obeyed, story, within

SEEDS = Path(settings.BASE_DIR) / "seeds"
OURS = [
    path
    for folder in (CORPUS, ENCODINGS, SEEDS)
    for path in sorted(folder.iterdir())
    if path.suffix in (".txt", ".md") and path.stem != "README"
]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_the_law_holds_for_our_pieces(path: Path) -> None:
    assert obeyed(path.read_bytes(), path.name)


@pytest.mark.needs("import_cases")
def test_the_law_holds_for_the_labelled_pieces(import_cases: Path) -> None:
    paths = sorted(import_cases.glob("*.txt"))
    assert paths
    assert all(obeyed(path.read_bytes(), path.name) for path in paths)


@pytest.mark.needs("real_seeds")
def test_the_law_holds_for_the_real_pieces(real_seeds: Path) -> None:
    paths = sorted(real_seeds.glob("*.txt"))
    assert paths
    assert all(obeyed(path.read_bytes(), path.name) for path in paths)


@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("One line.\rAnother line.\r\rA paragraph.", id="carriage returns alone"),
        pytest.param("One\x0bTwo\x0cThree\x85Four\u2028Five", id="line ends of every kind"),
        pytest.param("\x0bIndented by a vertical tab", id="a vertical tab first"),
        pytest.param("\u200b\n\n\u200bThe pier\u200b\n\n\u2060", id="zero-width characters at every end"),
        pytest.param("\u202eThe pier\u202c is back\u2069", id="direction overrides"),
        pytest.param("the\u200btitle was here", id="a glued word with something invisible in its seam"),
        pytest.param("Cafe\u0301 Ke\u0301kule\u0301 a\u0300\u200b", id="letters and accents apart"),
        pytest.param("CafÃ© de la GÃ¢re â€™ here", id="mojibake"),
        pytest.param("---\ntitle: The pier\n---\nText.", id="front matter"),
        pytest.param("---\ntitle: [unclosed\n---\nText.", id="front matter that cannot be read"),
        pytest.param("---\ntitle: The pier\nText without a closing fence.", id="front matter without an end"),
        pytest.param("---\n---\n", id="front matter alone, and empty"),
        pytest.param('{"title": "The pier"}\nText.', id="JSON front matter"),
        pytest.param("# \n\n## The pier ##\n\n> \n> q\n\n- \n1. \n```\ncode", id="marks without words"),
        pytest.param("SubscribeThe board will vote on Monday.\n\nPhoto: ", id="glued button"),
        pytest.param(" date 2023-10-01 ", id="a scraper's date and nothing else"),
        pytest.param("a-\nb " * 40, id="hyphens at the ends of lines"),
        pytest.param("٣ مايو ٢٠٢١\nİstanbul ﬁfty ² ß", id="digits and letters that fold to others"),
    ],
)
def test_the_law_holds_for_what_broke_it(text: str, name: str) -> None:
    obeyed(text.encode(), name)


def test_a_changed_reading_is_in_the_ledger() -> None:
    found = story(within("The pier\u00a0stood for cafe\u0301s and boats."))
    made = [(change.rule, change.before, change.after) for change in found.changes if change.kind == "edit"]
    assert made == [("nbsp", "\u00a0", " "), ("decomposed", "e\u0301", "é")]


def test_a_removed_line_is_one_change_with_place_rule_and_reason() -> None:
    found = story(within("Advertisement"))
    (change,) = found.removed
    assert found.source_text[change.start : change.end] == change.before == "Advertisement"
    assert (change.kind, change.step, change.after) == ("advert", "markers", "")
    assert change.rule and change.reason
    assert 0 < change.confidence <= 1


def test_a_piece_that_needs_nothing_has_no_changes() -> None:
    assert story(FIRST).changes == ()


def test_white_space_between_paragraphs_is_layout_and_nothing_else() -> None:
    found = story(f"{FIRST}\n\n\n\n{FIRST.replace('Monday', 'Tuesday')}")
    assert [(change.kind, change.before, change.after) for change in found.changes] == [
        ("layout", "\n\n\n\n", "\n\n")
    ]


# --- Passages: what the ledger is written from ----------------------------------------------------


def passage(text: str, *edits: Edit, start: int = 0, end: int | None = None) -> Passage:
    return Passage(text, start, len(text) if end is None else end, edits)


def test_an_offset_in_the_text_finds_its_place_in_the_source() -> None:
    read = passage("a b", Edit(11, 15, " ", "wrapped"), start=10, end=16)  # source: a....b
    assert [read.source_at(at) for at in range(4)] == [10, 11, 15, 16]


def test_a_passage_cut_in_two_keeps_each_edit_on_its_side() -> None:
    source = "The\u200b pier\u200b fell"
    read = passage(
        "The pier fell", Edit(3, 4, "", "invisible"), Edit(9, 10, "", "invisible"), end=len(source)
    )
    left, right = read.cut(4)
    assert (left.text, right.text) == ("The", "pier fell")
    assert [len(left.edits), len(right.edits)] == [1, 1]
    document = Document("piece.txt", source, (left.as_kind("kicker", "s", "r"), right))
    assert ledger.replay(right.text, ledger.changes(document)) == source


def test_an_edit_may_not_touch_an_earlier_one() -> None:
    read = passage("a b", Edit(1, 5, " ", "wrapped"), end=6)
    assert read.edited(0, 3, "ab", "glue", 1.0, "") is read


def test_an_edit_beside_an_earlier_one_keeps_the_order_of_the_source() -> None:
    read = passage("thetitle", Edit(3, 4, "", "invisible"), end=9)  # the\u200btitle
    mended = read.edited(3, 3, " ", "glue", 1.0, "")
    assert mended.text == "the title"
    assert [(edit.start, edit.end) for edit in mended.edits] == [(3, 3), (3, 4)]


def test_a_trimmed_passage_still_holds_what_cannot_be_seen() -> None:
    read = passage(" The pier ", Edit(0, 1, "", "invisible"), end=11).trimmed()
    assert (read.text, read.start) == ("The pier", 0)


def test_replaying_no_changes_gives_the_body() -> None:
    assert ledger.replay("The pier.", ()) == "The pier."
