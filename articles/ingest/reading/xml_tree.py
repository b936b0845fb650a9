"""Finding one's way in a tree of XML: children by name, words, markup, addresses, languages."""

from typing import Any
from urllib.parse import urljoin


def child(element: Any, *names: str) -> Any:
    """The first child of any of these names (see `children`)."""
    return next(iter(children(element, *names)), None)


def children(element: Any, *names: str) -> list[Any]:
    """The children of these names, those of an earlier name first.

    A name is `{namespace}local`, or `local` for those in the namespace of `element` itself.
    """
    if element is None:
        return []
    space = element.tag.rpartition("}")[0] + "}" if "}" in element.tag else ""
    return [e for name in names if name for e in element.iterchildren(*{name, space + name})]


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def words(element: Any) -> str:
    """All text inside an element, on one line; empty for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def said(element: Any, *names: str) -> str:
    """The words of the first child of these names that has any."""
    return next((text for text in map(words, children(element, *names)) if text), "")


def language(element: Any) -> str:
    """The xml:lang that holds for an element."""
    while element is not None:
        found = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if found:
            return str(found)
        element = element.getparent()
    return ""


def inner(element: Any) -> str:
    """What stands inside an element, markup included: escaped HTML as it is meant, elements written out."""
    from lxml import etree

    if element is None:
        return ""
    parts = [etree.tostring(e, encoding="unicode") for e in element if isinstance(e.tag, str)]
    return "".join([element.text or "", *parts])


def base(element: Any, otherwise: str = "") -> str:
    """The address that relative ones inside the element count from: xml:base, inner ones on outer ones."""
    found: list[str] = []
    while element is not None:
        found.append(element.get("{http://www.w3.org/XML/1998/namespace}base") or "")
        element = element.getparent()
    address = otherwise
    for step in reversed(found):
        address = _joined(address, step) if step else address
    return address


def absolute(address: str, against: str) -> str:
    """A web address made whole; empty if it is none."""
    whole = _joined(against, address.strip()) if address.strip() else ""
    return whole if whole.startswith(("http://", "https://")) else ""


def _joined(against: str, address: str) -> str:
    try:
        return urljoin(against, address)
    except ValueError:
        return ""


def unqualified(element: Any) -> Any:
    """The element with all names inside it as they are without their namespaces, which is how HTML has them."""
    for inner in element.iter():
        if isinstance(inner.tag, str):
            inner.tag = local(inner)
    return element
