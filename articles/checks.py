"""What must be right before Newsroom starts, told with an id and what to do."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Info as Advice
from django.db import connection


@register(Tags.database)
def search_engine(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Without FTS5 the migrations would stop halfway through with SQLite's bare words."""
    if connection.vendor != "sqlite" or not databases or has_fts5():
        return []
    return [
        Error(
            f"This Python's SQLite ({sqlite3.sqlite_version}) has no FTS5, which the search is built on.",
            hint="Use a Python from python.org or your distribution, or set DATABASE_URL to a PostgreSQL.",
            id="articles.E001",
        )
    ]


@register("deploy", deploy=True)
def collected_files(**kwargs: Any) -> list[CheckMessage]:
    """Without the list of hashed names every page would fail with a bare error."""
    has_list = not isinstance(staticfiles_storage, ManifestFilesMixin) or staticfiles_storage.read_manifest()
    if settings.DEBUG or has_list:
        return []
    return [
        Advice(
            "Styles, scripts and pictures of the site have not been collected: no page can be shown.",
            hint="Run manage.py collectstatic.",
            id="articles.I001",
        )
    ]


def has_fts5() -> bool:
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True
