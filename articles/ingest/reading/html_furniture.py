"""What the lines of a page are that are not its article: by the names of the places they stand in."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .html_blocks import Line
from .html_tree import tag_of

RULE = "outside the article"
MAX_ABOVE = 12  # how many places around a line are asked, from the innermost


@dataclass(frozen=True, slots=True)
class Place:
    """A removal kind, and how places of that kind are called in classes, ids and roles."""

    kind: str
    names: re.Pattern[str]
    reason: str


def _named(kind: str, words: str, reason: str) -> Place:
    return Place(kind, re.compile(rf"(?:^|[\s_-])(?:{words})", re.IGNORECASE), reason)


PLACES = (
    _named(
        "comments", r"comment|kommentar|respond|disqus|commento|reactions?\b", "It stands among the comments."
    ),
    _named(
        "paywall", r"paywall|piano|premium-?(?:offer|box)|meter(?:ed)?\b|regwall", "It stands in a paywall."
    ),
    _named(
        "advert",
        r"ad(?:s|vert|vertisement|vertising|box|slot|-?unit|-?container)?(?=[\s_-]|$)|anzeige|werbung|sponsor|promo|banner|outbrain|taboola",
        "It stands in an advertisement.",
    ),
    _named(
        "subscribe",
        r"newsletter|subscri|signup|sign-up|abo(?:nn|-)|mailing",
        "It stands in a subscription form.",
    ),
    _named(
        "share",
        r"shar(?:e|ing)|social|sharedaddy|addthis|follow|teilen|jp-relatedposts-share",
        "It stands among buttons to share.",
    ),
    _named(
        "related",
        r"relat(?:ed|ion)|recommend|read-?(?:more|next|also)|more-?(?:from|on|stories|news)|teaser|most-?(?:read|popular)|popular|trending|latest|similar|aehnlich|weitere|widget|sidebar|jp-relatedposts|yarpp",
        "It stands among links to other pieces.",
    ),
    _named(
        "bio",
        r"author-?(?:box|bio|info|description|card)|about-?(?:the-)?author|biograph",
        "It stands in a box about the author.",
    ),
    _named("byline", r"byline|author|autor\b|auteur|vcard", "It stands where the author is named."),
    _named(
        "date",
        r"(?:date|time|published|posted|entry-date|pubdate|timestamp|datum)(?=[\s_-]|$)",
        "It stands where the date is given.",
    ),
    _named("caption", r"caption|credit|legend|figure|gallery|slideshow", "It stands under a picture."),
    _named(
        "copyright",
        r"copyright|rights\b|colophon|imprint|impressum",
        "It stands in the legal lines of the page.",
    ),
    _named(
        "navigation",
        r"nav|menu|breadcrumb|header|footer|foot|top-?bar|masthead|toolbar|pagination|pager|search|login|skip|tags?(?=[\s_-]|$)|categor|cookie|consent|topics",
        "It stands in the frame of the page.",
    ),
)
_BY_TAG = {
    "nav": "navigation",
    "header": "navigation",
    "footer": "navigation",
    "form": "other",
    "button": "navigation",
    "aside": "related",
    "figcaption": "caption",
    "address": "byline",
}
_SURE, _LIKELY = 0.9, 0.7


def kind_of(line: Line) -> tuple[str, float, str]:
    """Removal kind, confidence and reason for a line outside the article: the innermost place that has a name."""
    element: Any = line.element
    for _ in range(MAX_ABOVE):
        if element is None or tag_of(element) in ("body", "html"):
            break
        found = _by_name(element)
        if found:
            return found
        if tag_of(element) in _BY_TAG:
            tag = tag_of(element)
            return _BY_TAG[tag], _SURE, f"It stands in a <{tag}> of the page."
        element = element.getparent()
    if line.kind in ("li", "oli"):
        return "navigation", _LIKELY, "It stands in a list outside the article."
    return "other", _LIKELY, "It stands outside the article."


def is_among(kind: str, line: Line) -> bool:
    """Whether one of the places around a line is called as those of that kind are."""
    (place,) = (place for place in PLACES if place.kind == kind)
    around = islice(line.element.iterancestors(), MAX_ABOVE)
    return any(place.names.search(_names(each)) for each in (line.element, *around))


def _names(element: Any) -> str:
    return " ".join(filter(None, (element.get(a) for a in ("class", "id", "role", "itemprop"))))[:300]


def _by_name(element: Any) -> tuple[str, float, str] | None:
    names = _names(element)
    if not names:
        return None
    return next(((p.kind, _SURE, p.reason) for p in PLACES if p.names.search(names)), None)
