"""Reading in several processes: the same pieces in the same order, whatever happens to one of them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from articles.ingest.story import Known, Options, SourceFile
from articles.jobs import Import, Wishes, importing, pool
from articles.management.benchmarking import killing
from articles.management.commands import import_articles
from articles.models import Article, ImportRun, Source

from .wire import PIECE, Told, make_wire, write

pytestmark = pytest.mark.django_db


class Deadly(SourceFile):
    """A file over which the process that takes it in dies at once."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (1,)


def file(number: int, kind: type[SourceFile] = SourceFile) -> SourceFile:
    text = PIECE.format(headline=f"Ferry number {number}", word=f"ferry {number}")
    return kind(f"{number}.txt", text.encode(), f"path:/wire/{number}.txt")


def test_two_processes_leave_the_rows_of_one(tmp_path: Path) -> None:
    wire = make_wire(tmp_path)
    (wire / "bad.txt").write_bytes(b"\0" * 50)
    first = Told(wire, "--publish", "--workers", "1")
    rows = killing.rows()
    killing._clear()
    second = Told(wire, "--publish", "--workers", "2")
    assert (second.out, second.err, second.status) == (first.out, first.err, first.status)
    assert killing.rows() == rows


def test_a_file_that_ends_its_process_is_rejected_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "AT_ONCE", 2)
    offered = [file(n, Deadly if n == 3 else SourceFile) for n in range(6)]
    results = list(Import(offered, Wishes(workers=2)))
    assert [result.piece.name for result in results] == [f"{n}.txt" for n in range(6)]
    assert [str(result.outcome) for result in results] == [*["created"] * 3, "rejected", *["created"] * 2]
    assert results[3].reason.startswith("ended the process that read it.")
    assert Article.objects.count() == 5
    assert ImportRun.objects.get().state == "finished"


def test_only_a_few_batches_are_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 2)
    taken = []

    def stream() -> Iterator[SourceFile]:
        for number in range(20):
            taken.append(number)
            yield file(number)

    results = iter(Import(stream(), Wishes(workers=2)))
    next(results)
    assert len(taken) == 2 * (pool.Pool.ahead + 1)
    assert len([*results]) == 19
    assert Source.objects.count() == 20


def test_the_readers_end_when_the_import_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = f"""
import django, pathlib, time; django.setup()
from articles.ingest.story import Known, Options, SourceFile
from articles.jobs.pool import Pool
pool = Pool(2, Options(), Known())
list(pool.read([SourceFile(str(n), b"The ferry is back.") for n in range(40)]))
pathlib.Path({str(told)!r}).write_text(" ".join(map(str, pool._executor._processes)))
time.sleep(60)
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment)
    assert within_a_minute(lambda: told.exists() and bool(told.read_text()))
    readers = [int(pid) for pid in told.read_text().split()]
    assert readers and all(map(is_there, readers))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert within_a_minute(lambda: not any(map(is_there, readers)))


def within_a_minute(is_so: Callable[[], bool]) -> bool:
    for _again in range(600):
        if is_so():
            return True
        time.sleep(0.1)
    return False


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One whose parent has not asked for its status yet is there only in name.
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_options_and_what_is_known_reach_the_readers() -> None:
    told = pool.Pool(2, Options(language="fr"), Known(topics={"ferry 7": "Ferries"}))
    try:
        ((piece,),) = map(tuple, told.read([file(7)]))
    finally:
        told.close()
    assert piece.story
    assert piece.story.facts.language == "fr"


# --- How many ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", ["0", "65", "-2"])
def test_a_number_of_processes_that_makes_no_sense_is_refused(count: str, tmp_path: Path) -> None:
    told = Told(make_wire(tmp_path), f"--workers={count}")
    assert (told.status, told.error) == (2, f"--workers {count}: give a number from 1 to 64.")


def test_few_files_are_read_in_one_process_and_many_in_as_many_as_there_are_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(import_articles, "FEW", 3)
    wire = make_wire(tmp_path)
    assert import_articles.workers(None, [wire]) == 1
    write(wire, "fourth.txt")
    assert import_articles.workers(None, [wire]) == 3
    assert import_articles.workers(2, [wire]) == 2
