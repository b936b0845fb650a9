"""Words glued together where a link was stripped: `Russiafor`, `inGrantholm`, `andwill`.

Repaired only where certain: a word list of the language (pyspellchecker's) does not know the whole, but knows, or
the piece itself uses, the one part, and the other is a small word. The rest are findings with a suggestion.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..document import Document, Passage
from ..features import fold
from ..lexicon import Lexicon, lexicon
from ..story import Finding, Known
from ..words import LANGUAGES, word_list

MOST = 40  # glued words mended in one piece; more means that the rule does not fit it
LONGEST = 50  # letters: what is longer was never two words that a link held apart
SHORT = 3  # letters: a small word shorter than this proves little behind a name
# Languages that seldom make a word by joining two, so that two common words in one are two.
UNJOINED = frozenset({"es", "fr", "it", "pt", "ar"})
COMMON = (5, 50)  # in a million words: to be common beside a small word; beside one of two letters
RARE = 0.1  # in a million words: a short word less common than this proves nothing beside two letters
LONG = 7  # letters of a word that is none by chance
VERY_COMMON = 500  # to be so although it is short itself
EVERYDAY_AFTER = {2: 5, 3: 4}  # letters of the word behind a small word of so many letters (3: or more)
_STRESSED = re.compile(r"[áéíóú][ns]?$")  # so ends a word that is stressed at its end
_FIGURE = re.compile(
    r"(?<![\w@#/.’'-])(?P<word>[^\W\d_]{4,})(?P<figure>\d{1,3}(?:[.,]\d{3})+)(?![\w.,]\w|\w)"
)
_NAMED = re.compile(r"\s[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]")
_TOKEN = re.compile(r"(?:(?<![\w@#/.’'-])|(?<=\b[cdjlmnst][’']))[^\W\d_]{4,}(?![\w@/]|['’.-]\w)")


@dataclass(frozen=True, slots=True)
class Split:
    left: str
    right: str
    certain: bool


def apply(document: Document, known: Known = Known()) -> Document:  # noqa: B008  (frozen)
    """Sets certain cases apart, as edits; uncertain ones become findings."""
    lex = lexicon(document.language)
    if not lex.words("glue", "small") or lex.language not in (*LANGUAGES, "de"):
        return document
    used = _used(document)
    passages = list(document.passages)
    findings: list[Finding] = []
    mended = 0
    for i, passage in enumerate(passages):
        if not passage.is_judged:
            continue
        candidates = [*_TOKEN.finditer(passage.text), *_FIGURE.finditer(passage.text)]
        for match in sorted(candidates, key=re.Match.start, reverse=True):
            split = _figure(match, lex) or _split(match.group(), used, known, lex) or _titled(match, lex)
            if split and split.certain and mended < MOST:
                passages[i] = _set_apart(passages[i], match, split)
                mended += 1
            elif split and len(findings) < MOST:
                findings.append(_suggested(passage, match, split))
    return document.with_passages(passages).noting(*reversed(findings))


def _figure(match: re.Match[str], lex: Lexicon) -> Split | None:
    """`printed4,000`: a common word and a figure of thousands, which no name of a thing ends with."""
    if match.re is not _FIGURE:
        return None
    common = _per_million(match["word"], lex) > COMMON[0]
    return Split(match["word"], match["figure"], True) if common else None


def _titled(match: re.Match[str], lex: Lexicon) -> Split | None:
    """`KapitäninMarlene Kutz`: what a woman is, and her name, which goes on."""
    glued = re.fullmatch(r"([^\W\d_]{3,}?[a-zà-öø-ÿ])([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)", match.group())
    women = tuple(lex.tables["glue"].get("women", ()))
    if not glued or not women or not glued[1].endswith(women) or not _NAMED.match(match.string, match.end()):
        return None
    return None if fold(glued[2]) in lex.words("glue", "joined") else Split(glued[1], glued[2], True)


def _used(document: Document) -> dict[str, int]:
    counts: dict[str, int] = {}
    for passage in document.passages:
        if passage.in_body or passage.fate.startswith("field:"):
            for word in re.findall(r"[^\W\d_]+", passage.text):
                counts[word] = counts.get(word, 0) + 1
    return counts


def _split(token: str, used: dict[str, int], known: Known, lex: Lexicon) -> Split | None:
    """The best way to set the token apart, if it looks glued at all."""
    if len(token) > LONGEST:
        return None
    low = token.lower()
    if token[1:].islower() and _per_million(low, lex) >= 0:  # as nearly all are
        return None
    if (
        used.get(token, 0) > 1
        or fold(low) in lex.words("glue", "joined")
        or token in known.people
        or token in known.topics
    ):
        return None
    camel = re.fullmatch(r"([^\W\d_]*[a-zà-öø-ÿ])([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)", token)
    if camel:
        return _camel(camel[1], camel[2], used, lex)
    if not token[1:].islower():
        return None
    if not word_list(lex.language) and lex.language in LANGUAGES:
        return None
    if closed := _closed(token, lex):
        return closed
    found = _behind(token, used, known, lex) or _before(token, lex)
    if lex.language == "de" and found:  # compounds and cases end in the other small words
        return Split(found.left, found.right, found.left[0].isupper() and found.right in _small(lex, "ends"))
    return found if found and found.certain else _everyday(token, lex) or found


@lru_cache(maxsize=16_384)  # a piece has most of its words more than once
def _per_million(word: str, lex: Lexicon) -> float:
    """How common the word is, or the one it is a form of (`escalones`, `decidido`); -1 where neither is known."""
    words = word_list(lex.language)
    if word in words:
        return words.per_million(word)
    forms = (word[: -len(ending)] + base for ending, base in _forms(lex) if word.endswith(ending))
    return max((words.per_million(form) for form in forms if form in words), default=-1.0)


@lru_cache(maxsize=64)
def _forms(lex: Lexicon) -> tuple[tuple[str, str], ...]:
    """Endings, and what stands for them in the word list: (`ó`, `ar`)."""
    return tuple(
        (form.split(" →")[0], form.split("→")[1].strip()) for form in lex.tables["glue"].get("forms", ())
    )


def _closed(token: str, lex: Lexicon) -> Split | None:
    """`dela`, `hatdie`; `beendetwurde`, `losescalones`: a small word with which no other ends, or none begins."""
    if (opened := _opening(lex).match(token)) and len(token) - opened.end() > SHORT:
        return Split(opened.group(), token[opened.end() :], True)
    for at in range(len(token) - 2, 1, -1):
        left, right = token[:at], token[at:]
        if right in _small(lex, "articles") and left in _small(lex, "before_article"):
            return Split(left, right, True)
        if right in _small(lex, "after_stress") and _STRESSED.search(left) and len(left) > SHORT:
            return Split(left, right, True)  # `Merchánha`: so no word is stressed and spelled
        if right in _small(lex, "closes") and len(left) > SHORT and token == token.lower():
            return Split(left, right, True)
    return None


def _camel(left: str, right: str, used: dict[str, int], lex: Lexicon) -> Split | None:
    """`inGrantholm`: a small word glued to a name."""
    if len(left) > 1 and left in _small(lex, "small") | _small(lex, "opens"):
        return Split(left, right, True)
    if (
        len(left) > 1
        and left.islower()
        and left in word_list(lex.language)
        and (used.get(right) or len(left) > 3)
    ):
        return Split(left, right, True)
    return Split(left, right, False) if used.get(left) and used.get(right) else None


def _everyday(token: str, lex: Lexicon) -> Split | None:
    """`umacarta`, `islaen`, `cittàche`: two common words, or a seam that no word of the language has inside.

    Only where words are not made by joining others, and never behind a word that is a prefix as well (`sobrecarta`).
    """
    words, small = word_list(lex.language), _small(lex, "small") | _small(lex, "before")
    seam = _seam(lex).search(token)
    if seam and token[seam.end() :] in words:
        return Split(token[: seam.end()], token[seam.end() :], True)
    if lex.language not in UNJOINED or token != token.lower():
        return None
    behind = _small(lex, "small") | _small(lex, "behind")
    for at in range(2, len(token) - 1):
        left, right = token[:at], token[at:]
        before = left in small and left not in _small(lex, "joining")
        if (
            before
            and len(right) >= EVERYDAY_AFTER[min(at, SHORT)]
            and _per_million(right, lex) > COMMON[at < SHORT]
        ):
            return Split(left, right, True)
        if (
            right in behind
            and at >= SHORT
            and _per_million(left, lex) > (COMMON[0] if at > SHORT else VERY_COMMON)
        ):
            return Split(left, right, True)
        if right in _small(lex, "behind_long") and at >= LONG and _per_million(left, lex) > COMMON[0]:
            return Split(left, right, True)
        if _is_plural(left, lex) and len(right) > LONG and _per_million(right, lex) > RARE:
            return Split(left, right, True)
    return None


def _is_plural(word: str, lex: Lexicon) -> bool:
    """Whether it is a common plural, which other words are not joined to (`aidesrégionales`)."""
    if lex.language not in ("fr", "es", "pt") or len(word) < LONG - 2 or not word.endswith("s"):
        return False
    return word[:-1] in word_list(lex.language) and _per_million(word, lex) > COMMON[0]


@lru_cache(maxsize=64)
def _opening(lex: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(lex.tables["glue"].get("beginnings", ())) or "(?!)")


@lru_cache(maxsize=64)
def _seam(lex: Lexicon) -> re.Pattern[str]:
    """Matches up to what stands nowhere inside a word (`-ción`, an Italian `à`), or what begins none (`yp-`)."""
    endings, starts = ("|".join(lex.tables["glue"].get(key, ())) or "(?!)" for key in ("endings", "starts"))
    return re.compile(rf"^(?:{starts})|.{{2,}}?(?:{endings})(?=..)")


def _behind(token: str, used: dict[str, int], known: Known, lex: Lexicon) -> Split | None:
    """`Russiafor`, `cooperationas`, `andwill`: a small word glued behind. The longest small word is tried first."""
    small = _small(lex, "small")
    found: list[Split] = []
    for at in range(2, len(token)):
        left, right = token[:at], token[at:]
        if right in small and (len(right) > 1 or (right == "y" and lex.language == "es" and len(left) > 4)):
            split = _judged(left, right, used, known, lex)
            found += [split] if split else []
    return next((s for s in found if s.certain), found[0] if found else None)


def _judged(left: str, right: str, used: dict[str, int], known: Known, lex: Lexicon) -> Split | None:
    """Whether `left` is a word, by what the piece, the newsroom and the word list say; and how sure that is."""
    long = len(right) >= (SHORT if lex.language == "en" else SHORT + 1)
    if left in _small(lex, "opens"):
        return Split(left, right, lex.language == "en" or long)
    if len(left) < SHORT:
        return None
    named = left[0].isupper()
    if used.get(left) or used.get(left.lower()) or left in known.people or left in known.topics:
        certain = long or (len(left) > 5 and lex.language == "en")
        return Split(left, right, certain) if certain or not named else None
    rare = len(right) < SHORT and len(left) < LONG and _per_million(left.lower(), lex) < RARE
    if _per_million(left.lower(), lex) >= 0 and len(left) > SHORT and not rare:  # `smallsat` is a satellite
        certain = (
            long
            or right == "y"
            or (right == "of" and not left.endswith("o"))  # no word but `proof` and its like ends so
            or (len(left) > 5 and (lex.language == "en" or (not named and len(right) + len(left) > 8)))
        )
        return Split(left, right, certain and not (named and right in _small(lex, "name_endings")))
    if named and len(left) > SHORT and len(right) > SHORT:
        return Split(left, right, right in _small(lex, "ends"))
    if named and len(left) > 5 and right in ("for", "has", "was", "who"):
        return Split(left, right, right == "who")
    if not named and len(left) > 4 and len(right) > SHORT:
        return Split(
            left, right, False
        )  # `cosmodromethis`: a word no list knows, before a small word of some length
    return Split(left, right, True) if named and right in _small(lex, "ends") else None


@lru_cache(maxsize=64)
def _small(lex: Lexicon, key: str) -> frozenset[str]:
    """The small words as they are spelled: an accent makes another word here (`que`, `qué`)."""
    return frozenset(word.lower() for word in lex.tables["glue"].get(key, ()))


def _before(token: str, lex: Lexicon) -> Split | None:
    """`cananswer`: a small word glued before."""
    for at in range(len(token) - SHORT, 1, -1):
        left, right = token[:at], token[at:]
        if (
            left.islower()
            and left in _small(lex, "opens")
            and len(right) > SHORT
            and right in word_list(lex.language)
            and (at >= SHORT or word_list(lex.language).per_million(right) > RARE)
        ):
            return Split(left, right, len(left) >= SHORT or len(right) > 5)
    return None


def _set_apart(passage: Passage, match: re.Match[str], split: Split) -> Passage:
    at = match.start() + len(split.left)
    return passage.edited(
        at, at, " ", "glued words", 0.9, f"“{match.group()}” read as “{split.left} {split.right}”."
    )


def _suggested(passage: Passage, match: re.Match[str], split: Split) -> Finding:
    return Finding(
        "glued-words",
        f"“{match.group()}” may be two words.",
        evidence=passage.text[max(0, match.start() - 40) : match.end() + 40],
        suggestion=f"{split.left} {split.right}",
        start=passage.source_at(match.start()),
        end=passage.source_at(match.end()),
        confidence=0.6,
    )
