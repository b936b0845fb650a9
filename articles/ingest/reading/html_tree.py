"""HTML as a tree, taken in safely, and what its tags mean for the text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from ...errors import ReadingError

# Of a tag, for which the parser's time grows with the square of them; and the sum of these squares: a second of it.
MAX_ATTRIBUTES, MAX_SQUARES = 500, 100_000_000
MAX_DEPTH = 256  # of the parser; pages have 20 to 60
SCHEMES = frozenset({"http", "https", "mailto"})
# Tags that do not end a line; whatever is not named here does.
_INLINE = """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q ruby rb s samp small
span strike strong sub sup time tt u var wbr picture source rp person location org money chron math semantics mi mn mo
ms mtext mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mstyle mpadded mspace mtable mtr mtd"""
INLINE = frozenset(_INLINE.split())
# Tags whose content no reader of the page sees as its text.
_UNREADABLE = """script style template iframe frame frameset noframes object embed applet noscript svg audio
video canvas head title meta link select datalist option textarea input map area rt annotation annotation-xml"""
UNREADABLE = frozenset(_UNREADABLE.split())
# Inline tags that are kept, by the name they are kept under.
KEPT = {
    "a": "a",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "u": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "cite": "cite",
    "q": "q",
}
SPACE = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# A tag as the parser takes it: up to a `>` that is in no value. And a value, which may hold any sign but its quote.
_TAG = re.compile(r"<[a-z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+", re.IGNORECASE)
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_LONG_TAG = 200  # characters: a shorter one has few attributes
_SMALL = re.compile(r"\s*(?:\d|[1-3]\d)(?:px)?\s*")
_SIGNS = re.compile(r"emoji|smiley|icon|avatar|math|tracking|pixel", re.IGNORECASE)
_SPACER = re.compile(
    r"(?:^|[/_-])(?:spacer|pixel|blank|transparent|clear|placeholder|1x1)(?:[_-][\w-]*|\d*)\.(?:gif|png|svg|webp)(?:$|\?)",
    re.IGNORECASE,
)
# Where pages keep the address of a picture that is loaded late.
_LATE = ("data-src", "data-lazy-src", "data-original", "data-orig-file")


def parse(markup: str, name: str = "piece") -> Any:
    """The tree of a page or fragment: its <html> element. Nothing is fetched, no entity of its own is resolved.

    Raises ReadingError, naming the piece, where it is nested so deeply that the parser gave up.
    """
    from lxml import etree, html  # only markup needs it

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    if sum(map(_square, _TAG.finditer(markup))) > MAX_SQUARES:
        raise _overgrown(name)
    data = _NO_TEXT.sub("", markup).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data or b"<p></p>", parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but comments and white space
        return html.document_fromstring(b"<p></p>", ensure_head_body=True)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ReadingError(
            name,
            f"has tags nested more than {MAX_DEPTH} deep.",
            "Save it again from a browser, or as plain text.",
        )
    if any(len(element.attrib) > MAX_ATTRIBUTES for element in tree.iter("*")):
        raise _overgrown(name)
    for hidden in list(tree.iter("noscript")):
        if len(hidden.findall(".//p")) > 3:  # one that was never closed has swallowed the page
            hidden.drop_tag()
    return tree


def _square(tag: re.Match[str]) -> int:
    """How often the parser compares two names of its attributes, about."""
    if tag.end() - tag.start() < _LONG_TAG:
        return 0
    return len(_VALUE.sub(" ", tag.group()).replace("/", " ").split()) ** 2


def _overgrown(name: str) -> ReadingError:
    return ReadingError(
        name, f"has a tag of more than {MAX_ATTRIBUTES} attributes.", "Save it again, or as plain text."
    )


def tag_of(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def is_inline(tag: str) -> bool:
    return tag in INLINE or tag.startswith("mjx-")  # formulas


def is_hidden(element: Any) -> bool:
    """Whether nobody reads it: by its tag, or as a hidden part of a line. Hidden blocks may be shown by a script."""
    tag = tag_of(element)
    if not tag or tag in UNREADABLE:
        return True
    return is_inline(tag) and bool(_HIDDEN.search(element.get("style") or ""))


def squeezed(text: str) -> str:
    """With runs of white space as one space; no-break spaces stay for the cleaning to judge."""
    return SPACE.sub(" ", text)


def words(element: Any) -> str:
    """The words inside an element, scripts and the like left out."""
    return squeezed("".join(_texts(element))).strip()


def _texts(element: Any) -> Iterator[str]:
    from lxml import etree

    hidden: list[Any] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        tag = tag_of(inner)
        if event == "start" and is_hidden(inner):
            hidden.append(inner)
        elif event == "start" and not hidden:
            yield f"{'' if is_inline(tag) else ' '}{inner.text or ''}"
        elif event == "end":
            if hidden and hidden[-1] is inner:
                hidden.pop()
            if not hidden and inner is not element:
                yield f"{'' if is_inline(tag) else ' '}{inner.tail or ''}"


@lru_cache(maxsize=4096)
def address(href: str, base: str) -> str:
    """`href` made absolute against `base`; empty where it leads nowhere a reader could go."""
    href = _CONTROLS.sub("", href) if href.isascii() else href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        whole = urljoin(base, href)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    good = parts.scheme in SCHEMES and (parts.netloc or parts.scheme == "mailto")
    return whole if good and len(whole) <= 2000 else ""


def picture(element: Any, base: str) -> str:
    """The address of an <img>, its late one if it has one; empty for data, spacers, signs and counting pixels."""
    if any(_SMALL.fullmatch(element.get(side, "")) for side in ("width", "height")):
        return ""
    if _SIGNS.search(element.get("class") or ""):
        return ""
    named = [element.get(name, "") for name in (*_LATE, "src")]
    listed = f"{element.get('srcset', '')} {element.get('data-srcset', '')}".split()
    named += [each.rstrip(",") for each in listed[:1]]
    found = (address(src, base) for src in named if src)
    return next((url for url in found if url and not _SPACER.search(url)), "")
