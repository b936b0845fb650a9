"""Dates as newspapers print them, read strictly: nothing is taken for a date that might be something else."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from .features import fold
from .lexicon import LANGUAGES, lexicon

OLDEST, NEWEST = 1800, 2100
_ZONES = {
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
}
_ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9}
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])\s?(?:[:.h時]|h\s)\s?(?P<minute>[0-5]\d)?(?:[:分]\s?[0-5]\d)?\s?(?P<half>[ap]\.?m\.?)?"
    r"\s?(?P<zone>(?:GMT|UTC|Z|BST|CES?T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|JST)?(?:[+-]\d\d?:?\d{0,2})?)",
    re.I,
)
_HOURS = re.compile(r"(?:uhr|hrs|h|horas|uur|ore)\b|分")  # of the day, counted to 24
_NUMERIC = (
    (re.compile(r"(?<![\d.-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![.-]?\d)"), "ymd"),
    (re.compile(r"(?<!\d)(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"), "ymd"),
    (re.compile(r"(?<!\d)(?P<y>\d{4})\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일"), "ymd"),
    (
        re.compile(r"(?<![\d.-])(?<!\d\. )(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?![.-]?\d)"),
        "dmy",
    ),
    (re.compile(r"(?<!\d)(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})(?!\d)"), "unsure"),
)


# `令和3年5月3日` by the era, `二〇二一年五月三日` in the figures of columns that run downwards
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_KANJI = "〇一二三四五六七八九"
_JAPANESE = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})\s?(?P<y>元|\d{{1,2}}|[{_KANJI}十]{{1,3}})|(?<![{_KANJI}十])(?P<full>[{_KANJI}]{{4}}))\s?年"
    rf"\s?(?P<m>\d{{1,2}}|[{_KANJI}十]{{1,3}})\s?月\s?(?P<d>\d{{1,2}}|[{_KANJI}十]{{1,3}})\s?日"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: where, which, with the time of day if there is one, and how sure."""

    start: int
    end: int
    when: date | datetime
    sure: bool = True


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Every spelling of a month in every language we know, folded."""
    spellings: dict[str, int] = {}
    for language in sorted(LANGUAGES):
        for number, names in enumerate(lexicon(language).tables["date"].get("months", []), 1):
            for name in names:
                spellings.setdefault(fold(name), (number - 1) % 12 + 1)
    return spellings


_DIGIT = re.compile(r"\d")  # of any script


@lru_cache(maxsize=1)
def _worded() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)).replace(r"\ ", r"[\s/]+")
    return (
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|o|a|°)?\.?[\s.\-/]*(?:of|de|di|d')?\s*"
            rf"(?<![^\W\d_])(?P<m>{names})(?![^\W\d_])\.?,?[\s.\-/]*(?:de|del)?\s*(?P<y>\d{{4}})(?!\d)"
        ),
        re.compile(
            rf"(?<![^\W\d_])(?P<m>{names})(?![^\W\d_])\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)"
        ),
    )


def _plain(text: str) -> str:
    """The text in the alphabet of the month names, offsets kept: lower case, accents off, Western digits."""
    if text.isascii():
        return text.lower()
    out = []
    for character in text:
        base = character if "\uac00" <= character <= "\ud7a3" else unicodedata.normalize("NFKD", character)[0]
        digit = unicodedata.decimal(base, None)
        low = str(digit) if digit is not None else base.lower()
        out.append(low if len(low) == 1 else character)
    return "".join(out)


def find(text: str, language: str = "") -> list[Found]:
    """The full dates in `text`, in order; a month or a day without its year is none."""
    if "年" not in text and not _DIGIT.search(text):  # as in most lines, which no date is looked for in
        return []
    plain = _plain(text)
    found: list[Found] = []
    for regex in _worded():
        for match in regex.finditer(plain):
            _add(found, match, _months()[fold(match["m"])], plain)
    for match in _JAPANESE.finditer(plain) if "年" in plain else ():
        year = _ERAS.get(match["era"], 0) + _counted(match["y"] or match["full"])
        _add(found, match, _counted(match["m"]), plain, day=_counted(match["d"]), year=year)
    for regex, order in _NUMERIC:
        for match in regex.finditer(plain):
            first, second = int(match["d"]), int(match["m"])
            if order == "unsure" and second > 12 >= first:  # 05/23/2024 can only be American
                _add(found, match, first, plain, day=second)
            else:
                sure = order != "unsure" or language not in ("en", "") or first > 12 or first == second
                _add(found, match, second, plain, sure=sure)
    return sorted(found, key=lambda item: item.start)


def _counted(figures: str) -> int:
    """The number in Japanese figures: `元` is the first, `十七` 17, `二〇` 20.

    >>> _counted("二十三")
    23
    """
    if figures == "元":
        return 1
    if "十" in figures:
        tens, _ten, ones = figures.partition("十")
        return (_counted(tens) if tens else 1) * 10 + (_counted(ones) if ones else 0)
    return int("".join(str(_KANJI.index(c)) if c in _KANJI else c for c in figures))


def _add(
    found: list[Found],
    match: re.Match[str],
    month: int,
    plain: str,
    day: int = 0,
    sure: bool = True,
    year: int = 0,
) -> None:
    if any(item.start < match.end() and match.start() < item.end for item in found):
        return
    try:
        when = date(year or int(match["y"]), month, day or int(match["d"]))
    except ValueError:  # the 31st of February
        return
    if OLDEST <= when.year <= NEWEST:
        found.append(_with_time(plain, match, when, sure))


def _with_time(plain: str, match: re.Match[str], when: date, sure: bool) -> Found:
    """The date with the time of day that follows it, if it does so closely; without a zone where none is named."""
    gap = re.compile(r"\s*(?:t|,|-|–|\||a las|as|at|um|a|kl\.?)?\s*").match(plain, match.end())
    time = _TIME.match(plain, gap.end()) if gap else None
    if not time or not (time["zone"] or _is_clear(plain, time)):
        return Found(match.start(), match.end(), when, sure)
    hour = int(time["hour"]) % 12 + (12 if "p" in time["half"] else 0) if time["half"] else int(time["hour"])
    moment = datetime(when.year, when.month, when.day, hour, int(time["minute"] or 0))  # noqa: DTZ001
    if not time["zone"]:
        return Found(match.start(), match.end(), moment, sure)
    return Found(match.start(), time.end(), moment.replace(tzinfo=_zone(time["zone"])), sure)


def _is_clear(plain: str, time: re.Match[str]) -> bool:
    """Whether it is a time of day, and no word after it may say that it is another: in the afternoon, in Tokyo."""
    rest = plain[time.end() :].partition("\n")[0].strip()
    return bool(time["minute"] and (time["half"] or not rest[:1].isalnum() or _HOURS.match(rest)))


def _zone(text: str) -> timezone:
    letters = re.match(r"[a-z]*", text.lower())
    name = letters.group() if letters else ""
    offset = re.search(r"([+-])(\d\d?):?(\d\d)?", text)
    minutes = _ZONES.get(name, 0) * 60
    if offset:
        minutes += (int(offset[2]) * 60 + int(offset[3] or 0)) * (-1 if offset[1] == "-" else 1)
    return timezone(timedelta(minutes=max(-14 * 60, min(minutes, 14 * 60))))


def parse(value: str, language: str = "") -> date | datetime | None:
    """A declared date: ISO 8601 first, then as printed. None when it is neither, or not one date for sure."""
    value = value.strip()[:100]
    try:
        moment = datetime.fromisoformat(value)
        if not OLDEST <= moment.year <= NEWEST:
            return None
        return moment if len(value) > 10 else moment.date()
    except ValueError:
        pass
    found = find(value, language)
    return found[0].when if len(found) == 1 and found[0].sure else None
