"""The grammar of bylines: `By X and Y, Chief Reporter`, `X | AGENCY`, `(Reporting by X; Editing by Y)`, `文=X`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .. import dates
from ..features import ends_sentence, fold, is_cjk, word_count
from ..lexicon import Lexicon
from ..names import is_name, is_paper, tidy
from ..story import Person
from ..words import word_list

LONGEST = 30  # words
RARE = 0.5  # in a million words: of a name in small letters one is as rare
_PARTS = re.compile(r"\s*[|/;•·｜／]\s*|\s+[–—-]\s+|\n")
_BRACKETED = re.compile(r"^[\s(\[（【〈—–*-]+(?P<inner>.+?)[\s)\]）】〉]*$")
_CONTACT = re.compile(r"\(?\s*(?:[\w.+-]+@[\w.-]+|@\w+)\s*\)?")
_PARENTHESIS = re.compile(r"\s*[(（]([^()（）]{1,80})[)）]")
# `… and Luis Mora (photos)`: who took the pictures did not write it
_PICTURED = re.compile(
    r"\s*(?:,|&|\b(?:and|und|et|y|e)\b)\s*[^,()&]+\((?:fot|photo|pictur|illustr|bild|imag|v[ií]deo)[^()]*\)$",
    re.I,
)
_PLACE = re.compile(r"\s+(?:in|at|from|en|à|aus|em|في)\s+(?:the\s+)?[^\W\d_a-z][^,|/]*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says. `people` is empty where it names nobody who wrote (`Staff reporter`, `Photos: X`)."""

    people: tuple[Person, ...]
    agency: str = ""
    publication: str = ""
    marked: bool = False  # it begins with `By` or its like
    starred: bool = False  # a footnote says more about the author
    rolled: bool = False  # it names a role (`Industrials Correspondent`)
    dated: bool = False  # a date stands in it


@lru_cache(maxsize=64)
def _prefix(lex: Lexicon, key: str) -> re.Pattern[str]:
    """Matches the words before a name, in print: a space, a colon, or (Japanese) nothing follows them."""
    phrases = sorted({p.strip(" :：=") for p in lex.tables["byline"].get(key, ())}, key=len, reverse=True)
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases if p)
    gap = r"\s*[:：=＝/・]?\s*" if lex.language in ("ja", "zh") else r"(?:\s*[:：]\s*|\s+)"
    return re.compile(rf"(?:{words}){gap}(?=\S)", re.IGNORECASE)


def parse(text: str, lex: Lexicon) -> Byline | None:
    """The byline in a line that is nothing but one; None if the line is anything else."""
    return None if len(text) > 250 or word_count(text) > LONGEST else _parsed(text, lex)


@lru_cache(maxsize=2048)  # head, tail and title ask about the same lines
def _parsed(text: str, lex: Lexicon) -> Byline | None:
    line = _CONTACT.sub(", ", text).strip(" |,·")
    if not line:
        return Byline((), marked=True)  # nothing but an address
    inner = _BRACKETED.match(line)
    dashed = bool(re.match(r"^\s*[—–-]\s*\S", line))
    line = (inner["inner"] if inner else line).strip()
    found = [_credit(part, lex) for part in re.split(r"\s*;\s*", line)]
    if all(found) and len(found) > 1:
        people = tuple(p for byline in found if byline for p in byline.people)
        return Byline(people, marked=True)
    return _credit(line, lex, loose=bool(inner and not dashed and line != text.strip()))


def _credit(line: str, lex: Lexicon, loose: bool = False) -> Byline | None:
    other = _prefix(lex, "others").match(line)
    if other and _is_credit_of(line[other.end() :], lex):
        return Byline((), marked=True)
    prefix = _prefix(lex, "prefixes").match(line)
    rest = line[prefix.end() :] if prefix else line
    if fold(rest) in lex.words("byline", "nobody"):
        return Byline((), marked=True)
    if ends_sentence(rest) and not re.search(r"\b[^\W\d_]\.$", rest):
        return None
    return _named(rest, lex, marked=bool(prefix), starred="*" in line)


def _is_credit_of(rest: str, lex: Lexicon) -> bool:
    first = _PLACE.sub("", re.split(r"\s*[,|/;•·(]\s*", rest)[0])
    return is_name(first, lex) and not ends_sentence(re.sub(r"\b[^\W\d_]\.$", "", rest))


def _named(rest: str, lex: Lexicon, marked: bool, starred: bool) -> Byline | None:
    """The people before the first separator, and what the other parts say about them."""
    agency = ""
    rest = _PICTURED.sub("", rest)
    for inside in _PARENTHESIS.findall(rest):
        agency = agency or _agency(re.sub(r"^(?:avec|con|mit|with|com)\s+", "", inside, flags=re.I), lex)
    rest = _PARENTHESIS.sub(" ", rest).strip()
    found = dates.find(rest)
    if found:  # `X, 9 August 2023`: the date is read elsewhere
        rest = rest[: found[0].start].rstrip(" ,|-–—·") or rest[found[-1].end :].lstrip(" ,|-–—·")
        rest = _without_label(rest, lex)
    parts = [part for part in _PARTS.split(rest) if part.strip()]
    if not parts:
        return None
    parts[0], paper = _written_for(parts[0], lex)
    people, role, publication = _people(parts[0], lex, marked)
    publication = publication or paper
    if not people:
        return None
    for part in parts[1:]:
        if is_role(part, lex):
            role = role or part
        elif _agency(part, lex):
            agency = agency or _agency(part, lex)
        elif marked and is_name(part, lex, 2) and not re.search(r"\|", rest):
            people.append(Person(tidy(part)))
        else:
            publication = publication or part.strip()
    return Byline(tuple(people), agency, publication, marked, starred, bool(role), bool(found))


