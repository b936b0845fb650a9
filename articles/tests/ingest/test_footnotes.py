"""Footnotes in Markdown: marks lead to their notes and back; what is no pair of both stays as it was typed."""

import pytest

from articles.ingest import ledger, rendering, report
from articles.ingest.story import Story
from articles.sanitising import sanitise

from .pieces import FIRST, LAST, codes, lines, story

TITLE = "# The pier"


def piece(*parts: str) -> Story:
    return story(lines(TITLE, *parts), "piece.md")


def html(*parts: str) -> str:
    """The paragraphs as readers get them, one a line."""
    return sanitise(rendering.body_html(piece(*parts).body)).replace(' rel="noopener nofollow"', "")


def mark(number: int, *, first: bool = True) -> str:
    name = f' id="fnref-{number}"' if first else ""
    return f'<a{name} href="#fn-{number}"><sup>{number}</sup></a>'


def note(number: int, words: str) -> str:
    return f'<p><a id="fn-{number}" href="#fnref-{number}"><sup>{number}</sup></a> {words}</p>'


def test_mark_and_note_lead_to_each_other() -> None:
    found = html(f"{FIRST}[^1]", LAST, "[^1]: It was a *Tuesday*.")
    assert found == f"<p>{FIRST}{mark(1)}</p>\n<p>{LAST}</p>\n{note(1, 'It was a <em>Tuesday</em>.')}"


def test_notes_stand_at_the_end_and_are_numbered_as_the_text_mentions_them() -> None:
    found = html(f"{FIRST}[^oak][^Tar]", "[^tar]: Of pine.", f"{LAST}[^oak]", "[^oak]: Of Oslo.")
    assert found.split("\n") == [
        f"<p>{FIRST}{mark(1)}{mark(2)}</p>",
        f"<p>{LAST}{mark(1, first=False)}</p>",
        note(1, "Of Oslo."),
        note(2, "Of pine."),
    ]


def test_a_note_may_go_on_on_further_lines_and_in_further_paragraphs() -> None:
    told = "[^1]: One,\n    and more.\n\n    And again.\n[^2]: Two.\n\n    And so on."
    found = html(f"{FIRST}[^1]", f"{LAST}[^2]", told)
    assert found.split("</p>\n")[2:] == [
        note(1, "One,\nand more.").removesuffix("</p>"),
        "<p>And again.",
        note(2, "Two.").removesuffix("</p>"),
        "<p>And so on.</p>",
    ]


@pytest.mark.parametrize("under", ["    - a list", "    ```", "        code", "Not indented."])
def test_what_is_no_paragraph_of_a_note_is_none(under: str) -> None:
    found = piece(f"{FIRST}[^1]", LAST, "[^1]: One.", under)
    assert [block.kind for block in found.body][2:] in (["note", "raw"], ["note", "p"])


def test_a_mark_in_a_table_or_in_another_note_counts() -> None:
    found = html(FIRST, "| oak[^1] |\n|---|\n| tar |", LAST, "[^1]: From Oslo.[^2]\n[^2]: By boat.")
    assert f"<th>oak{mark(1)}</th>" in found
    assert found.endswith(f"{note(1, 'From Oslo.' + mark(2))}\n{note(2, 'By boat.')}")


