"""What stands under the text, from the end upwards: byline, agency, bio, credits. It stops at running text."""

import re
from dataclasses import replace

from .. import captions, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_prose, word_count
from ..lexicon import Lexicon, lexicon
from ..line_kinds import bullet
from ..names import is_initials, is_name, is_paper
from ..story import Person
from . import bylines, date_lines

STEP = "tail"
LONGEST_BIO = 90  # words
WINDOW = 12  # passages
_DESK = re.compile(r"(?:[a-z]{2,4}(?:[/.-][a-z]{2,4})+|[a-z]{2,3})")  # initials of the desk: ahc/lmr
_RULE = re.compile(r"[\s_*–—-]{3,}")  # drawn under the text
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,3}")

_LABEL = re.compile(r"[^:：|–—]{2,40}[:：|–—]\s*")
_WORD = re.compile(r"\S+\s+")


def apply(document: Document) -> Document:
    """Settles the lines under the text and states the authors, their bios and the agency."""
    lex = lexicon(document.language)
    passages = list(document.passages)
    window = _window(document)
    people = list(document.facts.authors)
    for i in window:
        people += _named_by(passages[i].text, people, lex)
    bios: dict[str, str] = {}
    for i in _tail(passages, window, people, lex):
        kind = _kind(passages, i, people, lex)
        if kind == "bio":
            _add_bio(passages[i], people, bios, lex)
        document = _hinted(document, passages[i].text, kind, lex)
        passages[i] = _settled(passages[i], kind)
    signed = {
        p.name
        for q in passages
        if q.fate == "byline"
        for p in _named_by(q.text, [], lex)
        if not is_initials(p.name)
    }
    people = [p for p in people if p in document.facts.authors or p.name in signed]
    people = [replace(p, bio=p.bio or bios.get(p.name, "")) for p in people]
    return _with_authors(document.with_passages(passages), people)


def _window(document: Document) -> list[int]:
    """Indexes of the last passages still in the body, after the first paragraph of the text."""
    first, _last = zones.running(document)
    return [i for i, p in enumerate(document.passages) if i > first and p.in_body and p.fate == "p"][-WINDOW:]


def _named_by(text: str, people: list[Person], lex: Lexicon) -> list[Person]:
    """Whom a byline in the line names that `people` does not hold yet."""
    byline = bylines.parse(text, lex) if _is_byline(text, lex) and not bylines.is_agency(text, lex) else None
    taken = {fold(p.name) for p in people}
    return [p for p in byline.people if fold(p.name) not in taken] if byline else []


def _tail(passages: list[Passage], window: list[int], people: list[Person], lex: Lexicon) -> list[int]:
    """Indexes of the lines under the text, found from the end upwards: the first line of text stops it."""
    signs = (
        i
        for i in window
        if _is_signed(passages[i].text, lex) or _starts_with_name(passages[i].text, people, lex)
    )
    signed = max(signs, default=len(passages))
    found: list[int] = []
    for i in reversed(window):
        if _kind(passages, i, people, lex):
            found.append(i)
        elif i < signed:  # below a signature, lines that nothing explains stay, and the search goes on
            break
    return found[::-1]


def _starts_with_name(text: str, people: list[Person], lex: Lexicon) -> bool:
    """`Anna Rossi is a writer …`, of somebody the byline names."""
    folded = fold(text) if word_count(text) <= LONGEST_BIO else ""
    for person in people:
        name = fold(person.name)
        rest = folded[len(name) :].strip() if folded.startswith(f"{name} ") else ""
        if rest and (lex.phrases("bio", "verbs").opening(rest) or _describes(rest, lex)):
            return True
    return False


def _is_signed(text: str, lex: Lexicon) -> bool:
    byline = bylines.parse(text, lex)
    return bool(byline and (byline.marked or byline.starred))


def _hinted(document: Document, text: str, kind: str, lex: Lexicon) -> Document:
    byline = bylines.parse(text, lex) if kind == "byline" else None
    if byline and byline.publication:
        document = document.hinting(byline_publication=byline.publication)
    named = kind == "other" and not _DESK.fullmatch(text.strip(" ()"))
    agency = text.strip(" .*") if named else byline.agency if byline else ""
    return document.hinting(agency=agency) if agency else document


def _with_authors(document: Document, people: list[Person]) -> Document:
    return replace(document, facts=replace(document.facts, authors=tuple(people)))


