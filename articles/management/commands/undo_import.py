"""Undo an import run. Safe to stop at any moment and to call again."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import jobs
from articles.errors import WorkflowError
from articles.models import ImportRun

WRONG_ARGUMENTS = 2
LISTED = 10


class Command(BaseCommand):
    help = """Undo an import run: the pieces that it made are removed, those that it changed say again what they
said before. What somebody has edited, published, merged or taken elsewhere since is left alone, and listed.
The same files can be imported again afterwards."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", metavar="RUN", help="the number of the run")
        parser.add_argument("--dry-run", action="store_true", help="change nothing; say what would happen")

    def handle(self, *args: Any, **said: Any) -> None:
        number = str(said["run"])
        run = ImportRun.objects.filter(pk=int(number)).first() if number.isdecimal() else None
        if run is None:
            latest = "; ".join(
                f"{run.pk} ({run}, {run.created} created, {run.updated} updated)"
                for run in ImportRun.objects.all()[:LISTED]
            )
            raise CommandError(
                f"RUN {number}: there is none of that number. The latest: {latest or 'none yet'}.",
                returncode=WRONG_ARGUMENTS,
            )
        try:
            undone = jobs.undo(run, dry_run=said["dry_run"])
        except WorkflowError as error:
            raise CommandError(str(error)) from None
        if undone.was_done:
            self.stdout.write(f"Import {run.pk} was undone already: nothing of it is left to undo.")
            return
        for piece in undone.left:
            self.stdout.write(f"left alone: {piece.headline} (article {piece.article_id}): {piece.why}")
        told = f"{undone.removed} removed, {undone.restored} restored, {len(undone.left)} left alone"
        told += (
            f"; {undone.names} authors, publications and topics removed that no piece has any more"
            if undone.names
            else ""
        )
        told += f"; {undone.pictures} pictures removed with them" if undone.pictures else ""
        self.stdout.write(told + (" (dry run: nothing was changed)" if said["dry_run"] else ""))
