"""Lines of a page that are nothing but a link: over the headline to parts of the site, in the text to other pieces."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..document import Mark, Passage
from ..features import ends_sentence, fold, word_count

SHORT = 8  # words: a link to a part of the site
LEAST = 3  # words: a link to another piece, by its headline
MOST = 0.2  # of the text; where more of it is links, they are what the page is about
HEADLINE = 5  # words: an item of a list of headlines; those of other lists may well be links
_UNLISTED = ("p", "h2", "h3")


def removed(headline: str, passages: list[Passage], marks: tuple[Mark, ...]) -> list[Passage]:
    """The passages with such lines taken out; the headline itself and whole sentences stay."""
    linked = {(mark.start, mark.end) for mark in marks if mark.tag == "a"}
    titles = [i for i, p in enumerate(passages) if fold(p.text) == fold(headline) != ""]
    top = titles[0] if titles else 0
    out = list(passages)
    for index in _alone(passages[:top], linked):
        if word_count(passages[index].text) <= SHORT:
            out[index] = _taken(passages[index], "navigation", 0.9, "Nothing but a link, over the headline.")
    alone = _alone(passages, linked)
    among = [i for i in alone if i > top and _names_a_piece(passages[i], headline)] + _listed(passages, alone)
    if _length(passages[i] for i in among) <= MOST * _length(p for p in passages if p.in_body):
        for index in among:
            reason = "Nothing but a link to another piece, on a line of its own."
            out[index] = _taken(passages[index], "related", 0.8, reason)
    return out


def _alone(passages: Sequence[Passage], linked: set[tuple[int, int]]) -> list[int]:
    return [i for i, p in enumerate(passages) if p.in_body and (p.start, p.end) in linked]


def _listed(passages: Sequence[Passage], alone: list[int]) -> list[int]:
    """The items of lists that hold nothing but links to other pieces, by their headlines."""
    items = {
        i for i in alone if word_count(passages[i].text) >= HEADLINE and not ends_sentence(passages[i].text)
    }
    lists = (
        list(run)
        for is_list, run in groupby(range(len(passages)), lambda i: passages[i].fate == "li")
        if is_list
    )
    return [i for found in lists if len(found) > 1 and items.issuperset(found) for i in found]


def _names_a_piece(passage: Passage, headline: str) -> bool:
    return (
        passage.fate in _UNLISTED
        and word_count(passage.text) >= LEAST
        and not ends_sentence(passage.text)
        and fold(passage.text) != fold(headline)
    )


def _length(passages: Iterable[Passage]) -> int:
    return sum(len(passage.text) for passage in passages)


def _taken(passage: Passage, kind: str, sure: float, reason: str) -> Passage:
    rule = "link over the headline" if kind == "navigation" else "link alone"
    return passage.as_kind(kind, "reading", rule, sure, reason)
