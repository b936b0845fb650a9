"""Text to words, the same way for what is indexed and for what is typed, and for both databases.

Case, accents, vowel points, ligatures and width do not count. Scripts written without spaces are cut into
pairs of characters: 東京都 becomes 東京 京都 都, so that any part of it is found without a dictionary.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

# Bounds on what somebody may type into a search box; what goes beyond is left out of the search.
MAX_TYPED = 500
MAX_WORDS = 24

# Letters that no Unicode normalisation takes apart, but that people type plainly.
PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"}
)
TATWEEL = "ـ"  # a stroke that only widens Arabic words
VOICING = "゙゚"  # kana with and without them are different letters
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
WORD = re.compile(r"[0-9a-z\u0080-\U0010ffff]+")
QUOTED_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
# Thai to Lao, Burmese, Khmer, kana, Han, Hangul: scripts whose words no space (or not every word) sets apart.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow one another; with `is_prefix` the last one may go on."""

    words: tuple[str, ...]
    is_prefix: bool = False


def fold(text: str) -> str:
    """Return `text` with its words folded and nothing but ASCII punctuation and space between them."""
    return _fold(text, _pairs_to_index)


def words(text: str) -> list[str]:
    """Return the words of `text` in their order."""
    return WORD.findall(fold(text))


def phrases(typed: str) -> list[Phrase]:
    """Return what to look for. Words "in quotes" are a phrase; the last word may be unfinished.

    >>> phrases('the "night ferry" don’t sto')[1:3]
    [Phrase(words=('night', 'ferry'), is_prefix=False), Phrase(words=('don', 't'), is_prefix=False)]
    """
    found: list[tuple[str, ...]] = []
    is_unfinished = False
    for quoted, plain in QUOTED_OR_WORD.findall(typed[:MAX_TYPED].translate(QUOTES)):
        parts = [tuple(WORD.findall(part)) for part in _fold(quoted or plain, _pairs_to_find).split("\n")]
        found += [part[:MAX_WORDS] for part in parts if part]
        is_unfinished = bool(plain)
    end = min(len(found), MAX_WORDS) - 1
    return [
        Phrase(part, _may_go_on(part[-1], is_unfinished and number == end))
        for number, part in enumerate(found[:MAX_WORDS])
    ]


def _may_go_on(word: str, is_last: bool) -> bool:
    """A letter or two begin too many words to help; one 雨 begins only the pairs that it stands in."""
    return (is_last and len(word) > 2) or (len(word) == 1 and UNSPACED.fullmatch(word) is not None)


def _fold(text: str, pairs: Callable[[re.Match[str]], str]) -> str:
    text = text.lower()
    if text.isascii():
        return text
    return NOT_ASCII.sub(lambda run: UNSPACED.sub(pairs, _fold_run(run[0])), text)


def _fold_run(run: str) -> str:
    return _fold_short(run) if len(run) < 4 else _fold_any(run)


def _fold_any(run: str) -> str:
    """Fold one run of characters outside ASCII; what is neither letter, digit nor mark becomes a space."""
    kept = "".join(map(_fold_character, unicodedata.normalize("NFKD", run).casefold()))
    return unicodedata.normalize("NFC", kept).translate(PLAIN)


# In most languages such runs are one é or one “, the same few over and over.
_fold_short = lru_cache(maxsize=4096)(_fold_any)


@lru_cache(maxsize=16384)
def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    is_accent = unicodedata.combining(character) and character not in VOICING
    if is_accent or category == "Cf" or character == TATWEEL:
        return ""
    return character if category[0] in "LNM" else " "


def _pairs_to_index(run: re.Match[str]) -> str:
    """Every pair, and the last character alone, so that each character begins a word."""
    return f" {' '.join(run[0][i : i + 2] for i in range(len(run[0])))} "


def _pairs_to_find(run: re.Match[str]) -> str:
    """Pairs that follow one another, as a phrase of their own, set off by line feeds."""
    return f"\n{' '.join(run[0][i : i + 2] for i in range(max(1, len(run[0]) - 1)))}\n"
