"""JSON taken in once, whoever asks: a value, or nothing where a file is not JSON from end to end."""

import json
from functools import lru_cache
from typing import Any

from ...errors import ReadingError
from ..story import SourceFile

# Each takes far more memory than the few bytes of the file that stand for it.
MAX_VALUES, MAX_HOLDERS = 2_000_000, 500_000  # commas; objects and lists, those in texts too
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"


@lru_cache(maxsize=1)  # each reader asks for the same file in turn
def _value(data: bytes) -> Any:
    try:
        text = data.decode(json.detect_encoding(data).replace("utf-8", "utf-8-sig", 1))
        return json.loads(text)
    except (ValueError, LookupError, RecursionError):
        return None


def value(source: SourceFile) -> Any:
    """The object or list that the file is; None if it is neither. Raises ReadingError for one of too many values."""
    if source.data[:200].lstrip(_BLANK)[:1] not in (b"{", b"["):
        return None
    holders = source.data.count(b"{") + source.data.count(b"[")
    if holders > MAX_HOLDERS or source.data.count(b",") > MAX_VALUES:
        raise ReadingError(
            source.name,
            f"holds more than {MAX_HOLDERS:,} lists and objects, or {MAX_VALUES:,} values.",
            "Split it.",
        )
    found = _value(source.data)
    return found if isinstance(found, dict | list) else None


def needed(source: SourceFile) -> Any:
    """The value of a file that is to be read. Raises ReadingError if it is none."""
    found = value(source)
    _value.cache_clear()  # nobody will ask again, and it may be large
    if found is None:
        raise ReadingError(source.name, "is not JSON from end to end.", "Check that it came whole.")
    return found


def part(value: Any) -> bytes:
    """A part of the file written out again, the same for the same content."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