def _written_for(text: str, lex: Lexicon) -> tuple[str, str]:
    """`Anna Rossi for The Post` as the names and the paper; nothing for what is no paper by its name."""
    words = "|".join(
        sorted(map(re.escape, lex.tables["byline"].get("written_for", ())), key=len, reverse=True)
    )
    match = re.fullmatch(rf"(?P<names>.+?)\s(?:{words})\s(?P<paper>.+)", text) if words else None
    if match and (_sounds_like_paper(match["paper"], lex) or is_paper(match["paper"])):
        return match["names"], match["paper"]
    return text, ""


def _without_label(text: str, lex: Lexicon) -> str:
    """`Kenji Abara published`, before a date: the name alone."""
    labels = lex.singles("date", "published") | lex.singles("date", "updated")
    words = text.split()
    while words and fold(words[-1]) in labels:
        words.pop()
    return " ".join(words).rstrip(" ,|-–—·")


def _people(text: str, lex: Lexicon, marked: bool) -> tuple[list[Person], str, str]:
    """People, a role, and a publication, from `X and Y, Role, Publication`."""
    joins = "|".join(re.escape(j) for j in lex.tables["byline"].get("joins", ()))
    items = re.split(
        rf"\s*[,、，،]\s*|\s+(?:{joins})\s+" + (r"|\s*[・]\s*" if "・" in text and len(text) > 10 else ""),
        text,
    )
    people: list[Person] = []
    role = publication = ""
    for item in items:
        name = _PLACE.sub("", item.strip())
        if not people and _is_post(name, lex):
            role = role or name  # `our correspondent in Rome, Anna Rossi`
            continue
        name, title = _title_apart(_capitalised(name, lex) if marked else name, lex)
        if people and is_role(item, lex):
            role = role or item.strip()
        elif role and people:
            publication = publication or item.strip()
        elif is_name(name, lex, 1 if marked else 2) and not (people and _sounds_like_paper(item, lex)):
            people.append(Person(tidy(name)))
            role = role or title
        elif people:
            publication = item.strip()
        else:
            return [], "", ""
    if role:
        people = [Person(p.name, role="author", affiliation=role[:200]) for p in people]
    return people, role, publication


def _capitalised(name: str, lex: Lexicon) -> str:
    """`by anna rossi`: with the capitals of names, if one of the words is rare (`by popular demand`)."""
    words, known = name.split(), word_list(lex.language)
    if name != name.lower() or not 2 <= len(words) <= 4 or not known:
        return name
    if not lex.words("byline", "articles").isdisjoint(words):
        return name
    rare = any(known.per_million(word) < RARE for word in words if word.isalpha())
    return name.title() if rare and is_name(name.title(), lex, 2) else name


def _is_post(name: str, lex: Lexicon) -> bool:
    """Whether it names a post and nobody in it: `our correspondent`."""
    known = lex.singles("byline", "roles") | lex.singles("byline", "nobody")
    return all(token in known for token in fold(name).split())


def _title_apart(name: str, lex: Lexicon) -> tuple[str, str]:
    """`Anna Rossi Chief Reporter` as name and role: the role words at the end of the name."""
    tokens = name.split()
    begin = 0
    while begin < len(tokens) - 2 and fold(tokens[begin]) in lex.words("byline", "roles"):
        begin += 1
    if begin:  # `Chief Reporter Anna Rossi`
        return " ".join(tokens[begin:]), " ".join(tokens[:begin])
    at = len(tokens)
    while at > 2 and fold(tokens[at - 1]) in lex.words("byline", "roles"):
        at -= 1
    if at < len(tokens) and at >= 2:
        return " ".join(tokens[:at]), " ".join(tokens[at:])
    return re.sub(r"(?:記者|特派員|編集委員|論説委員)$", "", name), ""


def is_role(text: str, lex: Lexicon) -> bool:
    """Whether it is a job title: mostly words of such titles."""
    tokens = [
        t
        for t in fold(text).split()
        if t not in ("of", "the", "de", "fur", "der", "di", "du", "la", "le", "for")
    ]
    known = lex.words("byline", "roles")
    hits = sum(t in known for t in tokens)
    return bool(tokens) and len(tokens) <= 8 and hits >= max(1, len(tokens) / 2)


def _agency(text: str, lex: Lexicon) -> str:
    text = text.strip(" .*")
    names = {name.casefold() for name in lex.tables["agency"].get("names", ())}
    if text.casefold() in names or (text.isupper() and 2 <= len(text) <= 6 and " " not in text):
        return text
    folded = fold(text).split()
    words = lex.words("agency", "words")
    return text if 1 < len(folded) <= 5 and (folded[0] in words or folded[-1] in words) else ""


def _sounds_like_paper(text: str, lex: Lexicon) -> bool:
    return bool(_agency(text, lex)) or text.strip().lower().startswith(
        ("the ", "le ", "la ", "el ", "il ", "die ", "der ")
    )


def is_agency(text: str, lex: Lexicon) -> bool:
    """Whether a line is an agency's or syndicate's name and nothing else."""
    return word_count(text) <= 5 and not ends_sentence(text) and bool(_agency(text, lex)) and not is_cjk(text)
