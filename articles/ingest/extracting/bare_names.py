"""Bylines that are nothing but a name on a line of its own: over the text, or under it.

Nothing marks them, so it is what stands around that tells: a date or another credit beside them, a bio under the text
that begins with the name, or that none of its words stands anywhere else in the piece.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Document, Passage
from ..features import ends_sentence, fold, is_cjk, is_prose, opens_quoted, word_count
from ..lexicon import Lexicon
from ..names import is_name
from ..words import word_list
from . import bios, bylines, sections
from .bylines import Byline

LONGEST = 8  # words
TITLES = 3  # lines that may stand over the name
MOST_WORDS = 4  # of a name that nothing marks, with its particles
MOST_PLACE, COMMON = 3, 5  # words of a place's name; in a million words: of a word that is no place's name
BIOS = 2  # lines at the end that may say who the name is
_ARABIC = frozenset({"بن", "ابن", "بنت", "أبو", "عبد", "آل"})
_STROKE = re.compile(r"[|/·•｜]|\s[–—-]\s")
LEAST_TITLE = 3  # words of a headline; sections are shorter
AFTER = 3  # unfinished lines that may stand under a signature
_JAPANESE = re.compile(
    r"[一-龯々〆ヶヵ]{2,5}[ぁ-ん]{0,4}|[一-龯々ヶ]{1,4}[ 　][一-龯々ヶぁ-んァ-ヶー]{1,5}|[ァ-ヶー]+(?:・[ァ-ヶー]+)+"
)
# How words end that look like names there: places, offices, sections of a paper.
_JAPANESE_OTHER = re.compile(
    r"(?:[市町村県区州省庁部社欄面号版報論記聞局課院所館長録]|通信|新聞|特集|連載|の)$"
)
_INSIDE = 2  # letters: shorter words of a name prove nothing


def parsed(text: str, lex: Lexicon, passages: Sequence[Passage] = ()) -> Byline | None:
    """The byline in a line of names and nothing else (and, beside them, a place); None for any other line.

    `passages`: of the piece, to tell a place before the name by.
    """
    if word_count(text) > LONGEST or opens_quoted(text) or sections.is_section(text, lex):
        return None
    byline = bylines.parse(text, lex)
    if not byline or byline.marked or not byline.people or (ends_sentence(text) and not byline.starred):
        return None
    byline = placed(byline, passages)
    return byline if all(_is_full(person.name, lex) for person in byline.people) else None


def _is_full(name: str, lex: Lexicon) -> bool:
    """Whether it is a name with its surname, in a form that hardly anything else has."""
    if is_cjk(name):
        return len(name) > 2 and bool(_JAPANESE.fullmatch(name)) and not _JAPANESE_OTHER.search(name)
    words = fold(name).split()
    if not lex.singles("row", "share").isdisjoint(words) or words[0] in lex.words("row", "navigation"):
        return False
    if words[0] in lex.words("names", "places"):
        return False
    if not any(c.isupper() for c in name):
        return _is_arabic(name.split(), lex)
    return len(words) <= MOST_WORDS and is_name(name, lex, 2)


def _is_arabic(words: list[str], lex: Lexicon) -> bool:
    """A name with the article before its surname, or a word that only names have; two other words may be anything."""
    small = lex.words("glue", "small") | lex.words("byline", "articles")
    sign = any(word.startswith("ال") for word in words[1:]) or not _ARABIC.isdisjoint(words)
    return (
        2 <= len(words) <= MOST_WORDS and sign and not words[0].startswith("ال") and small.isdisjoint(words)
    )


def before_date(text: str, byline: Byline, document: Document, lex: Lexicon) -> bool:
    """Whether the one name that a stroke or a dash parts from the date is a person's: `Anna Kerr | 3 May 2021`.

    Papers stand there, too, and places behind a comma: their words are common ones, or the piece speaks of them.
    """
    (person,) = byline.people
    if not _STROKE.search(text) or not _is_full(person.name, lex):
        return False
    known = word_list(lex.language)
    common = bool(known) and all(known.per_million(word.lower()) > COMMON for word in person.name.split())
    return not common and document.text.count(person.name) == 1


def placed(byline: Byline, passages: Sequence[Passage]) -> Byline:
    """`Skerry – Anna Kerr`: of two names on a line the one that the text tells of is the place."""
    if byline.marked or len(byline.people) != 1 or not byline.left:
        return byline
    (person,) = byline.people
    told = [p.text for p in passages if p.in_body and is_prose(p.text)]
    if any(person.name in text for text in told) and not any(byline.left in text for text in told):
        return replace(byline, people=(replace(person, name=byline.left),), left="")
    return byline


def over_text(document: Document, index: int, lex: Lexicon) -> Byline | None:
    """The byline that a line over the text is by itself: a name of which the text says nothing."""
    passages = document.passages
    before = [p.text for p in passages[:index] if p.in_body]
    titles = [text for text in before if word_count(text) >= LEAST_TITLE]  # the others are labels
    if not 0 < len(titles) <= TITLES or any(is_prose(text) for text in before):
        return None
    return _unheard(parsed(passages[index].text, lex, passages), document, index, lex)


def under_text(document: Document, lex: Lexicon) -> tuple[int, Byline] | None:
    """Index and byline of the name under the text; None if there is none, or if others sign, too, as letters are."""
    body = [i for i, p in enumerate(document.passages) if p.in_body]
    signed = [i for i in body[1:] if parsed(document.passages[i].text, lex)]
    if len(signed) != 1 or document.passages[signed[0]].fate != "p":
        return None
    index = signed[0]
    place = body.index(index)
    byline = _unheard(parsed(document.passages[index].text, lex), document, index, lex)
    if not byline or place < 2 or not ends_sentence(document.passages[body[place - 1]].text):
        return None
    under = [document.passages[i].text for i in body[place + 1 :]]
    unexplained = [text for text in under if not bios.tells_of(text, list(byline.people), lex)]
    if len(unexplained) > AFTER or any(ends_sentence(text) for text in unexplained):
        return None
    return index, byline


def _unheard(byline: Byline | None, document: Document, index: int, lex: Lexicon) -> Byline | None:
    """The byline if none of the words in its names stands in the text, but for bios; without the place behind them."""
    if not byline:
        return None
    people = list(byline.people)
    last = [i for i, p in enumerate(document.passages) if p.in_body and i > index][-BIOS:]
    others = [
        p.text
        for i, p in enumerate(document.passages)
        if p.in_body and i != index and not (i in last and bios.tells_of(p.text, people, lex))
    ]
    body = f" {fold(' '.join(others))} "
    for person in people:
        words = [word for word in fold(person.name).split() if len(word) > _INSIDE]
        if any((word in body) if is_cjk(word) else f" {word} " in body for word in words):
            return None
    if not byline.left:
        return byline
    return replace(byline, left="") if _is_place(byline.left, lex) else None


def _is_place(text: str, lex: Lexicon) -> bool:
    """Whether what stands behind a name may be where it was written: a proper name, not a post (`Clerk`)."""
    words, known = text.split(), word_list(lex.language)
    if not 0 < len(words) <= MOST_PLACE or not text[0].isalpha() or text[0].islower():
        return False
    return not any(known.per_million(word.lower()) > COMMON for word in words)
