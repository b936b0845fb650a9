"""From the bytes of a page to text: what the page says of its charset counts, unless the bytes say otherwise."""

import codecs
import re

from ...errors import ReadingError
from ..story import SourceFile
from .decoding import BOMS, CONVERT

MAX_NULS = 8, 0.001  # bytes, or a share of them; more means that this is no page
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
# What browsers make of these labels.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}


def decode_page(source: SourceFile, encoding: str = "") -> tuple[str, str]:
    """The text of a page and the encoding it was in.

    In order: the encoding the person named, a byte order mark, strict UTF-8, the charset declared in the page, and
    the best guess of chardet. Strict UTF-8 comes before the declaration: browsers save pages as UTF-8 and leave the
    old declaration in, and no other encoding looks like UTF-8 by chance.
    """
    data = source.data
    if data.count(b"\0") <= max(MAX_NULS[0], len(data) * MAX_NULS[1]):
        data = data.replace(b"\0", b"")
    for candidate in _candidates(data, encoding):
        try:
            return data.decode(candidate), codecs.lookup(candidate).name
        except (LookupError, UnicodeError):
            if encoding:
                raise ReadingError(
                    source.name,
                    f"is not in the encoding {encoding!r} named for this import.",
                    "Leave the encoding out to have it found.",
                ) from None
    if b"\0" in data:
        raise ReadingError(source.name, "is not a page: it holds NUL bytes.", CONVERT)
    # A few broken bytes in UTF-8: better one sign lost than the page read wrongly.
    return data.decode("utf-8", "replace"), "utf-8"


def _candidates(data: bytes, encoding: str) -> list[str]:
    if encoding:
        return [encoding]
    for bom, name in BOMS:
        if data.startswith(bom):
            return [name]
    if b"\0" in data:
        return []
    declared = _declared(data)
    if declared.startswith(("iso2022", "hz")):  # seven bits: they look like ASCII
        return [declared, "utf-8"]
    read = data.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    if broken and broken * 20 < len(read) - len(read.encode("ascii", "ignore")):
        return []  # UTF-8 with a sign cut in two here and there
    return ["utf-8", declared, _guessed(data), "cp1252"] if broken else ["utf-8"]


def _declared(data: bytes) -> str:
    """The codec of the charset that the page declares; empty for none, for an unknown one and for no charset."""
    found = _DECLARED.search(data[:8192])
    if not found:
        return ""
    try:
        codec = codecs.lookup((found[1] or found[2]).decode("ascii"))
        "".encode(codec.name)  # `hex` and the like are codecs, but no charsets
    except (LookupError, UnicodeError, TypeError):
        return ""
    return _READ_AS.get(codec.name, codec.name)


def _guessed(data: bytes) -> str:
    import chardet  # heavy, and most pages are UTF-8

    return chardet.detect(data[:200_000])["encoding"] or "cp1252"
