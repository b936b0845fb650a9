"""The names that a piece is full of, by which reports of one event are known, however they are written.

Names survive translation, and two reports of one event share them. No word list, no language.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import combinations
from math import log, sqrt

from .shingles import stable

READ = 10_000  # characters of a text that are looked at
TELLING = 30  # names that a piece is compared by
# The weightiest of them: pieces that share two are looked at closely. Of those by which a piece is to be found for
# ever there are fewer; a piece without a date, of which there are few, asks after more.
PAIRED, FOR_EVER, SOUGHT = 4, 2, 6
APART = 21  # days: two dated pieces further apart are not about one event
NO_TIME = 0  # of what has no date; the others are counted from the year 1
OF_A_TIME = 48  # bits of a value that are left for the pair

Names = dict[str, float]

WORD = re.compile(r"[^\W\d_](?:[\w’']*\w)?")
POSSESSIVE = re.compile(r"[’']s?$")
# What says as much in scripts without capitals: a run of katakana or Han, or a long word, that comes again.
UNCASED = re.compile(
    r"[\u30a1-\u30ff]{3,}|[\u4e00-\u9fff]{2,6}|(?:(?![\u3040-\u30ff\u4e00-\u9fff])[^\W\d_]){5,}"
)


def telling(title: str, text: str) -> Names:
    """Return the most telling names of a piece, folded, with their weights, the weightiest first.

    A capital at the beginning of a sentence tells nothing: a name has one in the middle, too.
    """
    text = text[:READ]
    counts, within = Counter[str](), set[str]()
    for found in WORD.finditer(text):
        if not found[0][0].isupper() or len(found[0]) == 1:
            continue
        word = POSSESSIVE.sub("", found[0]).casefold()
        counts[word] += 1
        if text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:].isalnum():
            within.add(word)
    names = {word: 1 + log(times) for word, times in counts.items() if word in within}
    if not names:
        again = Counter(UNCASED.findall(text)).items()
        names = {word.casefold(): 1 + log(times) for word, times in again if times > 1}
    title = title.casefold()
    weighed = {word: weight * (1.5 if word in title else 1) for word, weight in names.items()}
    return dict(sorted(weighed.items(), key=lambda item: -item[1])[:TELLING])


def rarities(pieces: list[Names]) -> Callable[[str], float]:
    """Return how much a name tells among these pieces: the country that all are about, little."""
    spread = Counter(name for names in pieces for name in names)
    return lambda name: log(1 + len(pieces) / spread[name])


def likeness(one: Names, other: Names, rarity: Callable[[str], float]) -> float:
    """Return the cosine of two pieces' names, weighted by rarity: 0 for nothing shared, 1 for the same."""

    def product(names: Iterable[str], left: Names, right: Names) -> float:
        return sum(left[name] * right[name] * rarity(name) ** 2 for name in names)

    length = sqrt(product(one, one, one) * product(other, other, other))
    return product(one.keys() & other.keys(), one, other) / length if length else 0.0


def signs(names: Mapping[str, float], at: datetime | None) -> tuple[list[int], list[int]]:
    """Return the values that a piece is filed under, and those that it is looked up by.

    They stand for each two of its weightiest names, at any time and at its own. So a pair that has been in the
    news for years still tells among the pieces of these weeks; a piece without a date of its own (`at` is
    None) finds all that are full of the same names, and is found by all.
    """
    always, pairs = paired(names, FOR_EVER), paired(names, PAIRED)
    if at is None:
        undated = [sign(pair, NO_TIME) for pair in pairs]
        return [*map(sign, always), *undated], [*undated, *map(sign, paired(names, SOUGHT))]
    # Each time is twice as long as two pieces may be apart: those near are of the same, or of the one it is next to.
    when, day = divmod(at.toordinal(), 2 * APART)
    next_to = when + (1 if day >= APART else -1)
    near = [[sign(pair, time) for pair in pairs] for time in (when, next_to, NO_TIME)]
    return [*map(sign, always), *near[0]], [value for values in near for value in values]


def paired(names: Mapping[str, float], weightiest: int) -> list[str]:
    """Return each two of so many of the names, as one text."""
    return ["\t".join(sorted(pair)) for pair in combinations(list(names)[:weightiest], 2)]


def sign(pair: str, time: int | None = None) -> int:
    """Return the value of a pair, at any time or at that one: those of one time lie together in an index."""
    value = stable(f"names\t{pair}".encode("utf-8", "replace"))
    return value if time is None else time << OF_A_TIME | value % 2**OF_A_TIME
