"""The body as HTML. What comes out is not safe yet: `articles.sanitising.sanitise` has the last word."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from .document import Passage
from .story import Block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_LISTS = {"li": "ul", "oli": "ol"}


@lru_cache(maxsize=1)
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # only pieces in Markdown need it

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def block(passage: Passage, markdown: bool) -> Block:
    """A passage of the body as a block, its inner HTML escaped, or rendered from Markdown."""
    if not markdown:
        html = escape(passage.text, quote=False)
    elif passage.fate == "raw":
        html = _markdown().render(passage.text)
    else:
        html = _markdown().renderInline(passage.text)
    return Block(passage.fate, passage.text, html, passage.start, passage.end)


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
