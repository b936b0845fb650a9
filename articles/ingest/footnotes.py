"""Footnotes, as Markdown writes them and as a body has them: the one place that knows both forms.

In Markdown `[^1]` stands in the text and `[^1]: what it says` in a paragraph of its own; in a body each is a link to
the other. The ids are on the links themselves: so they survive the desk's editor, and words that are put back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
NOTE = re.compile(rf"(?:^|(?<=[\r\n]))[ ]{{0,3}}{MARK.pattern}:[ \t]*")  # how the paragraph of a note begins
ID = re.compile(r"fn(?:ref)?-[1-9][0-9]{0,3}")
LINK = re.compile(r'<a\b[^>]*\bhref="#fn(?:ref)?-[^>]*>.*?</a>', re.DOTALL)  # of a sanitised body
CODE = re.compile(
    r"(?<!`)(`++)[^`]++\1"
)  # not from within a run: a long one would be gone through again and again


@dataclass(frozen=True, slots=True)
class Note:
    """`number` counts the notes as the text mentions them; the passage that does so first starts at `mentioned`."""

    number: int
    mentioned: int


def opening(text: str, place: int = 0) -> str:
    """The label of the note that begins here; empty if none does."""
    found = NOTE.match(text, place)
    return label(found) if found else ""


def label(mark: re.Match[str]) -> str:
    return mark[1].casefold()


def mentioned(text: str) -> set[str]:
    """The labels of the marks in a stretch of Markdown, as far as they are not code and open no note."""
    return {label(mark) for mark in MARK.finditer(NOTE.sub("", CODE.sub("", text)))}


def without_marks(html: str) -> str:
    """The body without the numbers that lead to its notes and back: they are no words."""
    return LINK.sub("", html) if 'href="#fn' in html else html


def install(markdown: "MarkdownIt") -> None:
    """Let it know marks. What it is told of them goes by the environment of a rendering (see `environment`)."""
    markdown.inline.ruler.before("link", "footnote", _mark)


def environment(notes: Mapping[str, Note], place: int) -> dict[str, Any]:
    """For rendering the passage that starts at `place`; `marks` holds the labels that it mentioned, afterwards."""
    return {"notes": notes, "place": place, "marks": []}


def back(number: int) -> str:
    """What stands before the words of a note."""
    return f'<a id="fn-{number}" href="#fnref-{number}"><sup>{number}</sup></a> '


def _mark(state: "StateInline", silent: bool) -> bool:
    mark = MARK.match(state.src, state.pos, state.posMax)
    if not mark or silent or state.linkLevel or NOTE.match(state.src, state.pos):
        return False  # no link stands in another; a paragraph that begins so is a second note of the label
    named = label(mark)
    note = state.env["notes"].get(named)
    is_first = note and note.mentioned == state.env["place"] and named not in state.env["marks"]
    state.env["marks"].append(named)
    if not note:
        return False
    attributes: dict[str, str | int | float] = {"id": f"fnref-{note.number}"} if is_first else {}
    state.push("link_open", "a", 1).attrs = attributes | {"href": f"#fn-{note.number}"}
    state.push("sup_open", "sup", 1)
    state.push("text", "", 0).content = str(note.number)
    state.push("sup_close", "sup", -1)
    state.push("link_close", "a", -1)
    state.pos = mark.end()
    return True