@pytest.mark.parametrize(
    ("parts", "stays"),
    [
        pytest.param([FIRST + "[^1]", LAST], "[^1]</p>", id="a mark without a note"),
        pytest.param([FIRST, LAST, "[^1]: Nobody asks."], "<p>[^1]: Nobody asks.</p>", id="a note without a mark"),
        pytest.param([FIRST + " `[^1]`", LAST, "[^1]: N."], "<p>[^1]: N.</p>", id="a mark in code"),
        pytest.param([FIRST + r" \[^1]", LAST, "[^1]: N."], "<p>[^1]: N.</p>", id="a mark that is escaped"),
        pytest.param([FIRST + " [a[^1]](https://a.example)", LAST, "[^1]: N."], "<p>[^1]: N.</p>", id="a mark in a link"),
        pytest.param(["```\nx[^1]\n```", FIRST, LAST, "[^1]: N."], "<p>[^1]: N.</p>", id="a mark in a block of code"),
        pytest.param([FIRST + "[^1]", LAST, "```\n[^1]: N.\n```"], "[^1]</p>", id="a note in a block of code"),
        pytest.param([FIRST + "[^1]", LAST, "[^1]: N.\n[^1]: M."], "<p>[^1]: M.</p>", id="a second note"),
    ],
)  # fmt: skip
def test_what_is_no_pair_stays_as_it_was_typed(parts: list[str], stays: str) -> None:
    assert stays in html(*parts)
    assert "markup-left" in codes(piece(*parts))


def test_a_pair_is_not_asked_about_but_one_in_the_headline_is() -> None:
    assert "markup-left" not in codes(piece(f"{FIRST}[^1]", LAST, "[^1]: It was a Tuesday."))
    found = story(lines("# The pier[^1]", FIRST, LAST, "[^1]: Of oak."), "piece.md")
    assert "markup-left" in codes(found)
    assert found.body[-1].kind == "p"


def test_a_note_is_no_clutter_and_hides_none() -> None:
    found = piece(f"{FIRST}[^1]", LAST, "Advertisement", "Subscribe now!", "[^1]: Subscribe now!")
    assert [change.before for change in found.removed] == ["Advertisement", "Subscribe now!"]
    assert found.body[-1].kind == "note"


def test_of_a_mark_that_went_with_its_paragraph_the_note_stays_as_it_was_typed() -> None:
    prompt = "Subscribe now to read the rest of this article and support our journalism.[^1]"
    found = piece(FIRST, prompt, LAST, "[^1]: From May on.")
    assert rendering.body_html(found.body).endswith("<p>[^1]: From May on.</p>")


def test_what_was_taken_out_keeps_its_marks_for_the_case_that_it_is_put_back() -> None:
    prompt = "Subscribe now to read the rest of this article and support our journalism.[^1]"
    (gone,) = piece(f"{FIRST}[^1]", prompt, LAST, "[^1]: From May on.").removed
    assert gone.html == prompt.replace("[^1]", mark(1, first=False))


def test_plain_text_has_no_footnotes() -> None:
    found = story(lines("The pier", f"{FIRST}[^1]", LAST, "[^1]: It was a Tuesday."))
    assert "<a" not in rendering.body_html(found.body)


def test_the_source_is_told_in_its_order_though_notes_are_shown_at_the_end() -> None:
    found = piece(f"{FIRST}[^1]", "[^1]: It was a Tuesday.", LAST)
    assert [block.kind for block in found.body] == ["p", "note", "p"]
    assert ledger.replay(found.body_text, found.changes) == found.source_text


def test_a_report_counts_no_numbers_among_the_words() -> None:
    told = report.as_report(piece(f"{FIRST}[^1]", LAST, "[^1]: It was a Tuesday."))["body"]
    assert [part["text"].strip() for part in told] == [FIRST, LAST, "It was a Tuesday."]


@pytest.mark.parametrize("name", ["fn-1", "fnref-12", "fn-9999"])
def test_ids_of_footnotes_are_let_through(name: str) -> None:
    body = f'<p><a id="{name}" href="#fn-1" rel="noopener nofollow">1</a></p>'
    assert sanitise(body) == body


@pytest.mark.parametrize(
    "name", ["", "fn-", "fn-0", "fn-1 x", "main", "FN-1", "fnref-1-2", "fn-10000", "coverage"]
)
def test_other_ids_are_not(name: str) -> None:
    assert sanitise(f'<a id="{name}">1</a>') == '<a rel="noopener nofollow">1</a>'
    assert sanitise('<p id="fn-1">1</p>') == "<p>1</p>"
