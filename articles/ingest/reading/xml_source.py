"""XML taken in safely: nothing is fetched, no entity of the file's own is resolved, size, depth and count are bounded.

What real exports do wrong (a blank line first, control characters, HTML's entities, a wrong charset) is mended;
a file that is cut off or badly nested gives what could be read, and says so.
"""

import codecs
import contextlib
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from html.entities import html5
from typing import Any
from xml.parsers import expat

from ...errors import ReadingError
from ..story import SourceFile
from .decoding import sniffed

MAX_TAGS = 1_000_000
HEAD = 64 * 1024
_BLANK = b" \t\r\n\x0b\x0c\x00"
_ODD = "\ufeff\0 \t\r\n\x0b\x0c"
_DECLARED = re.compile(rb"\A<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(rb"\A<\?xml[^>]{0,200}?\?>")
_UNFIT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_UNFIT_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What is never closed runs to the end of the file: looked at once, not from each place anew.
_CDATA = rb"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+(?:\]\]>)?"
_COMMENT = rb"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?"
_ENTITY = re.compile(
    _CDATA
    + rb"|&(?!(?:amp|lt|gt|quot|apos);)(?P<what>[A-Za-z][A-Za-z0-9]{0,31};|#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)?",
    re.DOTALL,
)
# Encodings of text; Python knows others (punycode, unicode_escape), which no file should be able to ask for.
_CHARSETS = re.compile(
    r"utf-(?:8|16|32)|ascii|iso8859|iso2022|cp\d|koi8|gb|big5|euc|shift|johab|tis|mac|hz|ptcp|kz"
)
_BOMBS = ("ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP")


@dataclass(frozen=True, slots=True)
class Root:
    """How an XML file begins: its outermost element, the first one inside, the namespaces declared so far.

    `inner` is empty if other words come before it: then the tag is part of a text about tags.
    """

    name: str
    inner: str
    namespace: str
    namespaces: tuple[str, ...]
    declares_entities: bool


@dataclass(frozen=True, slots=True)
class Xml:
    """A file read: `data` is all of it in UTF-8, `faults` what was wrong with its form, by line number."""

    data: bytes
    encoding: str
    root: Any
    faults: tuple[tuple[int, str], ...] = ()


def root(source: SourceFile) -> Root | None:
    """How the file begins, from its first 64 KB; None if that is no XML."""
    start = source.data[:HEAD]
    wide = next((e for bom, e in _WIDE if start.startswith(bom)), "")
    if not wide and not start.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK).startswith(b"<"):
        return None
    text = start.decode(wide or "utf-8", "replace").removeprefix("\ufeff").lstrip(_ODD)
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :]  # the encoding it names is none any more
    return _Prolog().read(text.lstrip()) if text.lstrip().startswith("<") else None


_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Reached(Exception):
    pass


