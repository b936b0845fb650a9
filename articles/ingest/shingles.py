"""Telling that two texts are one: runs of words that both hold, however they are cut, headed and wrapped.

Pure functions over plain text. `fingerprint` gives the few values by which copies are looked up among very
many pieces; `overlap` compares two texts closely, paragraph by paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple
from zlib import crc32

WORD = re.compile(r"\w+")
# Scripts that set no spaces between words: each character counts as one.
UNSPACED = "\u0e00-\u0eff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
CHARACTER = re.compile(rf"[{UNSPACED}]|[^{UNSPACED}]+")
# Words in a run that betrays a copy; of characters, twice as many. Shorter ones are common to very many pieces of
# a large archive, and longer ones do not survive rewriting.
LONG = 6
SHORT = 3  # words in the runs by which paragraphs are compared: light rewriting leaves enough of them
# The values of a text are those of its runs whose hash falls into the lowest part of all: one in so many. So a
# part of a text has that part of its values. A short text gets its lowest ones, a long one no more than MOST.
ONE_IN, FEWEST, MOST = 96, 8, 200
MOST_WORDS = 200_000  # of a text that are looked at: a long novel has so many
TOO_SHORT = 20  # runs: of a text that says so little, nothing can be told
SHARED = 0.4  # part of a paragraph's runs that must stand in the other text for it to be taken from there
A_PARAGRAPH = 8  # words; what is shorter is a label or a cross-head, and is judged with what follows it


class Overlap(NamedTuple):
    """Which part (0 to 1) of the words of each text stands in paragraphs that the other has, too."""

    of_one: float
    of_other: float


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case, each character of a script without spaces for itself."""
    return split(WORD.findall(text.casefold()))


def split(found: list[str]) -> list[str]:
    """Cut what `WORD` found where a script without spaces has written words together; no more than MOST_WORDS."""
    if all(map(str.isascii, found)):
        return found[:MOST_WORDS]
    parts = (part for word in found for part in ([word] if word.isascii() else CHARACTER.findall(word)))
    return list(islice(parts, MOST_WORDS))


def fingerprint(found: Sequence[str]) -> tuple[int, ...]:
    """Return the values (signed, 64 bits) of a text, given its `words`: each once, none for a very short one."""
    said = runs(found, LONG)
    limit = 2**32 // ONE_IN
    low = {value: run for value, run in zip(map(crc32, said), said, strict=True) if value < limit}
    if len(low) < FEWEST:
        every = dict(zip(map(crc32, said), said, strict=True))
        if len(every) < TOO_SHORT:
            return ()
        low = {value: every[value] for value in sorted(every)[:FEWEST]}
    return tuple(stable(low[value]) for value in sorted(low)[:MOST])


def stable(run: bytes) -> int:
    """Return a hash that is the same in every process and fits the database's big integers."""
    return int.from_bytes(blake2b(run, digest_size=8).digest(), "big", signed=True)


def runs(found: Sequence[str], length: int) -> list[bytes]:
    """Return all runs of so many words; of twice as many where most words are single characters."""
    text = " ".join(found)
    said = text.encode("utf-8", "replace").split(b" ")
    if not text.isascii() and 2 * sum(map(is_character, found)) > len(found):
        length *= 2
    return list(map(b" ".join, zip(*(said[start:] for start in range(length)), strict=False)))


def is_character(word: str) -> bool:
    return len(word) == 1 and not word.isascii()


def overlap(one: Sequence[str], other: Sequence[str]) -> Overlap:
    """Compare two texts, each given as its paragraphs (plain text, in order)."""
    sides = [[*gathered(map(words, text))] for text in (one, other)]
    said = [[set(runs(found, SHORT)) for found in side] for side in sides]
    return Overlap(
        taken(sides[0], said[0], set().union(*said[1])), taken(sides[1], said[1], set().union(*said[0]))
    )


def gathered(paragraphs: Iterable[list[str]]) -> Iterator[list[str]]:
    """Join what is short to what follows it."""
    held: list[str] = []
    for found in paragraphs:
        held = [*held, *found]
        if len(held) >= A_PARAGRAPH:
            yield held
            held = []
    if held:
        yield held


def taken(paragraphs: Sequence[list[str]], said: Sequence[set[bytes]], others: set[bytes]) -> float:
    """Return the part of the words that stands in paragraphs of which enough runs are among `others`."""
    total = sum(map(len, paragraphs))
    shared = sum(
        len(found)
        for found, its in zip(paragraphs, said, strict=True)
        if its and len(its & others) >= SHARED * len(its)
    )
    return shared / total if total else 0.0
