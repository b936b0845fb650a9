"""HTML to text and passages: one line a block, with what its markup says kept beside the words.

For whatever holds HTML: pages, feeds, exports of other systems, documents turned into HTML.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ...errors import ReadingError
from ..document import Mark, Passage
from . import characters
from .decoding import MAX_CHARACTERS
from .html_tree import KEPT, address, is_hidden, is_inline, parse, squeezed, tag_of
from .html_whole import whole
from .layout import MAX_PASSAGES

RULE = "html"
HR = "* * *"  # what stands for a rule across the page
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_ONE_LINE = frozenset({*_HEADINGS, "li", "dt", "figcaption", "caption", "button"})
_INVISIBLE = " \u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"


class Blocks(NamedTuple):
    """`text` with its `passages` and `marks`; `blocks` is the HTML of what is whole, by the start of its passage.

    Offsets count from the `offset` that was given, where `text` goes.
    """

    text: str
    passages: tuple[Passage, ...]
    marks: tuple[Mark, ...]
    blocks: dict[int, str]


@dataclass(slots=True)
class Line:
    """A line of text: its kind (of BODY_KINDS), where it stands in the tree, its marks counted from its start.

    `html` is what it is as a whole, for kind `raw`; `follows` a line end, not a block's end, stands before it.
    `nodes` are the places of its words in the tree: an element, and whether they stand in it or after it.
    """

    kind: str
    text: str
    element: Any
    marks: list[Mark] = field(default_factory=list)
    html: str = ""
    follows: bool = False
    nodes: list[tuple[Any, bool]] = field(default_factory=list)


def blocks(fragment: Any, base_url: str = "", offset: int = 0, name: str = "piece") -> Blocks:
    """A fragment of HTML (text, or an element of a tree) as text with passages, marks and whole blocks.

    Links and pictures are made absolute against `base_url`; those that cannot be, lose their address. Raises
    ReadingError, naming the piece, where it is nested too deeply or too long.
    """
    root = parse(fragment, name) if isinstance(fragment, str) else fragment
    return laid_out(lines(root, base_url, name), offset)


def laid_out(found: Iterable[Line], offset: int = 0) -> Blocks:
    """The lines as one text, blocks set apart by an empty line."""
    parts: list[str] = []
    marks: list[Mark] = []
    passages: list[Passage] = []
    html: dict[int, str] = {}
    at = offset
    for line in found:
        if parts:
            parts.append("\n" if line.follows else "\n\n")
            at += len(parts[-1])
        parts.append(line.text)
        passages.append(_passage(line, at))
        marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in line.marks]
        if line.html:
            html[at] = line.html
        at += len(line.text)
    return Blocks("".join(parts), tuple(passages), tuple(marks), html)


def _passage(line: Line, at: int) -> Passage:
    if line.kind == "raw":
        return Passage(line.text, at, at + len(line.text)).as_kind("raw", "reading", RULE)
    odd = characters.edits(line.text)
    text, grown = line.text, 0
    for edit in odd:
        text = text[: edit.start + grown] + edit.after + text[edit.end + grown :]
        grown += len(edit.after) - (edit.end - edit.start)
    moved = tuple(replace(edit, start=edit.start + at, end=edit.end + at) for edit in odd)
    passage = Passage(text, at, at + len(line.text), moved).trimmed()
    return passage if line.kind == "p" else passage.as_kind(line.kind, "reading", RULE)


def lines(root: Any, base_url: str = "", name: str = "piece") -> Iterator[Line]:
    """The lines of a tree in the order of the page. The walk is iterative: depth costs nothing."""
    from lxml import etree

    page = _Page(base_url)
    walk = etree.iterwalk(root, events=("start", "end"))
    length = count = 0
    skipped = None
    for event, element in walk:
        if event == "start":
            if page.enter(element):
                continue
            walk.skip_subtree()  # which leaves out its end as well, unless it is empty
            skipped = element
        elif element is not skipped:
            page.leave(element)
        else:
            continue
        if element is not root:
            page.say(element.tail, element, after=True)
        for line in page.take():
            length, count = length + len(line.text), count + 1
            _check(name, length, count)
            yield line
    page.end_line(root)
    yield from page.take()


def _check(name: str, length: int, count: int) -> None:
    if count > MAX_PASSAGES or length > MAX_CHARACTERS:
        raise ReadingError(
            name,
            f"has more than {MAX_PASSAGES:,} paragraphs or {MAX_CHARACTERS:,} characters of text.",
            "Split it into single pieces.",
        )


class _Page:
    """The line that is being put together, the inline tags that are open in it, the lines that are done."""

    def __init__(self, base_url: str) -> None:
        self.base = base_url
        self.parts: list[str] = []
        self.length = 0
        self.nodes: list[tuple[Any, bool]] = []
        self.open: list[tuple[Any, str, str, int]] = []  # element, tag, address, start
        self.marks: list[tuple[int, int, str, str]] = []
        self.kinds: list[tuple[Any, str]] = []  # the blocks around that say what a line is
        self.lists: list[str] = []
        self.holder: Any = None
        self.single = 0  # how many blocks are open that stay one line
        self.follows = False
        self.done: list[Line] = []

    def take(self) -> list[Line]:
        done, self.done = self.done, []
        return done

    def enter(self, element: Any) -> bool:
        """Whether to go on into the element."""
        tag = tag_of(element)
        if is_hidden(element):
            return False
        if tag == "br":
            self._break(element)
            return False
        if is_inline(tag):
            self._open(element, tag)
        elif self._keep_whole(element) or tag == "img":
            return False
        else:
            self.end_line(element.getparent())
            if tag == "hr":
                self.done.append(Line("hr", HR, element))
                return False
            self._begin(element, tag)
        self.say(element.text, element)
        return True

    def leave(self, element: Any) -> None:
        tag = tag_of(element)
        if is_inline(tag):
            if self.open and self.open[-1][0] is element:
                self._mark(*self.open.pop()[1:])
            return
        self.end_line(element)
        if self.kinds and self.kinds[-1][0] is element:
            self.kinds.pop()
        if tag in ("ul", "ol", "menu") and self.lists:
            self.lists.pop()
        self.single -= tag in _ONE_LINE
        self.follows = False

    def say(self, text: str | None, element: Any = None, after: bool = False) -> None:
        if not text:
            return
        if element is not None and not text.isspace():
            self.nodes.append((element, after))
        text = squeezed(text)
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self.parts.append(text)
            self.length += len(text)

    def end_line(self, element: Any) -> None:
        """What was said so far is a line; inline tags that are open go on in the next one."""
        for _, tag, href, start in reversed(self.open):
            self._mark(tag, href, start)
        self.open = [(element, tag, href, 0) for element, tag, href, _ in self.open]
        text = "".join(self.parts)
        kind = self.kinds[-1][1] if self.kinds else "p"
        if text.strip(_INVISIBLE):
            line = _line(kind, text, element, self.marks)
            line.follows, line.nodes = self.follows, self.nodes
            self.done.append(line)
            self.follows = False
        self.parts, self.length, self.marks, self.nodes = [], 0, [], []

    def _break(self, element: Any) -> None:
        """A <br> ends a line, two end a paragraph; in headings and list items it is a space."""
        if self.single:
            self.say(" ")
            return
        said = bool("".join(self.parts).strip(_INVISIBLE))
        self.end_line(element.getparent())
        self.follows = said

    def _open(self, element: Any, tag: str) -> None:
        kept = KEPT.get(tag, "")
        href = address(element.get("href") or "", self.base) if kept == "a" else ""
        if kept and (kept != "a" or href) and not any(kept == tag for _, tag, _, _ in self.open):
            self.open.append((element, kept, href, self.length))

    def _mark(self, tag: str, href: str, start: int) -> None:
        if start < self.length:
            self.marks.append((start, self.length, tag, href))

    def _begin(self, element: Any, tag: str) -> None:
        self.follows = False
        if tag in ("ul", "ol", "menu"):
            self.lists.append("oli" if tag == "ol" else "li")
        self.single += tag in _ONE_LINE
        kind = _HEADINGS.get(tag, "")
        if tag == "li":
            kind = self.lists[-1] if self.lists else "li"
        elif tag == "blockquote":
            kind = "quote"
        if kind:
            self.kinds.append((element, kind))

    def _keep_whole(self, element: Any) -> bool:
        found = whole(element, self.base)
        if found:
            self.end_line(element.getparent())
            self.done.append(Line("raw", found[0], element, html=found[1]))
            self.follows = False
        return bool(found)


def _line(kind: str, text: str, element: Any, marks: list[tuple[int, int, str, str]]) -> Line:
    """Without spaces at its ends; marks cut to their words, outer ones first."""
    lead, stripped = len(text) - len(text.lstrip()), text.strip()
    kept = []
    for start, end, tag, href in reversed(marks):  # outer ones are closed last
        start, end = max(0, start - lead), min(len(stripped), end - lead)
        inside = stripped[start:end]
        start, end = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
        if start < end:
            kept.append(Mark(start, end, tag, href))
    kept.sort(key=lambda mark: (mark.start, -mark.end))
    return Line(kind, stripped, element, kept)
