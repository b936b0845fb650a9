"""Who stands between the commas and joins of a byline: names, titles, credits of others, and what is none of these.

    Anna Rossi, Health and Social Care Editor, and Luis Mora, photographs by Ana Ruiz

Titles are recognised before joins are: the words for `and` stand in them as well. What nothing explains is left over;
it is for whoever knows the publications to judge.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..features import ends_sentence, fold
from ..lexicon import Lexicon
from ..names import PARTICLES, is_name, is_paper, tidy
from ..story import Person
from ..words import word_list
from . import joins, roles

PHOTOGRAPHER, CONTRIBUTOR = "photographer", "contributor"
LONGEST_TITLE = 200  # characters
RARE = 0.5  # in a million words: of a name in small letters one is as rare
_ARTICLES = ("the ", "le ", "la ", "les ", "el ", "il ", "die ", "der ", "das ")
_COMMA = re.compile(r"\s*[,、，،]\s*")
_PLACE = re.compile(r"\s+(?:in|at|from|en|à|aus|em|في)\s+(?:the\s+)?[^\W\d_a-z][^,|/]*$")


@dataclass
class Credited:
    """People in the order of their names, whether a title was read, and the words that nothing explains."""

    people: list[Person] = field(default_factory=list)
    title: str = ""  # the first one read
    ahead: str = ""  # one that stands before all names: `our correspondent in Rome, Anna Rossi`
    publication: str = ""
    left: list[str] = field(default_factory=list)
    since: int = 0  # the first one named behind the words that are no names
    parted: bool = False  # such words were read behind the last one named

    def name(self, person: Person) -> None:
        """One more author; what is said behind them is of nobody before a publication."""
        self.since = len(self.people) if self.parted else self.since
        self.parted = False
        self.people.append(person)

    def entitle(self, title: str) -> None:
        """A title is of everybody named before it who has none yet."""
        self.title = self.title or title
        self.people = [
            replace(p, affiliation=title[:LONGEST_TITLE])
            if p.role == "author" and not p.affiliation and at >= self.since
            else p
            for at, p in enumerate(self.people)
        ]

    def leave(self, text: str, lex: Lexicon) -> None:
        """What is nobody: the publication if it has the form of one."""
        self.parted = True
        if not self.publication and names_paper(text, lex):
            self.publication = text.strip()
        else:
            self.left.append(text.strip())


def read(text: str, lex: Lexicon, marked: bool) -> Credited:
    """What the part of a byline with the names says. `marked`: `By` stands before it, so a single word may be a name.

    Nobody is in the answer if the first of it is no name: then the line is no byline.
    """
    found = Credited()
    segments = [joins.apart(segment, lex, at > 0) for at, segment in enumerate(_COMMA.split(text)) if segment]
    for number, segment in enumerate(segments):
        led, plain = joins.led(segment, lex)
        following = segments[number + 1] if number + 1 < len(segments) else ""
        for joined, item in _items(plain, found, led, lex):
            if not _take(item, joined, following, found, lex, marked):
                return Credited()
    found.since = 0
    found.entitle(found.ahead)
    return found


def _items(segment: str, found: Credited, led: bool, lex: Lexicon) -> list[tuple[bool, str]]:
    """The segment in its items, each with whether a join stands before it; a title is one item, joins and all."""
    dots = r"|\s*[・]\s*" if "・" in segment and len(segment) > 10 else ""
    pieces = [match for match in re.split(rf"(\s+(?:{joins.words(lex)})\s+{dots})", segment) if match.strip()]
    names = pieces[::2]
    for at in range(1, len(names)):  # `photographs by Ana Ruiz and Eva Lund`: they took them together
        if others(names[at - 1], lex) is not None:
            return [
                *((led or n > 0, name) for n, name in enumerate(names[: at - 1])),
                (True, "".join(pieces[2 * at - 2 :])),
            ]
    if found.people and len(names) > 1 and _is_whole(names[0], lex):
        return [(led, segment)]
    if not found.people or (led and not roles.only_titles(segment, lex)) or len(pieces) == 1:
        return [(led or at > 0, name) for at, name in enumerate(names)]
    for count in range(len(names), 0, -1):
        title, last = "".join(pieces[: 2 * count - 1]), names[count - 1]
        person = count > 1 and is_name(last, lex, 2) and not roles.is_field(last, lex)
        if roles.is_role(title, lex) and not person:
            return [(led, title), *((True, name) for name in names[count:])]
    return [(led or at > 0, name) for at, name in enumerate(names)]


def _is_whole(first: str, lex: Lexicon) -> bool:
    """Whether the words before a join are no name, so that what follows it is none either: `MP for Salt and Iron`.

    A newsroom's post and a publication may stand before one more name.
    """
    if roles.is_role(first, lex) or is_house(first, lex):
        return False
    tokens = fold(first).split()
    if tokens[0] in lex.words("bio", "nouns"):
        return True
    if is_name(_PLACE.sub("", _capitalised(first, lex)), lex, 2):
        return False
    return any(t in lex.words("byline", "before_field") and t not in PARTICLES for t in tokens[1:])


def _holds_name(item: str, lex: Lexicon) -> bool:
    """Whether what stands behind a join in it may be one more person."""
    behind = re.split(rf"\s+(?:{joins.words(lex)})\s+", item)[1:]
    return any(is_name(_PLACE.sub("", words), lex, 2) and not roles.is_field(words, lex) for words in behind)


def _take(item: str, joined: bool, following: str, found: Credited, lex: Lexicon, marked: bool) -> bool:
    """Adds the item to what was found; False if it should have been a name and is none."""
    other = others(item, lex) if found.people else None
    if other is not None:
        found.people += [p for p in other if p.name not in {q.name for q in found.people}]
        return True
    name = _PLACE.sub("", item.strip())
    if not found.people and roles.is_post(name, lex):
        found.ahead = found.ahead or name
        return True
    if (
        found.people
        and joined
        and (fold(item) in lex.words("byline", "nobody") or roles.only_titles(item, lex))
    ):
        return True  # `… and staff writers`
    if found.people and _is_house_of(item, lex):
        found.leave(_is_house_of(item, lex), lex)
        return True
    if found.people and roles.is_role(item, lex) and not (joined and is_name(name, lex, 3)):
        found.entitle(item.strip())
        return True
    if found.people and marked and roles.is_position(item, lex) and not _holds_name(item, lex):
        found.entitle(item.strip())
        return True
    name, title = roles.title_apart(_capitalised(name, lex) if marked else name, lex)
    if _is_person(name, item, joined or bool(title), following, found, lex, marked):
        found.name(Person(tidy(name)))
        if title:
            found.entitle(title)
        return True
    found.leave(item, lex)
    return bool(found.people)


def _capitalised(name: str, lex: Lexicon) -> str:
    """`by anna rossi`: with the capitals of names, if one of the words is rare (`by popular demand`)."""
    words, known = name.split(), word_list(lex.language)
    if name != name.lower() or not 2 <= len(words) <= 4 or not known:
        return name
    if not lex.words("byline", "articles").isdisjoint(words):
        return name
    rare = any(known.per_million(word) < RARE for word in words if word.isalpha())
    return name.title() if rare and is_name(name.title(), lex, 2) else name


def _is_person(
    name: str, item: str, joined: bool, following: str, found: Credited, lex: Lexicon, marked: bool
) -> bool:
    """Whether it is one more name: after a title only behind a join, or with a title of its own."""
    if not found.people:
        return is_name(name, lex, 1 if marked else 2)
    if names_paper(item, lex) or item.strip().lower().startswith(_ARTICLES):
        return False
    if not joined and any(p.affiliation for p in found.people):
        return is_name(name, lex, 2) and bool(following) and roles.is_role(following, lex)
    if joined and (found.title or found.left or found.publication):  # `Editor for Salt, and Iron`
        return is_name(name, lex, 2)
    single = marked and (joined or " " not in found.people[0].name)  # `Anna Rossi, Rome`
    return is_name(name, lex, 1 if single else 2)


def others(text: str, lex: Lexicon) -> tuple[Person, ...] | None:
    """Who is credited with something else than the words (`photographs by Ana Ruiz`); None for any other words.

    Nobody is named by a credit that readers are not told of, as who edited it.
    """
    match = prefix(lex, "others").match(text)
    if (
        not match
        or roles.begins(text, longer=match.end(), lex=lex)
        or not is_credit_of(text[match.end() :], lex)
    ):
        return None
    kind = kind_of(fold(match.group()), lex)
    names = [name for name in _in_credit(text[match.end() :], lex) if is_name(name, lex)]
    return tuple(Person(tidy(name), role=kind) for name in names) if kind else ()


def kind_of(folded: str, lex: Lexicon) -> str:
    """The role that the words before a name tell: `photographer` of `photographs by`; nothing for other work."""
    tokens = set(folded.split())
    kinds = lex.kinds("credits")
    whole = next((kind for kind in kinds if folded in lex.words("credits", kind)), "")
    return whole or next((kind for kind in kinds if not tokens.isdisjoint(lex.words("credits", kind))), "")


def _in_credit(rest: str, lex: Lexicon) -> list[str]:
    """The names that stand together behind the words of a credit, without places."""
    first = re.split(r"\s*[,|/;•·(]\s*", rest)[0]
    return [_PLACE.sub("", name) for name in re.split(rf"\s+(?:{joins.words(lex)})\s+", first)]


def is_credit_of(rest: str, lex: Lexicon) -> bool:
    """Whether what follows the words of a credit is a name."""
    return is_name(_in_credit(rest, lex)[0], lex) and not ends_sentence(re.sub(r"\b[^\W\d_]\.$", "", rest))


@lru_cache(maxsize=64)
def prefix(lex: Lexicon, key: str) -> re.Pattern[str]:
    """Matches the words before a name, in print: a space, a colon, or (Japanese) nothing follows them."""
    phrases = sorted({p.strip(" :：=") for p in lex.tables["byline"].get(key, ())}, key=len, reverse=True)
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases if p)
    gap = r"\s*[:：=＝/・]?\s*" if lex.language in ("ja", "zh") else r"(?:\s*[:：]\s*|\s+)"
    return re.compile(rf"(?:{words}){gap}(?=\S)", re.IGNORECASE)


def agency(text: str, lex: Lexicon) -> str:
    """The agency's or syndicate's name that the text is; nothing for other words."""
    text = text.strip(" .*")
    if is_agency_name(text, lex) or (text.isupper() and 2 <= len(text) <= 6 and " " not in text):
        return text
    folded = fold(text).split()
    words = lex.words("agency", "words")
    return text if 1 < len(folded) <= 5 and (folded[0] in words or folded[-1] in words) else ""


def is_agency_name(text: str, lex: Lexicon) -> bool:
    """Whether it is an agency that we know by its name, however short."""
    return text.strip(" .*").casefold() in {name.casefold() for name in lex.tables["agency"].get("names", ())}


def names_paper(text: str, lex: Lexicon) -> bool:
    """Whether it has the form of a publication's name: that of a house, or `The` and capitals."""
    words = text.split()
    capitals = all(word[0].isupper() or fold(word) in (*PARTICLES, "of", "and") for word in words)
    return is_house(text, lex) or (len(words) > 1 and capitals and text.strip().lower().startswith(_ARTICLES))


