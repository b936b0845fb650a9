"""Imports that are killed at any moment and begun again, and two at once: what they leave must be the same rows."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model

from articles import jobs
from articles.models import (
    Article,
    Author,
    Byline,
    EventPiece,
    Fingerprint,
    ImportRun,
    Likeness,
    Publication,
    Revision,
    Source,
    TaggedArticle,
    Topic,
)  # fmt: skip

BATCH = 5  # pieces, so that a short import has many moments
# The real command, but for its batches.
IMPORT = """
import sys, django
django.setup()
from django.core.management import execute_from_command_line
from articles.jobs import importing
importing.BATCH_PIECES = int(sys.argv.pop(1))
execute_from_command_line(sys.argv)
"""
# What rows say, without the numbers that the database gives them and the moments of the clock.
SAID: dict[type[Model], list[str]] = {
    Article: ["slug", "headline", "standfirst", "body", "language", "genre", "publication__slug", "source_url",
              "status", "published_at_assumed", "word_count", "version", "lead_image__file"],
    Author: ["slug", "name", "bio"],
    Byline: ["article__slug", "position", "author__slug", "role", "affiliation_then"],
    Publication: ["slug", "name"],
    Topic: ["slug", "name"],
    TaggedArticle: ["content_object__slug", "tag__slug"],
    Source: ["name", "origin", "sha256", "text_sha256", "outcome", "reason", "doubt", "spans", "findings",
             "article__slug", "article_version"],
    Revision: ["article__slug", "number", "kind", "note"],
    Fingerprint: ["article__slug", "value"],
    Likeness: ["article__slug", "other__slug", "kind", "overlap"],
}  # fmt: skip
Rows = dict[str, list[str]]


def measure(folder: Path, kills: int) -> dict[str, Any]:
    """Import the folder undisturbed, killed so many times, and twice at once; say where the rows differ."""
    assert _begun(folder).wait() == 0
    alone, batches = rows(), ImportRun.objects.get().offered // BATCH
    _clear()
    chance = random.Random(kills)  # noqa: S311 (nothing here is secret)
    each = [chance.random() * 2 * batches / kills for _kill in range(kills)]  # so that all is done about then
    moments = [_killed(folder, int(more) + (chance.random() < more % 1), chance) for more in each]
    assert _begun(folder).wait() == 0
    killed = differences(alone, rows())
    stopped = ImportRun.objects.filter(state=ImportRun.State.STOPPED).count()
    _clear()
    both = [_begun(folder), _begun(folder)]
    assert [process.wait() for process in both] == [0, 0]
    return {"moments": moments, "stopped": stopped, "killed": killed, "at once": differences(alone, rows())}


def rows() -> Rows:
    """What every table says, and which pieces share an event; the same for the same imports."""
    said = {
        model.__name__: sorted(map(repr, model._default_manager.values_list(*columns)))
        for model, columns in SAID.items()
    }
    events = defaultdict(set)
    for event, slug in EventPiece.objects.exclude(event=None).values_list("event", "article__slug"):
        events[event].add(slug)
    dated = Article.objects.filter(published_at_assumed=False).values_list("slug", "published_at")
    return said | {
        "events": sorted(repr(sorted(slugs)) for slugs in events.values()),
        "dates": sorted(map(repr, dated)),
    }


def differences(one: Rows, other: Rows) -> list[str]:
    """A line for each row that only one of them has."""
    return [
        f"{table}: {row[:300]}"
        for table in one
        for row in sorted({*one[table], *other[table]})
        if one[table].count(row) != other[table].count(row)
    ]


def _begun(folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    name = connection.settings_dict["NAME"]
    path = name if connection.vendor == "sqlite" else f"/{name}"
    scheme = "sqlite://" if connection.vendor == "sqlite" else ""
    url = f"{scheme}/{path}" if scheme else settings.DATABASE._replace(path=path).geturl()
    command = [
        sys.executable,
        "-c",
        IMPORT,
        str(BATCH),
        "import_articles",
        str(folder),
        "--publish",
        *options,
    ]
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    environment["ALLOWED_HOSTS"] = ""  # as on a laptop
    return subprocess.Popen(  # noqa: S603 (our own)
        command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL
    )


def _killed(folder: Path, batches: int, chance: random.Random) -> int:
    """Begin an import, kill it soon after so many more batches; return how many files are known then."""
    enough = Source.objects.count() + batches * BATCH
    process = _begun(folder, "--workers", chance.choice("1112"))
    mine = ImportRun.objects.filter(pid=process.pid, state=ImportRun.State.RUNNING)
    while process.poll() is None and (not mine.exists() or Source.objects.count() < enough):
        time.sleep(0.01)
    time.sleep(chance.random() / 10)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return Source.objects.count()


def _clear() -> None:
    for run in ImportRun.objects.order_by("-id"):
        jobs.undo(run)
    assert not any(rows().values()), "an undone import leaves nothing"
