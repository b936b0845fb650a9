"""What a process does that reads files for an import; see `articles.jobs.pool`.

It is started from nothing, so nothing that needs Django may be imported before `begin` has set it up.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from articles.ingest.story import Known, Options, SourceFile

if TYPE_CHECKING:
    from articles.storing import Piece

asked: dict[str, tuple[Options, Known]] = {}


def begin(options: Options, known: Known) -> None:
    """Get ready; called once in each process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the import itself to answer
    threading.Thread(target=_end_with_the_import, daemon=True).start()
    import django

    django.setup()
    asked["now"] = options, known


def read(files: Sequence[SourceFile]) -> "list[list[Piece]]":
    """The pieces of each file."""
    from articles.jobs import reading

    return [list(reading.pieces(file, *asked["now"])) for file in files]


def _end_with_the_import() -> None:
    """One that is killed cannot end those who read for it."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
