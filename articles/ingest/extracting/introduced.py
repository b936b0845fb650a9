"""A bio under a text that nobody signs: whom it introduces is the author (`Anna Rossi is a writer who lives …`).

Reporting ends with such sentences, too. So the name must be new to the piece, the noun what people are who write or
know, and the clause that follows one of those that bios have.
"""

import re

from .. import reporting
from ..document import Document, Passage
from ..features import fold, is_cjk, is_prose, word_count
from ..lexicon import Lexicon
from ..names import is_name, tidy
from ..story import Finding, Person
from . import bios

MOST_NAMES, CLAUSE, SHOWN = 5, 7, 40  # words of a name; words up to the noun; characters of a Japanese bio
UNDER = 4  # lines that may stand under the bio
_JAPANESE = re.compile(
    r"(?P<name>[一-龯々ヶ]{1,4}[ 　]?[一-龯々ヶぁ-ん]{1,5})[((〔][ぁ-んァ-ヶー・ 　=]+[))〕]"
)


def author(document: Document, lex: Lexicon) -> tuple[int, Person] | None:
    """Index of the line that introduces the author, and who it is; None where nothing does for sure."""
    passages = document.passages
    body = [i for i, p in enumerate(passages) if p.in_body]
    for index in body[: -UNDER - 1 : -1]:
        above = passages[index - 1]
        labelled = above.in_body and fold(above.text) in lex.words("bio", "labels")
        name = _name(passages[index].text, lex, labelled)
        if name:
            return (index, Person(tidy(name))) if _is_new(name, document, index) and index > body[1] else None
        if is_prose(passages[index].text):
            return None
    return None


def guess(person: Person, bio: Passage) -> Finding:
    """What asks whether the author was rightly taken from the bio. The evidence is the name."""
    message = "The author is who the last lines introduce; no line says who wrote the piece."
    return Finding("byline-guessed", message, person.name, start=bio.start, end=bio.end, confidence=0.7)


def _name(text: str, lex: Lexicon, labelled: bool) -> str:
    """The name of whom a line introduces as bios do; nothing for other lines.

    `labelled`: `About the author` stands over it, and any verb that bios have will do.
    """
    if word_count(text) > bios.LONGEST_UNNAMED or reporting.attributes(text, lex):
        return ""
    if is_cjk(text):
        match = _JAPANESE.match(text)
        return match["name"] if match and bios.starts_with_name(text, [Person(match["name"])], lex) else ""
    words = text.split()
    for count in range(2, min(MOST_NAMES, len(words) - 1) + 1):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if is_name(name, lex, 2) and (
            (name[-1].isalpha() and (_is_said(rest, lex) or (labelled and _has_verb(rest, lex))))
            or (name[-1] == "," and bios.is_apposed(rest, lex))
        ):
            return name.rstrip(",")
    return ""


def _has_verb(rest: str, lex: Lexicon) -> bool:
    return bool(lex.phrases("bio", "verbs").opening(fold(rest)))


def _is_said(rest: str, lex: Lexicon) -> bool:
    """Whether what follows the name says what somebody is: `is a science writer who lives …`, `writes about …`."""
    folded = fold(rest)
    if lex.phrases("bio", "writing").opening(folded):
        return True
    verb = lex.phrases("bio", "copulas").opening(folded)
    if not verb and any(c.islower() for c in rest):
        return False  # Arabic needs none
    words = folded[len(verb) :].split()
    at = next((i for i, word in enumerate(words[:CLAUSE]) if word in lex.words("bio", "nouns")), -1)
    if at < 0 or any(word in lex.words("reporting", "past") for word in words[:at]):
        return False
    relative, *clause = words[at + 1 :] or [""]
    return relative not in lex.words("bio", "relatives") or bool(
        lex.phrases("bio", "verbs").opening(" ".join(clause))
    )


def _is_new(name: str, document: Document, index: int) -> bool:
    """Whether the piece speaks of that person nowhere else."""
    text = f" {fold(' '.join(p.text for i, p in enumerate(document.passages) if p.in_body and i != index))} "
    parts = [part for part in fold(name).split() if len(part) > 2]
    return not any((part in text) if is_cjk(part) else f" {part} " in text for part in parts)
