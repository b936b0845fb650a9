"""The errors file of an import: JSON lines of what was rejected, to be mended and brought in again.

Each line has the `file` (and the `member` of an archive or table), the `reason`, the `remedy`, the `origin` by
which the piece is known again (of a row `part_of` that of its table), and its `content` where it is text. Mend the
content and import the errors file: each line is then read as the file it came from, under its name and origin.
"""

import json
from collections.abc import Iterator
from typing import Any

from ...errors import IngestError, ReadingError
from ..story import SourceFile
from .decoding import decode

NEEDED = ("file", "reason", "remedy")
MAX_LINES = 50_000


def line(error: IngestError, origin: str, data: bytes, part_of: str = "") -> str:
    """One line of the file, with its end; `data` is what the rejected piece came as, if it is known.

    `part_of` is the origin of the file it is one of several pieces of.
    """
    member = (
        origin.rpartition("!")[2]
        if "!" in origin
        else error.name.rpartition("#")[2]
        if "#" in error.name
        else ""
    )
    said = {
        "file": error.name,
        "member": member,
        "reason": error.reason,
        "remedy": error.remedy,
        "origin": origin,
        "part_of": part_of,
        "content": _content(error.name, data),
    }
    kept = {key: value for key, value in said.items() if value}
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n"


def _content(name: str, data: bytes) -> str:
    """The text of a rejected piece; nothing for what is no text, or more of it than any piece has."""
    try:
        return decode(SourceFile(name, data))[0] if data else ""
    except ReadingError:
        return ""


def is_one(data: bytes) -> bool:
    """Whether a file is an errors file, by its first line."""
    if not data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return all(f'"{key}"'.encode() in first for key in NEEDED) and _entry(first) is not None


def opened(name: str, data: bytes) -> Iterator[SourceFile | ReadingError]:
    """The mended files, or what is still wrong."""
    number = 0
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if number > MAX_LINES:
            yield ReadingError(name, f"has over {MAX_LINES:,} lines.", "Split it into several files.")
            return
        if raw.strip():
            yield _file(f"{name}#{number}", raw)


def _file(here: str, raw: bytes) -> SourceFile | ReadingError:
    entry = _entry(raw)
    if entry is None:
        return ReadingError(here, "is no line of an errors file.", "Check its quotation marks and commas.")
    name = "".join(c if c.isprintable() else " " for c in entry["file"])[:1000] or here
    content = entry.get("content")
    if not isinstance(content, str) or not content.strip():
        return ReadingError(
            name, str(entry["reason"])[:1000], f"{str(entry['remedy'])[:900]} Then import it itself."
        )
    origin, part_of = _place(entry, "origin"), _place(entry, "part_of")
    return SourceFile(name, content.encode("utf-8", "replace"), origin, part_of=part_of)


def _place(entry: dict[str, Any], key: str) -> str:
    said = entry.get(key)
    return said if isinstance(said, str) and said.isprintable() else ""


def _entry(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in NEEDED):
        return None
    return found
