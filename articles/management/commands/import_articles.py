"""Bring pieces in from files. Safe to run twice, and to stop at any moment."""

import codecs
import os
import re
import shlex
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Collection, Iterable, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles import moments
from articles.errors import DistributingError
from articles.ingest.reading import files, readers
from articles.ingest.reading.rows import MAPPED
from articles.ingest.story import Options
from articles.jobs import Import, Wishes
from articles.jobs.rejects import Rejects
from articles.management.database import is_migrated
from articles.management.sizes import ready_after
from articles.management.unused_columns import UnusedColumns
from articles.models import Publication, Topic
from articles.storing import Outcome, Result
from articles.storing.values import longest

KEPT = ("publish", "accept_guesses", "publication", "language", "topics", "format", "encoding", "columns",
        "errors", "workers", "distribute", "report")  # fmt: skip  # the options that the run's page shows
MOST_UPDATED = 100  # named; of the others their number is told
FEW, MOST_WORKERS = 200, 64  # below so many files starting more processes takes longer than it saves
REJECTED, WRONG_ARGUMENTS, STOPPED = 1, 2, 130  # exit statuses


class Command(BaseCommand):
    help = """Bring pieces in from files: text as it comes, cleaned, its facts found, every change kept.

Try it with --dry-run first: it stores nothing and says what would become of each piece. What was stored
before is left alone; of a file that has changed the article is updated, unless somebody has edited it: then
the new text waits at the desk. At its end
pictures are made in the sizes that pages show. Exit status 1 says that pieces were rejected, 2 that an argument
is wrong."""
    updated = 0  # with nothing more to be said

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        said = parser.add_argument
        said("paths", nargs="*", metavar="PATH", help="a file, a folder (with the folders in it, but without"
             " hidden files and READMEs), or - for standard input; seeds/ if none is given")  # fmt: skip
        said("--dry-run", action="store_true", help="store nothing; say what would become of each piece")
        said("--publish", action="store_true", help="publish what leaves no serious doubt")
        said("--accept-guesses", action="store_true", help="take headlines made from the first sentence")
        said("--publication", metavar="SLUG", default="", help="where all the pieces appeared")
        said("--language", metavar="CODE", default="", help="of all the pieces: en, fr, ar …")
        said("--topic", metavar="NAME", action="append", dest="topics", default=[],
             help="a topic that all the pieces get; may be given several times")  # fmt: skip
        said("--format", default="", help=f"of all the files: {', '.join(readers())}")
        said("--encoding", default="", help="of all the files; found out if not given")
        said("--map", metavar="FACT=COLUMN,…", action="append", dest="columns", default=[],
             help="which columns of a table are what: headline=Title,body=Text; may be repeated")  # fmt: skip
        said("--errors", metavar="FILE", type=Path,
             help="write what is rejected there, to be mended and imported: import_articles FILE")  # fmt: skip
        said("--workers", metavar="N", type=int,
             help=f"in how many processes to read; over {FEW} files as many as there are cores, else one")  # fmt: skip
        said("--distribute", action="store_true",
             help="read on Celery workers, on any number of machines: celery -A newsroom worker")  # fmt: skip
        said("--report", metavar="FOLDER", type=Path, help="write a NAME.json there for each piece")

    def handle(self, *args: Any, **said: Any) -> None:
        if not is_migrated():
            raise CommandError("The database is not ready: run manage.py migrate first.")
        if not all(map(str.strip, said["paths"])):
            raise wrong("PATH", "''", "the path is empty. Name a file or a folder; . is this folder.")
        if missing := [files.shown(path) for path in said["paths"] if is_missing(path)]:
            raise wrong(
                "PATH", ", ".join(missing[:10]), "is not there. Check the path; nothing was imported."
            )
        paths = said["paths"] or [os.path.relpath(settings.BASE_DIR / "seeds")]
        known = {**said, "workers": workers(said["workers"], paths), "call": called(said)}
        if said["distribute"] and said["workers"] is not None:
            raise wrong(
                "--workers", said["workers"], "leave it out: with --distribute each worker has its own."
            )
        job, unused = Import(files.sources(paths), wishes(known)), UnusedColumns()
        try:
            with rejects(said["errors"]) as rejected_ones:
                for result in progress(job, paths):
                    rejected_ones.add(result)
                    unused.note(result)
                    with tqdm.external_write_mode():  # so that lines do not run into the bar
                        self.tell(result, said)
        except KeyboardInterrupt:
            raise CommandError(
                f"Stopped after {summary(job)}. What was stored stays; run it again to go on.",
                returncode=STOPPED,
            ) from None
        except DistributingError as error:
            told = f"{error} Stopped after {summary(job)}. What was stored stays; run it again to go on."
            raise CommandError(told, returncode=STOPPED) from None
        for path in paths:
            if Path(path).is_dir() and not any(True for _found in files.find([path])):
                self.stderr.write(
                    f"{path}: nothing to import is in there (hidden files and READMEs are left out)."
                )
        for line in unused.lines():
            self.stdout.write(line)
        if (unnamed := self.updated - MOST_UPDATED) > 0 and said["verbosity"] < 2:
            self.stdout.write(f"updated: {unnamed} more (--verbosity 2 names them all)")
        if job.run and (ready := ready_after(job.run, self.stderr)):
            self.stdout.write(ready)
        self.stdout.write(summary(job))
        if rejected := job.tally[Outcome.REJECTED]:
            raise CommandError(
                f"{rejected} of {job.tally.total()} rejected, for the reasons above.", returncode=REJECTED
            )

    def tell(self, result: Result, said: dict[str, Any]) -> None:
        """Rejections go to standard error; what waits or is new text, and all of a dry run, to standard output."""
        name = result.piece.name
        if result.outcome is Outcome.REJECTED:
            self.stderr.write(f"{name}: {result.reason}")
            return
        told = [str(result.outcome)]
        if result.published and (said["dry_run"] or result.readable_from):
            told.append("to be published" if said["dry_run"] else "published")
        if result.unpublished_because:
            told.append("not published")
        because = result.unpublished_because or result.reason
        if result.readable_from:
            because = f"readable from {moments.said(result.readable_from)}"
        if is_update := result.outcome is Outcome.UPDATED and not (because or said["dry_run"]):
            self.updated += 1
        named = is_update and self.updated <= MOST_UPDATED
        if because or named or said["dry_run"] or said["verbosity"] > 1:
            self.stdout.write(f"{', '.join(told)}: {name}" + (f" ({because})" if because else ""))


