"""The body as HTML. What comes out is not safe yet: `articles.sanitising.sanitise` has the last word."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from . import footnotes
from .document import Document, Mark, Passage
from .footnotes import Note
from .story import Block, Facts, Finding

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST_MARKUP = 20_000  # characters of one passage, to be kept for the case that it is put back
# Of a piece in Markdown: reading more signs of it takes longer than the text is worth.
SIGNS, MOST_SIGNS = "[]*_`<>&!|~\\#$%+-:=@^{}", 50_000  # at each of which its parser stops
MOST_LEFT = 10  # marks that a finding quotes
NO_NOTES: Mapping[str, Note] = {}
_LISTS = {"li": "ul", "oli": "ol"}
_LEFT = re.compile(
    rf"{footnotes.MARK.pattern}|</?[a-z][a-z0-9-]{{0,20}}(?:\s[^<>]{{0,300}})?/?>", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only pieces in Markdown need it

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    footnotes.install(markdown)
    return markdown


def blocks(document: Document, notes: Mapping[str, Note] = NO_NOTES) -> Iterator[Block]:
    """The body, block by block. What was read as a note and is not among `notes` is a paragraph as it stands."""
    note: Note | None = None
    for passage in document.body:
        opening = footnotes.NOTE.match(passage.text) if passage.fate == "note" else None
        note = notes.get(footnotes.label(opening)) if opening else note if passage.fate == "note" else None
        if note:
            words = passage.text[opening.end() :] if opening else passage.text
            html = _rendered(replace(passage, text=words), document, notes)
            html = footnotes.back(note.number) + html if opening else html
            yield Block("note", passage.text, html, passage.start, passage.end, note.number)
        else:
            yield block(replace(passage, fate="p") if passage.fate == "note" else passage, document, notes)


def block(passage: Passage, document: Document, notes: Mapping[str, Note] = NO_NOTES) -> Block:
    """A passage of the body as a block, its inner HTML escaped, rendered from Markdown, or with the source's marks."""
    if document.media_type == "text/markdown":
        html = _rendered(passage, document, notes)
    elif passage.start in document.blocks:
        html = document.blocks[passage.start]
    else:
        html = _marked(passage, document.marks)
    return Block(passage.fate, passage.text, html, passage.start, passage.end)


def markup_of(document: Document, notes: Mapping[str, Note] = NO_NOTES) -> Callable[[Passage], str]:
    """What gives the inner HTML of a passage that was taken out; empty where its words had no markup.

    A picture is not given: it may not have been stored.
    """
    marks = sorted(document.marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]

    def markup(passage: Passage) -> str:
        html = document.blocks.get(passage.start, "")
        if document.media_type == "text/markdown":
            html = _rendered(passage, document, notes)
        elif not html:
            here = slice(bisect_left(starts, passage.start), bisect_left(starts, passage.end))
            html = _marked(passage, tuple(marks[here]))
        is_plain = html == escape(passage.text, quote=False) or "<img" in html
        return "" if is_plain or len(html) > LONGEST_MARKUP else html

    return markup


def numbered(document: Document) -> dict[str, Note]:
    """The notes of a piece in Markdown that its text mentions, by their labels, in the order of the mentions.

    One that only another note mentions counts, if that one does.
    """
    told: dict[str, list[Passage]] = {}
    waiting: deque[Passage] = deque()
    for passage in document.body:
        if passage.fate == "note" and (label := footnotes.opening(passage.text)):
            told[label] = [passage]
        elif passage.fate == "note" and told:
            next(reversed(told.values())).append(passage)  # the note goes on
        else:
            waiting.append(passage)
    found: dict[str, Note] = {}
    while told and waiting and not _is_overwrought(document.text):
        passage = waiting.popleft()
        for named in _marks(passage):
            if named in told and named not in found:
                found[named] = Note(len(found) + 1, passage.start)
                waiting += told[named]
    return found


def _marks(passage: Passage) -> list[str]:
    """The labels that a passage mentions, in their order."""
    text = footnotes.NOTE.sub("", passage.text, count=1) if passage.fate == "note" else passage.text
    environment = footnotes.environment(NO_NOTES, passage.start)
    _renderer(passage)(text, environment)
    return list(environment["marks"])


def _renderer(passage: Passage) -> Callable[[str, dict[str, Any]], str]:
    return _markdown().render if passage.fate == "raw" else _markdown().renderInline


