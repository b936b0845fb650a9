"""The pictures that a piece in Markdown or HTML refers to, with the words it gives them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from ...errors import ReadingError
from ..story import Picture
from . import html_tree
from .pictures import credited

MAX_BYTES = 5_000_000  # of a piece that is searched
_MARKDOWN = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,500})\]\(\s{0,9}<?(?P<src>[^()\s<>]{1,500})>?"
    r"(?:\s{1,9}[\"'(](?P<title>[^\"\n]{0,1000}?)[\"')])?\s{0,9}\)"
)
_ADDRESS = re.compile(
    r"\bsrc\s{0,9}=\s{0,9}(?:\"([^\"]{1,500})|'([^']{1,500})|([^\s>\"']{1,500}))|\]\(\s{0,9}<?([^()\s<>]{1,500})",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s*(?:https?:|data:|//)", re.IGNORECASE)
_CREDIT_CLASS = re.compile(r"\bcredit|\bcopyright|\bphotographer", re.IGNORECASE)


def addresses(data: bytes) -> Iterator[str]:
    """All that may be addresses of pictures in a piece, more than there are: a cheap look before a close one."""
    if len(data) > MAX_BYTES or b"\0" in data or not (b"![" in data or b"<img" in data.lower()):
        return
    for match in _ADDRESS.finditer(data.decode("utf-8", "replace")):
        address = match[match.lastindex or 0]
        if not _ELSEWHERE.match(address):
            yield address


def pictures(data: bytes) -> Iterator[Picture]:
    """Pictures without data: `name` is the address in the piece, as it stands there."""
    if len(data) > MAX_BYTES or b"\0" in data:
        return
    text = data.decode("utf-8", "replace")
    for match in _MARKDOWN.finditer(text):
        caption, credit = credited(match["title"] or "")
        yield Picture(match["src"], b"", " ".join(match["alt"].split()), caption, credit)
    if re.search("<img", text, re.IGNORECASE):
        try:
            tree = html_tree.parse(text)
        except ReadingError:
            return  # the reader will tell why
        yield from map(_of, tree.iter("img"))


def _of(image: Any) -> Picture:
    alt = " ".join((image.get("alt") or "").split())[:500]
    picture = Picture(image.get("src") or "", b"", alt)
    figure = next(image.iterancestors("figure"), None)
    if figure is None or (caption := next(figure.iter("figcaption"), None)) is None:
        return picture
    said = next((e for e in figure.iter() if _CREDIT_CLASS.search(e.get("class") or "")), None)
    whole = html_tree.words(caption)
    if said is None or said is caption:
        words, credit = credited(whole)
        return replace(picture, caption=words, credit=credit)
    credit = html_tree.words(said)
    return replace(picture, caption=" ".join(whole.replace(credit, "").split())[:1000], credit=credit[:300])


def resolved(address: str, path: str) -> str:
    """The path in the archive that an address in the piece at `path` leads to; empty if it leads elsewhere."""
    try:
        parts = urlsplit(unescape(address))
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    place = unquote(parts.path)
    found = normpath(place.lstrip("/") if place.startswith("/") else join(dirname(path), place))
    return "" if found.startswith("..") else found
