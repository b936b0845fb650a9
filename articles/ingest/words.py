"""Word lists of whole languages, for telling a word from two words glued together."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

# The languages pyspellchecker (MIT) brings lists for, less those that join words by nature.
LANGUAGES = frozenset({"en", "es", "fr", "pt", "it", "ar", "nl"})


class WordList:
    """A set of words with how common they are, at 16 bytes a word: their hashes, sorted, and their counts.

    Two words of one hash would be taken for each other: with half a million words, once in 10**13 look-ups.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        by_hash = dict(zip(map(hash, counts), counts.values(), strict=True))
        self._hashes = array("q", sorted(by_hash))
        self._counts = array("q", map(by_hash.__getitem__, self._hashes))
        self._total = sum(counts.values()) or 1

    def __contains__(self, word: str) -> bool:
        return self._place(word) >= 0

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def per_million(self, word: str) -> float:
        """How often the word stands in a million words of the language; 0 for one the list does not hold."""
        at = self._place(word)
        return self._counts[at] * 1_000_000 / self._total if at >= 0 else 0.0

    def _place(self, word: str) -> int:
        wanted = hash(word)
        at = bisect_left(self._hashes, wanted)
        return at if at < len(self._hashes) and self._hashes[at] == wanted else -1


@lru_cache(maxsize=len(LANGUAGES) + 1)
def word_list(language: str) -> WordList:
    """The words of a language, in lower case; empty where there is no list."""
    if language not in LANGUAGES:
        return WordList({})
    from spellchecker import SpellChecker  # its lists take a moment to load

    return WordList(SpellChecker(language=language).word_frequency.dictionary)
