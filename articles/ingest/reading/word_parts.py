"""What is in a Word file, before it is read: its parts, bounded and free of tricks, and its properties."""

import io
import re
from dataclasses import dataclass, field
from typing import Any
from xml.sax import ContentHandler, SAXException

from ...errors import ReadingError
from .. import dates
from ..lexicon import lexicon
from ..names import is_name
from ..story import Facts, SourceFile
from . import packed, pictures

MAX_ELEMENTS, MAX_DEPTH = 40_000, 200  # elements and attributes; a hundred pages have 20,000
MAX_XML = 15_000_000  # bytes of all parts
MAIN = "word/document.xml"
_KINDS = (b"wordprocessingml.document", b"ms-word.document", b"wordprocessingml.template")
# What programs fill in by themselves.
_NO_TITLE = re.compile(
    r"(?i)microsoft word\b.*|do[ck]ument[oa]? ?\d*|untitled.*|unbenannt.*|sans titre.*|.*\.(?:docx?|odt|rtf)|.{0,2}"
)
_NOBODY = re.compile(
    r"(?i)(?:microsoft|windows|office|default|python|test).*|.*\b(?:user|admin|administrator|benutzer|office)\b.*"
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself: facts, and hints for where the text says nothing."""

    facts: Facts = field(default_factory=Facts)
    hints: dict[str, str] = field(default_factory=dict)


class _Counter(ContentHandler):
    """Counts elements and depth, and stops a document that has too many."""

    def __init__(self, name: str, left: int) -> None:
        super().__init__()
        self.name, self.left, self.depth = name, left, 0

    def startElement(self, _name: str, attributes: Any) -> None:
        self.left -= 1 + len(attributes)
        self.depth += 1
        if self.left < 0 or self.depth > MAX_DEPTH:
            raise ReadingError(
                self.name,
                f"has more than {MAX_ELEMENTS:,} parts of text, or they are nested more than {MAX_DEPTH} deep.",
                "Save it again, or split it.",
            )

    def endElement(self, _name: str) -> None:
        self.depth -= 1


def is_word(data: bytes) -> bool:
    """Whether a zip is a Word document."""
    try:
        members = {member.path: member for member in packed.zip_members("", io.BytesIO(data))}
        types = members.get("[Content_Types].xml")
        return types is not None and types.size < MAX_XML and any(kind in types.read() for kind in _KINDS)
    except (ReadingError, *packed.DAMAGED):
        return False


def checked(source: SourceFile) -> dict[str, bytes]:
    """The parts that make up the text: XML without entities and in bounds, and pictures. Others are left out.

    Raises ReadingError.
    """
    budget = packed.Budget()
    parts: dict[str, bytes] = {}
    left, size = MAX_ELEMENTS, 0
    for member in packed.zip_members(source.name, io.BytesIO(source.data)):
        is_xml = member.path.endswith((".xml", ".rels"))
        if not is_xml and not member.path.lower().endswith(pictures.ENDINGS):
            continue
        if is_xml and (size := size + member.size) > MAX_XML:
            raise ReadingError(source.name, f"has over {MAX_XML // 1_000_000} MB of text.", "Split it.")
        data = packed.taken(member, source.name, budget)
        if is_xml:
            left = _count(source.name, member.path, data, left)
        elif data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"<":
            continue  # XML that calls itself a picture
        parts[member.path] = data
    return parts


def _count(name: str, path: str, data: bytes, left: int) -> int:
    from defusedxml import DefusedXmlException, sax

    counter = _Counter(name, left)
    try:
        sax.parseString(data, counter, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ReadingError(
            name, f"declares entities in {path}, as no word processor does.", "Do not trust this file."
        ) from error
    except (SAXException, *packed.DAMAGED) as error:
        raise packed.damaged(name, "Word document", error) from error
    return counter.left


def properties(name: str, parts: dict[str, bytes]) -> Properties:
    """Title, author, keywords and language as the file's properties have them, where somebody filled them in."""
    from defusedxml.ElementTree import fromstring

    core = parts.get("docProps/core.xml")
    if core is None:
        return Properties()
    tree = fromstring(core, forbid_dtd=True)

    def said(tag: str) -> str:
        return " ".join((tree.findtext(tag) or "").split())[:500]

    title, keywords = said(f"{_DC}title"), said(f"{_CORE}keywords")
    facts = Facts(
        headline="" if _NO_TITLE.fullmatch(title) else title,
        topics=tuple(filter(None, (word.strip() for word in re.split(r"[,;|]", keywords))))[:50],
        language=language
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})?", language := said(f"{_DC}language"))
        else "",
    )
    hints = {
        "file_author": author if _is_somebody(author := said(f"{_DC}creator")) else "",
        "file_date": _day(said(f"{_TERMS}modified") or said(f"{_TERMS}created")),
    }
    return Properties(facts, {hint: value for hint, value in hints.items() if value})


def _is_somebody(name: str) -> bool:
    return not _NOBODY.fullmatch(name) and " " in name and is_name(name, lexicon("en"))


def _day(value: str) -> str:
    when = dates.parse(value)
    return when.isoformat()[:10] if when else ""
