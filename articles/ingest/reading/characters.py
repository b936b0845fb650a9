"""Step 2: characters that no reader should see, each replacement recorded as an edit."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, islice

from ...errors import ReadingError
from ..document import Edit

# Zero-width and soft characters, byte order marks inside the text, direction overrides, controls.
_INVISIBLE = (
    "\u00ad\u200b\u2060\ufeff\u180e\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
)
# A no-break space is French typography before these, and after an opening guillemet.
_NBSP = r"(?<!«)[\u00a0\u202f\u2007](?![«»:;!?%])"
_SPACES = "[\u2000-\u2006\u2008-\u200a\u205f\u3000\t]"
_ODD = re.compile(
    f"(?P<invisible>[{_INVISIBLE}]+)|(?P<nbsp>{_NBSP})|(?P<space>{_SPACES}+)|(?P<replacement>\ufffd+)"
)
_DECOMPOSED = re.compile("[^\\s\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+|[\u2126\u212a\u212b]")
# From the beginning of a word only: elsewhere a long run without spaces would be gone through again and again.
_MOJIBAKE = re.compile(
    "(?<!\\S)[^\\s]*(?:[ÃÂ][\u0080-\u00bf\u0152-\u2122]|â€|Ã\u00a0|ï¿½|[ÐÑ][\u0080-\u00bf\u0152-\u2122])[^\\s]*"
)

MOST = 50_000  # in one text
REASONS = {
    "invisible": "A character that cannot be seen.",
    "nbsp": "A no-break space where an ordinary one is meant.",
    "space": "A space of unusual width.",
    "decomposed": "A letter and its accent, put together (Unicode NFC).",
    "mojibake": "Text decoded wrongly before it came here.",
}


def edits(text: str, name: str = "") -> list[Edit]:
    """The edits that make `text` readable, ordered and without overlaps. Quotation marks are left as they are.

    Raises ReadingError, of the piece of that name, where there are more of them than any honest text needs.
    """
    if text.isascii() and not re.search(r"[\x00-\x08\x0e-\x1f\x7f\t]", text):
        return []
    found = list(islice(chain(_mojibake(text), _decomposed(text), _odd(text)), MOST + 1))
    if len(found) > MOST:
        raise ReadingError(
            name,
            f"has more than {MOST:,} characters that cannot be seen, or are put together wrongly.",
            "Save it anew as UTF-8, without them.",
        )
    found.sort(key=lambda edit: (edit.start, -edit.end))
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _odd(text: str) -> Iterator[Edit]:
    for match in _ODD.finditer(text):
        rule = match.lastgroup or ""
        if rule == "replacement":
            continue  # nobody knows what stood there; it stays for an editor to see
        after = "" if rule == "invisible" else " "
        yield Edit(match.start(), match.end(), after, rule, 1.0, REASONS[rule])


def _decomposed(text: str) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _DECOMPOSED.finditer(text):
        after = unicodedata.normalize("NFC", match.group())
        if after != match.group():
            yield Edit(match.start(), match.end(), after, "decomposed", 1.0, REASONS["decomposed"])


def _mojibake(text: str) -> Iterator[Edit]:
    if not _MOJIBAKE.search(text):
        return
    import ftfy  # only where it shows: most files never need it

    for match in _MOJIBAKE.finditer(text):
        after = ftfy.fix_encoding(match.group())
        if after != match.group() and len(after) < len(match.group()):
            yield Edit(match.start(), match.end(), after, "mojibake", 0.9, REASONS["mojibake"])
