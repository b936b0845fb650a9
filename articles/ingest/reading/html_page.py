"""A page as a thing that speaks about itself: its tree, its JSON-LD, its meta tags."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from . import html_jsonld as jsonld
from .html_tree import address

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree, what its JSON-LD says of the article, its meta tags (lower case), the address it came from."""

    tree: Any
    article: jsonld.Node
    metas: dict[str, list[str]]
    base: str

    def meta(self, *names: str) -> str:
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    @property
    def publication(self) -> str:
        publisher = next(iter(jsonld.texts(self.article.get("publisher"))), "")
        return (self.meta("og:site_name") or publisher or self.meta("application-name"))[:80].lstrip("@")

    @property
    def language(self) -> str:
        """The code of the declared language; empty where none is."""
        said = [
            self.tree.get("lang") or "",
            self.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        ]
        said += [*jsonld.texts(self.article.get("inLanguage")), self.meta("og:locale", "content-language")]
        codes = (re.match(r"[A-Za-z]{2,3}(?=[-_]|$)", each.strip()) for each in said)
        return next((code[0].lower() for code in codes if code), "")


def page(tree: Any, text: str) -> Page:
    """Everything of a page that speaks about it. `text` is its source."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join(unescape(meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, []).append(content)
    return Page(tree, jsonld.article(tree), metas, _base(tree, metas, text[:4096]))


def _base(tree: Any, metas: dict[str, list[str]], head: str) -> str:
    """What relative addresses count from."""
    saved = _SAVED_FROM.search(head)
    named = [each.get("href") or "" for each in tree.iter("base")][:1]
    named += [
        each.get("href") or "" for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical"
    ]
    named += [*metas.get("og:url", []), saved[1] if saved else ""]
    return next((found for found in (address(url, "") for url in named) if found), "")
