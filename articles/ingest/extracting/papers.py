"""Names of papers inside other words: what a notice of the site calls it (`Follow The Tallow Gazette on Facebook`)."""

import re
from collections.abc import Iterator

from ..features import fold, is_cjk
from ..lexicon import Lexicon
from ..names import PAPER, PARTICLES

MOST = 6  # words of a name
ARTICLES = frozenset({"the", "le", "la", "les", "el", "los", "il", "lo", "die", "das", "o", "a"})
# Where people follow a paper: no part of its name.
PLATFORMS = frozenset(
    {
        "facebook",
        "instagram",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "youtube",
        "linkedin",
        "tiktok",
        "google",
        "line",
    }
)
_WORD = re.compile(r"[^\s\"“”„«»():;,|·•©–—]+")
_EAST = re.compile(r"[一-龯々ァ-ヶー]{2,8}(?:新聞|日報|新報|タイムス|タイムズ)")
_OWNED = re.compile(r"['’]s?$")


def named(text: str, lex: Lexicon) -> Iterator[str]:
    """The papers a text names: each has a word of such names (`Gazette`) and one that is its own (`Tallow`)."""
    if is_cjk(text):
        yield from (match.group() for match in _EAST.finditer(text))
        return
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    cased = any(c.isupper() for c in text)
    at = 0
    while at < len(words):
        start, end = _around(words, at, text, lex) if cased else _arabic(words, at, lex)
        if end > start:
            name = text[words[start][1] : words[end - 1][2]]
            yield _OWNED.sub("", name).strip(" .")
        at = max(end, at + 1)


def _around(words: list[tuple[str, int, int]], at: int, text: str, lex: Lexicon) -> tuple[int, int]:
    """Where the name begins and ends that the word at `at` makes a paper's; (0, 0) for none."""
    if not _is_paper_word(words[at][0]):
        return 0, 0
    start = at
    while start and _joined(words, start, text) and _is_own(words[start - 1][0], start - 1, lex):
        start -= 1
        if fold(words[start][0]) in ARTICLES:
            break
    end = at + 1
    while end < len(words) and not _OWNED.search(words[end - 1][0]) and _joined(words, end, text):
        small = fold(words[end][0]) in PARTICLES and end + 1 < len(words)
        if not _is_own(words[end + small][0], end, lex) or fold(words[end][0]) in ARTICLES - PARTICLES:
            break
        end += 1 + small
    own = [
        w for w, _s, _e in words[start:end] if w[0].isupper() and not PAPER.fullmatch(fold(_OWNED.sub("", w)))
    ]
    proper = [w for w in own if fold(w) not in ARTICLES]
    return (start, end) if proper and end - start <= MOST else (0, 0)


def _is_paper_word(word: str) -> bool:
    return word[0].isupper() and bool(PAPER.fullmatch(fold(_OWNED.sub("", word))))


def _joined(words: list[tuple[str, int, int]], at: int, text: str) -> bool:
    """Whether nothing but a space stands between a word and the one before it."""
    return not text[words[at - 1][2] : words[at][1]].strip() and words[at - 1][0][-1] not in ".!?"


def _is_own(word: str, place: int, lex: Lexicon) -> bool:
    """Whether a word may be part of a name: a capital, and no call (`Follow`) nor a place to follow it."""
    key = fold(_OWNED.sub("", word))
    called = place == 0 and bool(lex.phrases("call", "verbs").opening(key))
    return word[0].isupper() and key not in PLATFORMS and not called


def _arabic(words: list[tuple[str, int, int]], at: int, lex: Lexicon) -> tuple[int, int]:
    """`صحيفة الميناء على …`: the word for a paper, and what follows it up to a small word."""
    if not PAPER.fullmatch(words[at][0]):
        return 0, 0
    small, end = lex.words("byline", "articles"), at + 1
    while end < min(len(words), at + 3) and words[end][0].isalpha() and fold(words[end][0]) not in small:
        end += 1
    return (at, end) if end > at + 1 else (0, 0)
