"""What a page declares about its article: in JSON-LD, in its meta tags, and in the heading that everybody sees."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

from .. import dates
from ..features import fold
from ..story import Facts, Person
from . import html_jsonld as jsonld
from .html_tree import address, words

MAX_TOPICS, MAX_TOPIC, MAX_NAME, MAX_HEADLINE = 20, 60, 80, 300
_SEAM = re.compile(r"\s+[|–—·»«:•/-]+\s+|\s*[|»«]\s*|\s+::?\s+")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+\.[a-z]{2,4}", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
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
    "created",
)
_BY = re.compile(r"^(?:by|von|par|por|di|da|door|posted by|author:?|autor:?|written by)\s+", re.IGNORECASE)
_AUTHOR_PLACE = re.compile(
    r"(?:^|[\s_-])(?:author|autor|auteur|byline)(?:[-_]?name|link)?(?=\s|$)", re.IGNORECASE
)
_NO = "posted name human admin administrator author autor editor redaktion by phd md rd staff share email"
_NO_NAMES = frozenset(_NO.split())


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree, what its JSON-LD says of the article, its meta tags (lower case), the address it came from."""

    tree: Any
    article: jsonld.Node
    metas: dict[str, list[str]]
    base: str

    def meta(self, *names: str) -> str:
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")


def page(tree: Any, text: str) -> Page:
    """Everything of a page that speaks about it. `text` is its source."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join(unescape(meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, []).append(content)
    return Page(tree, jsonld.article(tree), metas, _base(tree, metas, text[:4096]))


def facts(found: Page) -> Facts:
    """The declared facts of a page; what it does not say stays empty."""
    declared = _by_trafilatura(found.tree)
    canonical = _canonical(found)
    return Facts(
        headline=headline(found)[:MAX_HEADLINE],
        authors=tuple(Person(name) for name in authors(found, declared.author or "")),
        publication=_publication(found),
        published=published(found, declared.date or ""),
        language=_language(found),
        canonical_url=canonical,
        identity=canonical,
        topics=_topics(found),
        usage_terms=found.meta("copyright", "rights", "dc.rights")[:200],
    )


def _by_trafilatura(tree: Any) -> Any:
    from trafilatura.metadata import extract_metadata  # heavy, and only pages need it
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return extract_metadata(tree)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return Document()  # it stumbles over odd dates and scripts


def headline(found: Page) -> str:
    """The only heading of the first rank; else what JSON-LD says, og:title, <title> without the site's name."""
    title = next((" ".join(each.text_content().split()) for each in found.tree.iter("title")), "")
    tops = list(dict.fromkeys(filter(None, (words(each) for each in found.tree.iter("h1")))))
    said = jsonld.texts(found.article.get("headline"))[:1]
    shared = found.meta("og:title", "twitter:title", "dc.title", "title")
    sites = {fold(found.meta("og:site_name")), fold(_publication(found))}

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
    good = (" ".join(unescape(text).split()) for text in ranked if text and fold(text) not in sites)
    return next(good, "")


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


def authors(found: Page, guessed: str) -> list[str]:
    """Names from JSON-LD, from the page as trafilatura reads it, from links to an author; spelled as in the page."""
    linked = list(_linked(found.tree))
    ranked: Iterable[list[str]] = (
        jsonld.texts(found.article.get("author")),
        guessed.split(";"),
        linked,
        found.metas.get("author", []),
    )
    sites = {fold(found.meta("og:site_name")), fold(_publication(found)), ""}
    spelled = {fold(name): name for name in linked}
    for names in ranked:
        tidy = [_BY.sub("", " ".join(unescape(name).split())).strip(" ,;|") for name in names]
        good = [spelled.get(fold(name), name) for name in tidy if _is_name(name) and fold(name) not in sites]
        if good:
            return list(dict.fromkeys(good))[:20]
    return []


def _linked(tree: Any) -> Iterator[str]:
    """What stands where a page names its author: in links and in places called so."""
    for each in tree.iter("a", "span", "div", "p", "address", "cite", "strong", "b"):
        if "author" in (each.get("rel") or "").split() or _AUTHOR_PLACE.search(
            f"{each.get('class')} {each.get('itemprop')} {each.get('id')}"
        ):
            text = _BY.sub("", words(each)) if len(each) < 5 else ""
            if text and _is_name(text) and len(text.split()) <= 4:
                yield text


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= MAX_NAME
        and not re.search(r"https?:|@|www\.|\d{3}", text)
        and fold(text) not in _NO_NAMES
    )


def published(found: Page, guessed: str) -> date | datetime | None:
    """The date of a meta tag, the one htmldate finds, JSON-LD's; with its time, where one of them has it."""
    meta = next((when for name in _DATE_METAS if (when := _date(found.meta(name)))), None)
    said = _date(next(iter(jsonld.texts(found.article.get("datePublished"))), ""))
    if guessed.endswith("-01-01"):
        guessed = ""  # a year alone, as in the page's last line
    best = meta or _date(guessed) or said
    exact = next(
        (w for w in (meta, said) if isinstance(w, datetime) and best and w.date() == _day(best)), None
    )
    return exact or best


def _date(value: str) -> date | datetime | None:
    when = dates.parse(value[:40]) if value else None
    return when if when and 1800 <= when.year <= 2100 else None


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _publication(found: Page) -> str:
    publisher = next(iter(jsonld.texts(found.article.get("publisher"))), "")
    return (found.meta("og:site_name") or publisher or found.meta("application-name"))[:MAX_NAME].lstrip("@")


def _language(found: Page) -> str:
    said = [found.tree.get("lang") or "", found.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""]
    said += [*jsonld.texts(found.article.get("inLanguage")), found.meta("og:locale", "content-language")]
    for each in said:
        code = re.match(r"[A-Za-z]{2,3}(?=[-_]|$)", each.strip())
        if code:
            return code[0].lower()
    return ""


def _topics(found: Page) -> tuple[str, ...]:
    """The section and the tags, from the narrowest source that has any."""
    section = [found.meta("article:section"), *jsonld.texts(found.article.get("articleSection"))]
    tags: list[str] = []
    for source in (
        found.metas.get("article:tag", []),
        jsonld.texts(found.article.get("keywords")),
        found.metas.get("news_keywords", []),
        [words(each) for each in found.tree.iter("a") if "tag" in (each.get("rel") or "").split()],
    ):
        tags = tags or [part.strip() for text in source for part in re.split(r"[,;]", text)]
    named = [text for text in (next(filter(None, section), ""), *tags) if text and len(text) <= MAX_TOPIC]
    return tuple(dict.fromkeys(unescape(text) for text in named))[:MAX_TOPICS]


def _canonical(found: Page) -> str:
    link = next(
        (
            each.get("href")
            for each in found.tree.iter("link")
            if "canonical" in (each.get("rel") or "").lower().split()
        ),
        "",
    )
    url = address(link or "", found.base) or address(found.meta("og:url"), found.base)
    path = re.sub(r"^https?://[^/]*/?", "", url)
    return url if path else ""  # the front page is no address of a piece


def _base(tree: Any, metas: dict[str, list[str]], head: str) -> str:
    """What relative addresses count from."""
    saved = _SAVED_FROM.search(head)
    named = [each.get("href") or "" for each in tree.iter("base")][:1]
    named += [
        each.get("href") or "" for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical"
    ]
    named += [*metas.get("og:url", []), saved[1] if saved else ""]
    return next((found for found in (address(url, "") for url in named) if found), "")