class _Prolog:
    """Reads up to the first element inside the outermost one, and no further."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.spaces: list[str] = []
        self.has_entities = False

    def read(self, text: str) -> Root | None:
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartNamespaceDeclHandler = lambda _prefix, uri: self.spaces.append(uri or "")
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._element
        parser.CharacterDataHandler = self._words
        with contextlib.suppress(expat.ExpatError, _Reached):
            parser.Parse(text.encode("utf-8", "replace"), False)
        if not self.names:
            return None
        space, _, name = self.names[0].rpartition(" ")
        inner = self.names[1].rpartition(" ")[2] if len(self.names) > 1 else ""
        return Root(name, inner, space, tuple(self.spaces), self.has_entities)

    def _entity(self, *_declaration: object) -> None:
        self.has_entities = True

    def _element(self, name: str, _attributes: dict[str, str]) -> None:
        self.names.append(name)
        if len(self.names) > 1:
            raise _Reached

    def _words(self, text: str) -> None:
        if text.strip():
            raise _Reached


def read(source: SourceFile, encoding: str = "") -> Xml:
    """The whole file. Raises ReadingError for what is no XML, and for what is built to do harm."""
    begins = root(source)
    if begins and begins.declares_entities:
        raise ReadingError(
            source.name,
            "declares entities of its own, which are not resolved.",
            "Export it again without them, or replace each by its text.",
        )
    data, encoding = _as_utf8(source, encoding)
    if data.count(b"<") > MAX_TAGS:
        raise ReadingError(source.name, f"has more than {MAX_TAGS:,} tags.", "Split it into smaller files.")
    mended = _mended(data)
    tree, faults = _parsed(source.name, mended, lenient=False)
    if tree is None:
        tree = _parsed(source.name, mended, lenient=True)[0]
    if tree is None:
        said = faults[0][1] if faults else "nothing could be read"
        raise ReadingError(source.name, f"is not well-formed XML ({said}).", "Export it again.")
    return Xml(data, encoding, tree, faults)


def _parsed(name: str, data: bytes, lenient: bool) -> tuple[Any, tuple[tuple[int, str], ...]]:
    """The tree, or None, and where it went wrong."""
    from lxml import etree  # only XML needs it

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        recover=lenient, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        tree = None
    fatal = [error for error in parser.error_log if error.level_name == "FATAL"]
    if any(error.type_name in _BOMBS for error in fatal):
        raise ReadingError(
            name, "is nested or blown up beyond what any piece needs.", "Export it again, in smaller parts."
        )
    return tree, tuple((error.line, error.message) for error in fatal[:20])


def _as_utf8(source: SourceFile, encoding: str) -> tuple[bytes, str]:
    """The file in UTF-8, and what it was in: as named, else as declared, else as the bytes say."""
    declared = _DECLARED.match(source.data[:300].lstrip(_BLANK))
    if encoding:
        text = _as(source.data, encoding)
        if text is None:
            raise ReadingError(
                source.name,
                f"is not in the encoding {encoding!r} named for this import.",
                "Leave the encoding out to have it found.",
            )
    else:
        text = _as(source.data, declared[1].decode()) if declared else None
        if declared and text is not None and text.lstrip(_ODD).startswith("<"):
            encoding = declared[1].decode().lower()
        else:
            text, encoding = sniffed(source)
    return text.lstrip(_ODD).encode("utf-8", "replace"), encoding


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if _CHARSETS.match(codecs.lookup(encoding).name) else None
    except (LookupError, ValueError):
        return None


def _mended(data: bytes) -> bytes:
    """As XML wants it: without characters it cannot hold, HTML's entities written out, its charset not said."""
    data = _UNFIT.sub(b"", _DECLARATION.sub(b"", data, count=1))
    mended, at = bytearray(), 0  # grown in place: millions of small parts would fill the memory
    for match in _ENTITY.finditer(data):
        if not match.group().startswith(b"<"):
            mended += data[at : match.start()]
            mended += _written_out((match["what"] or b"").decode())
            at = match.end()
    return bytes(mended + data[at:]) if at else data


def _written_out(entity: str) -> bytes:
    """An entity that XML does not know, as characters; an ampersand that begins none, as one."""
    if entity.startswith("#"):
        number = int(entity[2:-1], 16) if entity[1] in "xX" else int(entity[1:-1])
        return b"" if number > 0x10FFFF or _UNFIT_CHARACTER.match(chr(number)) else b"&#%d;" % number
    return escape(html5.get(entity, f"&{entity}")).encode("utf-8", "replace")


def raw_parts(xml: Xml, tag: str, elements: list[Any]) -> list[bytes]:
    """Each element's part of the file, as it came; written anew where the file is too broken to say."""
    from lxml import etree

    places = _places(xml.data, tag)
    if len(places) == len(elements):
        return [xml.data[start:end] for start, end in places]
    return [etree.tostring(element, encoding="utf-8", with_tail=False) for element in elements]


def without(part: bytes, *tags: str) -> bytes:
    """A part of a file without the elements of these names, and the white space after them."""
    there = [tag for tag in tags if tag.encode() in part]
    if not there:
        return part
    kept, at = [], 0
    for start, end in _places(part, *there):
        kept.append(part[at:start])
        at = end + len(part[end : end + 200]) - len(part[end : end + 200].lstrip())
    return b"".join([*kept, part[at:]])


@lru_cache(maxsize=16)
def _marker(*tags: str) -> re.Pattern[bytes]:
    names = b"|".join(tag.encode() for tag in tags)
    tag = rb"<(?P<shut>/?)(?:[\w.-]{1,40}:)?(?:%b)(?=[\s/>])[^<>]*>" % names
    return re.compile(b"|".join((_CDATA, _COMMENT, tag)), re.DOTALL)


def _places(data: bytes, *tags: str) -> list[tuple[int, int]]:
    """The stretches from each opening tag of these names to its end, the outermost ones."""
    places: list[tuple[int, int]] = []
    start = depth = 0
    for match in _marker(*tags).finditer(data):
        if match["shut"] is None:
            continue
        if match["shut"]:
            depth -= depth > 0
            if not depth:
                places.append((start, match.end()))
        elif match.group().endswith(b"/>"):
            places += [match.span()] if not depth else []
        else:
            start = start if depth else match.start()
            depth += 1
    return places
