"""Make the pictures' renditions. Safe to run twice, and to stop at any moment."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.jobs import renditions

FAILED, STOPPED = 1, 130  # exit statuses


class Command(BaseCommand):
    help = """Make each picture that has none yet in a few widths, as AVIF and WebP, for pages to show. Pictures
put in at the desk have theirs at once; those of an import are made by this. Until then the file is shown as
it came. Safe to run while the site is in use, twice, and to stop at any moment."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="of all pictures, made before or not")

    def handle(self, *args: Any, **said: Any) -> None:
        ids = renditions.wanted(every=said["all"])
        done = failed = 0
        try:
            for error in tqdm(
                renditions.made(ids), total=len(ids), unit="picture", leave=False, disable=None
            ):
                done, failed = done + (not error), failed + bool(error)
                if error:
                    with tqdm.external_write_mode():  # so that lines do not run into the bar
                        self.stderr.write(str(error))
        except KeyboardInterrupt:
            told = f"Stopped after {done + failed} of {len(ids)} pictures. Run it again to go on."
            raise CommandError(told, returncode=STOPPED) from None
        self.stdout.write(f"{len(ids)} offered: {done} done, {failed} failed")
        if failed:
            raise CommandError(f"{failed} of {len(ids)} failed, for the reasons above.", returncode=FAILED)
