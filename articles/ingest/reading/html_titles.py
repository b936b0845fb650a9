"""The headline of a page: of what calls itself one, the heading of the piece and not the name of the site."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from ..features import fold
from . import html_jsonld as jsonld
from .html_page import Page
from .html_tree import words

MIN_HEADLINE = 15  # characters
_SEAM = re.compile(r"\s+[|–—·»«:•/-]+\s+|\s*[|｜]\s*|\s+::?\s+")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+\.[a-z]{2,4}", re.IGNORECASE)


def headline(found: Page) -> str:
    """The only heading of the first rank; else what JSON-LD says, og:title, <title> without the site's name."""
    title = next((" ".join(each.text_content().split()) for each in found.tree.iter("title")), "")
    tops = list(
        dict.fromkeys(filter(None, (words(h1) for h1 in found.tree.iter("h1") if not _leads_home(h1))))
    )
    said = jsonld.texts(found.article.get("headline"))[:1]
    shared = found.meta("og:title", "twitter:title", "dc.title", "title")
    sites = {fold(found.meta("og:site_name")), fold(found.publication)}

    def surely_cut(text: str) -> str:
        return _cut(text, sites, sure=True)

    ranked = [
        *(
            map(surely_cut, tops)
            if len(tops) == 1 and not _is_site(found.tree, tops[0], title, [*said, shared])
            else ()
        ),
        *said,
        *(top for top in tops if _is_start(top, shared or title)),
        surely_cut(shared),
        _cut(title, sites),
        title,
    ]
    good = (
        " ".join(unescape(text).split())
        for text in ranked
        if text and fold(text) not in sites and not _DOMAIN.fullmatch(text)
    )
    return next(good, tops[0] if tops else title)


def _leads_home(heading: Any) -> bool:
    """Whether a heading is a link to the front page: the name of the site, as blogs show it."""
    links = [
        *heading.iter("a"),
        *(each for each in [heading.getparent()] if each is not None and each.tag == "a"),
    ]
    return any(
        urlsplit(_plain(link.get("href"))).path in ("", "/") and link.get("href") for link in links[:2]
    )


def _plain(href: str | None) -> str:
    return (href or "#").split("#")[0].split("?")[0].replace("[", "").replace("]", "") or "/x"


def _is_start(top: str, title: str) -> bool:
    return len(top) > 10 and fold(title).startswith(fold(top))


def _is_site(tree: Any, top: str, title: str, said: list[str]) -> bool:
    """Whether the heading is the name of the site: a part of <title> that is not the part about the piece."""
    parts = [fold(part) for part in _SEAM.split(title)]
    others = [fold(each) for each in said if each]
    if fold(top) == parts[-1]:
        others += [fold(words(each)) for each in tree.iter("h2", "h3")]
    return any(part.startswith(fold(top)) for part in parts) and any(
        each and fold(top) not in each and each in fold(title) for each in others
    )


def _cut(title: str, sites: set[str], sure: bool = False) -> str:
    """A title without the name of the site, which stands behind the last seam or before the first.

    `sure`: only where it is known to be the name of the site, or looks like nothing else.
    """
    seams = list(_SEAM.finditer(title))
    if not seams:
        return title
    first, last = title[: seams[0].start()], title[seams[-1].end() :]
    if fold(first) in sites:
        return title[seams[0].end() :]
    is_site = (
        fold(last) in sites or _DOMAIN.fullmatch(last) or (seams[-1][0].strip() == "|" and len(last) < 25)
    )
    if is_site or (not sure and len(last) < seams[-1].start()):
        return title[: seams[-1].start()]
    return title if len(seams) > 1 or sure else last
