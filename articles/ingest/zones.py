"""Where the running text of a piece begins and ends."""

from itertools import accumulate

from .document import Document
from .features import PROSE_WORDS, is_prose, word_count


def prose(document: Document) -> list[int]:
    """Indexes of the passages in the body that are paragraphs of running text."""
    return [i for i, p in enumerate(document.passages) if p.is_judged and is_prose(p.text)]


def running(document: Document) -> tuple[int, int]:
    """Indexes of the first and last paragraph of running text; (0, -1) where there is none."""
    found = prose(document)
    if not found:  # a very short piece: its longest paragraph is its text
        body = [(word_count(p.text), -i) for i, p in enumerate(document.passages) if p.in_body]
        if not body or max(body)[0] < PROSE_WORDS // 2:
            return 0, -1
        found = [-max(body)[1]]
    return found[0], found[-1]


def shares_before(document: Document) -> list[float]:
    """How much of the words of the body (0 to 1) stands before each passage."""
    lengths = [len(passage.text) if passage.in_body else 0 for passage in document.passages]
    total = sum(lengths) or 1
    return [before / total for before in accumulate(lengths[:-1], initial=0)]


def share_before(document: Document, index: int) -> float:
    return shares_before(document)[index]
