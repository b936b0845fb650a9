"""JSON Feed 1.0 and 1.1: an item is a piece, and a summary is no body."""

from typing import Any

from ..document import Document
from ..story import Options, Person, SourceFile
from . import exchange, json_source, xml_tree
from .exchange import listed, mapped, text_of

name = "jsonfeed"
suffixes = (".json",)
media_type = "application/feed+json"


def accepts(source: SourceFile) -> bool:
    feed = mapped(json_source.value(source))
    return "jsonfeed.org/version/" in text_of(feed.get("version"))


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """A document for each item; one without content is marked partial."""
    feed = mapped(json_source.needed(source))
    items = [mapped(item) for item in listed(feed.get("items")) if mapped(item)]
    if not items:
        raise exchange.nothing(source, "a feed without items")
    return exchange.documents(
        source, [_piece(item, feed) for item in exchange.bounded(source, items)], media_type, "utf-8"
    )


def _piece(item: Any, feed: Any) -> exchange.Piece:
    home = xml_tree.absolute(text_of(feed.get("home_page_url")), text_of(feed.get("feed_url")))
    link = xml_tree.absolute(text_of(item.get("url")) or text_of(item.get("external_url")), home)
    piece = exchange.Piece(raw=json_source.part(item), base=link or home)
    piece.body, piece.text = text_of(item.get("content_html")), text_of(item.get("content_text"))
    summary = text_of(item.get("summary"))
    if piece.content.strip():
        piece.state(standfirst=exchange.standfirst(summary, piece.content))
    else:
        piece.text = summary
        piece.note("partial", exchange.PARTIAL, suggestion="Get the text from its source.")
    piece.is_of(changed=item.get("date_modified"))
    piece.state(
        headline=exchange.plain(text_of(item.get("title"))),
        authors=_authors(item) or _authors(feed),
        published=piece.moment(item.get("date_published")),
        language=text_of(item.get("language")) or text_of(feed.get("language")),
        canonical_url=link,
        identity=text_of(item.get("id")),
        topics=exchange.topics(map(text_of, listed(item.get("tags")))),
        publication=exchange.plain(text_of(feed.get("title"))),
    )
    return piece


def _authors(holder: Any) -> tuple[Person, ...]:
    named = listed(holder.get("authors")) or [holder.get("author")]
    return exchange.credited(
        person for author in named for person in exchange.people(text_of(mapped(author).get("name")))
    )
