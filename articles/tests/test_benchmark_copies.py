"""`manage.py benchmark_copies`: it measures on its own database and touches nothing."""

import re
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.management.benchmarking import copied, copying
from articles.models import Article, Fingerprint

SEEDS = settings.BASE_DIR / "seeds"


def test_the_pieces_are_the_same_every_time_and_the_copies_of_five_kinds() -> None:
    made = copied.make(90, 30, SEEDS)
    assert made == copied.make(90, 30, SEEDS)
    assert len(made) == 90
    assert {one.kind for one in made} == {"", *copied.KINDS}
    copies = [one for one in made if one.kind]
    assert len({one.source for one in copies}) == len(copies) == 30
    assert all(made[one.source].kind == "" for one in copies)
    assert all(one.paragraphs != made[one.source].paragraphs for one in copies)


@pytest.mark.django_db
def test_costs_are_measured_in_archives_that_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "NEW", 10)
    monkeypatch.setattr(copying, "AT_ONCE", 5)
    found = [*copying.costs([12, 6], SEEDS)]
    assert [size for size, _known, _looked_up in found] == [6, 12]
    assert all(known > 0 and looked_up > 0 for _size, known, looked_up in found)
    assert Article.objects.count() == 26
    assert Fingerprint.objects.values("article").distinct().count() == 26


@pytest.mark.parametrize("said", [["--copies", "0"], ["--pieces", "10", "--copies", "4"]])
def test_too_many_or_no_copies_are_refused(said: list[str]) -> None:
    with pytest.raises(CommandError, match="a third of --pieces"):
        call_command("benchmark_copies", *said)


def test_the_command_tells_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its databases, which are made beside the real one by processes that measure."""
    out = StringIO()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    module = "articles.management.commands.benchmark_copies"
    monkeypatch.setattr(f"{module}.scratch_database", lambda folder: tempfile.TemporaryDirectory())
    monkeypatch.setattr(f"{module}.machine", lambda: "a machine")
    figures = dict.fromkeys(copied.KINDS, 2) | {"pairs": 11, "wrong": 1, "trimmed": 1}
    monkeypatch.setattr(copying, "find", lambda made: figures)
    monkeypatch.setattr(copying, "costs", lambda sizes, seeds: iter([(1000, 0.5, 0.25)]))
    call_command("benchmark_copies", "--pieces", "30", "--copies", "10", stdout=out)
    told = out.getvalue()
    assert re.search(r"copies that were found +9 of +10 +90\.0% +at least 95%: MISSED", told)
    assert re.search(r"pairs found that are copies +10 of +11 +90\.9% +at least 99%: MISSED", told)
    assert re.search(r"1,000 +0\.500 +0\.250", told)
