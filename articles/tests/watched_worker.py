"""For a Celery worker of the tests: it writes down what it does, and stands still in the middle when asked to.

In the folder WATCHED_IN: `done-…` for each message, `held` while it stands still. `hold` asks for that, from the
message after so many on. The process that reads `…deadly.txt` dies of it.
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from celery.signals import task_postrun, task_prerun

from articles.ingest.story import Known, Options, SourceFile
from articles.jobs import reading
from articles.storing import Piece

FOLDER = Path(os.environ["WATCHED_IN"])
read = reading.pieces


def die_of_it(file: SourceFile, options: Options, known: Known) -> Iterator[Piece]:
    if file.name.endswith("deadly.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read(file, options, known)


reading.pieces = die_of_it


@task_prerun.connect  # type: ignore[untyped-decorator]
def stand_still(**_said: object) -> None:
    hold = FOLDER / "hold"
    if hold.exists() and len([*FOLDER.glob("done-*")]) >= int(hold.read_text()):
        (FOLDER / "held").touch()
        while hold.exists():
            time.sleep(0.02)


@task_postrun.connect  # type: ignore[untyped-decorator]
def write_down(task_id: str, **_said: object) -> None:
    (FOLDER / f"done-{task_id}").touch()
