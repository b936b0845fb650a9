"""Pages that declare in JSON-LD that they are not for everybody, and hold no more than their beginning.

schema.org: `isAccessibleForFree` of the article, and of its `hasPart` with the `cssSelector` of the paid part.
"""

import re
from collections.abc import Sequence
from typing import Any

from ..document import Passage
from ..features import ends_sentence, word_count
from ..story import Finding
from . import html_jsonld as jsonld
from .html_page import Page
from .html_tree import words

SHORT = 250  # words: pieces that are sold are longer
BEGINNING = 500  # words: with more, a place for the paid part that is empty only has another use
PAID = 20  # words: a part that is there holds more
COUNTED = 0.7  # of the declared `wordCount`
_SIMPLE = re.compile(r"([.#])(-?[_a-zA-Z][\w-]*)$")
_FALSE = re.compile(r"(?:https?://schema\.org/)?false", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"(?:\.\.\.|…|\[…\])\s*$")


def declared(page: Page) -> str:
    """`paid` if the page says so of its piece, `gone` if it names the place of the paid part and that is empty."""
    parts = _parts(page)
    if not _is_paid(page.article) and not any(map(_is_paid, parts)):
        return ""
    named = [_SIMPLE.search(each) for part in parts if _is_paid(part) for each in _selectors(part)]
    places = [(match[1], match[2]) for match in named if match]
    found = (words(each) for each in page.tree.iter() if any(_fits(each, *place) for place in places))
    return "gone" if places and max(map(word_count, found), default=0) < PAID else "paid"


def findings(page: Page, said: str, passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """That a piece which is `said` to be sold is not whole: it is short, or it breaks off."""
    paragraphs = [p.text for p in passages if p.in_body and word_count(p.text) > PAID]
    count = sum(word_count(passage.text) for passage in passages if passage.in_body)
    last = paragraphs[-1] if paragraphs else ""
    is_cut = bool(_BROKEN_OFF.search(last)) or not ends_sentence(last)
    least = max(BEGINNING if said == "gone" else SHORT, COUNTED * _whole(page))
    if not said or not (is_cut or count < least):
        return ()
    message = "Only the beginning is here: the page declares that the rest is for subscribers."
    suggestion = "Get the text from its source."
    return (Finding("partial", message, (last or page.base)[-300:], suggestion, confidence=0.8),)


def _whole(page: Page) -> int:
    """The words that the piece is declared to have; 0 if it does not say."""
    counted = str(page.article.get("wordCount"))
    return int(counted) if counted.isdecimal() and len(counted) < 7 else 0


def _parts(page: Page) -> list[jsonld.Node]:
    parts = page.article.get("hasPart")
    return [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]


def _is_paid(node: jsonld.Node) -> bool:
    free = node.get("isAccessibleForFree")
    return free is False or (isinstance(free, str) and bool(_FALSE.fullmatch(free.strip())))


def _selectors(part: jsonld.Node) -> list[str]:
    said = part.get("cssSelector")
    listed = [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]
    return [each.strip() for text in listed for each in text.split(",")][:20]


def _fits(element: Any, sign: str, name: str) -> bool:
    return name in (element.get("class") or "").split() if sign == "." else element.get("id") == name
