"""The grammar of bylines: `By X and Y, Chief Reporter`, `X | AGENCY`, `(Reporting by X; Editing by Y)`, `文=X`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .. import dates
from ..features import ends_sentence, fold, is_cjk, word_count
from ..lexicon import Lexicon
from ..names import is_name, tidy
from ..story import Person
from . import credited, roles

LONGEST = 30  # words
_PARTS = re.compile(r"\s*[|/;•·｜／]\s*|\s+[–—-]\s+|\n")
_BRACKETED = re.compile(r"^[\s(\[（【〈—–*-]+(?P<inner>.+?)[\s)\]）】〉]*$")
# `Drafting: Anna Rossi. Translation: Luis Mora`: who did what at the desk of an agency
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_]{4,12}):\s*(?P<value>[^.:]{3,40})(?:\.\s+[^\W\d_]{4,14}:\s*[^.:]{2,40})+"
)
_CONTACT = re.compile(r"\(?\s*(?:[\w.+-]+@[\w.-]+|@\w+)\s*\)?")
_PARENTHESIS = re.compile(r"\s*[(（]([^()（）]{1,80})[)）]")
# `… and Luis Mora (photos)`: who took the pictures did not write it
_PICTURED = re.compile(
    r"\s*(?:,|&|\b(?:and|und|et|y|e)\b)\s*(?P<name>[^,()&]+)\((?P<work>(?:fot|photo|pictur|illustr|bild|imag|v[ií]deo)[^()]*)\)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says. `people` is empty where it names nobody who wrote (`Staff reporter`, `Photos: X`)."""

    people: tuple[Person, ...]
    agency: str = ""
    publication: str = ""  # by its form; a name without such a form is left
    marked: bool = False  # it begins with `By` or its like
    starred: bool = False  # a footnote says more about the author
    rolled: bool = False  # it names a role (`Industrials Correspondent`)
    dated: bool = False  # a date stands in it
    left: str = (
        ""  # words that are neither of these, or the name of a publication that only the newsroom knows
    )

    def hints(self) -> dict[str, str]:
        """What the byline leaves to judge for whoever knows the publications."""
        said = {"agency": self.agency, "byline_publication": self.publication, "byline_left": self.left}
        return {name: words for name, words in said.items() if words}


def parse(text: str, lex: Lexicon) -> Byline | None:
    """The byline in a line that is nothing but one; None if the line is anything else."""
    return None if len(text) > 250 or word_count(text) > LONGEST else _parsed(text, lex)


@lru_cache(maxsize=2048)  # head, tail and title ask about the same lines
def _parsed(text: str, lex: Lexicon) -> Byline | None:
    line = _CONTACT.sub(", ", text).strip(" |,·")
    if not line:
        return Byline((), marked=True)  # nothing but an address
    inner = _BRACKETED.match(line)
    line = (inner["inner"] if inner else line).strip()
    desk = _LABELLED.fullmatch(line) if inner else None
    if desk and fold(desk["label"]) in lex.words("byline", "desk") and is_name(desk["value"], lex, 2):
        return Byline((Person(tidy(desk["value"])),), marked=True)
    parts = re.split(r"\s*;\s*", line)
    found = [_credit(part, lex) for part in parts]
    if all(found) and len(found) > 1:
        people = [p for byline in found if byline for p in byline.people]
        if any(p.role == "author" for p in people):  # beside who wrote it, others are told as well
            others = [p for part in parts for p in credited.others(part, lex) or () if p not in people]
            people += others
        return Byline(tuple(people), marked=True)
    return _credit(line, lex)


def _credit(line: str, lex: Lexicon) -> Byline | None:
    others = credited.others(line, lex)
    if others is not None:  # who took a picture signs no text
        return Byline(tuple(p for p in others if p.role == credited.CONTRIBUTOR), marked=True)
    prefix = credited.prefix(lex, "prefixes").match(line)
    rest = line[prefix.end() :] if prefix else line
    if fold(rest) in lex.words("byline", "nobody"):
        return Byline((), marked=True)
    if ends_sentence(rest) and not re.search(r"\b[^\W\d_]\.$", rest):
        return None
    return _named(rest, lex, marked=bool(prefix), starred="*" in line)


