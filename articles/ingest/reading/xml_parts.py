"""XML of many pieces, a piece at a time: what stands around them is a small tree, each piece another, made when asked.

So the memory that a file takes does not grow with the number of its pieces, and what is wrong with one is wrong
with it alone. The rules of `xml_source` hold for each of the trees.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

from ...errors import ReadingError
from ..story import SourceFile
from . import xml_source, xml_tree
from .xml_source import CDATA, COMMENT

MAX_PARTS = 50_000  # those that are no pieces too: an export names each picture
MAX_PART = 10_000_000  # bytes of one; the longest text has half as many
MAX_FRAME = 20_000  # bytes of the tags around a part
_LINE = re.compile(r" line \d+")  # where a tag stands within its part
_XML = "http://www.w3.org/XML/1998/namespace"
NUMBER = "number-of-part"  # the attribute of the empty element that stands where a part stood
_OPENING = re.compile(rb"(?P<name><[^\s<>/]++)(?P<more>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>")
Faults = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Parts:
    """A file in parts, the outermost elements of one name. `around` is the root of all else, `data` the file in UTF-8.

    In `around` each part is an empty element with its NUMBER; `faults` are those outside the parts; `line_ends` is how
    many of them stand before each part.
    """

    name: str
    data: bytes
    encoding: str
    around: Any
    faults: Faults
    places: list[tuple[int, int]]
    line_ends: list[int]
    _frames: dict[Any, tuple[bytes, bytes]] = field(default_factory=dict)

    def raw(self, number: int, *but: str) -> bytes:
        """A part as it came, without the elements of these names in it."""
        start, end = self.places[number]
        return without(self.data[start:end], *but)

    def lines(self, number: int) -> int:
        """How many line ends stand in a part."""
        return self.data.count(b"\n", *self.places[number])

    def numbered(self, markers: Iterable[Any]) -> dict[int, Any]:
        """The elements that stand for parts, by the number of the part."""
        found = ((marker.get(NUMBER) or "", marker) for marker in markers)
        return {
            int(said): marker for said, marker in found if said.isdecimal() and int(said) < len(self.places)
        }

    def read(self, number: int, marker: Any, *but: str) -> tuple[Any, Faults]:
        """The part that stood where the marker stands, as an element; and what is wrong with its form.

        Raises ReadingError for what is built to do harm.
        """
        opening, closing = self._around(marker.getparent())
        raw = self.raw(number, *but)
        if len(raw) > MAX_PART:
            raise ReadingError(
                self.name,
                f"is a piece of more than {MAX_PART // 1_000_000} MB.",
                "Export it again, in parts.",
            )
        tree, faults = xml_source.parsed(self.name, opening + raw + closing)
        inner = tree
        for _ in range(sum(1 for _ in marker.iterancestors())):
            inner = next(inner.iterchildren("*"), inner)
        return inner, tuple((self.line_ends[number] + line, _LINE.sub("", said)) for line, said in faults)

    def _around(self, parent: Any) -> tuple[bytes, bytes]:
        """What opens and what closes the elements around a part: prefixes, languages and addresses stand there."""
        if parent is None:
            return b"", b""
        if parent not in self._frames:
            self._frames[parent] = self._frame(parent)
        return self._frames[parent]

    def _frame(self, parent: Any) -> tuple[bytes, bytes]:
        around = [*reversed(list(parent.iterancestors())), parent]
        opening = "".join(map(_opening, around)).encode("utf-8", "replace")
        closing = "".join(f"</{_name(element)}>" for element in reversed(around)).encode("utf-8", "replace")
        if len(opening) > MAX_FRAME:
            raise ReadingError(
                self.name, "has tags of very many attributes around its pieces.", "Export it again."
            )
        return opening, closing


def _opening(element: Any) -> str:
    """The tag that opens an element, with all prefixes that hold there."""
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix} | {_XML: "xml"}
    told = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in element.nsmap.items()}
    for name, value in element.attrib.items():
        space, _sign, local = name.rpartition("}")
        told[f"{prefixes.get(space[1:], 'odd')}:{local}" if space else local] = value
    return f"<{_name(element)}{''.join(f' {name}={quoteattr(value)}' for name, value in told.items())}>"


def _name(element: Any) -> str:
    return f"{element.prefix}:{xml_tree.local(element)}" if element.prefix else xml_tree.local(element)


def read(source: SourceFile, encoding: str, tag: str) -> Parts:
    """The file in parts of this name, with or without a prefix. Raises ReadingError as `xml_source.read` does."""
    data, encoding = xml_source.utf8(source, encoding)
    places: list[tuple[int, int]] = []
    line_ends: list[int] = []
    for start, end in _places(data, True, tag):
        at, lines = (places[-1][0], line_ends[-1]) if places else (0, 0)
        line_ends.append(lines + data.count(b"\n", at, start))
        places.append((start, end))
        if len(places) > MAX_PARTS:
            raise ReadingError(
                source.name,
                f"holds more than {MAX_PARTS:,} pieces and other items.",
                "Split it into smaller files.",
            )
    around, faults = xml_source.parsed(source.name, _emptied(data, places))
    return Parts(source.name, data, encoding, around, faults, places, line_ends)


def _emptied(data: bytes, places: list[tuple[int, int]]) -> bytes:
    """The file with an empty element in place of each part."""
    kept, at = bytearray(), 0
    for number, (start, end) in enumerate(places):
        kept += data[at:start]
        if opening := _OPENING.match(data, start, end):
            kept += opening["name"] + f' {NUMBER}="{number}"'.encode() + opening["more"].rstrip(b"/") + b"/>"
        at = end
    return bytes(kept + data[at:])


def without(part: bytes, *tags: str) -> bytes:
    """A part of a file without the elements of these names, and the white space after them."""
    there = [tag for tag in tags if tag.encode() in part]
    if not there:
        return part
    kept, at = [], 0
    for start, end in _places(part, False, *there):
        kept.append(part[at:start])
        at = end + len(part[end : end + 200]) - len(part[end : end + 200].lstrip())
    return b"".join([*kept, part[at:]])


@lru_cache(maxsize=16)
def _marker(*tags: str) -> re.Pattern[bytes]:
    names = b"|".join(tag.encode() for tag in tags)
    tag = rb"<(?P<shut>/?)(?:[\w.-]{1,40}:)?(?:%b)(?=[\s/>])[^<>]*>" % names
    return re.compile(b"|".join((CDATA, COMMENT, tag)), re.DOTALL)


def _places(data: bytes, torn: bool, *tags: str) -> Iterator[tuple[int, int]]:
    """The stretches from each opening tag of these names to its end, the outermost ones; with a `torn` last one."""
    start = depth = 0
    for match in _marker(*tags).finditer(data):
        if match["shut"] is None:
            continue
        if match["shut"]:
            if depth == 1:
                yield start, match.end()
            depth -= depth > 0
        elif match.group().endswith(b"/>"):
            if not depth:
                yield match.span()
        else:
            start = start if depth else match.start()
            depth += 1
    if depth and torn:
        yield start, len(data)


def raw_parts(xml: xml_source.Xml, tag: str, elements: list[Any]) -> list[bytes]:
    """Each element's part of a file that was read as a whole; written anew where the file is too broken to say."""
    from lxml import etree

    places = list(_places(xml.data, False, tag))
    if len(places) == len(elements):
        return [xml.data[start:end] for start, end in places]
    return [etree.tostring(element, encoding="utf-8", with_tail=False) for element in elements]
