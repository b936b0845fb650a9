"""XML taken in safely: nothing is fetched, no entity of the file's own is resolved, size, depth and count are bounded.

What real exports do wrong (a blank line first, control characters, HTML's entities, a wrong charset) is mended;
a file that is cut off or badly nested gives what could be read, and says so. Files of many pieces are taken in a piece
at a time (`xml_parts`).
"""

import codecs
import contextlib
import re
from dataclasses import dataclass
from html import escape
from html.entities import html5
from typing import Any
from xml.parsers import expat

from ...errors import ReadingError
from ..story import SourceFile
from .decoding import sniffed

MAX_TAGS = 300_000  # of what is in memory at once; a long page has 5,000
MAX_MENDED = 200_000  # ampersands and entities that are put right there
STEP = 1 << 20  # bytes turned into UTF-8 at once
HEAD = 64 * 1024
_BLANK = b" \t\r\n\x0b\x0c\x00"
_ODD = "\ufeff\0 \t\r\n\x0b\x0c"
_DECLARED = re.compile(rb"\A<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(rb"\A<\?xml[^>]{0,200}?\?>")
_UNFIT = bytes([*range(9), 11, 12, *range(14, 32)])
_UNFIT_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What is never closed runs to the end of the file: looked at once, not from each place anew.
CDATA = rb"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+(?:\]\]>)?"
COMMENT = rb"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?"
_ENTITY = re.compile(
    CDATA
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
    data, encoding = utf8(source, encoding)
    tree, faults = parsed(source.name, data)
    return Xml(data, encoding, tree, faults)


def utf8(source: SourceFile, encoding: str = "") -> tuple[bytes, str]:
    """The file in UTF-8, as it came but for that, and what it was in. Raises ReadingError."""
    begins = root(source)
    if begins and begins.declares_entities:
        raise ReadingError(
            source.name,
            "declares entities of its own, which are not resolved.",
            "Export it again without them, or replace each by its text.",
        )
    return _as_utf8(source, encoding)


def parsed(name: str, data: bytes) -> tuple[Any, tuple[tuple[int, str], ...]]:
    """The tree of a file, or of a part of one, and what was wrong with its form, by line number."""
    if data.count(b"<") > MAX_TAGS:
        raise ReadingError(name, f"has more than {MAX_TAGS:,} tags.", "Split it into smaller files.")
    mended = _mended(name, data)
    tree, faults = _parsed(name, mended, lenient=False)
    if tree is None:
        tree = _parsed(name, mended, lenient=True)[0]
    if tree is None:
        said = faults[0][1] if faults else "nothing could be read"
        raise ReadingError(name, f"is not well-formed XML ({said}).", "Export it again.")
    return tree, faults


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
        data = _as(source.data, encoding)
        if data is None:
            raise ReadingError(
                source.name,
                f"is not in the encoding {encoding!r} named for this import.",
                "Leave the encoding out to have it found.",
            )
    else:
        data = _as(source.data, declared[1].decode()) if declared else _as(source.data, "utf-8")
        if declared and data is not None and _stripped(data).startswith(b"<"):
            encoding = declared[1].decode().lower()
        elif not declared and data is not None and b"\0" not in data:
            encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
        else:
            text, encoding = sniffed(source)
            data = text.encode("utf-8", "replace")
    return _stripped(data), encoding


def _stripped(data: bytes) -> bytes:
    """Without what may stand before the first tag: blanks and byte order marks."""
    head = data[:HEAD].decode("utf-8", "ignore")
    return data[len(head[: len(head) - len(head.lstrip(_ODD))].encode()) :]


def _as(data: bytes, encoding: str) -> bytes | None:
    """The text in UTF-8, turned a stretch at a time: as a whole it would take four bytes for each letter."""
    try:
        codec = codecs.lookup(encoding)
        if not _CHARSETS.match(codec.name):
            return None
        decoder, found = codec.incrementaldecoder("strict"), bytearray()
        for start in range(0, len(data) or 1, STEP):
            stretch = data[start : start + STEP]
            text = decoder.decode(stretch, start + STEP >= len(data))
            if codec.name != "utf-8":  # there it is what it was
                found += text.encode("utf-8", "replace")
        return data if codec.name == "utf-8" else bytes(found)
    except (LookupError, ValueError, AttributeError):  # some codecs know no stretches
        return None


def _mended(name: str, data: bytes) -> bytes:
    """As XML wants it: without characters it cannot hold, HTML's entities written out, its charset not said."""
    data = _DECLARATION.sub(b"", data, count=1).translate(None, _UNFIT)
    data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    mended, at, count = bytearray(), 0, 0  # grown in place: millions of small parts would fill the memory
    for match in _ENTITY.finditer(data):
        if not match.group().startswith(b"<"):
            if (count := count + 1) > MAX_MENDED:
                raise ReadingError(
                    name, f"has more than {MAX_MENDED:,} bare ampersands or entities.", "Export it again."
                )
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
