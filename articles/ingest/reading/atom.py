"""Atom (RFC 4287): an entry is a piece, and a summary is no body."""

from dataclasses import dataclass
from typing import Any

from .. import versions
from ..document import Streamed
from ..story import Options, Person, SourceFile
from . import exchange, xml_parts, xml_source, xml_tree
from .stream import Stream
from .xml_tree import child, children, said

name = "atom"
suffixes = (".atom", ".xml")
media_type = "application/atom+xml"
_SPACES = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")


def accepts(source: SourceFile) -> bool:
    root = xml_source.root(source)
    return bool(root and root.name in ("feed", "entry") and root.namespace in _SPACES)


def read(source: SourceFile, options: Options) -> Streamed:
    """A document for each entry; one with nothing but a summary is marked partial."""
    parts = xml_parts.read(source, options.encoding, "entry")
    alone = xml_tree.local(parts.around) == "entry"
    feed = None if alone else parts.around
    entries = parts.numbered([parts.around] if alone else children(feed, "entry"))
    if not entries:
        raise exchange.nothing(source, "a feed without entries")
    stream = Stream(source, parts, exchange.bounded(source, entries))
    around = _Feed(_html(child(feed, "title")), _link(feed), _html(child(feed, "rights")), _authors(feed))
    states = {number: _state(entry) for number, entry in stream.items()}
    return stream.documents(states, lambda entry, raw: _piece(entry, around, raw), media_type)


def _state(entry: Any) -> exchange.State:
    if entry is None:
        return exchange.State()
    return exchange.State(said(entry, "id"), versions.of("", exchange.moment(_updated(entry))))


def _updated(entry: Any) -> str:
    return said(entry, "updated", "modified")


@dataclass(frozen=True, slots=True)
class _Feed:
    """What holds for all entries."""

    title: str
    link: str
    rights: str
    authors: tuple[Person, ...]


def _piece(entry: Any, feed: _Feed, raw: bytes) -> exchange.Piece:
    link = xml_tree.absolute(_link(entry), xml_tree.base(entry, feed.link))
    content, origin = child(entry, "content"), child(entry, "source")
    piece = exchange.Piece(raw=raw, base=xml_tree.base(entry if content is None else content, link))
    _fill_body(piece, entry, content)
    updated = _updated(entry)
    piece.is_of(changed=updated)
    piece.state(
        headline=exchange.plain(_html(child(entry, "title"))),
        authors=_authors(entry) or _authors(origin) or feed.authors,
        published=piece.moment(said(entry, "published", "issued") or updated),
        language=xml_tree.language(content if content is not None else entry),
        canonical_url=link,
        identity=said(entry, "id"),
        topics=exchange.topics(c.get("label") or c.get("term") or "" for c in children(entry, "category")),
        publication=exchange.plain(feed.title if origin is None else _html(child(origin, "title"))),
        usage_terms=exchange.plain(_html(child(entry, "rights")) or feed.rights),
    )
    return piece


def _fill_body(piece: exchange.Piece, entry: Any, content: Any) -> None:
    summary = child(entry, "summary")
    elsewhere = content is None or content.get("src") or _is_other(content)
    if elsewhere or not xml_tree.inner(content).strip():
        _take(piece, summary)
        piece.note("partial", exchange.PARTIAL, suggestion="Get the text from its source.")
        return
    _take(piece, content)
    piece.state(standfirst=exchange.standfirst(_html(summary), piece.content))


def _take(piece: exchange.Piece, element: Any) -> None:
    """The text of a construct: plain text, escaped HTML, or elements of XHTML."""
    if element is None:
        return
    if element.get("type", "text") in ("text", "text/plain") and not len(element):
        piece.text = "".join(element.itertext())
    elif len(element):
        piece.body = xml_tree.unqualified(element)
    else:
        piece.body = xml_tree.inner(element)


def _is_other(content: Any) -> bool:
    """Whether the content is a picture, data or a document of another kind."""
    kind = content.get("type", "text").lower()
    if content.get("mode") == "base64":  # in Atom 0.3
        return True
    return kind not in ("text", "html", "xhtml") and not kind.startswith(("text/", "application/xhtml"))


def _html(element: Any) -> str:
    if element is None:
        return ""
    if element.get("type", "text") in ("html", "text/html", "escaped"):
        return xml_tree.inner(element)
    return xml_tree.words(element).replace("&", "&amp;").replace("<", "&lt;")


def _link(entry: Any) -> str:
    for wanted in (None, "alternate"):
        for link in children(entry, "link"):
            if link.get("rel") == wanted and link.get("href"):
                return str(link.get("href"))
    return ""


def _authors(element: Any) -> tuple[Person, ...]:
    people: list[Person] = []
    for role, tag in (("author", "author"), ("contributor", "contributor")):
        for person in children(element, tag):
            people += exchange.people(said(person, "name"), role)
    return exchange.credited(people)
