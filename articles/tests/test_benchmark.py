"""`manage.py benchmark_import`: it measures a real import, beside the floors, and touches nothing."""

import re
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.ingest import pipeline
from articles.ingest.reading import files
from articles.ingest.story import Known, Options, SourceFile, Story
from articles.jobs import importing
from articles.management.benchmarking import measuring
from articles.management.benchmarking.pieces import write_pieces
from articles.management.commands import benchmark_import
from articles.models import ImportRun

from .stories import WRITTEN, contents

SEEDS = settings.BASE_DIR / "seeds"


def stories_in(folder: Path) -> list[Story]:
    found = (file for file in files.sources([folder]) if isinstance(file, SourceFile))
    return [story for file in found for story in pipeline.stories(file, Options(), Known())]


def test_the_pieces_are_the_same_every_time_and_all_different(tmp_path: Path) -> None:
    written = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        size = write_pieces(30, tmp_path / name, SEEDS)
        data = [path.read_bytes() for path in sorted((tmp_path / name).rglob("*.txt"))]
        assert sum(map(len, data)) == size
        written.append(data)
    assert written[0] == written[1]
    assert len(set(written[0])) == 30


def test_the_pieces_are_of_700_words_with_mess_that_is_taken_out(tmp_path: Path) -> None:
    write_pieces(12, tmp_path, SEEDS)
    stories = stories_in(tmp_path)
    lengths = [len(story.body_text.split()) for story in stories]
    assert all(600 < length < 900 for length in lengths), lengths
    assert all(story.facts.language == "en" and story.facts.headline for story in stories)
    kinds = {change.kind for story in stories for change in story.removed}
    assert kinds >= {"advert", "share", "byline", "date"}


@pytest.mark.django_db
def test_it_measures_every_stage_beside_the_floors_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = (
        "reading",
        "cleaning",
        "extracting",
        "storing",
        "search index",
        "copies and events",
        "all the rest",
    )
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = contents(*WRITTEN, ImportRun)
    out = StringIO()
    call_command("benchmark_import", "12", stdout=out)
    rows = dict(re.findall(r"^(\w[^\d\n]+?) +(\d+\.\d+) +\d+\.\d", out.getvalue(), re.MULTILINE))
    assert rows.keys() == {
        "floor: read and decode the files", "floor: raw insert", *stages, "storing with both", "all",
    }  # fmt: skip
    spent = {name: float(value) for name, value in rows.items()}
    assert all(value > 0 for value in spent.values())
    assert sum(spent[stage] for stage in stages) == pytest.approx(spent["all"], abs=0.01)
    assert re.search(r"peak memory, MB +\d+ ", out.getvalue())
    assert contents(*WRITTEN, ImportRun) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_the_end_of_a_long_import_is_compared_with_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "STRETCH", 4)
    monkeypatch.setattr(importing, "BATCH_PIECES", 4)
    write_pieces(12, tmp_path, SEEDS)
    growth = measuring.measure_import(tmp_path)["growth"]
    assert growth > 0
    floors = {"reading": 1.0, "inserting": 1.0}
    measured = {"spent": dict.fromkeys(measuring.STAGES, 1.0), "total": 6.0, "memory": 1.0}
    assert "times the second" not in "".join(benchmark_import.table(floors, {**measured, "growth": None}, 12))
    assert "1.10" in benchmark_import.table(floors, {**measured, "growth": 1.1}, 12)[-1]
    assert benchmark_import.table(floors, {**measured, "growth": 1.3}, 12)[-1].endswith("MISSED")


def test_a_number_below_one_is_refused() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("benchmark_import", "0")
    assert caught.value.returncode == 2
