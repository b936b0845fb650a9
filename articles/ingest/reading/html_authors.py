"""Who wrote a page: from JSON-LD, from the page as trafilatura reads it, from the places that name an author."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from ..features import fold
from ..lexicon import lexicon
from . import html_jsonld as jsonld
from .html_page import Page
from .html_tree import words

MAX_NAME, MAX_AUTHORS = 80, 20
_PIECES = "alles|artikel|beiträge|beitrag|veröffentlicht|verfasst|geschrieben|text|pressemitteilung"
_BY = re.compile(
    r"^(?:(?:by|vo[nm]|par|por|di|da|door|(?:posted|written|view all posts) by|interview|author:?|aut[eo]u?r:?)\s+"
    rf"|(?:(?:zeige )?alle )?(?:{_PIECES}) von\s+"
    r"|责任编辑：)",
    re.IGNORECASE,
)
_EDGE = " ,;:|/~-–—•·"
_AUTHOR_PLACE = re.compile(
    r"(?:^|[\s_-])(?:author|autor|auteur|byline)(?:s|en|es|in)?(?:[-_]*(?:name|link|zeile|line|title)s?)?(?=\s|$)",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autore?n?|autores|auteurs?|redaktion/autoren)/[^/]", re.IGNORECASE)
# A place of others than the author of this piece; `comments-open` and `has-sidebar` say something of the whole page.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comment(?!s?-(?:open|closed|status))|kommentar|respond(?=[\s_-]|$)|related(?=[\s_-]|$)"
    r"|teaser|sidebar(?=\s|$))",
    re.IGNORECASE,
)
_WHOLE_PAGE = ("body", "html", "article", "main")
_JOINS = re.compile(r"\s*[,;/]\s+(?:and |und |et |y |e )?|\s+(?:and|und|et|&)\s+")
# How houses are called, not people.
_HOUSE = re.compile(
    r"\b(?:e\.? ?V|gGmbH|GmbH|AG|SE|Inc|Ltd|LLC|S\.?A|Redaktion|Verlag)\b\.?|\b(?:www|https?)\b", re.ASCII
)
_NO = """posted name human admin administrator wordpressadmin author autor editor by phd md rd staff share follow datum
email no_author name_required name_erforderlich posted_on veroffentlicht_am publiziert_am date anonymous gast null"""
_NO_NAMES = frozenset(name.replace("_", " ") for name in _NO.split())


def authors(found: Page, guessed: str) -> list[str]:
    """Names of people first, of houses where there are no others; spelled as in the page.

    JSON-LD is believed first, then `guessed` (names that trafilatura gives, apart by semicolons), then links to an
    author, places called so, and the meta tag.
    """
    links, places = _named(found)
    people, houses = _declared(found.article.get("author"))
    said = found.metas.get("author", [])
    ranked: list[list[str]] = [people, guessed.split(";"), links, places, said]
    host = (urlsplit(found.base).hostname or "").removeprefix("www.")
    hosts = {_key(host), _key(f"www.{host}")}
    sites = {_key(found.meta("og:site_name")), _key(found.publication), _key(host.split(".")[0]), *hosts, ""}
    spelled = {_plain(name): name for name in (*said, *places, *links)}
    for candidates, fits in (
        (ranked, lambda name: _key(name) not in sites and not _HOUSE.search(name)),
        ([people], lambda name: not _is_address(name)),
        ([houses, *ranked], lambda name: _key(name) not in sites),
        ([links, places], lambda name: True),  # an organisation signs with the name of its site
        ([houses, *ranked], lambda name: _key(name) not in hosts),
    ):
        names = _first(candidates, fits, spelled)
        if names:
            return names
    return []


def _first(
    candidates: Iterable[list[str]], fits: Callable[[str], bool], spelled: dict[str, str]
) -> list[str]:
    """The names of the first source that has any."""
    for names in candidates:
        tidied = (name for name in map(_tidy, names) if _is_name(name))
        good = [_respelled(name, spelled) for name in tidied if fits(name)]
        if good:
            return list(dict.fromkeys(good))[:MAX_AUTHORS]
    return []


def _respelled(name: str, spelled: dict[str, str]) -> str:
    """The name as the page prints it, unless that lost its accents."""
    printed = spelled.get(_plain(name), name)
    return printed if name.isascii() or not printed.isascii() else name


def _declared(author: Any) -> tuple[list[str], list[str]]:
    """The people and the houses that JSON-LD names."""
    values = author if isinstance(author, list) else [author]
    houses = [v for v in values if isinstance(v, dict) and "Organization" in str(v.get("@type"))]
    people = [v for v in values if v not in houses or "Person" in str(v.get("@type"))]
    return jsonld.texts(people), jsonld.texts(houses)


def _plain(name: str) -> str:
    """What is the same in all spellings of a name; trafilatura leaves out digits and full stops."""
    return re.sub(r"\d+", "", fold(name)).strip() or fold(name)


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _is_address(name: str) -> bool:
    return bool(re.search(r"\.[a-z]{2,4}$", name))


def _named(found: Page) -> tuple[list[str], list[str]]:
    """Who stands first where a page names its authors: in a link to them, and in a place called so.

    Those who wrote comments, and the fields of the form for one, are called authors, too.
    """
    lex = lexicon(found.language)
    roles = lex.singles("byline", "roles") | lex.singles("byline", "nobody")
    links: list[str] = []
    pages: list[str] = []
    places: list[str] = []
    for each in found.tree.iter(
        "a", "span", "div", "p", "address", "cite", "strong", "b", "h2", "h3", "h4", "h5", "h6"
    ):
        named = f"{each.get('class')} {each.get('itemprop')} {each.get('id')}"
        if "author" in (each.get("rel") or "").split():
            into = links
        elif _AUTHOR_PLACE.search(named):
            into = places
        elif each.tag == "a" and _AUTHOR_PAGE.search(each.get("href") or ""):
            into = pages
        else:
            continue
        if not into and len(each) < 5 and not _among_others(each):
            said = [_tidy(name) for name in _JOINS.split(words(each)[: MAX_NAME * MAX_AUTHORS])]
            names = [name for name in said if not roles.issuperset(fold(name).split())]
            into += names if all(_is_name(name) and len(name.split()) <= 4 for name in names) else []
    return links, places or pages


def _among_others(element: Any) -> bool:
    around = islice(element.iterancestors(), 8)
    return any(
        each.tag == "form"
        or (each.tag not in _WHOLE_PAGE and _OTHERS.search(f"{each.get('class')} {each.get('id')}"))
        for each in around
    )


def _tidy(name: str) -> str:
    return _BY.sub("", " ".join(unescape(name).split()).strip(_EDGE)).strip(_EDGE)


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= MAX_NAME
        and not re.search(
            r"https?:|@|www\.|\d{3}.*\s|\s.*\d{3}|(?i:\b(?:says?|said|sagt|dit)):?$|^On \w+ \d", text
        )
        and fold(text) not in _NO_NAMES
    )