def wishes(said: dict[str, Any]) -> Wishes:
    """What the options ask for. Raises CommandError, with the exit status for wrong arguments."""
    options = Options(
        format=one_of("--format", said["format"], readers()),
        encoding=encoding(said["encoding"]),
        language=language(said["language"]),
        publication=publication(said["publication"]),
        topics=tuple(map(topic, said["topics"])),
        columns=columns(said["columns"]),
    )
    return Wishes(
        options=options,
        dry_run=said["dry_run"],
        publish=said["publish"],
        accept_guesses=said["accept_guesses"],
        workers=said["workers"],
        crew=crew() if said["distribute"] else 0,
        report=folder(said["report"]),
        command=said["call"],
    )


def called(said: dict[str, Any]) -> str:
    """The command as it was given, for the run's page: its options, then the paths."""
    words = ["import_articles"]
    for name in KEPT:
        option = {"topics": "--topic", "columns": "--map"}.get(name, f"--{name.replace('_', '-')}")
        values = said[name] if isinstance(said[name], list) else [said[name]]
        words += [option if value is True else f"{option}={value}" for value in values if value]
    return shlex.join(map(files.shown, [*words, *said["paths"]]))


def wrong(option: str, value: object, expected: str) -> CommandError:
    return CommandError(f"{option} {value}: {expected}", returncode=WRONG_ARGUMENTS)


