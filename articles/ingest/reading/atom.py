"""Atom (RFC 4287): an entry is a piece, and a summary is no body."""

from dataclasses import dataclass
from typing import Any

from ..document import Document
from ..story import Options, Person, SourceFile
from . import exchange, xml_source, xml_tree
from .xml_tree import child, children, said

name = "atom"
suffixes = (".atom", ".xml")
media_type = "application/atom+xml"
_SPACES = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")


def accepts(source: SourceFile) -> bool:
    root = xml_source.root(source)
    return bool(root and root.name in ("feed", "entry") and root.namespace in _SPACES)


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """A document for each entry; one with nothing but a summary is marked partial."""
    pieces, encoding = _pieces(source, options)  # and the tree of the file is gone
    return exchange.documents(source, pieces, media_type, encoding)


def _pieces(source: SourceFile, options: Options) -> tuple[list[exchange.Piece], str]:
    xml = xml_source.read(source, options.encoding)
    alone = xml_tree.local(xml.root) == "entry"
    feed = None if alone else xml.root
    entries = [xml.root] if alone else children(feed, "entry")
    if not entries:
        raise exchange.nothing(source, "a feed without entries")
    parts = xml_source.raw_parts(xml, "entry", exchange.bounded(source, entries))
    around = _Feed(_html(child(feed, "title")), _link(feed), _html(child(feed, "rights")), _authors(feed))
    pieces = [_piece(entry, around, raw) for entry, raw in zip(entries, parts, strict=True)]
    return exchange.marked(pieces, entries, xml.faults), xml.encoding


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
    updated = said(entry, "updated", "modified")
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
