"""`manage.py benchmark_copies`: it measures on its own database and touches nothing."""

import random
import re
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.management.benchmarking import copied, copying
from articles.models import Article, Fingerprint
from articles.relating import copies, holders

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
    assert [cost.size for cost in found] == [6, 12]
    assert all(cost.known > 0 and cost.looked_up > 0 for cost in found)
    assert Article.objects.count() == 26
    written = Fingerprint.objects.filter(article__in=Article.objects.order_by("-pk")[:10])
    assert found[-1].written == written.count() / 10


@pytest.mark.django_db
def test_what_is_looked_up_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """All say the same here, so that each meets the others; no value is kept of more than so many."""
    monkeypatch.setattr(copying, "NEW", 5)
    monkeypatch.setattr(copying, "AT_ONCE", 5)
    text = copied.Writer(SEEDS, random.Random(7)).text(100, ["Vale"])
    monkeypatch.setattr(copied.Writer, "text", lambda *_said: text)
    alone, among_others = copying.costs([0, 5], SEEDS)
    assert (alone.read, alone.compared) == (0, 2)  # each with those before it
    assert 0 < among_others.read <= holders.MOST * among_others.size
    assert among_others.compared == copies.COMPARED
    assert among_others.written < alone.written


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
    costs = [copying.Cost(1000, 0.5, 0.25, 2, 0.01, 16), copying.Cost(10000, 1.0, 0.8, 3, 0.02, 15)]
    monkeypatch.setattr(copying, "costs", lambda sizes, seeds: iter(costs))
    call_command("benchmark_copies", "--pieces", "30", "--copies", "10", stdout=out)
    told = out.getvalue()
    assert re.search(r"copies that were found +9 of +10 +90\.0% +at least 95%: MISSED", told)
    assert re.search(r"pairs found that are copies +10 of +11 +90\.9% +at least 99%: MISSED", told)
    assert re.search(r" 1,000 +0\.500 +0\.250 +0\.750 +1\.00 +2\.00 +16\.00 +0\.01\n", told)
    assert re.search(r" 10,000 +1\.000 +0\.800 +1\.800 +1\.20 +3\.00 +15\.00 +0\.02\n", told)