def is_missing(path: str) -> bool:
    """Whether nothing of that name is there; what is there and cannot be read is told as it is read."""
    try:
        return path != files.STANDARD_INPUT and not os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def one_of(option: str, value: str, choices: Collection[str]) -> str:
    if value and value not in choices:
        known = ", ".join(islice(sorted(choices), 200)) or "none yet"
        raise wrong(option, value, f"there is none of that name. There are: {known}.")
    return value


def publication(slug: str) -> str:
    """The name of the publication with this slug."""
    names = dict(Publication.objects.values_list("slug", "name")) if slug else {}
    return names[one_of("--publication", slug, names)] if slug else ""


def language(code: str) -> str:
    base, _dash, region = code.strip().lower().replace("_", "-").partition("-")
    one_of("--language", base, {known.partition("-")[0] for known in LANG_INFO})
    return f"{base}-{region.upper()}" if region else base


def topic(name: str) -> str:
    name, most = " ".join(name.split()), longest(Topic, "name")
    if not 0 < len(name) <= most:
        raise wrong("--topic", repr(name[:40]), f"a topic's name has 1 to {most} characters.")
    return name


def encoding(name: str) -> str:
    if not name:
        return ""
    try:
        "a".encode(name)  # which refuses codecs that are about something else, such as rot13
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise wrong(
            "--encoding", name, "there is none of that name. Try utf-8, cp1252 or shift_jis."
        ) from None


def columns(maps: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What `headline=Title,body=Text` says. A column's name may hold commas."""
    pairs = [
        pair.partition("=") for said in maps for pair in re.split(r",(?=\s*\w+\s*=)", said) if pair.strip()
    ]
    for fact, _sign, column in pairs:
        if not column.strip():
            raise wrong("--map", fact, "write FACT=COLUMN, such as headline=Title.")
        one_of("--map", fact.strip(), MAPPED)
    return tuple((fact.strip(), column.strip()) for fact, _sign, column in pairs)


def workers(count: int | None, paths: Sequence[str | Path]) -> int:
    if count is not None:
        if not 1 <= count <= MOST_WORKERS:
            raise wrong("--workers", count, f"give a number from 1 to {MOST_WORKERS}.")
        return count
    found = sum(1 for _found in islice(files.find(paths), FEW + 1))
    return min(os.cpu_count() or 1, MOST_WORKERS) if found > FEW else 1


def crew() -> int:
    """How many files Celery workers read at once. Raises CommandError if they cannot."""
    if find_spec("celery") is None:
        raise CommandError(
            "--distribute needs Celery: pip install -r requirements-prod.txt.", returncode=WRONG_ARGUMENTS
        )
    from articles.jobs.crew import gathered

    try:
        return gathered()
    except DistributingError as error:
        raise CommandError(f"--distribute: {error}", returncode=WRONG_ARGUMENTS) from None


def rejects(path: Path | None) -> Rejects:
    if path and (path.is_dir() or not os.access(path.parent, os.W_OK)):
        raise wrong("--errors", path, "no file can be written there.")
    return Rejects(path)


def folder(path: Path | None) -> Path | None:
    try:
        if path:
            path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise wrong("--report", path, f"no folder can be made there ({error.strerror}).") from None
    return path


def progress(job: Import, paths: Sequence[str | Path]) -> Iterable[Result]:
    """The results, under a progress bar if somebody is watching."""
    if not sys.stderr.isatty():
        return job
    total = sum(1 for _found in files.find(paths))
    shown: Iterable[Result] = tqdm(job, total=total, unit="piece", file=sys.stderr, leave=False)
    return shown


def summary(job: Import) -> str:
    """One line whose numbers add up."""
    counts = ", ".join(f"{job.tally[outcome]} {outcome}" for outcome in Outcome)
    told = f"{job.tally.total()} offered: {counts}"
    if job.wishes.publish:
        told += f"; {job.published} {'to be published' if job.wishes.dry_run else 'published'}"
    if job.readable_later:
        told += f", {job.readable_later} of them readable later"
    return told + (" (dry run: nothing was stored)" if job.wishes.dry_run else "")
