"""Lines that say when a piece appeared: a date, and nothing around it that is not said around dates."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from .. import dates
from ..features import fold, word_count
from ..lexicon import Lexicon
from ..names import PARTICLES

LONGEST = 30  # words
CLOCKED = 9  # words of a line that names a day without its year
_CLOCK = re.compile(
    r"\b\d{1,2}\s?(?:[:.]|h(?![a-z])|時)\s?\d{0,2}(?:[:分]\d{0,2})?\s?(?:uhr|[ap]\.?m\b\.?|hrs|h\b)?", re.I
)
CENTURY = 80  # two figures from which on a year is of the last century
# `03.05.21`, as nobody writes a date in English without a doubt which is the month
_SHORT = re.compile(
    r"(?<![\d.,/-])(?P<d>[0-3]\d)(?P<dot>[./])(?P<m>[01]\d)(?P=dot)(?P<y>\d\d)(?![\d./-]|,\d)"
)
_MONTH_AND_DAY = re.compile(r"\d{1,2}\s?月\s?\d{1,2}\s?日")
_BETWEEN = frozenset({"de", "of", "del", "di", "d", "do", "le", "el", "il"})  # between a day and its month
_PART = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class DateLine:
    """The day of publication (None where only a month, a season or an update is named), and what else it says."""

    published: date | datetime | None
    rest: str = ""
    sure: bool = True
    updated: bool = False  # the day is that of a change, for all the line says


def parse(text: str, lex: Lexicon) -> DateLine | None:
    """The line as a date line; None if it is more than that. `rest` is a name that stands with the date."""
    if len(text) > 200 or not re.search(r"\d|年", text) or word_count(text) > LONGEST:
        return None
    return _parsed(text, lex)


@lru_cache(maxsize=2048)  # head, tail and title ask about the same lines
def _parsed(text: str, lex: Lexicon) -> DateLine | None:
    short = lex.language != "en" and bool(_SHORT.search(text))
    text = _SHORT.sub(_in_full, text) if short else text
    found = dates.find(text, lex.language)
    plain = _CLOCK.sub(" ", _without(text, found))
    left = [t for t in fold(plain).split() if not t[0].isdigit() and not _is_noise(t, lex)]
    if not found and not _is_timestamp(text, left, lex):
        return None
    if not found:
        return DateLine(None)
    if not left or (_is_labelled(text[: found[0].start], lex) and len(left) <= 14):
        return said(text, found, lex)
    rest = "" if short else _name_left(plain, lex)
    if found and rest:
        return replace(said(text, found, lex), rest=rest, sure=found[0].sure)
    return None


def _in_full(match: re.Match[str]) -> str:
    """`03.05.21` with the whole of its year: on a line of dates it is nothing else."""
    century = "19" if int(match["y"]) >= CENTURY else "20"
    return f"{match['d']}{match['dot']}{match['m']}{match['dot']}{century}{match['y']}"


def _without(text: str, found: list[dates.Found]) -> str:
    for item in reversed(found):
        text = text[: item.start] + " " + text[item.end :]
    return text


def _is_noise(token: str, lex: Lexicon) -> bool:
    lists = ("weekdays", "noise", "published", "updated")
    return any(token in lex.singles("date", key) for key in lists) or (
        len(token) == 1 and not token.isalpha()
    )


def _is_labelled(before: str, lex: Lexicon) -> bool:
    """Whether nothing but `Published on` or its like stands before the date."""
    tokens = fold(before).split()
    labels = lex.singles("date", "published")
    return any(t in labels and len(t) > 3 for t in tokens) and all(
        _is_noise(t, lex) or t.isdigit() for t in tokens
    )


def _is_timestamp(text: str, left: list[str], lex: Lexicon) -> bool:
    """A line such as `Updated 3 hours ago` or `May 2023`: about time, without a full date."""
    if not re.search(r"\d", text):
        return False
    months = {fold(name) for names in lex.tables["date"].get("months", []) for name in names}
    ago = lex.comments.kind_of(fold(text)) == "ago"
    others = [] if ago else [t for t in left if t not in months and t not in _BETWEEN]
    folded = fold(text)
    labelled = lex.phrases("date", "published").opening(folded) or lex.phrases("date", "updated").opening(
        folded
    )
    dated = any(t in months for t in fold(text).split()) and bool(re.search(r"\d{4}", text))
    return not others and bool(labelled or (dated and word_count(text) <= 4) or _has_clock(text, months, lex))


def _has_clock(text: str, months: set[str], lex: Lexicon) -> bool:
    """`8 November, 11:10 pm`, `Mon 8 November`: a day without its year, as pages print that of the piece."""
    tokens = fold(text).split()
    day = bool(_MONTH_AND_DAY.search(text)) or (
        any(t in months for t in tokens) and any(re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", t) for t in tokens)
    )
    weekday = any(t in lex.singles("date", "weekdays") for t in tokens)
    clock = re.search(r"\d\s?(?:[:.h時]\s?\d\d|[ap]\.?m\b)", text, re.I)
    return day and word_count(text) <= CLOCKED and bool(weekday or clock)


def said(text: str, found: list[dates.Found], lex: Lexicon) -> DateLine:
    """The date labelled as that of publication, else the first not labelled as an update, else that of the update."""
    updates: list[dates.Found] = []
    plain: list[dates.Found] = []
    for number, item in enumerate(found):
        label = fold(text[found[number - 1].end if number else 0 : item.start])
        changed = lex.phrases("date", "updated").within(label)
        if lex.phrases("date", "published").within(label) and not changed:
            return DateLine(item.when, "", item.sure)
        (updates if changed else plain).append(item)
    chosen = next(iter(plain or updates), None)
    return DateLine(chosen.when, "", chosen.sure, updated=not plain) if chosen else DateLine(None)


def _name_left(plain: str, lex: Lexicon) -> str:
    """The name that stands with the date (`The Tallyman, 9 August 2023`), if that is all that does."""
    parts = [part.strip(" ,.;:()") for part in re.split(r"[|•·,;]|\s[–—-]\s", plain)]
    parts = [
        p for p in parts if p and [t for t in fold(p).split() if not t.isdigit() and not _is_noise(t, lex)]
    ]
    if len(parts) != 1 or word_count(parts[0]) > 6:
        return ""
    small = {*PARTICLES, "of", "the", "and", "for", "und", "et"}
    named = all(not t.islower() or fold(t) in small for t in parts[0].split())
    return parts[0] if named else ""
