"""RSS 2.0, and its elder forms 0.9 and 1.0: an item is a piece, and a description is no body."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from .. import versions
from ..document import Streamed
from ..story import Options, Person, SourceFile
from . import exchange, xml_parts, xml_source, xml_tree
from .stream import Stream
from .xml_tree import child, children, said

name = "rss"
suffixes = (".rss", ".xml", ".rdf")
media_type = "application/rss+xml"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ORIGINAL = "{http://rssnamespace.org/feedburner/ext/1.0}origLink"
_RDF = (
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
)
_RDF_SYNTAX = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
EXPORT = "wordpress.org/export/"  # the same element, but another format


def accepts(source: SourceFile) -> bool:
    root = xml_source.root(source)
    if root is None or any(EXPORT in space for space in root.namespaces):
        return False
    if root.name == "RDF":
        return any(space in root.namespaces for space in _RDF)
    return root.name == "rss" and root.inner in ("channel", "item")


def read(source: SourceFile, options: Options) -> Streamed:
    """A document for each item; one with nothing but a description is marked partial."""
    parts = xml_parts.read(source, options.encoding, "item")
    channel = child(parts.around, "channel", *(f"{{{space}}}channel" for space in _RDF))
    beside = (f"{{{space}}}item" for space in _RDF)  # where they stand in RSS 0.9 and 1.0
    items = parts.numbered([*children(channel, "item"), *children(parts.around, "item", *beside)])
    if not items:
        raise exchange.nothing(source, "a feed without items")
    stream = Stream(source, parts, exchange.bounded(source, items))
    around = _Channel.of(channel)
    states = {
        number: exchange.State() if item is None else _state(item, around) for number, item in stream.items()
    }
    shared = _shared(states.values())

    def piece(item: Any, raw: bytes) -> exchange.Piece:
        found = _piece(item, around, raw)
        return found.without("identity") if found.facts.get("identity") in shared else found

    apart = {
        number: state._replace(identity="") if state.identity in shared else state
        for number, state in states.items()
    }
    return stream.documents(apart, piece, media_type)


@dataclass(frozen=True, slots=True)
class _Channel:
    """What holds for all items."""

    title: str
    link: str
    language: str
    rights: str

    @classmethod
    def of(cls, channel: Any) -> Self:
        return cls(
            said(channel, "title"),
            said(channel, "link"),
            said(channel, "language", f"{_DC}language"),
            said(channel, "copyright", f"{_DC}rights"),
        )


def _state(item: Any, channel: _Channel) -> exchange.State:
    """What `_piece` states of these, read from nothing but these."""
    piece = _identified(item, channel)
    when = piece.moment(_published(item))
    return exchange.State(
        piece.facts.get("identity", ""),
        piece.version or versions.of(when=when),
        piece.facts.get("canonical_url", ""),
    )


def _identified(item: Any, channel: _Channel, raw: bytes = b"") -> exchange.Piece:
    piece = exchange.Piece(raw=raw, base=xml_tree.base(item, said(item, "link") or channel.link))
    guid = child(item, "guid")
    piece.state(
        identity=xml_tree.words(guid) or item.get(f"{_RDF_SYNTAX}about"),
        canonical_url=xml_tree.absolute(_link(item, guid), piece.base),
    )
    piece.is_of(changed=said(item, f"{_ATOM}updated", f"{_TERMS}modified"))
    return piece


def _published(item: Any) -> str:
    return said(item, "pubDate", f"{_DC}date", f"{_TERMS}issued", f"{_TERMS}created", f"{_ATOM}published")


def _piece(item: Any, channel: _Channel, raw: bytes) -> exchange.Piece:
    piece = _identified(item, channel, raw)
    _fill_body(piece, item)
    piece.state(
        headline=exchange.plain(_inside(item, "title", f"{_DC}title")),
        authors=_authors(item),
        published=piece.moment(_published(item)),
        language=said(item, f"{_DC}language") or xml_tree.language(item) or channel.language,
        topics=exchange.topics(xml_tree.words(e) for e in children(item, "category", f"{_DC}subject")),
        publication=exchange.plain(said(item, "source") or channel.title),
        usage_terms=exchange.plain(said(item, f"{_DC}rights") or channel.rights),
    )
    # A date of publication may be put right later.
    piece.version = piece.version or versions.of(when=piece.facts.get("published"))
    return piece


def _shared(states: Iterable[exchange.State]) -> frozenset[str]:
    """The ids that several items share, though they lie at several addresses: such a one is none."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for state in states:
        addresses[state.identity].add(state.address)
    return frozenset(identity for identity, several in addresses.items() if identity and len(several) > 1)


def _fill_body(piece: exchange.Piece, item: Any) -> None:
    """The whole text where there is one, else the summary, which is not enough to be published."""
    description = _inside(item, "description", f"{_DC}description", f"{_ATOM}summary")
    markup = child(item, f"{_XHTML}body", f"{_XHTML}div")
    content = _inside(item, _CONTENT, f"{_ATOM}content", "body", "fullitem")
    piece.body = content if markup is None else xml_tree.unqualified(markup)
    if markup is not None or content:
        piece.state(standfirst=exchange.standfirst(description, piece.content))
    else:
        piece.body = description
        piece.note("partial", exchange.PARTIAL, suggestion="Get the text from its source.")


def _inside(item: Any, *names: str) -> str:
    """The text of an element that may hold HTML, escaped or as it is."""
    return next((text for e in children(item, *names) if (text := xml_tree.inner(e).strip())), "")


def _link(item: Any, guid: Any) -> str:
    for link in children(item, f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link.get("href"))
    plain = next((xml_tree.words(e) for e in children(item, _ORIGINAL, "link") if e.text), "")
    permanent = guid is not None and guid.get("isPermaLink", "true").lower() != "false"
    return plain or (xml_tree.words(guid) if permanent else "")


def _authors(item: Any) -> tuple[Person, ...]:
    named = (
        children(item, f"{_DC}creator", f"{_DC}author")
        or children(item, "author")
        or children(item, f"{_ITUNES}author")
    )
    people = [p for e in named for p in exchange.people(said(e, "name") or xml_tree.words(e))]
    return exchange.credited(people)
