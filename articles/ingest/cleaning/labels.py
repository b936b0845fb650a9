"""The labels a piece is filed under, one a line or in a row between strokes, right under the text.

Only where the rest of the page follows them and nothing of the piece, and where the piece itself names what they name.
"""

import re

from .. import zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, opens_quoted, word_count
from ..lexicon import Lexicon, lexicon
from ..line_kinds import bullet

STEP = "labels"
LONGEST_LINE = 200  # characters
LONGEST, LEAST, MOST = 3, 2, 8  # words of a label; labels in a list
FURNITURE = frozenset({"comments", "copyright", "navigation", "related", "share", "subscribe", "paywall"})
REASON = "What the piece is filed under."
_STROKES = re.compile(r"\s*[/|·•]\s*")
_CHAIN = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]{2,24}(?: [A-ZÀ-ÖØ-Þ][^\W\d_]{2,24}){2,7}")
_LABEL = re.compile(r"[^\W\d_a-zà-öø-ÿ][^,.:;!?…/|()]*")


def apply(document: Document) -> Document:
    """Removes the labels under the text."""
    lex = lexicon(document.language)
    passages = list(document.passages)
    found = _under_text(document, lex)
    labels = [label for i in found for label in _labels(passages[i].text)]
    if not found or not LEAST <= len(labels) <= MOST or not _ends_page(passages, found[-1]):
        return document
    for i in found:
        passages[i] = passages[i].as_kind("navigation", STEP, "labels under the text", 0.8, REASON)
    return document.with_passages(passages)


def _under_text(document: Document, lex: Lexicon) -> list[int]:
    """Indexes of the last lines of the body that are labels, all under its last paragraph."""
    _first, last = zones.running(document)
    under = [i for i in range(last + 1, len(document)) if document.passages[i].in_body] if last >= 0 else []
    if not under:
        return []
    text = " ".join(p.text for p in document.passages[: last + 1])
    spoken = set(fold(text).split())
    things = {fold(word) for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    found: list[int] = []
    for i in range(under[-1], last, -1):
        if len(found) == MOST or not (
            _is_labels(document.passages[i], spoken, lex) or _is_chain(document.passages[i], spoken, things)
        ):
            break
        found.insert(0, i)
    return found


def _labels(text: str) -> list[str]:
    return text.split() if _CHAIN.fullmatch(text) else _STROKES.split(text)


def _is_chain(passage: Passage, spoken: set[str], things: set[str]) -> bool:
    """`Vaubert Fromages Agriculture`: labels side by side, most of them said in the piece, one of them a thing.

    A signature names nobody whom the piece writes small.
    """
    if passage.fate != "p" or not _CHAIN.fullmatch(passage.text):
        return False
    words = [fold(word) for word in passage.text.split()]
    return sum(word in spoken for word in words) * 3 >= 2 * len(words) and not things.isdisjoint(words)


def _is_labels(passage: Passage, spoken: set[str], lex: Lexicon) -> bool:
    """Whether the line is a label of words that the piece uses, or several between strokes, most of them known."""
    text = passage.text
    if (
        passage.fate != "p"
        or len(text) > LONGEST_LINE
        or ends_sentence(text)
        or opens_quoted(text)
        or bullet(text)
    ):
        return False
    labels = _STROKES.split(text.strip())
    if not all(_LABEL.fullmatch(label) and word_count(label) <= LONGEST for label in labels):
        return False
    known = spoken | lex.singles("row", "navigation")
    named = sum(known.issuperset(fold(label).split()) for label in labels)
    return named == len(labels) or (len(labels) > LEAST and named * 2 >= len(labels))


def _ends_page(passages: list[Passage], last: int) -> bool:
    return last + 1 < len(passages) and passages[last + 1].fate in FURNITURE
