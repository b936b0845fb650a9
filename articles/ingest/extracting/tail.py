"""What stands under the text, from the end upwards: byline, agency, bio, credits. It stops at running text."""

from dataclasses import replace

from .. import zones
from ..cleaning.line_kinds import bullet
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_prose, word_count
from ..lexicon import Lexicon, lexicon
from ..names import is_name
from ..story import Person
from . import bylines, captions, date_lines

STEP = "tail"
LONGEST_BIO = 90  # words
WINDOW = 12  # passages


def apply(document: Document) -> Document:
    """Settles the lines under the text and states the authors, their bios and the agency."""
    lex = lexicon(document.language)
    first, _last = zones.running(document)
    passages = list(document.passages)
    start = _start(document, first, lex)
    people = list(document.facts.authors)
    bios: dict[str, str] = {}
    agency = publication = ""
    for i in range(start, len(passages)):
        passage = passages[i]
        if not passage.in_body:
            continue
        kind = _kind(passages, i, people, lex)
        if kind == "byline":
            byline = bylines.parse(passage.text, lex)
            if byline:
                people += [p for p in byline.people if fold(p.name) not in {fold(q.name) for q in people}]
                agency, publication = agency or byline.agency, publication or byline.publication
        elif kind == "bio":
            _add_bio(passage, people, bios)
        elif kind == "other":
            agency = agency or passage.text.strip(" .*")
        passages[i] = _settled(passage, kind)
    people = [replace(p, bio=p.bio or bios.get(p.name, "")) for p in people]
    document = _with_authors(document.with_passages(passages), people)
    document = document.hinting(agency=agency) if agency else document
    return document.hinting(byline_publication=publication) if publication else document


def _with_authors(document: Document, people: list[Person]) -> Document:
    return replace(document, facts=replace(document.facts, authors=tuple(people)))


def _start(document: Document, first: int, lex: Lexicon) -> int:
    """Index from which every line still in the body is tail matter."""
    people = list(document.facts.authors)
    start = len(document)
    low = max(first + 1, len(document) - WINDOW - sum(not p.in_body for p in document.passages[-40:]))
    for i in range(len(document) - 1, low - 1, -1):
        passage = document.passages[i]
        if not passage.in_body:
            continue
        if passage.fate != "p":
            break
        if _is_byline(passage.text, lex) and not is_prose(passage.text):
            start = i
        elif start < len(document) or _kind(list(document.passages), i, people, lex):
            if not _kind(list(document.passages), i, people, lex) and not _is_bio_shaped(document, i, lex):
                break
            start = i
        elif not _is_bio_shaped(document, i, lex):
            break
    return _confirmed(document, start, lex)


def _is_bio_shaped(document: Document, index: int, lex: Lexicon) -> bool:
    """A line that could be a bio if a byline stands right above it."""
    before = next((p for p in reversed(document.passages[:index]) if p.in_body), None)
    return before is not None and _is_byline(before.text, lex) and _describes(document.passages[index].text, lex)


def _confirmed(document: Document, start: int, lex: Lexicon) -> int:
    while start < len(document):
        passage = document.passages[start]
        if not passage.in_body or _kind(list(document.passages), start, list(document.facts.authors), lex):
            return start
        start += 1
    return start


def _kind(passages: list[Passage], index: int, people: list[Person], lex: Lexicon) -> str:
    """What a line under the text is; nothing if it may be part of the text."""
    text = passages[index].text
    if _is_bio(passages, index, people, lex):
        return "bio"
    if bylines.is_agency(text, lex):
        return "other"
    if _is_byline(text, lex) or _is_known(text, people):
        return "byline"
    if date_lines.parse(text, lex) and not is_prose(text) and word_count(text) <= 8:
        return "date"
    return "caption" if captions.is_caption(text, lex) and not ends_sentence(text) else ""


def _is_known(text: str, people: list[Person]) -> bool:
    return any(fold(text.strip(" —–-*")) == fold(p.name) for p in people)


def _is_byline(text: str, lex: Lexicon) -> bool:
    """A marked byline, a name in brackets or after a dash, or a name in capitals with a footnote star."""
    byline = bylines.parse(text, lex)
    if not byline:
        return False
    bare = text.strip()
    wrapped = bare[:1] in "—–-([（【" and not bullet(bare) or bare[:1] in "—–"
    shouted = bare.isupper() and (bare.endswith("*") or is_name(bare, lex, 2))
    return byline.marked or bool(byline.people) and (wrapped or shouted or bare.endswith("*") or byline.rolled)


def _is_bio(passages: list[Passage], index: int, people: list[Person], lex: Lexicon) -> bool:
    text = passages[index].text
    if word_count(text) > LONGEST_BIO:
        return False
    folded = fold(text)
    if lex.starts("bio", "openers").match(folded) and word_count(text) <= 45:
        return True
    if text.lstrip().startswith("*") and _describes(text.lstrip("* "), lex):
        return True
    for person in people:
        name = fold(person.name)
        rest = folded[len(name) :].strip() if folded.startswith(name) else ""
        if rest and (lex.starts("bio", "verbs").match(rest) or _describes(rest, lex)):
            return True
    before = next((p for p in reversed(passages[:index]) if p.in_body or p.fate in ("byline", "bio")), None)
    beside = before is not None and (before.fate in ("byline", "bio") or _is_byline(before.text, lex))
    return _describes(text, lex) and (beside or (len(people) == 1 and word_count(text) <= 25 and _is_last(passages, index)))


def _is_last(passages: list[Passage], index: int) -> bool:
    return not any(p.in_body for p in passages[index + 1 :])


def _describes(text: str, lex: Lexicon) -> bool:
    """Whether it begins by saying what somebody is: `Professor of …`, `Journalist and author of …`."""
    words = fold(text).split()[:4]
    if lex.language in ("ja", "zh"):
        return any(noun in fold(text)[:12] for noun in lex.words("bio", "nouns"))
    nouns = lex.words("bio", "nouns")
    return bool(words) and (words[0] in nouns or (len(words) > 1 and words[0] in ("a", "an", "the", "ist", "er") and words[1] in nouns))


def _add_bio(passage: Passage, people: list[Person], bios: dict[str, str]) -> None:
    """Gives the bio to the person it names, else to the last one without."""
    text = passage.text.strip().lstrip("* ").strip()
    named = [p for p in people if fold(p.name) in fold(text)]
    for person in named or people[-1:]:
        bios[person.name] = f"{bios[person.name]} {text}" if person.name in bios else text


def _settled(passage: Passage, kind: str) -> Passage:
    reasons = {
        "byline": "Names who wrote the piece.", "bio": "Says who the author is.", "date": "Says when the piece appeared.",
        "other": "Names the agency or syndicate.", "caption": "Caption of a picture that is not here.",
    }  # fmt: skip
    if not kind:
        return passage
    return passage.as_kind(kind, STEP, f"{kind} under the text", 0.9, reasons[kind])
