"""What a page declares about its article: in JSON-LD, in its meta tags, and in the heading that everybody sees."""

import logging
import re
from datetime import date, datetime
from html import unescape
from typing import Any

from .. import dates
from ..story import Facts, Person
from . import html_jsonld as jsonld
from .html_authors import authors
from .html_page import Page
from .html_titles import headline
from .html_tree import address, words

MAX_TOPICS, MAX_TOPIC, MAX_HEADLINE = 20, 60, 300
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


def facts(found: Page) -> Facts:
    """The declared facts of a page; what it does not say stays empty."""
    declared = _by_trafilatura(found.tree)
    canonical = _canonical(found)
    return Facts(
        headline=headline(found)[:MAX_HEADLINE],
        authors=tuple(Person(name) for name in authors(found, declared.author or "")),
        publication=found.publication,
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


def published(found: Page, guessed: str) -> date | datetime | None:
    """The date htmldate finds (in meta tags first), a meta tag's, JSON-LD's; with its time, where one has it."""
    meta = next((when for name in _DATE_METAS if (when := _date(found.meta(name)))), None)
    said = _date(next(iter(jsonld.texts(found.article.get("datePublished"))), ""))
    if guessed.endswith("-01-01") and not (meta or said):
        guessed = ""  # a year alone, as in the page's last line
    best = _date(guessed) or meta or said
    exact = next(
        (w for w in (meta, said) if isinstance(w, datetime) and best and w.date() == _day(best)), None
    )
    return exact or best


def _date(value: str) -> date | datetime | None:
    when = dates.parse(value[:40]) if value else None
    return when if when and 1800 <= when.year <= 2100 else None


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


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
