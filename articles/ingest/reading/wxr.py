"""WXR, the export of WordPress: posts are pieces; comments, attachments, menus and templates are none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from .. import versions
from ..document import Streamed
from ..story import Options, Person, SourceFile
from . import exchange, wordpress, xml_parts, xml_source, xml_tree
from .stream import Stream
from .xml_tree import child, children, said, words

name = "wxr"
suffixes = (".xml", ".wxr")
media_type = "application/rss+xml"
EXPORT = "wordpress.org/export/"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NO_PIECES = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|guest-author|feedback"
    r"|(?:wp_|acf-|elementor|jp_|shop_|wpcf7|wpforms|mc4wp|tribe_|popup|product|et_).*"
)
_THROWN_AWAY = ("trash", "auto-draft", "inherit")
_STATES = {"draft": "a draft", "pending": "waiting for review", "private": "private", "future": "scheduled"}
_NO_TOPICS = ("uncategorized", "uncategorised", "allgemein", "sin categoría", "non classé", "sem categoria")


def accepts(source: SourceFile) -> bool:
    root = xml_source.root(source)
    return bool(root and root.name == "rss" and any(EXPORT in space for space in root.namespaces))


def read(source: SourceFile, options: Options) -> Streamed:
    """A document for each post; drafts, private posts, those with a password and pages are held back."""
    parts = xml_parts.read(source, options.encoding, "item")
    channel = child(parts.around, "channel")
    site = _Site(channel)
    # What readers wrote under it (with their addresses) and what plugins noted is not the piece's.
    stream = Stream(source, parts, parts.numbered(children(channel, "item")), ("comment", "postmeta"))
    states = exchange.bounded(source, dict(_states(stream, site)))
    if not states:
        raise exchange.nothing(source, "a WordPress export without posts")
    return stream.documents(states, site.piece, media_type)


def _states(stream: Stream, site: "_Site") -> Iterator[tuple[int, exchange.State]]:
    """Those of the posts. The guest authors, who may stand anywhere, are known afterwards."""
    for number, item in stream.items():
        if item is None:
            yield number, exchange.State()
        elif site.is_guest(item):
            site.know(stream.item(number, "comment")[0])
        elif site.is_piece(item):
            yield number, site.state(item)


class _Site:
    """What holds for all posts of the export: its address and name, its language, its authors by login."""

    def __init__(self, channel: Any) -> None:
        spaces = [s for e in ([channel] if channel is not None else []) for s in e.nsmap.values() if s]
        own = [s for s in spaces if EXPORT in s and not s.endswith("excerpt/")]
        excerpt = [s for s in spaces if EXPORT in s and s.endswith("excerpt/")]
        self.wp = f"{{{own[0]}}}" if own else "{}"
        self.excerpt = f"{{{excerpt[0]}}}encoded" if excerpt else ""
        self.title = exchange.plain(said(channel, "title"))
        self.language = said(channel, "language")
        self.address = (self.of(channel, "base_blog_url", "base_site_url") or said(channel, "link")).rstrip(
            "/"
        )
        self.authors = self._authors(channel)

    def of(self, element: Any, *names: str) -> str:
        return said(element, *(f"{self.wp}{one}" for one in names))

    def _authors(self, channel: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for author in children(channel, f"{self.wp}author", f"{self.wp}wp_author"):
            login = self.of(author, "author_login")
            full = f"{self.of(author, 'author_first_name')} {self.of(author, 'author_last_name')}".strip()
            shown = self.of(author, "author_display_name")
            found[login.casefold()] = full if shown in ("", login) and full else shown or login
        return found

    def is_guest(self, item: Any) -> bool:
        return self.of(item, "post_type") == "guest-author"

    def know(self, guest: Any) -> None:
        """Note the name of a guest author."""
        meta = children(guest, f"{self.wp}postmeta")
        values = {self.of(one, "meta_key"): self.of(one, "meta_value") for one in meta}
        if login := values.get("cap-user_login", ""):
            self.authors[login.casefold()] = values.get("cap-display_name") or said(guest, "title") or login

    def is_piece(self, item: Any) -> bool:
        kind = self.of(item, "post_type") or "post"
        return not _NO_PIECES.fullmatch(kind) and self.of(item, "status") not in _THROWN_AWAY

    def state(self, item: Any) -> exchange.State:
        return exchange.State(self._identity(item), versions.of("", exchange.moment(self._changed(item))))

    def _identity(self, item: Any) -> str:
        number = self.of(item, "post_id")
        return f"{self.address}/?p={number}" if number and self.address else words(child(item, "guid"))

    def piece(self, item: Any, raw: bytes) -> exchange.Piece:
        link = xml_tree.absolute(said(item, "link"), self.address)
        piece = exchange.Piece(raw=raw, base=link or self.address)
        piece.body, dropped = wordpress.as_html(xml_tree.inner(child(item, _CONTENT)))
        if dropped:
            piece.note(
                "shortcodes-left-out", "Shortcodes mean nothing here and were left out.", ", ".join(dropped)
            )
        piece.is_of(changed=self._changed(item))
        when = self._published(piece, item)
        piece.state(
            headline=exchange.plain(xml_tree.inner(child(item, "title"))),
            standfirst=exchange.standfirst(xml_tree.inner(child(item, self.excerpt)), piece.body),
            authors=self._credited(item),
            published=when,
            language=_language(item) or self.language,
            canonical_url="" if re.search(r"[?&](?:p|page_id)=\d+$", link) else link,
            identity=self._identity(item),
            slug=unquote(self.of(item, "post_name")),
            topics=exchange.topics(_topics(item)),
            publication=self.title,
        )
        self._judge(piece, item, when)
        return piece

    def _published(self, piece: exchange.Piece, item: Any) -> Any:
        """In universal time where that is said; a draft has no date yet, which is no fault."""
        universal = self.of(item, "post_date_gmt")
        if universal and not universal.startswith("0000"):
            return piece.exactly(universal)
        status = self.of(item, "status")
        if status in ("draft", "pending"):
            return None
        dated = said(item, "pubDate")
        if dated and not dated.endswith("-0001 00:00:00 +0000"):
            return piece.moment(dated)
        local = self.of(item, "post_date")
        return piece.moment(local) if not local.startswith("0000") else None

    def _changed(self, item: Any) -> str:
        changed = self.of(item, "post_modified_gmt", "post_modified")
        return "" if changed.startswith("0000") else changed

    def _judge(self, piece: exchange.Piece, item: Any, when: Any) -> None:
        status = self.of(item, "status")
        if status in _STATES:
            piece.hold_back(f"In WordPress it is {_STATES[status]}.", status)
        if self.of(item, "post_password"):
            piece.hold_back("In WordPress a password protects it.")
        if self.of(item, "post_type") == "page":
            piece.hold_back("In WordPress it is a page of the site, not a post.", "page")
        if status == "future" and when:
            piece.state(embargoed=when)

    def _credited(self, item: Any) -> tuple[Person, ...]:
        """The co-authors in their order where there are any, else the author."""
        together = [e for e in children(item, "category") if e.get("domain") == "author"]
        if together:
            return exchange.credited(Person(self._called(words(e), e.get("nicename", ""))) for e in together)
        login = said(item, f"{_DC}creator")
        return exchange.credited([Person(self._called(login))])

    def _called(self, *logins: str) -> str:
        """The name by which somebody signs, from any of their logins; of those unknown, the first that is one."""
        known: Mapping[str, str] = self.authors
        for login in logins:
            for key in (login.casefold(), login.casefold().removeprefix("cap-")):
                if key in known:
                    return known[key]
        return "" if "@" in logins[0] else logins[0].removeprefix("cap-")


def _topics(item: Any) -> list[str]:
    found = []
    for category in children(item, "category"):
        domain = category.get("domain", "category")
        text = exchange.plain(xml_tree.inner(category))
        fits = re.search(r"categor|tag|topic|subject|section", domain)
        if fits and text.casefold() not in _NO_TOPICS:
            found.append(text)
    return found


def _language(item: Any) -> str:
    """As plugins for several languages keep it."""
    several = [e.get("nicename", "") for e in children(item, "category") if e.get("domain") == "language"]
    return several[0] if several else ""
