"""What a page declares about its article: in JSON-LD, in its meta tags, and in the heading that everybody sees."""

import logging
import re
from datetime import date
from html import unescape
from typing import Any

from ..story import Facts, Person
from . import html_dates
from . import html_jsonld as jsonld
from .html_authors import authors
from .html_page import Page
from .html_titles import headline
from .html_tree import address, words

MAX_TOPICS, MAX_TOPIC, MAX_HEADLINE = 20, 60, 300


def facts(found: Page) -> tuple[Facts, date | None]:
    """The declared facts of a page; what it does not say stays empty. And the date it most likely has, as a guess."""
    declared = _by_trafilatura(found.tree)
    canonical, title = _canonical(found), headline(found)
    appeared = html_dates.published(found, title, canonical, declared.date or "")
    said = Facts(
        headline=title[:MAX_HEADLINE],
        authors=tuple(Person(name) for name in authors(found, declared.author or "")),
        publication=found.publication,
        published=None if appeared.guessed else appeared.when,
        language=found.language,
        canonical_url=canonical,
        identity=canonical,
        topics=_topics(found),
        usage_terms=found.meta("copyright", "rights", "dc.rights")[:200],
    )
    return said, appeared.when if appeared.guessed else None


def _by_trafilatura(tree: Any) -> Any:
    from trafilatura.metadata import extract_metadata  # heavy, and only pages need it
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return extract_metadata(tree)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return Document()  # it stumbles over odd dates and scripts


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
