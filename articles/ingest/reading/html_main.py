"""Which lines of a page are its article: the judgement of trafilatura and readability, brought back to the lines.

Extractors give text, not places. So each line is given a sign of its own before they are asked, two Braille letters
at the end of its words, which they take along as they would a full stop; what comes out says which lines it took.
Then what they forget is made good: paragraphs that stand where those of the article stand, and quotations in it.
"""

import logging
import re
from collections import Counter
from copy import deepcopy
from html import unescape
from itertools import islice
from typing import Any

from ..features import word_count
from . import html_furniture
from .html_blocks import Line
from .html_tree import UNREADABLE, tag_of

_FIRST, _COUNT = 0x2801, 255  # Braille: signs that belong to no word and that no page ends a line with
_SIGN = re.compile("[\\u2801-\\u28ff]{2}")
# What a page may hold as a character reference, and lxml does not let into a tree.
_UNTREELY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MIN_SHARE = 0.6  # of what readability takes; less means that the others lost their way
MOST_SAID = 0.35  # of what is taken; more of it are no comments
LONG, PARAGRAPH = (
    20,
    12,
)  # words: of a paragraph that says where the article's stand, of one that may be added
AROUND = 3  # places around a paragraph that have to be called the same


def main_lines(tree: Any, lines: list[Line]) -> frozenset[int]:
    """The numbers of the lines that make up the article: what two of three readings of the page agree on.

    The tree is marked for it: nothing may read it afterwards.
    """
    for number, line in enumerate(lines[: _COUNT * _COUNT]):
        _mark(line, _sign(number))
    scored = _scored(tree)
    votes = Counter(n for found in (_extracted(tree), _extracted(tree, precise=True), scored) for n in found)
    agreed = frozenset(number for number, count in votes.items() if count >= 2)
    best = scored if _size(agreed, lines) < MIN_SHARE * _size(scored, lines) else agreed
    return _without_comments(best | _forgotten(best, lines), lines) if best else best


def _forgotten(taken: frozenset[int], lines: list[Line]) -> frozenset[int]:
    """Paragraphs from the first on that stand in places where two long ones were taken, and quotations between them.

    Pages with adverts or pictures between their paragraphs lose whole parts; posts of others, embedded, look like
    something to share.
    """
    first, last = min(taken), max(taken)
    stood = Counter(_place(lines[n]) for n in taken if _is_paragraph(lines[n], LONG))
    return frozenset(
        number
        for number, line in enumerate(lines[first:], first)
        if (stood[_place(line)] > 1 and _is_paragraph(line, PARAGRAPH))
        or (number < last and _is_quoted(line))
    )


def _without_comments(taken: frozenset[int], lines: list[Line]) -> frozenset[int]:
    """Without what stands among comments, unless it is much: some pieces of opinion are called so, too."""
    said = frozenset(number for number in taken if html_furniture.is_among("comments", lines[number]))
    return taken if _size(said, lines) > MOST_SAID * _size(taken, lines) else taken - said


def _is_paragraph(line: Line, words: int) -> bool:
    return line.kind in ("p", "quote") and word_count(line.text) >= words


def _place(line: Line) -> tuple[str, ...]:
    """What the places are called in which a line stands, from the innermost."""
    around = islice(line.element.iterancestors(), AROUND)
    return tuple(f"{tag_of(each)}.{each.get('class') or ''}" for each in (line.element, *around))


def _is_quoted(line: Line) -> bool:
    around = islice(line.element.iterancestors(), html_furniture.MAX_ABOVE)
    return any(tag_of(each) == "blockquote" for each in (line.element, *around))


def _size(numbers: frozenset[int], lines: list[Line]) -> int:
    return sum(len(lines[number].text) for number in numbers)


def _extracted(tree: Any, precise: bool = False) -> frozenset[int]:
    from trafilatura import bare_extraction  # heavy, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            deepcopy(tree), include_comments=False, include_tables=True, favor_precision=precise
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return frozenset()  # it stumbles over odd trees; the other readings stand
    return _signed(getattr(found, "text", None) or "")


def _scored(tree: Any) -> frozenset[int]:
    from lxml import etree, html
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(html.tostring(tree, encoding="unicode")).summary()
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        return frozenset()
    return _signed(unescape(summary))


def _sign(number: int) -> str:
    return chr(_FIRST + number // _COUNT) + chr(_FIRST + number % _COUNT)


def _signed(text: str) -> frozenset[int]:
    return frozenset((ord(s[0]) - _FIRST) * _COUNT + ord(s[1]) - _FIRST for s in _SIGN.findall(text))


def _mark(line: Line, sign: str) -> None:
    """Puts the sign behind the first and behind the longest stretch of the line's words."""
    nodes = line.nodes or _inside(line.element)
    if not nodes:
        return
    longest = max(nodes, key=lambda node: len(_said(*node)))
    for element, after in dict.fromkeys((nodes[0], longest)):
        said = _said(element, after)
        said = _UNTREELY.sub("", said)
        signed = said.rstrip() + sign + said[len(said.rstrip()) :]
        if after:
            element.tail = signed
        else:
            element.text = signed


def _said(element: Any, after: bool) -> str:
    return (element.tail if after else element.text) or ""


def _inside(top: Any) -> list[tuple[Any, bool]]:
    """The places of words in an element that is one line as a whole."""
    found = []
    for element in top.iter():
        if tag_of(element) in UNREADABLE:
            continue
        found += [(element, False)] if (element.text or "").strip() else []
        found += [(element, True)] if element is not top and (element.tail or "").strip() else []
    return found
