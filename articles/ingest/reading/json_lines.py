"""JSON lines: an object on each line is a piece."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ...errors import ReadingError
from ..document import Document, Streamed
from ..story import Options, SourceFile
from . import rows
from .csv_table import MAX_FILE, MAX_ROWS
from .decoding import decode

name = "jsonl"
media_type = "application/jsonl"
suffixes = (".jsonl", ".ndjson", ".jsonlines")
_HEAD = 262_144
_HALF = re.compile("[\ud800-\udfff]")


def accepts(source: SourceFile) -> bool:
    """By its first two lines, each an object with a text and a fact of it; or by its ending."""
    if source.name.partition("#")[0].lower().endswith(suffixes):
        return True
    first = source.data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return first == b"{" and _looks_like_them(source.data[:_HEAD])


def read(source: SourceFile, options: Options) -> Streamed:
    """A document for each line; one that is no piece has an error, so that the others go on."""
    text, _encoding = decode(source, options.encoding, MAX_FILE)
    lines = [(number, line) for number, line in enumerate(_lines(text), start=1) if line.strip()]
    if len(lines) > MAX_ROWS:
        raise ReadingError(source.name, f"has over {MAX_ROWS:,} lines.", "Split it into several files.")
    found = (_object(number, line) for number, line in lines)
    columns = dict.fromkeys(key for item in found if isinstance(item, dict) for key in item)
    if not columns:
        raise ReadingError(source.name, "has no line that is a JSON object.", "Put one object on each line.")
    column = rows.chosen(columns, options, source.name)

    def make(at: int) -> Document:
        here = rows.called(source.name, at + 1)
        return _document(here, raw(at), _object(*lines[at]), column)

    def raw(at: int) -> bytes:
        return lines[at][1].encode("utf-8", "surrogatepass")

    return Streamed(len(lines), make, raw)


def _document(here: str, raw: bytes, found: dict[str, Any] | str, column: dict[str, str]) -> Document:
    if isinstance(found, str):
        return rows.refused(here, ReadingError(here, found, "Put one object on each line."), raw, media_type)
    return rows.document(here, found, column, raw, media_type)


def _object(number: int, line: str) -> dict[str, Any] | str:
    """The object on a line, or what is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"(line {number}) is not JSON: {str(error)[:200] or type(error).__name__}."
    if isinstance(found, dict):
        return {_whole(name): _whole(value) for name, value in found.items()}
    return f"(line {number}) is JSON, but no object with names and values."


def _whole(value: Any) -> Any:
    """Without halves of characters: an escape can write one, and nothing can store it."""
    if isinstance(value, str):
        return (
            value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if _HALF.search(value)
            else value
        )
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    return value


def _lines(text: str) -> Iterator[str]:
    """By line feeds alone: other line ends may stand within a string."""
    yield from text.removeprefix("\ufeff").split("\n")


def _looks_like_them(head: bytes) -> bool:
    lines = [line for line in head.split(b"\n") if line.strip()][:2]
    if len(lines) < 2:
        return False
    try:
        found = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return False
    return all(isinstance(item, dict) and rows.is_telling(map(str, item)) for item in found)
