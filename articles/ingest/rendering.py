"""The body as HTML. What comes out is not safe yet: `articles.sanitising.sanitise` has the last word."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from .document import Document, Mark, Passage
from .story import Block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST_MARKUP = 20_000  # characters of one passage, to be kept for the case that it is put back
# Of a piece in Markdown: reading more signs of it takes longer than the text is worth.
SIGNS, MOST_SIGNS = "[]*_`<>&!|~\\", 50_000
_LISTS = {"li": "ul", "oli": "ol"}


@lru_cache(maxsize=1)
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only pieces in Markdown need it

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def block(passage: Passage, document: Document) -> Block:
    """A passage of the body as a block, its inner HTML escaped, rendered from Markdown, or with the source's marks."""
    if document.media_type == "text/markdown":
        html = _rendered(passage, document)
    elif passage.start in document.blocks:
        html = document.blocks[passage.start]
    else:
        html = _marked(passage, document.marks)
    return Block(passage.fate, passage.text, html, passage.start, passage.end)


def markup_of(document: Document) -> Callable[[Passage], str]:
    """What gives the inner HTML of a passage that was taken out; empty where its words had no markup.

    A picture is not given: it may not have been stored.
    """
    marks = sorted(document.marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]

    def markup(passage: Passage) -> str:
        html = document.blocks.get(passage.start, "")
        if document.media_type == "text/markdown":
            html = _rendered(passage, document)
        elif not html:
            here = slice(bisect_left(starts, passage.start), bisect_left(starts, passage.end))
            html = _marked(passage, tuple(marks[here]))
        is_plain = html == escape(passage.text, quote=False) or "<img" in html
        return "" if is_plain or len(html) > LONGEST_MARKUP else html

    return markup


def _rendered(passage: Passage, document: Document) -> str:
    """Markdown as HTML; as it stands, where the piece has more signs of it than words can need."""
    if _is_overwrought(document.text):
        plain = escape(passage.text, quote=False)
        return f"<pre>{plain}</pre>" if passage.fate == "raw" else plain
    render = _markdown().render if passage.fate == "raw" else _markdown().renderInline
    return str(render(passage.text))


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
    """Paragraphs, headings, lists and quotes; neighbouring items make one list."""
    parts: list[str] = []
    open_list = ""
    for part in body:
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
    tag = "li" if part.kind in _LISTS else part.kind
    return f"<{tag}>{part.html}</{tag}>"