def _kind(passages: list[Passage], index: int, people: list[Person], lex: Lexicon) -> str:
    """What a line under the text is; nothing if it may be part of the text."""
    text = passages[index].text
    if _is_post(text, lex):
        return "byline"
    if _is_bio(passages, index, people, lex):
        return "bio"
    if _RULE.fullmatch(text) or _is_syndicate(passages, index):
        return "other"
    if bylines.is_agency(text, lex) or is_paper(text) or _DESK.fullmatch(text.strip(" ()")):
        return "other"
    if people and _INITIALS.fullmatch(text.strip(" ()—–-")):
        return "byline"
    if _is_byline(text, lex) or _is_known(text, people):
        return "byline"
    if date_lines.parse(text, lex) and not is_prose(text) and word_count(text) <= 8:
        return "date"
    return "caption" if captions.is_caption(text, lex) and not ends_sentence(text) else ""


def _is_syndicate(passages: list[Passage], index: int) -> bool:
    """Capitals under the capitals of who signed with a footnote star: the syndicate, which has no bio below."""
    text, above = passages[index].text.strip(), passages[index - 1].text.strip() if index else ""
    return (
        text.isupper()
        and above.isupper()
        and above.endswith("*")
        and "*" not in text
        and word_count(text) <= 5
    )


def _is_post(text: str, lex: Lexicon) -> bool:
    """`Anna Rossi / Correspondent`: a name and nothing but the post behind a stroke."""
    if "/" not in text and "|" not in text:
        return False
    name, stroke, post = (part.strip() for part in re.sub(r"\s[/|]\s", "|", text).partition("|"))
    return bool(stroke) and word_count(text) <= 10 and is_name(name, lex, 2) and bylines.is_role(post, lex)


def _is_known(text: str, people: list[Person]) -> bool:
    return any(fold(text.strip(" —–-*")) == fold(p.name) for p in people)


def _is_byline(text: str, lex: Lexicon) -> bool:
    """A marked byline, a name in brackets or after a dash, or a name in capitals with a footnote star."""
    byline = bylines.parse(text, lex)
    if not byline:
        return False
    bare = text.strip()
    wrapped = (bare[:1] in "—–-([（【" and not bullet(bare)) or bare[:1] in "—–"
    shouted = bare.isupper() and (bare.endswith("*") or is_name(bare, lex, 2))
    return byline.marked or (
        bool(byline.people)
        and (
            _is_post(text, lex)
            or wrapped
            or shouted
            or bare.endswith("*")
            or (byline.rolled and bool(re.search(r"[,/|]", bare)))
        )
    )


def _is_bio(passages: list[Passage], index: int, people: list[Person], lex: Lexicon) -> bool:
    text = passages[index].text
    if word_count(text) > LONGEST_BIO:
        return False
    folded = fold(text)
    if lex.phrases("bio", "openers").opening(folded) and word_count(text) <= 45:
        return True
    note = text.lstrip("*() ")
    if text.lstrip(" (").startswith("*") and (
        _describes(note, lex) or any(fold(note).startswith(fold(p.name)) for p in people)
    ):
        return True
    if _starts_with_name(text, people, lex):
        return True
    before = next((p for p in reversed(passages[:index]) if p.in_body or p.fate in ("byline", "bio")), None)
    beside = before is not None and (before.fate in ("byline", "bio") or _is_byline(before.text, lex))
    return _describes(text, lex) and (
        beside or (len(people) == 1 and word_count(text) <= 25 and _is_last(passages, index))
    )


def _is_last(passages: list[Passage], index: int) -> bool:
    return not any(p.in_body for p in passages[index + 1 :])


def _describes(text: str, lex: Lexicon) -> bool:
    """Whether it begins by saying what somebody is: `Professor of …`, `Journalist and author of …`."""
    words = fold(text).split()[:4]
    if lex.language in ("ja", "zh"):
        return any(noun in fold(text)[:12] for noun in lex.words("bio", "nouns"))
    nouns = lex.words("bio", "nouns")
    return bool(words) and (
        words[0] in nouns
        or (len(words) > 1 and words[0] in ("a", "an", "the", "ist", "er") and words[1] in nouns)
    )


def _add_bio(passage: Passage, people: list[Person], bios: dict[str, str], lex: Lexicon) -> None:
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


def _settled(passage: Passage, kind: str) -> Passage:
    reasons = {
        "byline": "Names who wrote the piece.",
        "bio": "Says who the author is.",
        "date": "Says when the piece appeared.",
        "other": "Names the agency or syndicate.",
        "caption": "Caption of a picture that is not here.",
    }
    if not kind:
        return passage
    return passage.as_kind(kind, STEP, f"{kind} under the text", 0.9, reasons[kind])
