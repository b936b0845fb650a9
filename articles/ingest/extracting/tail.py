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
from . import bare_names, bios, bylines, credited, date_lines, introduced, roles, sections

STEP = "tail"
WINDOW = 12  # passages
_DESK = re.compile(r"(?:[a-z]{2,4}(?:[/.-][a-z]{2,4})+|[a-z]{2,3})")  # initials of the desk: ahc/lmr
_RULE = re.compile(r"[\s_*–—-]{3,}")  # drawn under the text
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,3}")


def apply(document: Document) -> Document:
    """Settles the lines under the text and states the authors, their bios and the agency."""
    lex = lexicon(document.language)
    passages = list(document.passages)
    window = _window(document)
    people = list(document.facts.authors)
    for i in window:
        people += _named_by(passages[i].text, people, lex)
    if not people:
        document, people = _unmarked(document, lex)
        passages, window = list(document.passages), _window(document)
    unmarked = {p.name for p in people} if not document.facts.authors else set()
    told: dict[str, str] = {}
    for i in _tail(passages, window, people, lex):
        kind = _kind(passages, i, people, lex)
        if kind == "bio":
            bios.add(passages[i], people, told, lex)
        document = _hinted(document, passages[i].text, kind, lex)
        passages[i] = _settled(passages[i], kind)
    signed = {
        p.name
        for q in passages
        if q.fate == "byline"
        for p in _named_by(q.text, [], lex)
        if not is_initials(p.name)
    }
    signed |= unmarked & set(told)
    people = [p for p in people if p in document.facts.authors or p.name in signed]
    people = [replace(p, bio=p.bio or told.get(p.name, "")) for p in people]
    last = next((passages[i] for i in reversed(window) if passages[i].in_body), None)
    doubtful = bios.suspected(last, people, lex) if last else None
    document = document.noting(doubtful) if doubtful else document
    return _with_helpers(_with_authors(document.with_passages(passages), people), lex)


def _with_helpers(document: Document, lex: Lexicon) -> Document:
    """With those who helped, named by a line that was taken out as clutter: `Additional reporting by Anna Rossi.`"""
    passages, people = list(document.passages), list(document.facts.authors)
    first, _last = zones.running(document)
    for i, passage in enumerate(passages):
        byline = (
            bylines.parse(passage.text.rstrip(" ."), lex) if passage.fate == "other" and i > first else None
        )
        named = [p for p in byline.people if p.role == credited.CONTRIBUTOR] if byline else []
        if named:
            passages[i] = passage.as_kind("byline", STEP, "helpers under the text", 0.9, "Names who helped.")
            people += [p for p in named if fold(p.name) not in {fold(q.name) for q in people}]
    return _with_authors(document.with_passages(passages), people)


def _unmarked(document: Document, lex: Lexicon) -> tuple[Document, list[Person]]:
    """Who signs with nothing but a name, or else is introduced by a bio, where no line says who wrote the piece."""
    signature = bare_names.under_text(document, lex)
    if signature:
        index, byline = signature
        passages = list(document.passages)
        passages[index] = _settled(passages[index], "byline")
        document = document.hinting(**byline.hints())
        return document.with_passages(passages).stating(authors=byline.people), list(byline.people)
    found = introduced.author(document, lex)
    if found:
        index, person = found
        return document.noting(introduced.guess(person, document.passages[index])), [person]
    return document, []


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
        if _is_signed(passages[i].text, lex)
        or bios.tells_of(passages[i].text, people, lex)
        or _is_of_author(passages, i, people, lex)
    )
    signed = max(signs, default=len(passages))
    found: list[int] = []
    for i in reversed(window):
        if _kind(passages, i, people, lex):
            found.append(i)
        elif i < signed:  # below a signature, lines that nothing explains stay, and the search goes on
            break
    return found[::-1]


def _is_signed(text: str, lex: Lexicon) -> bool:
    byline = bylines.parse(text, lex)
    return bool(byline and (byline.marked or byline.starred))


def _hinted(document: Document, text: str, kind: str, lex: Lexicon) -> Document:
    byline = bylines.parse(text, lex) if kind == "byline" else None
    document = document.hinting(**byline.hints()) if byline else document
    named = kind == "other" and not _DESK.fullmatch(text.strip(" ()")) and not sections.is_section(text, lex)
    return document.hinting(agency=text.strip(" .*")) if named else document


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
    return bool(stroke) and word_count(text) <= 10 and is_name(name, lex, 2) and roles.is_role(post, lex)


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
    before = next((p for p in reversed(passages[:index]) if p.in_body or p.fate in ("byline", "bio")), None)
    beside = before is not None and (before.fate in ("byline", "bio") or _is_byline(before.text, lex))
    last = len(people) == 1 and word_count(text) <= 25 and not any(p.in_body for p in passages[index + 1 :])
    return bios.is_bio(text, beside or last, people, lex) or _is_of_author(passages, index, people, lex)


def _is_of_author(passages: list[Passage], index: int, people: list[Person], lex: Lexicon) -> bool:
    """`Anna Rossi cooks and writes in Skerry`: whose name is in the byline, and nowhere else but here, last of all."""
    text = passages[index].text
    if not bios.may_tell(text, lex) or any(is_prose(p.text) for p in passages[index + 1 :] if p.in_body):
        return False
    told = " ".join(p.text for i, p in enumerate(passages) if p.in_body and i < index)
    return any(text.startswith(f"{p.name} ") and p.name.split()[-1] not in told for p in people)


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
