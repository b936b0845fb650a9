"""Whether words report: somebody said something, or something happened. Notices, calls and bios do neither."""

import re

from .features import ends_sentence, fold, is_cjk
from .lexicon import Lexicon

# `Subscribe now! the crier shouted.` is one sentence: the next begins with a capital.
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+(?![a-zß-öø-ÿ])|(?<=[。！？])")
_CLAUSE = re.compile(r"[,،;:!?؟—–“”«»„\"]")
_LEAST = 2  # letters before the ending of a verb


def attributes(text: str, lex: Lexicon) -> bool:
    """Whether it says who said it: `…, the minister told the growers`, `…, the miller says, …`."""
    return bool(lex.phrases("reporting", "said").within(fold(_small(text)))) or _is_inserted(text, lex)


def reports(text: str, lex: Lexicon) -> bool:
    """Whether it is a sentence of the story, whatever it begins like: it attributes words, or tells of the past.

    What speaks to the reader as well tells him of an offer: `You were sent this by a friend.`
    """
    if not ends_sentence(text):
        return False
    return attributes(text, lex) or (
        not lex.phrases("call", "you").within(fold(text)) and is_past(first_sentence(text), lex)
    )


def _is_inserted(text: str, lex: Lexicon) -> bool:
    """Whether a clause after the first begins or ends with a verb of saying in the present: `…, says the miller, …`

    Elsewhere such a verb may speak of anything: `See what your neighbour says about it.`
    """
    says = lex.words("reporting", "says")
    clauses = _CLAUSE.split(text)[1:] if says else []
    inner = [fold(_small(clause)).split() for clause in clauses[:-1]]
    last = [fold(_small(clause)).split()[:1] for clause in clauses[-1:]]  # `Hear what, and how, she says.`
    return any(words and not says.isdisjoint((words[0], words[-1])) for words in (*inner, *last))


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