def _is_house_of(text: str, lex: Lexicon) -> str:
    """`of the Press Association`, `de l’Agence France-Presse`: the house, without the small words; nothing if none."""
    words = "|".join(sorted(map(re.escape, lex.tables["byline"].get("part_of", ())), key=len, reverse=True))
    match = re.match(rf"\s*(?:(?:{words})\s+)?(?:the\s+|l['’]\s?)?(?=\S)", text) if words else None
    rest = text[match.end() :] if match else text
    return rest.strip() if is_house(rest, lex) and not roles.has_post_word(rest, lex) else ""


def is_house(text: str, lex: Lexicon) -> bool:
    """Whether it is an agency, or has a word of publications' names in the place where they have it."""
    acronym = text.isupper() and " " not in text.strip() and not is_agency_name(text, lex)
    return bool(not acronym and agency(text, lex)) or is_paper(text)


def paper_apart(text: str, lex: Lexicon) -> tuple[str, str]:
    """`Anna Rossi for The Post`, `… of the Press Association` as the names and the publication, by its form."""
    for key, proof in (("written_for", names_paper), ("part_of", is_house)):
        words = "|".join(sorted(map(re.escape, lex.tables["byline"].get(key, ())), key=len, reverse=True))
        match = re.fullmatch(rf"(?P<names>.+?)\s(?:{words})\s+(?P<paper>\S.+)", text) if words else None
        titled = match and key == "part_of" and _COMMA.search(match["names"])
        if match and not titled and proof(match["paper"], lex):
            return match["names"], match["paper"]
    return text, ""


def written_for(text: str, lex: Lexicon) -> Credited:
    """`Anna Rossi for Coast Radio`, behind `By`: the name, and capitals that may be a publication."""
    words = "|".join(map(re.escape, lex.tables["byline"].get("written_for", ())))
    match = re.fullmatch(rf"(?P<name>.+?)\s(?:{words})\s+(?P<paper>\S.+)", text) if words else None
    if not match or not is_name(match["name"], lex, 2) or not is_name(match["paper"], lex, 2):
        return Credited()
    return Credited([Person(tidy(match["name"]))], left=[match["paper"]])
