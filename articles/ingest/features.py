"""What can be seen of a line of text without knowing its language well."""

import re
import unicodedata
from functools import lru_cache

CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_CJK = re.compile(f"[{CJK}]")
_CJK_RUN = re.compile(f"[{CJK}]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDS = re.compile(r"[.!?…。！？؟](?:\s*[\"'”’»«)\]』」）*]|\[(?:\d+|\^[^\]\s]{1,40})\])*$")
_OPENS_QUOTE = re.compile(r"^[\s*_]*[\"“”„«‘‚「『'›]")
_CLOSES_QUOTE = re.compile(r"[\"”“»’」』'‹][.,]?\s*$")
_APART = re.compile(r"[^\w€$£¥₹©@%+]+|_+")

_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a]+"
)

LINE = 1500  # characters; what is longer is no line, nor an ordinary paragraph
PROSE_WORDS = 20  # a paragraph of so many words that ends like a sentence is running text


def fold(text: str) -> str:
    """A key that spelling does not disturb: no case, accents, punctuation; words with one space between.

    >>> fold("  Déjà abonné ? Connectez-vous ")
    'deja abonne connectez vous'
    """
    return _folded_line(text) if len(text) <= LINE else _folded(text)


def _folded(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = (
            _MARKS.sub("", unicodedata.normalize("NFKD", plain)).replace("\u2019", "'").replace("\u2018", "'")
        )
    return _APART.sub(" ", plain.replace("'", "")).strip()


def word_count(text: str) -> int:
    """Words; in Chinese and Japanese two characters count as one."""
    return _counted_line(text) if len(text) <= LINE else _counted_long(text)


def _counted(text: str) -> int:
    if text.isascii() or not _CJK.search(text):
        return len(text.split())
    characters = len(text) - len(_CJK_RUN.sub("", text))
    return len(_CJK_RUN.sub(" ", text).split()) + characters // 2


# Every rule asks the same of the same passages; longer texts are asked once or twice and would fill the memory.
_folded_line = lru_cache(maxsize=8192)(_folded)
_counted_line = lru_cache(maxsize=8192)(_counted)
_counted_long = lru_cache(maxsize=8)(_counted)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_cjk(text: str) -> bool:
    return not text.isascii() and bool(_CJK.search(text))


def ends_sentence(text: str) -> bool:
    return bool(_ENDS.search(text.rstrip()))


def is_prose(text: str) -> bool:
    """Whether it is a paragraph of running text: long enough, and ending like a sentence."""
    return _prose_line(text) if len(text) <= LINE else _prose_long(text)


def _is_prose(text: str) -> bool:
    return word_count(text) >= PROSE_WORDS and (ends_sentence(text) or text.rstrip().endswith((":", "：")))


_prose_line = lru_cache(maxsize=8192)(_is_prose)
_prose_long = lru_cache(maxsize=64)(_is_prose)


def is_quoted(text: str) -> bool:
    """Whether the line as a whole stands in quotation marks."""
    return bool(_OPENS_QUOTE.search(text) and _CLOSES_QUOTE.search(text))


def opens_quoted(text: str) -> bool:
    return bool(_OPENS_QUOTE.search(text))
