"""What an import costs in CPU time and memory, and what the least is that it could cost.

Each measurement is to be made in a process of its own, whose peak memory is then its own.
"""

import functools
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.db.models.sql import InsertQuery

from articles import relating, search
from articles.ingest import pipeline
from articles.ingest.reading import files
from articles.ingest.story import SourceFile
from articles.jobs import Import, Wishes
from articles.jobs.importing import BATCH_PIECES
from articles.models import Article

# Pieces over which the cost at the end is compared with that at the beginning: a whole number of batches.
STRETCH = 5 * BATCH_PIECES
STAGES: dict[str, tuple[Any, str]] = {
    "reading": (pipeline, "read"),
    "cleaning": (pipeline, "clean"),
    "extracting": (pipeline, "extract"),
    "storing": (Import, "_store"),  # with the commit, to which databases put off a part of the work
    "search index": (search, "refresh_many"),
    "copies and events": (relating, "relate"),
}


@contextmanager
def scratch_database(folder: Path) -> Iterator[None]:
    """An empty database beside the configured one, of the same kind, which is gone afterwards."""
    connection.settings_dict["TEST"]["NAME"] = (
        str(folder / "scratch.sqlite3") if connection.vendor == "sqlite" else f"scratch_{folder.name}"
    )
    real = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(real, verbosity=0)


def measure_import(folder: Path) -> dict[str, Any]:
    """Import the folder; return CPU seconds of each stage and of all, peak memory in MB, and the tally.

    `growth` is what the last STRETCH of pieces cost as a multiple of the second (the first pays for what is loaded
    once); None for fewer than three.
    """
    spent = dict.fromkeys(STAGES, 0.0)
    with ExitStack() as patched:
        for stage, (module, name) in STAGES.items():
            timed = _timed(getattr(module, name), stage, spent)
            patched.enter_context(patch.object(module, name, timed))
        start = time.process_time()
        job = Import(files.sources([folder]), Wishes())
        clock = [time.process_time() for number, _result in enumerate(job, 1) if number % STRETCH == 0]
        total = time.process_time() - start
    spent["storing"] -= spent["search index"] + spent["copies and events"]  # which are parts of it
    spent["all the rest"] = total - sum(spent.values())
    growth = (clock[-1] - clock[-2]) / (clock[1] - clock[0]) if len(clock) > 2 else None
    return {"spent": spent, "total": total, "memory": _peak(), "growth": growth, "tally": job.tally}


def measure_clock(folder: Path, workers: int) -> dict[str, Any]:
    """Import the folder, reading in so many processes; return seconds of the clock, and peak memory in MB."""
    start = time.perf_counter()
    for _result in Import(files.sources([folder]), Wishes(workers=workers)):
        pass
    return {"took": time.perf_counter() - start, "memory": _peak()}


def measure_floors(folder: Path) -> dict[str, Any]:
    """What it costs to read and decode the same files, and to insert as many articles of the same size."""
    start = time.process_time()
    count = sum(bool(file.data.decode()) for file in files.sources([folder]) if isinstance(file, SourceFile))
    reading = time.process_time() - start
    text = next(file.data.decode() for file in files.sources([folder]) if isinstance(file, SourceFile))
    sql, row = _insert(Article(headline="x" * 50, body=text, slug="{}", word_count=700))
    rows: Any = ([str(number) if v == "{}" else v for v in row] for number in range(count))
    start = time.process_time()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, rows)
    return {"reading": reading, "inserting": time.process_time() - start}


def machine() -> str:
    """What was measured on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    return f"Python {platform.python_version()}, {connection.display_name} {version}, one core"


def _insert(article: Article) -> tuple[str, list[Any]]:
    """The statement Django would insert the article with, and its values."""
    fields = [field for field in Article._meta.concrete_fields if not field.primary_key]
    query = InsertQuery(Article)
    query.insert_values(fields, [article])
    ((sql, row),) = query.get_compiler(connection=connection).as_sql()
    return sql, list(row)


def _timed(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[stage] += time.process_time() - start

    return timed


def _peak() -> float:
    """The most memory that this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000
