"""Imports that are killed, and two at once: no piece is lost, none is there twice."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.jobs import Import, Wishes, running
from articles.management.benchmarking import killing
from articles.management.commands.benchmark_import import verdict
from articles.models import Article, ImportRun, Source

from .wire import Told, make_wire

pytestmark = pytest.mark.django_db


def test_a_killed_import_goes_on_where_it_was_and_two_at_once_end_as_one() -> None:
    out = StringIO()
    call_command("benchmark_import", "20", "--kills", "3", stdout=out)
    assert out.getvalue().startswith("3 kills (")
    assert re.search(r"The same rows as of an import left alone, and so after two", out.getvalue())


def test_a_piece_that_is_lost_or_there_twice_would_be_noticed(tmp_path: Path) -> None:
    Told(make_wire(tmp_path))
    whole = killing.rows()
    assert killing.differences(whole, killing.rows()) == []
    source = Source.objects.get(name__endswith="ferry.txt")
    source.pk, source.origin = None, "path:/elsewhere"
    source.save(force_insert=True)
    assert len(killing.differences(whole, killing.rows())) == 1
    Article.objects.get(headline="The lamp is lit").delete()
    assert len(killing.differences(whole, killing.rows())) > 1
    with pytest.raises(CommandError, match="Not the rows of an import left alone"):
        verdict({"killed": ["Article: x"], "at once": [], "moments": [], "stopped": 0})


# --- Runs whose process is no more ------------------------------------------------------------------


def a_run(**fields: object) -> ImportRun:
    return ImportRun.objects.create(command="import_articles", **fields)


def after_another() -> list[str]:
    """The states of the runs once the next import has begun."""
    list(Import([], Wishes()))
    return list(ImportRun.objects.order_by("id").values_list("state", flat=True))[:-1]


def test_a_run_whose_process_is_no_more_is_marked_as_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    run = a_run(host=running._host(), pid=4_194_305)  # more than any system gives
    assert after_another() == ["stopped"]
    run.refresh_from_db()
    assert run.finished_at == run.heard_at


def test_a_run_of_a_living_process_is_left_alone() -> None:
    a_run(host=running._host(), pid=1)
    assert after_another() == ["running"]


def test_a_run_on_another_machine_is_stopped_once_nothing_was_heard_for_an_hour() -> None:
    a_run(host="elsewhere", pid=4_194_305)
    a_run(host="elsewhere", pid=1, heard_at=timezone.now() - running.SILENT * 1.1)
    assert after_another() == ["running", "stopped"]


def test_finished_runs_stay_finished() -> None:
    a_run(state="finished", host=running._host(), pid=4_194_305)
    assert after_another() == ["finished"]
