"""NewsML-G2: news items with NITF, XHTML, NewsML or plain text inside; packages and pictures are no pieces."""

import re
from typing import Any

from ..document import Document
from ..story import Options, Person, SourceFile
from . import exchange, iptc, nitf, xml_parts, xml_source, xml_tree
from .xml_tree import child, children, local, said, words

name = "newsml-g2"
suffixes = (".xml",)
media_type = "application/vnd.iptc.g2.newsitem+xml"
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_ROOTS = frozenset(
    ["newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"]
)


def accepts(source: SourceFile) -> bool:
    root = xml_source.root(source)
    return bool(root and root.name in _ROOTS and root.namespace == NAMESPACE)


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """A document for each news item of text; of several versions of one `guid` the newest."""
    xml = xml_source.read(source, options.encoding)
    items = [item for item in xml.root.iter(f"{{{NAMESPACE}}}newsItem") if _is_text(item)]
    if not items:
        raise exchange.nothing(source, f"a {local(xml.root)} without text")
    everything = list(xml.root.iter(f"{{{NAMESPACE}}}newsItem"))
    parts = dict(zip(map(id, everything), xml_parts.raw_parts(xml, "newsItem", everything), strict=True))
    pieces = [_piece(item, parts[id(item)]) for item in exchange.bounded(source, items)]
    return exchange.documents(source, exchange.marked(pieces, items, xml.faults), media_type, xml.encoding)


def _is_text(item: Any) -> bool:
    """By its class; where none is given, by having text inside."""
    kind = child(child(item, "itemMeta"), "itemClass")
    said_kind = re.split(r"[:/]", _code(kind))[-1].lower()
    return said_kind == "text" or (not said_kind and any(True for _ in _texts(item)))


def _texts(item: Any) -> list[Any]:
    inside = [e for group in children(item, "contentSet") for e in children(group, "inlineXML", "inlineData")]
    return [
        e
        for e in inside
        if not re.match(r"(?:image|video|audio)/", e.get("contenttype", "")) and not e.get("encoding")
    ]


def _piece(item: Any, raw: bytes) -> exchange.Piece:
    piece = exchange.Piece(raw=raw)
    meta, content, rights = (child(item, tag) for tag in ("itemMeta", "contentMeta", "rightsInfo"))
    created = said(meta, "versionCreated")
    language = child(content, "language")
    piece.is_of(item.get("version"), created)
    piece.state(
        headline=_main(content, "headline") or said(meta, "title"),
        authors=_authors(content),
        dateline=said(content, "dateline") or said(child(content, "located"), "name"),
        published=piece.moment(created or said(content, "contentCreated") or said(meta, "firstCreated")),
        language=(language.get("tag") if language is not None else "") or xml_tree.language(item),
        identity=item.get("guid") or "",
        slug=re.sub(r"[^\w-]+", "-", said(content, "slugline")).strip("-").lower(),
        topics=exchange.topics(iptc.topic(_name(s), _code(s)) for s in children(content, "subject")),
        genre=iptc.genre([name for g in children(content, "genre") for name in (_name(g), _code(g))]),
        publication=_publication(meta, content, rights),
        usage_terms=said(rights, "usageTerms") or said(rights, "copyrightNotice"),
        standfirst=_standfirst(content),
    )
    state = _code(child(meta, "pubStatus"))
    iptc.judge(piece, state, said(meta, "embargoed"), said(meta, "edNote"))
    _fill_body(piece, item)
    return piece


def _fill_body(piece: exchange.Piece, item: Any) -> None:
    """From the first part that holds text we can read."""
    for part in _texts(item):
        _take(piece, part)
        if not isinstance(piece.content, str) or piece.content.strip():
            return
    piece.text = said(child(item, "contentMeta"), "description")
    piece.note("partial", exchange.PARTIAL, suggestion="Get the text from its source.")


def _take(piece: exchange.Piece, part: Any) -> None:
    inner = next((e for e in part if isinstance(e.tag, str)), None)
    kind = part.get("contenttype", "").lower()
    if inner is None:
        piece.body, piece.text = (part.text or "", "") if "html" in kind else ("", part.text or "")
    elif local(inner) == "nitf":
        nitf.fill(piece, inner)
    elif local(inner) in ("html", "body", "div", "article", "section", "p"):
        body = next(inner.iter("{*}body"), inner)
        piece.state(headline=said(child(inner, "head"), "title"))
        piece.body = xml_tree.unqualified(body if local(inner) == "html" else part)
    elif local(inner) == "NewsML":
        for data in inner.iter("{*}DataContent"):
            piece.state(headline=words(next(inner.iter("{*}HeadLine"), None)))
            _take(piece, data)
            return


def _main(content: Any, tag: str) -> str:
    """The one that is said to be the main one, or the first."""
    several = children(content, tag)
    main = [e for e in several if re.split(r"[:/]", e.get("role", ""))[-1] in ("main", "")]
    return next(filter(None, map(words, main or several)), "")


def _standfirst(content: Any) -> str:
    wanted = ("summary", "abstract", "lead", "standfirst", "intro")
    several = [
        e for e in children(content, "description") if re.split(r"[:/]", e.get("role", ""))[-1] in wanted
    ]
    return next(filter(None, map(words, several)), "")


def _authors(content: Any) -> tuple[Person, ...]:
    """The creators that are named, else the byline."""
    creators = [
        Person(_name(e)) for e in children(content, "creator") if _name(e) and not _is_organisation(e)
    ]
    line = exchange.people(said(content, "by", "byline"))
    others = [Person(_name(e), "", _role(e)) for e in children(content, "contributor") if _name(e)]
    return exchange.credited([*(creators or line), *others])


def _is_organisation(party: Any) -> bool:
    kind = party.get("type", "") or "".join(e.get("qcode", "") for e in children(party, "type"))
    return kind.endswith((":organisation", ":organization"))


def _role(party: Any) -> str:
    return re.split(r"[:/]", party.get("role", "") or party.get("jobtitle", ""))[-1] or "contributor"


def _publication(meta: Any, content: Any, rights: Any) -> str:
    parties = (child(meta, "provider"), child(content, "infoSource"), child(rights, "copyrightHolder"))
    named = [_name(party) for party in parties]
    literal = parties[0].get("literal", "") if parties[0] is not None else ""
    return next(filter(None, [*named, literal]), "")


def _name(concept: Any) -> str:
    return said(concept, "name") if concept is not None else ""


def _code(concept: Any) -> str:
    if concept is None:
        return ""
    return next((concept.get(key) for key in ("qcode", "uri", "literal") if concept.get(key)), "")