def _named(rest: str, lex: Lexicon, marked: bool, starred: bool) -> Byline | None:
    """The people before the first separator, and what the other parts say about them."""
    agency = ""
    pictured = _PICTURED.search(rest)
    rest = _PICTURED.sub("", rest)
    for inside in _PARENTHESIS.findall(rest):
        inside = re.sub(r"^(?:avec|con|mit|with|com)\s+", "", inside, flags=re.I)
        agency = agency or credited.agency(inside, lex)
    rest = _PARENTHESIS.sub(" ", rest).strip()
    found = dates.find(rest, lex.language)
    if found:  # `X, 9 August 2023`: the date is read elsewhere
        rest = rest[: found[0].start].rstrip(" ,|-–—·") or rest[found[-1].end :].lstrip(" ,|-–—·")
        rest = _without_label(rest, lex)
        if marked and _is_account(rest, lex):
            return Byline((), marked=True, dated=True)
    parts = [part for part in _PARTS.split(rest) if part.strip()]
    if not parts:
        return None
    first, paper = credited.paper_apart(parts[0], lex)
    names = credited.read(first, lex, marked)
    if not names.people and marked:
        names = credited.written_for(parts[0], lex)
    if not names.people:  # `By Press Association Reporters`
        return (
            Byline((), marked=True, dated=bool(found)) if marked and roles.only_titles(first, lex) else None
        )
    for part in parts[1:]:
        agency = _further(part, names, agency, lex, named=marked and "|" not in rest)
    names.people += _pictured(pictured, lex)
    return Byline(
        tuple(names.people),
        agency,
        paper or names.publication,
        marked,
        starred,
        bool(names.title),
        bool(found),
        "; ".join(names.left),
    )


def _further(part: str, names: credited.Credited, agency: str, lex: Lexicon, named: bool) -> str:
    """Adds what a part behind a stroke or a dash says; the agency so far, or the one that the part is.

    `named`: it may be one more name.
    """
    others = credited.others(part, lex)
    if others is not None:
        names.people += others
    elif credited.agency(part, lex) and not roles.has_post_word(part, lex):
        return agency or credited.agency(part, lex)
    elif roles.is_role(part, lex):
        names.entitle(part)
    elif named and is_name(part, lex, 2):
        names.people.append(Person(tidy(part)))
    else:
        names.leave(part, lex)
    return agency


def _pictured(match: re.Match[str] | None, lex: Lexicon) -> list[Person]:
    if not match or not is_name(match["name"], lex):
        return []
    role = credited.kind_of(fold(match["work"]), lex) or credited.PHOTOGRAPHER
    return [Person(tidy(match["name"]), role=role)]


def _is_account(rest: str, lex: Lexicon) -> bool:
    """`Posted by admin on 3 May 2021 at 5:30 pm`: beside a date, nobody, or the small letters of an account."""
    words = fold(rest).split()
    while len(words) > 1 and (
        words[-1] in lex.singles("date", "noise") or words[-1] in lex.words("glue", "small")
    ):
        words.pop()
    account = len(words) == 1 and rest.split()[0].islower() and rest.split()[0].isascii()
    return account or " ".join(words) in lex.words("byline", "nobody")


def _without_label(text: str, lex: Lexicon) -> str:
    """`Kenji Abara published`, before a date: the name alone."""
    labels = lex.singles("date", "published") | lex.singles("date", "updated")
    words = text.split()
    while words and fold(words[-1]) in labels:
        words.pop()
    return " ".join(words).rstrip(" ,|-–—·")


def is_agency(text: str, lex: Lexicon) -> bool:
    """Whether a line is an agency's or syndicate's name and nothing else."""
    return (
        word_count(text) <= 5
        and not ends_sentence(text)
        and bool(credited.agency(text, lex))
        and not is_cjk(text)
    )
