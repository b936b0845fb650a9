"""Reading files in several processes at once; one that dies takes only the file with it that it died of."""

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from django.utils.translation import gettext as _

from articles.errors import ReadingError
from articles.ingest.story import Known, Options, SourceFile
from articles.storing import Piece
from newsroom import reader

from . import reading

AT_ONCE = 10  # files handed to a process together
LARGEST = (
    4_000_000  # bytes of a file that is handed on: all that a larger one may hold comes a piece at a time
)
Pieces = list[list[Piece]]  # those of each file


class Readers(Protocol):
    """Reads files; what it gives is to be asked for in the order it was handed in.

    `ahead` is how many batches to hand in before the first one is asked for.
    """

    ahead: int

    def read(self, files: Sequence[SourceFile]) -> Iterator[Iterable[Piece]]: ...

    def close(self) -> None: ...


class Alone:
    """Reads in this process, when asked."""

    ahead = 0

    def __init__(self, options: Options, known: Known) -> None:
        self.options, self.known = options, known

    def read(self, files: Sequence[SourceFile]) -> Iterator[Iterable[Piece]]:
        return (reading.pieces(file, self.options, self.known) for file in files)

    def close(self) -> None:
        """Nothing is held."""


class Pool:
    """Reads in so many processes, which are told once what is known, and end with this one, however that ends."""

    ahead = 2

    def __init__(self, workers: int, options: Options, known: Known) -> None:
        self.workers, self.told = workers, (options, known)
        self._executor = self._started(workers)

    def read(self, files: Sequence[SourceFile]) -> Iterator[Iterable[Piece]]:
        small = [file for file in files if len(file.data) <= LARGEST]
        parts = [small[start : start + AT_ONCE] for start in range(0, len(small), AT_ONCE)]
        handed = [(part, self._handed(part)) for part in parts]
        read = (pieces for part, future in handed for pieces in self._read(part, future))
        return (
            next(read) if len(file.data) <= LARGEST else reading.pieces(file, *self.told) for file in files
        )

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        # From nothing: a fork would take this process's database connections and locks along.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, initializer=reader.begin, initargs=self.told)

    def _handed(self, files: Sequence[SourceFile]) -> Future[Pieces]:
        try:
            return self._executor.submit(reader.read, files)
        except BrokenProcessPool:  # over an earlier file
            self.close()
            self._executor = self._started(self.workers)
            return self._executor.submit(reader.read, files)

    def _read(self, files: Sequence[SourceFile], future: Future[Pieces]) -> Pieces:
        """What was read; where a process died, over these files or others, once more, then one by one."""
        try:
            return future.result()
        except BrokenProcessPool:
            pass
        try:
            return self._handed(files).result()
        except BrokenProcessPool:
            return [self._by_itself(file) for file in files]

    def _by_itself(self, file: SourceFile) -> list[Piece]:
        executor = self._started(1)
        try:
            return executor.submit(reader.read, [file]).result()[0]
        except BrokenProcessPool:
            reason = _("ended the process that read it.")
            remedy = _("It may need more memory than there is: split it, or report it with the file.")
            return [Piece.refused(ReadingError(file.name, reason, remedy), file)]
        finally:
            executor.shutdown(cancel_futures=True)
