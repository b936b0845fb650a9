"""System checks: what stops the start, and with which advice."""

import pytest

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
