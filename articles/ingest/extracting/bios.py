"""What says who the author is, under the text: told from reporting that begins with what somebody is."""

import re

from .. import reporting
from ..document import Passage
from ..features import fold, is_cjk, word_count
from ..lexicon import Lexicon
from ..names import is_name
from ..story import Finding, Person

LONGEST_BIO, LONGEST_UNNAMED = 90, 45  # words
APPOSED = 7  # words between a name's comma and what somebody is
NEAR, NEAR_JAPANESE = 5, 8  # words, characters between a name and a book
_LABEL = re.compile(r"[^:：|–—]{2,40}[:：|–—]\s*")
_WORD = re.compile(r"\S+\s+")
_CLAUSE = re.compile(r"[,;.!?:—–]")
_ADDRESS = re.compile(r"@|\[email|^\s*\S+\s?:", re.IGNORECASE)


def is_bio(text: str, beside: bool, people: list[Person], lex: Lexicon) -> bool:
    """Whether a line is a bio; `beside`: it stands where one without a name would.

    It names an author, has the form of a bio, or says what somebody is and reports nothing.
    """
    if word_count(text) > LONGEST_BIO:
        return False
    note = text.lstrip("*() ")
    if text.lstrip(" (").startswith("*") and (
        describes(note, lex) or any(fold(note).startswith(fold(p.name)) for p in people)
    ):
        return True
    if starts_with_name(text, people, lex) or tells_of(text, people, lex):
        return True
    if reporting.attributes(text, lex):
        return False
    if lex.phrases("bio", "subjects").opening(fold(text)):
        return _opens(text, people, lex)
    return _opens(text, people, lex) or (
        beside and describes(text, lex) and not _happens(text, lex) and not _names_another(text, people, lex)
    )


def suspected(passage: Passage, people: list[Person], lex: Lexicon) -> Finding | None:
    """What asks about a last line that begins as bios do, but is left in the text."""
    text = passage.text
    folded = fold(text)
    keys = ("openers", "subjects", "contacts")
    begins = describes(text, lex) or any(lex.phrases("bio", key).opening(folded) for key in keys)
    if not people or not begins or word_count(text) > LONGEST_UNNAMED or reporting.attributes(text, lex):
        return None
    return Finding(
        "bio-suspected",
        "The last line may say who the author is; it was left in the text.",
        evidence=text[:300],
        suggestion="If it does, move it to the author.",
        start=passage.start,
        end=passage.end,
        confidence=0.5,
    )


def starts_with_name(text: str, people: list[Person], lex: Lexicon) -> bool:
    """`Anna Rossi is a writer …`, of somebody the byline names."""
    folded = fold(text) if word_count(text) <= LONGEST_BIO else ""
    for person in people:
        if is_cjk(person.name) and _is_reading(text, person.name):
            return any(word in folded for word in lex.words("bio", "nouns") | lex.words("bio", "verbs"))
        name = fold(person.name)
        rest = folded[len(name) :].strip() if folded.startswith(f"{name} ") else ""
        if rest and (lex.phrases("bio", "verbs").opening(rest) or describes(rest, lex)):
            return True
    return False


def tells_of(text: str, people: list[Person], lex: Lexicon) -> bool:
    """Whether it says what one of the people is or wrote: by name, by `The latest novel of …`, and reports nothing."""
    if word_count(text) > LONGEST_BIO or reporting.attributes(text, lex):
        return False
    return starts_with_name(text, people, lex) or any(
        _names_work(text, p.name, lex)
        or (text.startswith(f"{p.name},") and is_apposed(text[len(p.name) + 1 :], lex))
        for p in people
    )


def is_apposed(rest: str, lex: Lexicon) -> bool:
    """`…, a science writer, lives …`: behind a name and a comma what somebody is, and behind that a verb of bios."""
    apposition, comma, clause = rest.partition(",")
    is_said = not lex.words("bio", "nouns").isdisjoint(fold(apposition).split()[:APPOSED])
    return bool(comma) and is_said and bool(lex.phrases("bio", "verbs").opening(fold(clause)))


def may_tell(text: str, lex: Lexicon) -> bool:
    """Whether a line is short, and reports neither what somebody said nor what happened."""
    reports = reporting.attributes(text, lex) or _happens(text, lex)
    return word_count(text) <= LONGEST_UNNAMED and not reports


