"""The columns of tables that meant nothing: told once for each table, not once for each of its rows."""

from collections.abc import Iterator

from articles.ingest.reading.rows import IGNORED, mapping
from articles.storing import Result

MOST_TABLES = 100  # told of


class UnusedColumns:
    def __init__(self) -> None:
        self.tables: dict[str, dict[str, None]] = {}

    def note(self, result: Result) -> None:
        """Keep what the row of a table did not use; not every row fills every column."""
        for finding in result.findings:
            table = result.piece.name.rpartition("#")[0]
            if finding.code == IGNORED and (table in self.tables or len(self.tables) < MOST_TABLES):
                self.tables.setdefault(table, {}).update(dict.fromkeys(finding.evidence.split(", ")))

    def lines(self) -> Iterator[str]:
        for table, columns in self.tables.items():
            unused = ", ".join(columns)
            yield f"{table}: columns not used: {unused}; say what they are with --map, such as {mapping(unused)}"
