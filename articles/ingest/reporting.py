"""Whether words report: somebody said something, or something happened. Notices, calls and bios do neither."""

import re

from .features import fold, is_cjk
from .lexicon import Lexicon

_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")
_LEAST = 2  # letters before the ending of a verb


def attributes(text: str, lex: Lexicon) -> bool:
    """Whether it says who said it: `…, the minister told the growers`."""
    return bool(lex.phrases("reporting", "said").within(fold(_small(text))))


def is_past(text: str, lex: Lexicon) -> bool:
    """Whether a finite verb of the past stands in it: `were withdrawn`, `discutieron`."""
    small = _small(text)
    if lex.phrases("reporting", "past").within(fold(small)):
        return True
    endings = tuple(lex.tables.get("reporting", {}).get("endings", ()))
    return bool(endings) and any(
        word.endswith(endings) and len(word) >= _LEAST + max(len(e) for e in endings if word.endswith(e))
        for word in (token.strip(".,;:!?»”\"'()") for token in small.split())
    )


def first_sentence(text: str) -> str:
    return _SENTENCE.split(text, maxsplit=1)[0]


def _small(text: str) -> str:
    """Its words without those that begin with a capital: `Edward Said` says nothing."""
    return text if is_cjk(text) else " ".join(word for word in text.split() if not word[0].isupper())