def _names_work(text: str, name: str, lex: Lexicon) -> bool:
    """`Anna Rossi’s latest novel …`, `L’ultimo romanzo di Anna Rossi …`: the name near a book."""
    books = lex.words("bio", "books")
    if is_cjk(name):
        return text.startswith(name) and any(book in text[: len(name) + NEAR_JAPANESE] for book in books)
    match = re.search(rf"(?:^| )(?:d|l|dell)?{re.escape(fold(name))}s?(?: |$)", fold(text))
    before = fold(text)[: match.start()].split() if match else []
    after = fold(text)[match.end() :].split() if match else []
    return bool(match) and len(before) <= NEAR and not books.isdisjoint([*before, *after[:NEAR]])


def _is_reading(text: str, name: str) -> bool:
    """`山田花子(やまだ・はなこ) …`, `山田花子は…`: a name with how it is read, or as what is spoken of."""
    return text.startswith(name) and text[len(name) : len(name) + 1] in tuple("((〔[ はさ氏、・")


def describes(text: str, lex: Lexicon) -> bool:
    """Whether it begins by saying what somebody is: `Professor of …`, `Journalist and author of …`."""
    if lex.language in ("ja", "zh"):
        return any(noun in fold(text)[:12] for noun in lex.words("bio", "nouns"))
    return _noun(fold(text).split()[:4], lex) >= 0


def _noun(folded: list[str], lex: Lexicon) -> int:
    """Which of the first words says what somebody is; -1 for none."""
    nouns = lex.words("bio", "nouns")
    if folded and folded[0] in nouns:
        return 0
    return (
        1 if len(folded) > 1 and folded[0] in ("a", "an", "the", "ist", "er") and folded[1] in nouns else -1
    )


def _opens(text: str, people: list[Person], lex: Lexicon) -> bool:
    """Whether it begins as bios without a name do, and goes on as they do."""
    folded = fold(text)
    if word_count(text) > LONGEST_UNNAMED:
        return False
    if lex.phrases("bio", "openers").opening(folded):
        return not _happens(text, lex)
    if lex.phrases("bio", "contacts").opening(folded):
        return bool(_ADDRESS.search(text)) or _is_named(folded, people)
    subject = lex.phrases("bio", "subjects").opening(folded)
    if not subject:
        return False
    rest = folded[len(subject) :].split()
    said_to_be = lex.words("bio", "nouns") | lex.words("bio", "works")
    return _is_named(folded, people) or not said_to_be.isdisjoint(rest[:6])


def _is_named(folded: str, people: list[Person]) -> bool:
    return any(fold(person.name) in folded for person in people)


def _happens(text: str, lex: Lexicon) -> bool:
    """`A journalist was arrested …`: its first clause is a sentence of the past, where bios have a noun."""
    return reporting.is_past(_CLAUSE.split(text, maxsplit=1)[0], lex)


def _names_another(text: str, people: list[Person], lex: Lexicon) -> bool:
    """`The engineer Sami Najjar …`: somebody else's name, and no paper's (`Former Le Monde correspondent`)."""
    words = text.split()
    at = _noun([fold(word) for word in words[:4]], lex) + 1
    name: list[str] = []
    for word in words[at : at + 4] if at else ():
        if not word[:1].isupper():
            break
        name.append(word)
        if not word[-1:].isalpha():
            break
    nouns = lex.words("bio", "nouns")
    following = words[at + len(name) : at + len(name) + 1]
    if (
        len(name) < 2
        or not is_name(" ".join(name), lex, 2)
        or any(fold(w) in nouns for w in (*name, *following))
    ):
        return False
    return not any(fold(person.name).split()[-1:] == [fold(name[-1])] for person in people)


def add(passage: Passage, people: list[Person], bios: dict[str, str], lex: Lexicon) -> None:
    """Gives the bio to the person it names, else to the last one without."""
    text = passage.text.strip().lstrip("(*) ").strip()
    named = [p for p in people if fold(p.name) in fold(text)]
    for person in named or people[-1:]:
        if bio := _without_label(text, person.name, lex):
            bios[person.name] = f"{bios[person.name]} {bio}" if person.name in bios else bio


def _without_label(text: str, name: str, lex: Lexicon) -> str:
    """The bio without what stands before it (`About the author:`), and without the name said twice there."""
    labels = lex.words("bio", "labels")
    if fold(text) in labels:
        return ""
    label = _LABEL.match(text)
    ends = [label.end()] if label else []
    ends += [
        word.end()
        for word in list(_WORD.finditer(text))[:5]
        if fold(text[word.end() :]).startswith(fold(name))
    ]
    start = next((end for end in ends if fold(text[:end]) in labels), 0)
    twice = re.compile(rf"\s*{re.escape(name)}[\s.,:;|–—-]+(?={re.escape(name)}\b)", re.IGNORECASE)
    return twice.sub("", text[start:].strip(), count=1) if twice.match(text[start:]) else text[start:].strip()
