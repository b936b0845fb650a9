"""Make the pictures' renditions. Safe to run twice, and to stop at any moment."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.jobs import renditions
from articles.management.sizes import STOPPED, Sizes

FAILED = 1  # exit status


class Command(BaseCommand):
    help = """Make each picture that has none yet in a few widths, as AVIF and WebP, for pages to show. Pictures
put in at the desk have theirs at once, those of an import at its end; this makes what is missing, as when that
was stopped. Until then the file is shown as it came. Safe to run while the site is in use, twice, and to stop at
any moment."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="of all pictures, made before or not")

    def handle(self, *args: Any, **said: Any) -> None:
        sizes = Sizes(renditions.wanted(every=said["all"]))
        total = len(sizes.ids)
        try:
            sizes.make(self.stderr)
        except KeyboardInterrupt:
            told = f"Stopped after {sizes.done + sizes.failed} of {total} pictures. Run it again to go on."
            raise CommandError(told, returncode=STOPPED) from None
        self.stdout.write(f"{total} offered: {sizes.done} done, {sizes.failed} failed")
        if sizes.failed:
            told = f"{sizes.failed} of {total} failed, for the reasons above."
            raise CommandError(told, returncode=FAILED)
