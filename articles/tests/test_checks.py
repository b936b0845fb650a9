"""System checks: what stops the start, and with which advice."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from articles import checks


@pytest.mark.only_on("sqlite")
def test_a_sqlite_without_fts5_is_told_before_the_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "has_fts5", lambda: False)
    (error,) = checks.search_engine(databases=["default"])
    assert error.id == "articles.E001"
    assert "has no FTS5" in error.msg
    assert error.hint is not None
    assert "DATABASE_URL" in error.hint


def test_a_good_start_is_not_complained_of() -> None:
    assert checks.search_engine(databases=["default"]) == []
    assert checks.search_engine() == []


@pytest.mark.only_on("postgresql")
def test_postgresql_needs_no_fts5(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "has_fts5", lambda: False)
    assert checks.search_engine(databases=["default"]) == []


@pytest.fixture
def collected(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Production, with its static files in that folder."""
    settings.DEBUG = False
    monkeypatch.setattr(checks, "staticfiles_storage", ManifestStaticFilesStorage(str(tmp_path)))
    return tmp_path


def test_static_files_that_were_not_collected_are_told(collected: Path) -> None:
    (warning,) = checks.collected_files()
    assert (warning.id, warning.hint) == ("articles.I001", "Run manage.py collectstatic.")


def test_collected_static_files_are_not_complained_of(collected: Path) -> None:
    (collected / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
    assert checks.collected_files() == []


def test_on_a_laptop_nothing_has_to_be_collected(collected: Path, settings: Any) -> None:
    settings.DEBUG = True
    assert checks.collected_files() == []
