"""Who wrote a page: from JSON-LD, from the page as trafilatura reads it, from the places that name an author."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import islice
from typing import Any

from ..features import fold
from . import html_jsonld as jsonld
from .html_page import Page
from .html_tree import words

MAX_NAME, MAX_AUTHORS = 80, 20
_BY = re.compile(
    r"^(?:(?:by|von|par|por|di|da|door|(?:posted|written|view all posts) by|interview|author:?|aut[eo]u?r:?)\s+"
    r"|责任编辑：)",
    re.IGNORECASE,
)
_AUTHOR_PLACE = re.compile(
    r"(?:^|[\s_-])(?:author|autor|auteur|byline)(?:[-_]?name|link)?(?=\s|$)", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|kommentar|respond|related|sidebar", re.IGNORECASE)
_NO = """posted name human admin administrator wordpressadmin author autor editor by phd md rd staff share
email no_author name_required name_erforderlich posted_on veroffentlicht_am publiziert_am"""
_NO_NAMES = frozenset(name.replace("_", " ") for name in _NO.split())


def authors(found: Page, guessed: str) -> list[str]:
    """Names from JSON-LD, from the page as trafilatura reads it, from links to an author; spelled as in the page."""
    linked = _linked(found.tree)
    sites = {fold(found.meta("og:site_name")), fold(found.publication), ""}
    ranked: Iterable[list[str]] = (
        jsonld.texts(found.article.get("author")),
        guessed.split(";"),
        [name for name in linked if fold(name) not in sites],
        found.metas.get("author", []),
    )
    spelled = {fold(name): name for name in linked}
    for names in (*ranked, linked):  # an organisation signs with the name of its site
        good = [spelled.get(fold(name), name) for name in map(_tidy, names) if _is_name(name)]
        good = [name for name in good if names is linked or fold(name) not in sites]
        if good:
            return list(dict.fromkeys(good))[:MAX_AUTHORS]
    return []


def _linked(tree: Any) -> list[str]:
    """Who stands first where a page names its author: in a link to the author, or in a place called so.

    Those who wrote comments, and the fields of the form for one, are called authors, too.
    """
    links: list[str] = []
    places: list[str] = []
    for each in tree.iter("a", "span", "div", "p", "address", "cite", "strong", "b"):
        named = f"{each.get('class')} {each.get('itemprop')} {each.get('id')}"
        linked = "author" in (each.get("rel") or "").split()
        if (linked or _AUTHOR_PLACE.search(named)) and len(each) < 5 and not _among_comments(each):
            text = _tidy(words(each))
            if _is_name(text) and len(text.split()) <= 4:
                (links if linked else places).append(text)
    return (links or places)[:1]


def _among_comments(element: Any) -> bool:
    around = islice(element.iterancestors(), 8)
    return any(
        each.tag == "form" or _COMMENTS.search(f"{each.get('class')} {each.get('id')}") for each in around
    )


def _tidy(name: str) -> str:
    return _BY.sub("", " ".join(unescape(name).split())).strip(" ,;:|/-–")


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= MAX_NAME
        and not re.search(r"https?:|@|www\.|\d{3}|\b(?:says?|said|sagt|dit):?$", text)
        and fold(text) not in _NO_NAMES
    )
