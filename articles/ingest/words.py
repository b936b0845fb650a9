"""Word lists of whole languages, for telling a word from two words glued together."""

from array import array
from bisect import bisect_left
from functools import lru_cache

# The languages pyspellchecker (MIT) brings lists for, less those that join words by nature.
LANGUAGES = frozenset({"en", "es", "fr", "pt", "it", "ar", "nl"})


class WordList:
    """A set of words that costs 8 bytes a word: their hashes, sorted.

    Two words of one hash would be taken for each other: with half a million words, once in 10**13 look-ups.
    """

    def __init__(self, words: list[str]) -> None:
        self._hashes = array("q", sorted(map(hash, words)))

    def __contains__(self, word: str) -> bool:
        wanted = hash(word)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def __bool__(self) -> bool:
        return bool(self._hashes)


@lru_cache(maxsize=len(LANGUAGES) + 1)
def word_list(language: str) -> WordList:
    """The words of a language, in lower case; empty where there is no list."""
    if language not in LANGUAGES:
        return WordList([])
    from spellchecker import SpellChecker  # its lists take a moment to load

    return WordList(list(SpellChecker(language=language).word_frequency.keys()))