def said(document: Document) -> Facts:
    """The facts as readers see them: of a piece in Markdown without its marks, which a headline cannot show."""
    facts = document.facts
    if document.media_type != "text/markdown":
        return facts
    headline, standfirst, kicker = map(_words, (facts.headline, facts.standfirst, facts.kicker))
    return replace(facts, headline=headline, standfirst=standfirst, kicker=kicker)


def _words(text: str) -> str:
    if len(text) > LONGEST_MARKUP:
        return text
    (line,) = _markdown().parseInline(text, footnotes.environment(NO_NOTES, 0))
    shown = [part.content or (" " if part.type.endswith("break") else "") for part in line.children or ()]
    return "".join(shown).strip() or text


def _rendered(passage: Passage, document: Document, notes: Mapping[str, Note]) -> str:
    """Markdown as HTML; as it stands, where the piece has more signs of it than words can need."""
    if _is_overwrought(document.text):
        plain = escape(passage.text, quote=False)
        return f"<pre>{plain}</pre>" if passage.fate == "raw" else plain
    return str(_renderer(passage)(passage.text, footnotes.environment(notes, passage.start)))


def _left_in(passage: Passage, notes: Mapping[str, Note]) -> Iterator[str]:
    """What stays of the marks in a passage that readers see, in the body or in a field."""
    if passage.fate == "raw" or not (passage.in_body or passage.fate.startswith("field:")):
        return
    text = footnotes.CODE.sub("", passage.text)
    for mark in _LEFT.finditer(text):
        is_note = bool(mark[1]) and passage.in_body and footnotes.label(mark) in notes
        if not is_note or (passage.fate != "note" and footnotes.NOTE.match(text, mark.start())):
            yield mark.group()


def left(document: Document, notes: Mapping[str, Note] = NO_NOTES) -> Iterator[Finding]:
    """Marks and HTML in a piece in Markdown that stay as they are typed: readers would see them."""
    if document.media_type != "text/markdown":
        return
    found = [mark for passage in document for mark in _left_in(passage, notes)]
    if found:
        yield Finding(
            "markup-left",
            "Footnotes or HTML tags stand in the text as they were typed.",
            evidence=" ".join(dict.fromkeys(found[:MOST_LEFT]))[:300],
            suggestion="Write them out, or take them away.",
            confidence=0.9,
        )


@lru_cache(maxsize=1)  # the piece whose passages are being rendered
def _is_overwrought(text: str) -> bool:
    return sum(map(text.count, SIGNS)) > MOST_SIGNS


def _marked(passage: Passage, marks: tuple[Mark, ...]) -> str:
    """The text, escaped, with the marks that touch the passage around their words."""
    inside = [m for m in marks if m.start < passage.end and passage.start < m.end]
    if not inside:
        return escape(passage.text, quote=False)
    places: dict[int, tuple[list[str], list[str]]] = {}
    for mark in sorted(inside, key=lambda m: (m.start, -m.end)):
        start, end = passage.text_at(mark.start), passage.text_at(mark.end)
        if start < end:
            opening = f'<a href="{escape(mark.href)}">' if mark.href else f"<{mark.tag}>"
            places.setdefault(start, ([], []))[1].append(opening)
            places.setdefault(end, ([], []))[0].insert(0, f"</{mark.tag}>")
    parts, at = [], 0
    for place in sorted(places):
        closing, opening_tags = places[place]
        parts += [escape(passage.text[at:place], quote=False), *closing, *opening_tags]
        at = place
    return "".join(parts) + escape(passage.text[at:], quote=False)


def body_html(body: Iterable[Block]) -> str:
    """Paragraphs, headings, lists and quotes; neighbouring items make one list. The notes stand at the end."""
    parts: list[str] = []
    open_list = ""
    for part in sorted(body, key=lambda part: part.note):
        wanted = _LISTS.get(part.kind, "")
        if open_list != wanted:
            parts += [f"</{open_list}>"] if open_list else []
            parts += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        parts.append(_element(part))
    return "\n".join([*parts, *([f"</{open_list}>"] if open_list else [])])


def _element(part: Block) -> str:
    if part.kind == "raw":
        return part.html
    if part.kind == "hr":
        return "<hr>"
    if part.kind == "quote":
        return f"<blockquote><p>{part.html}</p></blockquote>"
    tag = "li" if part.kind in _LISTS else "p" if part.kind == "note" else part.kind
    return f"<{tag}>{part.html}</{tag}>"
