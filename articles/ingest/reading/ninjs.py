"""ninjs 1.x, 2.x and 3.x, news in JSON: one item or a list of them; pictures, events and packages are no pieces."""

import re
from typing import Any

from ...errors import ReadingError
from ..document import Document
from ..story import Options, Person, SourceFile
from . import exchange, iptc, json_source, nitf, xml_source, xml_tree
from .exchange import listed, mapped, text_of

name = "ninjs"
suffixes = (".json", ".ninjs")
media_type = "application/ninjs+json"
# A thing with a `uri` is ninjs if it has one of these, too (1.x, 2.x and 3.x differ in capitals only).
_MARKS = frozenset(
    [
        "type",
        "versioncreated",
        "pubstatus",
        "bodies",
        "body_text",
        "body_html",
        "body_xhtml",
        "headlines",
        "representationtype",
    ]
)
_ARTICLES = ("text", "")


def accepts(source: SourceFile) -> bool:
    items = _items(json_source.value(source))
    return bool(items) and all(_is_item(item) for item in items)


def _items(value: Any) -> list[Any]:
    return [value] if isinstance(value, dict) else listed(value)


def _is_item(item: Any) -> bool:
    keys = {key.lower() for key in mapped(item)}
    return "uri" in keys and bool(keys & _MARKS) and "$schema" not in keys


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """A document for each item of text; of several versions of one `uri` the newest."""
    items = [_plain_keys(item) for item in _items(json_source.needed(source)) if _is_item(item)]
    articles = [item for item in items if text_of(item.get("type")).lower() in _ARTICLES]
    if not articles:
        kinds = sorted({text_of(item.get("type")) for item in items})
        raise exchange.nothing(source, f"a ninjs item of type {', '.join(kinds) or 'unknown'}")
    return exchange.documents(
        source, [_piece(item) for item in exchange.bounded(source, articles)], media_type, "utf-8"
    )


def _plain_keys(value: Any) -> Any:
    """With the keys of 3.x as in 1.x and 2.x, all small."""
    if isinstance(value, dict):
        return {key.lower(): _plain_keys(inner) for key, inner in value.items()}
    return [_plain_keys(inner) for inner in value] if isinstance(value, list) else value


def _piece(item: Any) -> exchange.Piece:
    piece = exchange.Piece(raw=json_source.part(item))
    created = item.get("versioncreated")
    piece.is_of(item.get("version"), created)
    rights = mapped(item.get("rightsinfo"))
    piece.state(
        headline=exchange.plain(_of_role(item, "headline", "main") or text_of(item.get("title"))),
        authors=_authors(item),
        dateline=text_of(item.get("located")),
        published=piece.moment(created or item.get("firstcreated")),
        language=text_of(item.get("language")),
        identity=text_of(item.get("uri")),
        canonical_url=xml_tree.absolute(text_of(item.get("uri")), "") if _is_page(item) else "",
        slug=_slug(text_of(item.get("slug")) or text_of(item.get("slugline"))),
        topics=exchange.topics(_topics(item)),
        genre=iptc.genre(_names(item, "genre")),
        publication=_publication(item),
        usage_terms=exchange.plain(
            text_of(item.get("usageterms"))
            or text_of(rights.get("usageterms"))
            or text_of(item.get("copyrightnotice"))
        ),
    )
    iptc.judge(piece, text_of(item.get("pubstatus")), item.get("embargoed"), text_of(item.get("ednote")))
    _fill_body(piece, item)
    return piece


def _fill_body(piece: exchange.Piece, item: Any) -> None:
    markup, xml, text = _bodies(item)
    summary = _of_role(item, "description", "summary", "lead", "abstract", "")
    if markup:
        piece.body = markup
    elif xml:
        _take_nitf(piece, xml)
    else:
        piece.text = text
    if not isinstance(piece.content, str) or piece.content.strip():
        piece.state(standfirst=exchange.standfirst(summary, piece.content))
    else:
        piece.body = summary
        piece.note("partial", exchange.PARTIAL, suggestion="Get the text from its source.")


def _bodies(item: Any) -> tuple[str, str, str]:
    """The body in HTML, in NITF and in plain text, each empty where it is not there."""
    found = {"html": "", "nitf": "", "text": ""}
    for body in map(mapped, listed(item.get("bodies"))):
        value = text_of(body.get("value"))
        said = f"{text_of(body.get('contenttype'))} {text_of(body.get('role'))}".lower()
        kind = next((kind for kind in ("nitf", "html") if kind in said), "text")
        found[kind] = found[kind] or value
    for key, value in item.items():
        if key.startswith("body_") and text_of(value):
            kind = "html" if key.endswith("html") else "nitf" if key.endswith("nitf") else "text"
            found[kind] = found[kind] or text_of(value)
    return found["html"], found["nitf"], found["text"]


def _take_nitf(piece: exchange.Piece, xml: str) -> None:
    try:
        inner = xml_source.read(SourceFile("body", xml.encode("utf-8", "replace")))
    except ReadingError as error:
        piece.note("body-unreadable", "The body is NITF that cannot be read.", error.reason)
        return
    nitf.fill(piece, inner.root)


def _of_role(item: Any, field: str, *roles: str) -> str:
    """`headline` or the like as one value (1.x), or the one of these roles among several (2.x and 3.x)."""
    several = [mapped(one) for one in listed(item.get(f"{field}s"))]
    for role in roles:
        for one in several:
            if text_of(one.get("role")).lower() == role and text_of(one.get("value")):
                return text_of(one.get("value"))
    single = next(
        (v for key, v in item.items() if re.fullmatch(rf"{field}(_x?html|_text)?", key) and text_of(v)), ""
    )
    first = several[0] if several and field == "headline" else {}
    return text_of(single) or text_of(first.get("value"))


def _is_page(item: Any) -> bool:
    """Whether the `uri` is where the piece can be read: it may be a mere name in the form of an address."""
    return bool(re.search(r"(?i)\.html?$", text_of(item.get("uri"))))


def _slug(text: str) -> str:
    return re.sub(r"[^\w-]+", "-", text).strip("-").lower()


def _authors(item: Any) -> tuple[Person, ...]:
    line = exchange.plain(text_of(item.get("byline")) or text_of(item.get("by")))
    providers = {name.casefold() for name in (_publication(item), *_names(item, "infosource"))}
    people = exchange.people(line, language=text_of(item.get("language"))[:2])
    return tuple(person for person in people if person.name.casefold() not in providers)


def _publication(item: Any) -> str:
    named = (*_names(item, "infosource"), text_of(item.get("source")), text_of(item.get("copyrightholder")))
    return next(filter(None, named), "")


def _names(item: Any, field: str) -> list[str]:
    """The names of concepts, or what their code ends with; `field` may stand in the singular or the plural."""
    concepts = [mapped(one) for key in (field, f"{field}s") for one in listed(item.get(key))]
    return [
        text_of(one.get("name")) or text_of(one.get("uri")) or text_of(one.get("code")) for one in concepts
    ]


def _topics(item: Any) -> list[str]:
    concepts = [mapped(one) for key in ("subject", "subjects") for one in listed(item.get(key))]
    codes = ("code", "uri", "literal", "qcode")
    return [
        name
        for one in concepts
        if (
            name := iptc.topic(
                text_of(one.get("name")), next(filter(None, (text_of(one.get(c)) for c in codes)), "")
            )
        )
    ]
