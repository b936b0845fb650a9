"""Which publication a piece comes from: an ordered cascade, the surest source first."""

import re
from collections.abc import Iterator

from ..document import Document
from ..features import fold, is_cjk, word_count
from ..lexicon import Lexicon, lexicon
from ..names import tidy
from ..story import Finding, Known
from . import bylines, papers, roles, sections

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|الحقوق محفوظة)\s*(?:©|copyright|by|لـ)?\s*[,:]?\s*"
    r"(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?\s*[,:]?\s*(?:by\s+)?"
    r"(?P<name>[^\d|,;()©.]{3,60}?)(?=\s*(?:[|,;(©.]|\d{4}|$|\s[-–—]\s))",
    re.I,
)
_COMPANY = re.compile(
    r"[\s,]+(?:ltd|limited|inc|llc|plc|gmbh|ag|kg|s\.?a\.?|s\.?l\.?|s\.?p\.?a\.?|s\.?r\.?l\.?|"
    r"media group|media|group|publishing|publications|"
    r"newspapers|company|co|corp|verlag|editora|editorial|éditions|holdings)\.?$",
    re.I,
)
_PICTURE = re.compile(r"^[^©]{20,}© ?[^\d]+$")  # a caption that ends in its photographer
_RESERVED = re.compile(
    r"^(?:all|alle|todos|tous|tutti|reserv|riproduzione|reproduc|any reproduction|direitos|derechos|droits|"
    r"حقوق|جميع|no part|the author)",
    re.I,
)
_BEFORE_RIGHTS = re.compile(r"(?P<name>[^©]{3,60}?)\s*(?:©|[–—|·-])")  # `La Gazette – Tous droits réservés`
_STATED = re.compile(r"(?:copyright\b|©|\(c\)\s)", re.I)  # whatever else it went with
_COMPANY_JAPANESE = re.compile(r"^(?:株式会社|\(株\))|(?<=新聞|日報|新報)社$|株式会社$")
_FOR_ARABIC = re.compile(r"^ل(?=صحيفة|جريدة|مجلة|موقع|قناة|وكالة)")
# Notices of a site that call it by its name.
NOTICES = ("subscribe", "paywall", "share", "copyright", "other")
_OF_BIO = re.compile(
    r"\b(?:of|for|at|de|du|von|der|di|del)\s+(?P<name>(?:The|La|Le|El|Il|Die|Der|Das)\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ&][\w’'-]*){0,3})"
)
_SUBSCRIBE_TO = re.compile(
    r"\b(?i:subscribe to|support|join)\s+(?P<name>(?:The|La|Le|El|Il)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
_REPRINT = re.compile(r"^(?P<name>[^\s]{3,20})に掲載の")


def apply(document: Document, known: Known) -> Document:
    """States the publication if one of the sources names it; spellings we know win over the printed one."""
    lex = lexicon(document.language)
    document = document if document.facts.publication else _stated(document, known, lex)
    return _noted(document, known)


def _stated(document: Document, known: Known, lex: Lexicon) -> Document:
    for name in _candidates(document, known, lex):
        name = re.sub(r"\s+", " ", name).strip(" .,|-–—*·")
        signed = any(fold(person.name) in fold(name) for person in document.facts.authors)
        if 1 < len(name) <= 100 and word_count(name) <= 8 and not signed:
            name = _known(name, known) or name
            return document.stating(publication=tidy(name) if " " in name else name)
    return document


def _noted(document: Document, known: Known) -> Document:
    """Asks about words of the byline that are neither people nor titles, nor the publication."""
    left, said = document.hints.get("byline_left", ""), document.facts.publication
    if not left or (said and said in (left, _known(left, known))):
        return document
    message = "The byline says more than names and titles; it was not taken for a publication."
    return document.noting(Finding("byline-left", message, left[:300], suggestion=left[:100], confidence=0.5))


def _known(name: str, known: Known) -> str:
    """The publication of the newsroom that the name is a spelling of."""
    return known.publications.get(name) or known.publications.get(fold(name)) or ""


def _candidates(document: Document, known: Known, lex: Lexicon) -> Iterator[str]:
    hints = document.hints
    yield hints.get("site", "")
    for source in ("byline_publication", "date_publication"):
        place = fold(document.facts.dateline)
        if (
            hints.get(source)
            and not roles.is_role(hints[source], lex)
            and not (place and fold(hints[source]) in place)
        ):
            yield hints[source]
    yield _known(hints.get("byline_left", ""), known)
    yield from _copyrights(document, lex)
    yield _fingerprint(document, known)
    yield from _mentions(document)
    yield _notices(document, lex)
    agency = hints.get("agency", "")
    if len(agency) > 5 or agency in known.publications:
        yield agency


def _copyrights(document: Document, lex: Lexicon) -> Iterator[str]:
    for passage in document.passages:
        if passage.in_body or (passage.fate != "copyright" and not _STATED.match(passage.text)):
            continue
        match = _COPYRIGHT.search(passage.text)
        name = _holder(match["name"]) if match else ""
        if name and not _RESERVED.match(name) and not _PICTURE.search(passage.text):
            yield name
        before = _BEFORE_RIGHTS.match(passage.text)
        if before and (not name or _RESERVED.match(name)):
            yield from papers.named(before["name"], lex)
        reprint = _REPRINT.match(passage.text)
        if reprint:
            yield reprint["name"]


def _holder(name: str) -> str:
    """The paper's name without its company's, and in Japanese without what follows; nothing for an agency's code."""
    name = name.strip()
    if is_cjk(name):
        return _COMPANY_JAPANESE.sub("", re.split(r"[\s　]", name)[0])
    while _COMPANY.search(name):
        name = _COMPANY.sub("", name)
    name = _FOR_ARABIC.sub("", name)
    return "" if name == name.lower() != name.upper() else name  # `abc-infocom`


def _notices(document: Document, lex: Lexicon) -> str:
    """The paper that the site's own notices name (`Follow The Tallow Gazette on Facebook`), if they name but one."""
    found = [
        name
        for passage in document.passages
        if passage.fate in NOTICES
        for name in papers.named(passage.text, lex)
        if not bylines.is_agency(name, lex) and not sections.is_section(name, lex)
    ]
    return found[0] if len({fold(name) for name in found}) == 1 else ""


def _fingerprint(document: Document, known: Known) -> str:
    return next(
        (name for phrase, name in known.fingerprints.items() if phrase and phrase in document.text), ""
    )


def _mentions(document: Document) -> Iterator[str]:
    """What a paywall asks to subscribe to, and what the author's bio says they write for."""
    for passage in document.passages:
        pattern = {"paywall": _SUBSCRIBE_TO, "bio": _OF_BIO, "subscribe": _SUBSCRIBE_TO}.get(passage.fate)
        match = pattern.search(passage.text) if pattern else None
        if match and (passage.fate != "bio" or document.text.count(match["name"]) > 1):
            yield match["name"]
