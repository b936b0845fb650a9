"""How much a line sounds like a call to action: `Get the day’s headlines in your inbox, free, every Friday`."""

import re

from .features import fold, is_cjk
from .lexicon import Lexicon

_SENTENCES = re.compile(r"(?<=[.!?。！？؟|·])\s+|(?<=[。！？])")
_INNER_END = re.compile(r"[.!?؟] \S|[。！？]\S")
_PRICE = re.compile(r"[€£$¥₹]\s?\d|\d\s?(?:[€£¥]|p\b|円|eur\b|euros?\b|usd\b)", re.I)
_FIRST_PERSON = frozenset({"i", "ich", "je", "yo", "eu", "io", "ik", "mich", "moi", "me"})


def offers(text: str, folded: str, kind: str, lex: Lexicon) -> bool:
    """Whether it names what the reader gets, or more than one word of the trade: not `Log in to any forum …`."""
    strong, weak = (lex.phrases(f"cues.{kind}", name).within(folded) for name in ("strong", "weak"))
    return len(strong) + len(weak) > 1 or bool(_PRICE.search(text))


def opens(folded: str, lex: Lexicon) -> bool:
    """Whether it begins as calls to action do: `Get our …`"""
    return bool(lex.phrases("call", "verbs").opening(folded))


def asks_at_end(text: str, lex: Lexicon) -> bool:
    """Whether the last of its sentences calls to action: `… ¡Apúntate gratis!`"""
    last = fold(_SENTENCES.split(text.rstrip())[-1]) if _INNER_END.search(text) else ""
    return (" " in last or is_cjk(last)) and opens(last, lex)


def asks(text: str, folded: str, kind: str, lex: Lexicon) -> bool:
    """Whether it asks something of the reader or has two cues of the kind: not `How to suggest an obituary`."""
    strong = lex.phrases(f"cues.{kind}", "strong").within(folded)
    return opens(folded, lex) or asks_at_end(text, lex) or len(strong) > 1


def _recurs(folded: str, lex: Lexicon) -> bool:
    """Whether something comes again and again, as newsletters do: `every second Friday`."""
    often = lex.phrases("cues.subscribe", "every").within(folded)
    times = lex.singles("cues.subscribe", "times") | lex.singles("date", "weekdays")
    return bool(often) and (not times.isdisjoint(folded.split()) or is_cjk(folded))


def score(text: str, folded: str, kind: str, lex: Lexicon) -> float:
    """How much a short line sounds like a call of the kind: 2 a strong cue, 1 each for the rest."""
    strong = len(lex.phrases(f"cues.{kind}", "strong").within(folded))
    weak = len(lex.phrases(f"cues.{kind}", "weak").within(folded))
    you = bool(lex.phrases("call", "you").within(folded))
    price = kind != "share" and bool(_PRICE.search(text))
    often = kind == "subscribe" and bool(strong or weak) and _recurs(folded, lex)
    asks = opens(folded, lex) or asks_at_end(text, lex)
    return 2.0 * min(strong, 3) + min(weak, 2) + asks + you + price + often


def is_personal(folded: str) -> bool:
    """Whether somebody speaks of himself: boxes say `you` and `we`, never `I`."""
    return not _FIRST_PERSON.isdisjoint(folded.split())


def has_cue(folded: str, kind: str, lex: Lexicon) -> bool:
    """Whether a strong cue of the kind stands in it."""
    return bool(lex.phrases(f"cues.{kind}", "strong").within(folded))
