"""CSV and its like: a row is a piece. Commas, semicolons, tabs or bars, line ends within quotation marks."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from ...errors import ReadingError
from ..document import Document, Streamed
from ..story import Options, SourceFile
from . import rows
from .decoding import decode

name = "csv"
media_type = "text/csv"
suffixes = (".csv", ".tsv", ".tab")
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 10_000, 500, 1_000_000
MAX_FILE = 20_000_000  # characters: a table holds many pieces
_DELIMITERS = ",;\t|"
_HEAD = 16_384

csv.field_size_limit(MAX_FILE)  # Python's own limit is shorter than some articles


def accepts(source: SourceFile) -> bool:
    """By a first row that names a text and a fact, with another row below it; or by its ending."""
    named = source.name.partition("#")[0].lower().endswith(suffixes)
    return named or _looks_like_one(source.data[:_HEAD])


def read(source: SourceFile, options: Options) -> Streamed:
    """A document for each row but the first, which names the columns; one that is no piece has an error."""
    text, _encoding = decode(source, options.encoding, MAX_FILE)
    delimiter = _delimiter(text)
    table = _rows(source.name, text, delimiter)
    columns = [column.strip() for column in next(table, [])]
    if len(columns) > MAX_COLUMNS or len(set(filter(None, columns))) < len(list(filter(None, columns))):
        raise ReadingError(
            source.name,
            f"has a first row that does not name its columns, each once and at most {MAX_COLUMNS} of them.",
            "Put the names of the columns there.",
        )
    column = rows.chosen(columns, options, source.name)
    found: list[list[str]] = []
    for cells in table:
        if len(found) >= MAX_ROWS:
            raise ReadingError(source.name, f"has over {MAX_ROWS:,} rows.", "Split it into several files.")
        if len(found) * len(columns) > MAX_CELLS:
            raise _too_many_cells(source.name)
        if any(cell.strip() for cell in cells):
            found.append(cells)

    def raw(at: int) -> bytes:
        return _written([columns, found[at]], delimiter)

    def make(at: int) -> Document:
        return _document(rows.called(source.name, at + 1), columns, found[at], column, raw(at))

    return Streamed(len(found), make, raw)


def _document(
    here: str, columns: list[str], cells: list[str], column: dict[str, str], raw: bytes
) -> Document:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        error = ReadingError(
            here,
            f"has {len(cells)} cells under {len(columns)} columns.",
            "Put quotation marks around a cell that holds the sign between cells.",
        )
        return rows.refused(here, error, raw, media_type)
    row = {c: cell for c, cell in zip(columns, cells, strict=False) if c}
    return rows.document(here, row, column, raw, media_type)


def _rows(name: str, text: str, delimiter: str) -> Iterator[list[str]]:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    reader = csv.reader(_narrow(name, lines, delimiter), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise ReadingError(
            name,
            f"is no table from line {reader.line_num} on ({error}).",
            "Check the quotation marks there: within quotation marks they are doubled.",
        ) from error


def _narrow(name: str, lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines, none of which is more cells than a table may hold: they would fill the memory as one row."""
    for line in lines:
        if line.count(delimiter) > MAX_CELLS:
            raise _too_many_cells(name)
        yield line


def _too_many_cells(name: str) -> ReadingError:
    return ReadingError(name, f"has over {MAX_CELLS:,} cells.", "Leave out columns, or split it.")


def _written(table: list[list[str]], delimiter: str) -> bytes:
    """A row with the names of its columns: a table of its own, which can be read again."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _delimiter(text: str) -> str:
    """What parts the first row into most cells that are names of columns, else into most cells."""
    head = text.removeprefix("\ufeff")[:_HEAD]

    def worth(delimiter: str) -> tuple[int, int]:
        cells = next(_lenient(head, delimiter), [])
        known = sum(rows.key(cell) in rows.FACTS or rows.key(cell) in rows.BODY for cell in cells)
        return known, len(cells)

    return max(_DELIMITERS, key=worth)


def _looks_like_one(data: bytes) -> bool:
    head = data.decode("utf-8-sig", "replace").lstrip("\r\n")
    if "\0" in head or not any(sign in head.partition("\n")[0] for sign in _DELIMITERS):
        return False
    for delimiter in _DELIMITERS:
        first, second = [*islice(_lenient(head, delimiter), 2), [], []][:2]
        if len(first) > 1 and len(second) == len(first) and rows.is_telling(first):
            return all(len(cell) <= 40 for cell in first)
    return False


def _lenient(head: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    except csv.Error:
        return
