"""Pages say what is a heading and what the standfirst: what their markup calls a paragraph is one."""

import pytest

from .pieces import FIRST, LAST, story

STAND = "Risse im Pfeiler: Pendler müssen Umwege fahren"


def page(inside: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>The pier is back again</title>{head}</head><body><article>"
        f"<h1>The pier is back again</h1>{inside}</article></body></html>"
    )


def blocks(inside: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in story(page(inside), "page.html").body]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("<p>Now it is quiet</p>", "p"),
        ("<p>Now it is <b>quiet</b></p>", "p"),
        ("<h2>Now it is quiet</h2>", "h2"),
        ("<p><strong>Now it is quiet</strong></p>", "h2"),
    ],
)
def test_a_page_marks_its_sub_headings(line: str, kind: str) -> None:
    expected = [("p", FIRST), (kind, "Now it is quiet"), ("p", LAST)]
    assert blocks(f"<p>{FIRST}</p>{line}<p>{LAST}</p>") == expected


@pytest.mark.parametrize("name", ["lead", "standfirst", "dek", "intro", "article__x subtitle"])
def test_what_is_marked_under_the_headline_is_the_standfirst(name: str) -> None:
    found = story(page(f'<p class="{name}">{STAND}</p><p>{FIRST}</p><p>{LAST}</p>'), "page.html")
    assert found.facts.standfirst == STAND
    assert [block.text for block in found.body] == [FIRST, LAST]


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(f"<p>{STAND}</p><p>{FIRST}</p><p>{LAST}</p>", id="not marked"),
        pytest.param(f"<p class=leading>{STAND}</p><p>{FIRST}</p><p>{LAST}</p>", id="another word"),
        pytest.param(f"<p>{FIRST}</p><p class=lead>{STAND}</p><p>{LAST}</p>", id="below the first paragraph"),
    ],
)
def test_other_lines_are_text(inside: str) -> None:
    found = story(page(inside), "page.html")
    assert found.facts.standfirst == ""
    assert STAND in [block.text for block in found.body]


def test_the_only_paragraph_stays() -> None:
    found = story(page(f"<p class=lead>{FIRST}</p>"), "page.html")
    assert [block.text for block in found.body] == [FIRST]
