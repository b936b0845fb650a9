"""Parts of a page that stay whole: tables of data, figures with their captions, code."""

import re
from collections.abc import Iterator
from html import escape
from itertools import takewhile
from typing import Any

from .html_tree import picture, tag_of, words

PICTURE = "\u25a3"
MAX_CELLS = 4000
LONG_CELL = 400  # characters; a cell with more holds text, so its table only lays out the page
_ROWS = ("tr", "row")
_CELLS = ("td", "th")
_FIGURE_CLASS = re.compile(r"(?:^|\s)(?:wp-caption|image-caption-wrap|captioned-image)(?:\s|$)")
_CAPTION_CLASS = re.compile(r"caption|credit|legend", re.IGNORECASE)
_FRAMED = (
    "table",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "li",
    "figure",
)  # in a figure: it frames text, not a picture


def whole(element: Any, base: str) -> tuple[str, str] | None:
    """The words and the HTML of an element that is kept in one piece; None for all others."""
    match tag_of(element):
        case "table":
            return _table(element)
        case "pre" | "listing" | "xmp":
            return _code(element)
        case "figure":
            return _figure(element, base)
        case "img":
            return _pictures([element], "", base)
        case "div" | "dl" | "p" if _FIGURE_CLASS.search(element.get("class") or ""):
            return _figure(element, base)
    return None


def _code(element: Any) -> tuple[str, str] | None:
    text = "".join(element.itertext()).strip("\n").rstrip()
    return (text, f"<pre><code>{escape(text, quote=False)}</code></pre>") if text.strip() else None


def _figure(element: Any, base: str) -> tuple[str, str] | None:
    """A figure with pictures; one that frames a quotation or a table is read through."""
    pictures: list[Any] = []
    captions: list[Any] = []
    for inner in element.iter():
        tag = tag_of(inner)
        if inner is not element and (tag in _FRAMED or _FIGURE_CLASS.search(inner.get("class") or "")):
            return None
        if tag == "img":
            pictures.append(inner)
        elif (
            inner is not element and _is_caption(inner) and not any(map(_is_caption, _above(inner, element)))
        ):
            captions.append(inner)
    caption = " ".join(filter(None, (words(found) for found in captions)))
    if not caption and len(words(element)) > LONG_CELL:
        return None
    return _pictures(pictures[:20], caption or words(element), base)


def _is_caption(element: Any) -> bool:
    return tag_of(element) == "figcaption" or bool(_CAPTION_CLASS.search(element.get("class") or ""))


def _above(element: Any, top: Any) -> Iterator[Any]:
    """The elements around, below `top`."""
    return takewhile(lambda above: above is not top, element.iterancestors())


def _pictures(pictures: list[Any], caption: str, base: str) -> tuple[str, str] | None:
    """In the text a picture is its caption; without one, a sign stands for it, for it has to stand somewhere."""
    found = [(src, (img.get("alt") or "").strip()) for img in pictures if (src := picture(img, base))]
    if not found:
        return None
    tags = "".join(f'<img src="{escape(src)}" alt="{escape(alt)}">' for src, alt in found)
    below = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return caption or PICTURE, f"<figure>{tags}{below}</figure>"


def _table(element: Any) -> tuple[str, str] | None:
    """A table of data: rows and columns of short cells. One that lays out a page is read through."""
    if element.get("role") in ("presentation", "none"):
        return None
    if any(inner is not element for inner in element.iter("{*}table")):
        return None
    rows = list(_rows(element))
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or sum(map(len, rows)) > MAX_CELLS:
        return None
    cells = [[(cell, words(cell)) for cell in row] for row in rows]
    if any(len(text) > LONG_CELL for row in cells for _, text in row):
        return None
    caption = next((words(inner) for inner in element.iter() if tag_of(inner) == "caption"), "")
    lines = [" ".join(filter(None, (text for _, text in row))) for row in cells]
    text = "\n".join(filter(None, [caption, *lines]))
    if not text:
        return None
    above = f"<caption>{escape(caption, quote=False)}</caption>" if caption else ""
    below = "".join(f"<tr>{''.join(_cell(cell, text) for cell, text in row)}</tr>" for row in cells)
    return text, f"<table>{above}<tbody>{below}</tbody></table>"


def _rows(element: Any) -> Iterator[list[Any]]:
    for row in element.iter():
        if tag_of(row) in _ROWS:
            cells = [cell for cell in row if tag_of(cell) in _CELLS]
            if cells:
                yield cells


def _cell(cell: Any, text: str) -> str:
    spans = "".join(
        f' {name}="{value}"'
        for name in ("colspan", "rowspan")
        if re.fullmatch(r"[1-9]\d?", value := cell.get(name) or "")
    )
    tag = tag_of(cell)
    return f"<{tag}{spans}>{escape(text, quote=False)}</{tag}>"
