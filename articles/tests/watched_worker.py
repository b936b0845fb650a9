"""For a Celery worker of the tests: it writes down what it does, and stands still in the middle when asked to.

In the folder WATCHED_IN: `done-…` for each message, `held` while it stands still. `hold` asks for that, from the
message after so many on.
"""

import os
import time
from pathlib import Path

from celery.signals import task_postrun, task_prerun

FOLDER = Path(os.environ["WATCHED_IN"])


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
