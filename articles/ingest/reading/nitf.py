"""NITF 3.x, the news industry's text format: one piece a file, or inside NewsML-G2 and ninjs."""

import re
from typing import Any

from ..document import Document
from ..story import Options, Person, SourceFile
from . import exchange, iptc, xml_source, xml_tree
from .xml_tree import child, children, said, words

name = "nitf"
suffixes = (".nitf", ".xml")
media_type = "application/nitf+xml"
NAMESPACE = "http://iptc.org/std/NITF/"
# What NITF calls things that HTML has another name for.
_TAGS = {
    "hl1": "h2",
    "hl2": "h2",
    "bq": "blockquote",
    "media": "figure",
    "media-caption": "figcaption",
    "media-reference": "img",
    "media-producer": "cite",
    "block": "div",
    "credit": "p",
    "tagline": "p",
    "bibliography": "p",
    "fn": "p",
    "nitf-table": "div",
    "lang": "span",
    "function": "span",
    "alt-code": "span",
    "virtloc": "span",
    "num": "span",
    "event": "span",
    "object.title": "em",
    "classifier": "span",
    "postaddr": "span",
    "copyrite": "p",
    "note": "aside",
}
_NOT_TEXT = frozenset(
    {"media-metadata", "media-object", "nitf-table-metadata", "custom-table", "frac", "datasource"}
)


def accepts(source: SourceFile) -> bool:
    root = xml_source.root(source)
    if root is None or root.name != "nitf" or root.inner not in ("head", "body"):
        return False
    return not root.namespace or root.namespace.startswith(NAMESPACE)


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """One document."""
    xml = xml_source.read(source, options.encoding)
    piece = exchange.Piece(raw=xml.data)
    fill(piece, xml.root)
    pieces = exchange.marked([piece], [xml.root], xml.faults)
    return exchange.documents(source, pieces, media_type, xml.encoding)


def fill(piece: exchange.Piece, root: Any) -> None:
    """What a <nitf> says, where the piece does not know it yet; its text always."""
    head, body = child(root, "head"), child(root, "body")
    _take_head(piece, head, child(head, "docdata"))
    _take_body_head(piece, child(body, "body.head"))
    piece.state(headline=said(head, "title"), language=xml_tree.language(root) or xml_tree.language(body))
    piece.body = as_html(body)


def _take_head(piece: exchange.Piece, head: Any, data: Any) -> None:
    ids, pub = child(data, "doc-id"), child(head, "pubdata")
    issued = _attribute(child(data, "date.issue"), "norm") or _attribute(pub, "date.publication")
    released = _attribute(child(data, "date.release"), "norm")
    keys = [e.get("key", "") for e in children(child(data, "key-list"), "keyword")]
    state = _attribute(data, "management-status")
    iptc.judge(piece, state, _embargo(issued, released, state), _attribute(child(data, "ed-msg"), "info"))
    rights = child(data, "doc.rights")
    piece.state(
        published=piece.moment(issued or released),
        identity=_attribute(ids, "id-string"),
        publication=_attribute(pub, "name") or _attribute(child(data, "doc.copyright"), "holder"),
        usage_terms=said(data, "doc.rights") or _attribute(rights, "agent") or _attribute(rights, "owner"),
        slug=_slug(said(data, "fixture") or _attribute(child(data, "du-key"), "key")),
        canonical_url=xml_tree.absolute(_attribute(pub, "ex-ref"), ""),
        topics=exchange.topics([*_subjects(child(head, "tobject")), *keys]),
        genre=iptc.genre(
            [e.get("tobject.property.type", "") for e in children(child(head, "tobject"), "tobject.property")]
        ),
    )
    piece.is_of(_attribute(child(data, "du-key"), "version"), issued)


def _embargo(issued: str, released: str, state: str) -> str:
    """The time of release is an embargo if it lies after the time of issue."""
    first, last = exchange.moment(issued), exchange.moment(released)
    later = first and last and last.isoformat() > first.isoformat()
    return released if later or state == "embargoed" else ""


def _slug(text: str) -> str:
    return re.sub(r"[^\w-]+", "-", text).strip("-").lower()


def _subjects(tobject: Any) -> list[str]:
    found = []
    for subject in children(tobject, "tobject.subject"):
        named = (subject.get(f"tobject.subject.{part}", "") for part in ("detail", "matter", "type"))
        found.append(iptc.topic(next(filter(None, named), ""), subject.get("tobject.subject.refnum", "")))
    return found


def _take_body_head(piece: exchange.Piece, head: Any) -> None:
    lines = child(head, "hedline")
    dateline = child(head, "dateline")
    piece.state(
        headline=said(lines, "hl1"),
        standfirst=words(child(head, "abstract")) or said(lines, "hl2"),
        authors=exchange.credited(p for line in children(head, "byline") for p in _byline(line)),
        dateline=said(dateline, "location") or words(dateline),
        published=piece.moment(_attribute(child(dateline, "story.date"), "norm")),
    )


def _byline(line: Any) -> tuple[Person, ...]:
    named = [words(person) for person in line.iter("{*}person")]
    role = said(line, "byttl")
    if named:
        return tuple(Person(name, "", "author", role) for name in named)
    if role:
        return exchange.people("".join([line.text or "", *(e.tail or "" for e in line)]))
    return exchange.people(words(line))


def as_html(body: Any) -> Any:
    """The text between headline and end, with the names that HTML has for its parts; the tree is changed."""
    from lxml import etree

    page = etree.Element("div")
    for part in children(body, "body.content", "body.end"):
        for element in list(part.iter()):
            _rename(element)
        part.tag = "div"
        page.append(part)
    return page


def _rename(element: Any) -> None:
    if not isinstance(element.tag, str):
        return
    tag = xml_tree.local(element)
    if tag in _NOT_TEXT:
        element.tag = "template"  # whose content nobody reads
        return
    element.tag = _TAGS.get(tag, tag)
    if tag == "media-reference" and element.get("source"):
        element.set("src", element.get("source"))
        element.set("alt", element.get("alternate-text", ""))
    elif tag == "media" and element.get("media-type", "image") not in ("image", "photo", "picture"):
        element.tag = "template"


def _attribute(element: Any, name: str) -> str:
    return str(element.get(name) or "").strip() if element is not None else ""
