"""Making the sizes of pictures under a progress bar, for the commands that do."""

from collections.abc import Collection, Sequence

from django.core.management.base import CommandError, OutputWrapper
from tqdm import tqdm

from articles.jobs import renditions
from articles.models import ImportRun

STOPPED = 130  # exit status


class Sizes:
    """Those of some images, made in turn: `done` and `failed` count them, also where it was stopped in between."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = ids
        self.done = self.failed = 0

    @property
    def told(self) -> str:
        """Of how many they were made, in words; empty where of none."""
        return f"{self.done} {'picture' if self.done == 1 else 'pictures'} made ready" if self.done else ""

    def make(self, stderr: OutputWrapper, telling: Collection[int] | None = None) -> None:
        """Make them, each that fails told there, or of these only; a bar is shown if somebody is watching."""
        made = renditions.made(self.ids)
        bar = tqdm(made, total=len(self.ids), unit="picture", leave=False, disable=None)
        for pk, error in zip(self.ids, bar, strict=True):
            self.done, self.failed = self.done + (not error), self.failed + bool(error)
            if error and (telling is None or pk in telling):
                with tqdm.external_write_mode():  # so that lines do not run into the bar
                    stderr.write(str(error))


def ready_after(run: ImportRun, stderr: OutputWrapper) -> str:
    """Make the sizes of all pictures that have none yet, those of an import that was killed too; tell of how many.

    What is wrong with one that came in this run is told, and stops nothing. Raises CommandError when it is stopped.
    """
    sizes = Sizes(renditions.wanted())
    try:
        sizes.make(stderr, telling=renditions.wanted(of=run))
    except KeyboardInterrupt:
        told = "Stopped: all is stored. manage.py make_renditions makes the other pictures ready."
        raise CommandError(told, returncode=STOPPED) from None
    return sizes.told
