"""Exports of Ghost, 1.x to 6.x: posts with their authors and tags in order; text as HTML, lexical or mobiledoc."""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from ..document import Document
from ..story import Options, Person, SourceFile
from . import exchange, ghost_cards, json_source, xml_tree
from .exchange import listed, mapped, text_of

name = "ghost"
suffixes = (".json",)
media_type = "application/json"
_HOME = "__GHOST_URL__"
_STATES = {"draft": "a draft", "scheduled": "scheduled"}


def accepts(source: SourceFile) -> bool:
    posts = listed(_data(json_source.value(source)).get("posts"))
    return bool(posts) and all(_is_post(_bare(post)) for post in posts)


def _bare(row: Any) -> Any:
    """A row by itself: Ghost's own tools for moving in put it beside its address, as `data`."""
    row = mapped(row)
    return {"url": row.get("url"), **mapped(row["data"])} if mapped(row.get("data")) else row


def _data(value: Any) -> Any:
    """The tables: `db[0].data`, `data`, or the thing itself."""
    holder = mapped(value)
    if listed(holder.get("db")):
        holder = mapped(holder["db"][0])
    return mapped(holder.get("data")) or holder


def _is_post(post: Any) -> bool:
    keys = mapped(post).keys()
    return "title" in keys and bool(keys & {"mobiledoc", "html", "lexical", "plaintext", "markdown", "slug"})


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """A document for each post; drafts, scheduled posts, pages and posts for members only are held back."""
    tables = _Tables(_data(json_source.needed(source)))
    if not tables.posts:
        raise exchange.nothing(source, "an export without posts")
    pieces = [tables.piece(post) for post in exchange.bounded(source, tables.posts)]
    return exchange.documents(source, pieces, media_type, "utf-8")


class _Tables:
    """The tables of an export, by what is looked up in them."""

    def __init__(self, data: Any) -> None:
        self.posts = [_bare(post) for post in listed(data.get("posts"))]
        self.users = _by_id(data.get("users"))
        self.tags = _by_id(data.get("tags"))
        self.authors_of = _links(data.get("posts_authors"), "author_id")
        self.tags_of = _links(data.get("posts_tags"), "tag_id")
        self.meta = {text_of(m.get("post_id")): m for m in map(mapped, listed(data.get("posts_meta")))}
        settings = _settings(data.get("settings"))
        self.title = settings.get("title", "")
        self.language = settings.get("locale") or settings.get("default_locale") or settings.get("lang", "")
        self.home = xml_tree.absolute(settings.get("url", ""), "")

    def piece(self, post: Any) -> exchange.Piece:
        link = xml_tree.absolute(text_of(post.get("canonical_url")) or text_of(post.get("url")), self.home)
        piece = exchange.Piece(raw=json_source.part(self._whole(post)), base=link or self.home)
        piece.body = _html(piece, post).replace(_HOME, self.home.rstrip("/"))
        if not piece.body.strip():
            piece.text = text_of(post.get("plaintext"))
        when = piece.moment(post.get("published_at"))
        piece.is_of(changed=post.get("updated_at"))
        piece.state(
            headline=exchange.plain(text_of(post.get("title"))),
            standfirst=exchange.standfirst(self._excerpt(post), piece.content),
            authors=self._authors(post),
            published=when,
            language=text_of(post.get("locale")) or self.language,
            canonical_url=link.replace(_HOME, self.home),
            identity=text_of(post.get("uuid")) or text_of(post.get("id")),
            slug=text_of(post.get("slug")),
            topics=exchange.topics(self._tags(post)),
            publication=self.title,
        )
        _judge(piece, post, when)
        return piece

    def _whole(self, post: Any) -> Any:
        """The post with what other tables say of it, so that a change of its authors is a change, too."""
        return {**post, "_authors": [p.name for p in self._authors(post)], "_tags": self._tags(post)}

    def _excerpt(self, post: Any) -> str:
        meta = mapped(self.meta.get(text_of(post.get("id"))))
        return text_of(post.get("custom_excerpt")) or text_of(meta.get("custom_excerpt"))

    def _authors(self, post: Any) -> tuple[Person, ...]:
        inside = [_user(author) for author in listed(post.get("authors"))]
        linked = [self.users.get(key) for key in self.authors_of.get(text_of(post.get("id")), [])]
        single = self.users.get(text_of(post.get("author_id")) or text_of(post.get("author")))
        users = [user for user in (inside or linked or [single]) if user]
        people = (Person(text_of(u.get("name")), exchange.plain(text_of(u.get("bio")))) for u in users)
        return exchange.credited(people)

    def _tags(self, post: Any) -> list[str]:
        """By name; those with a hash sign are for the system's own use."""
        linked = [self.tags.get(key, {}) for key in self.tags_of.get(text_of(post.get("id")), [])]
        tags = [_bare(tag) for tag in listed(post.get("tags"))] or linked
        named = [text_of(tag.get("name")) for tag in tags if tag.get("visibility") != "internal"]
        return [tag for tag in named if tag and not tag.startswith("#")]


def _user(author: Any) -> Any:
    return {"name": author} if isinstance(author, str) else _bare(author)


def _by_id(rows: Any) -> dict[str, Any]:
    return {text_of(row.get("id")): row for row in map(mapped, listed(rows))}


def _links(rows: Any, key: str) -> dict[str, list[str]]:
    """What each post is linked to, in order."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for number, row in enumerate(map(mapped, listed(rows))):
        order = row.get("sort_order")
        place = float(order) if isinstance(order, int | float) else float(number)
        found[text_of(row.get("post_id"))].append((place, text_of(row.get(key))))
    return {
        post: [one for _, one in sorted(links, key=lambda link: link[0])] for post, links in found.items()
    }


def _settings(rows: Any) -> dict[str, str]:
    if isinstance(rows, dict):
        return {key: text_of(value) for key, value in rows.items()}
    return {text_of(row.get("key")): text_of(row.get("value")) for row in map(mapped, listed(rows))}


def _html(piece: exchange.Piece, post: Any) -> str:
    """The text as HTML: as Ghost made it itself, else from what its editor stored."""
    html = text_of(post.get("html"))
    if html:
        return html
    forms: tuple[tuple[str, Callable[[Any], str]], ...] = (
        ("lexical", ghost_cards.lexical),
        ("mobiledoc", ghost_cards.mobiledoc),
    )
    for key, render in forms:
        stored = post.get(key)
        try:
            value = json.loads(stored) if isinstance(stored, str) and stored.strip() else stored
            found = render(mapped(value))
        except (ValueError, RecursionError):
            piece.note("body-unreadable", "The text is in a form that cannot be read.", key)
            continue
        if found:
            return found
    return ""


def _judge(piece: exchange.Piece, post: Any, when: Any) -> None:
    status = text_of(post.get("status"))
    if status in _STATES:
        piece.hold_back(f"In Ghost it is {_STATES[status]}.", status)
    if status == "scheduled" and when:
        piece.state(embargoed=piece.exactly(post.get("published_at")))
    if text_of(post.get("type")) == "page" or post.get("page") in (1, True):
        piece.hold_back("In Ghost it is a page of the site, not a post.", "page")
    if text_of(post.get("visibility")) not in ("public", ""):
        piece.hold_back("In Ghost only members may read it.", text_of(post.get("visibility")))
