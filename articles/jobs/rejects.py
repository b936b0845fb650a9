"""What an import rejected, written down to be mended and brought in again."""

from pathlib import Path
from types import TracebackType
from typing import IO, Self

from articles.ingest.reading import errors_file
from articles.storing import Result


class Rejects:
    """The errors file at `path`, in the form of `articles.ingest.reading.errors_file`; without a path, none.

    It takes the place of an earlier one only when the import ends, so that the file may be among those that are
    imported. While the import runs, and if it is killed, what was rejected so far stands in FILE.part.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self.path:
            self._file = self._part.open("w", encoding="utf-8", newline="\n")
        return self

    def add(self, result: Result) -> None:
        error = result.piece.error
        if self._file and error:
            piece = result.piece
            self._file.write(errors_file.line(error, piece.origin, piece.data, piece.part_of))
            self._file.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file and self.path:
            self._file.close()
            self._part.replace(self.path)

    @property
    def _part(self) -> Path:
        return Path(f"{self.path}.part")
