"""When a page's piece appeared: what it declares, what stands beside its headline, what htmldate makes of the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from .. import dates
from ..features import fold
from ..lexicon import lexicon
from . import html_jsonld as jsonld
from .html_page import Page
from .html_tree import is_hidden, squeezed, tag_of, words

# What names the day a piece appeared, and nothing else.
_DECLARING = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published-date",
)
_VAGUE = (
    "date",
    "dc.date",
    "dcterms.date",
    "created",
)  # of many sites the day somebody last touched the page
AFTER, CHARACTERS, LINE = 10, 500, 60  # how far from the headline a date stands, and how long its line is
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Published:
    """A date, with its time where one has it; `guessed` where nothing on the page says that it is the one."""

    when: date | datetime | None = None
    guessed: bool = False


def published(found: Page, headline: str, canonical: str, guess: str) -> Published:
    """The date of a page's piece; `guess` is htmldate's (ISO), which has read the meta tags, too."""
    said = date_of(next(iter(jsonld.texts(found.article.get("datePublished"))), ""))
    meta, vague = _meta(found, _DECLARING), _meta(found, _VAGUE)
    shown = beside(found.tree, headline, found.language)
    if meta or said:
        day = date_of(guess) or meta or said
        return Published(shown if shown and _is_next_day(shown, day, meta) else _exact(day, meta, said))
    if shown:
        return Published(_exact(shown, vague))
    if guess.endswith("-01-01") and not vague:
        return Published()  # a year alone, as in the page's last line
    best = _exact(date_of(guess) or vague, vague)
    return Published(best, guessed=best is not None and not vague and not _is_in(best, canonical))


def beside(tree: Any, headline: str, language: str) -> date | datetime | None:
    """The date of a short line soon after the heading that says the headline; not one of a change."""
    headings = (each for each in tree.iter("h1", "h2", "h3") if fold(words(each)) == fold(headline) != "")
    heading = next(headings, None)
    if heading is None:
        return None
    updated = lexicon(language).phrases("date", "updated")
    length, before = 0, ""
    for element, text in islice(_after(heading), AFTER):
        length += len(text)
        if length > CHARACTERS:
            return None
        label = f"{before} {text} {element.get('itemprop') or ''}"
        is_change = "dateModified" in label or updated.within(fold(label))
        when = None if is_change or len(text) > LINE else _only(element, text)
        if when:
            return when
        before = "" if len(text) > LINE or re.search(r"\d", text) else text
    return None


def date_of(value: str) -> date | datetime | None:
    when = dates.parse(value[:40]) if value else None
    return when if when and 1800 <= when.year <= 2100 else None


def _only(element: Any, text: str) -> date | datetime | None:
    """The one date of a line, from the attribute made for it where there is one."""
    stated = date_of(element.get("datetime") or "") if tag_of(element) == "time" else None
    found = dates.find(text)
    return stated or (found[0].when if len(found) == 1 and found[0].sure else None)


def _meta(found: Page, names: tuple[str, ...]) -> date | datetime | None:
    return next((when for name in names if (when := date_of(found.meta(name)))), None)


def _exact(best: date | datetime | None, *said: date | datetime | None) -> date | datetime | None:
    """With its time, where one that is said of the same day has it."""
    same = (w for w in said if isinstance(w, datetime) and best and w.date() == _day(best))
    return best if isinstance(best, datetime) else next(same, best)


def _is_next_day(shown: date | datetime, day: date | datetime | None, meta: date | datetime | None) -> bool:
    """Whether readers see the day before or after one that is declared in UTC: the day where the paper is made."""
    in_utc = isinstance(meta, datetime) and meta.utcoffset() == timedelta(0)
    return in_utc and day is not None and abs(_day(shown) - _day(day)) == _DAY


def _is_in(when: date | datetime, url: str) -> bool:
    day = _day(when)
    return any(f"{day:%Y{mark}%m{mark}%d}" in url for mark in ("/", "-", ""))


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _after(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts behind an element, in the order of the page, each with what it stands in."""
    while element is not None and tag_of(element) != "body":
        parent = element.getparent()
        if (element.tail or "").strip():
            yield parent, squeezed(element.tail).strip()
        for sibling in element.itersiblings():
            yield from _within(sibling)
            if (sibling.tail or "").strip():
                yield parent, squeezed(sibling.tail).strip()
        element = parent


def _within(top: Any) -> Iterator[tuple[Any, str]]:
    from lxml import etree

    hidden = None
    for event, element in etree.iterwalk(top, events=("start", "end")):
        begins = event == "start"
        if begins and hidden is None and is_hidden(element):
            hidden = element
        elif not begins and element is hidden:
            hidden = None
        text = element.text if begins else element.tail if element is not top else ""
        if hidden is None and (text or "").strip():
            yield (element if begins else element.getparent()), squeezed(text).strip()
