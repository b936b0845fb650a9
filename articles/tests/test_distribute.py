"""Reading on Celery workers: real brokers, real workers, one of them killed in the middle."""

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from articles.ingest.story import Known, Options, SourceFile
from articles.jobs import importing
from articles.management.benchmarking import killing
from articles.models import ImportRun, Source

from .conftest import RABBITMQ_URL, REDIS_URL, has
from .wire import PIECE, Told, make_wire, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.only_on("postgresql"),
    pytest.mark.skipif(not has("celery"), reason="needs rabbitmq, which is not here without Celery"),
]
BROKERS = [
    pytest.param(RABBITMQ_URL, marks=pytest.mark.needs("rabbitmq"), id="rabbitmq"),
    pytest.param(REDIS_URL, marks=pytest.mark.needs("redis"), id="redis"),
]


def within_a_minute(is_so: Callable[[], bool], pause: float = 0.02) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(pause)


class Worker:
    """A worker of one process, which ends with the test."""

    def __init__(self, folder: Path, broker: str, database: str) -> None:
        self.folder = folder
        folder.mkdir()
        environment = {**os.environ, "BROKER_URL": broker, "WATCHED_IN": str(folder), "ALLOWED_HOSTS": ""}
        environment["DATABASE_URL"] = settings.DATABASE._replace(path=f"/{database}").geturl()
        command = [sys.executable, "-m", "celery", "-A", "newsroom", "worker", "-c", "1", "-n", folder.name]
        command += ["-I", "articles.tests.watched_worker", "--without-mingle", "--without-gossip"]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                command,
                env=environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def done(self) -> int:
        return len([*self.folder.glob("done-*")])

    @property
    def is_held(self) -> bool:
        return (self.folder / "held").exists()

    def hold(self) -> None:
        """Stand still after one more message."""
        (self.folder / "hold").write_text(str(self.done + 1))

    def go_on(self) -> None:
        (self.folder / "hold").unlink()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def broker(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database() -> str:
    """A name that gives the test a queue of its own. Workers never open it."""
    return f"tests-{uuid4().hex}"


@pytest.fixture
def app(broker: str, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from newsroom import celery

    made = celery.made(broker, f"newsroom.{database}")
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", broker)
    monkeypatch.setattr(celery, "app", made)
    yield made
    swept(made, f"newsroom.{database}")


def swept(app: Any, queue: str) -> None:
    """Leave nothing at the broker, and no connection to it."""
    from kombu import pools

    gc.collect()
    if app.conf.broker_url == REDIS_URL:
        client = app.backend.client
        client.delete(*client.keys(f"{queue}*"))
    else:
        with app.connection() as connection:
            connection.default_channel.queue_delete(queue)
            for exchange in (queue, f"{queue}.pidbox", f"reply.{queue}.pidbox"):
                connection.default_channel.exchange_delete(exchange)
    app.backend.result_consumer.stop()
    app.backend.result_consumer._pubsub = None  # a result that goes later would connect again
    app.close()
    pools.reset()  # type: ignore[no-untyped-call]
    if has("redis"):
        from redis.connection import AbstractConnection

        for one in gc.get_objects():  # what the pools pass over
            if issubclass(type(one), AbstractConnection):
                one.disconnect()


@pytest.fixture
def workers(app: Any, broker: str, database: str, tmp_path: Path) -> Iterator[list[Worker]]:
    """Two, each of which has read something, so that neither has anything left to load."""
    from articles.jobs import crew, parcels

    started = [Worker(tmp_path / name, broker, database) for name in ("first", "second")]
    told = parcels.pack((Options(), Known()))
    file = SourceFile("warm.txt", PIECE.format(headline="Warm", word="stove").encode())
    message = (parcels.version(), told, parcels.pack([file]))

    def are_warm() -> bool:
        app.send_task("articles.read", message, ignore_result=True)
        return all(worker.done for worker in started)

    try:
        within_a_minute(lambda: len(crew._called()) == 2)
        within_a_minute(are_warm, pause=0.3)
        app.control.purge()
        yield started
    finally:
        for worker in started:
            if worker.process.poll() is None:
                worker.kill()


def make_archive(folder: Path) -> Path:
    """Files whose order matters: one changes what another has made, one repeats another.

    Moreover one that cannot be read, and one that kills the process of a worker.
    """
    make_wire(folder)
    write(folder, "the-last-is-deadly.txt", "The fog is deadly", "fog horn")
    for number in range(16):
        write(folder, f"pier-{number:02}.txt", f"Pier {number} is open", f"pier {number}")
    for name, word in (("again-1.txt", "tug"), ("again-9.txt", "tug boat")):
        path = write(folder, name, "The tug is back", word)
        path.write_text(path.read_text().replace("---\n", "---\nid: urn:tug:1\n", 1))
    (folder / "twin.txt").write_text((folder / "pier-03.txt").read_text())
    (folder / "bad.txt").write_bytes(b"\0" * 50)
    return folder


def outcome(told: Told, folder: Path) -> dict[str, Any]:
    """All that an import leaves: what it said, its report and errors file, its rows, its numbers."""
    run = ImportRun.objects.values(
        "state", "offered", "created", "updated", "duplicate", "rejected", "published"
    )
    return {
        "said": (told.out, told.err, told.status),
        "reports": {path.name: json.loads(path.read_text()) for path in (folder / "report").iterdir()},
        "errors": (folder / "errors").read_text(),
        "run": run.latest("id"),
        "rows": killing.rows(),
    }


def imported(archive: Path, folder: Path, *options: str) -> dict[str, Any]:
    folder.mkdir()
    asked = ("--publish", "--report", str(folder / "report"), "--errors", str(folder / "errors"))
    return outcome(Told(archive, *asked, *options), folder)


@pytest.mark.parametrize("broker", BROKERS, indirect=True)
def test_a_worker_killed_in_the_middle_leaves_every_piece_exactly_once(
    workers: list[Worker], broker: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    from articles.jobs import crew

    monkeypatch.setattr(crew, "AT_ONCE", 1)
    monkeypatch.setattr(importing, "BATCH_PIECES", 10)
    if broker == REDIS_URL:  # which gives to nobody for minutes what the dead one held
        monkeypatch.setattr(crew, "PATIENCE", 6.0)
    archive = make_archive(tmp_path / "archive")
    alone = imported(archive, tmp_path / "alone")
    killing._clear()

    def kill_one() -> None:
        within_a_minute(lambda: all(worker.is_held for worker in workers))
        workers[0].kill()
        workers[1].go_on()

    before = [worker.done for worker in workers]
    for worker in workers:
        worker.hold()
    with ThreadPoolExecutor(1) as executor:
        killing_one = executor.submit(kill_one)
        together = imported(archive, tmp_path / "together", "--distribute")
        killing_one.result()
    assert together == alone
    assert Source.objects.count() == 24
    assert workers[0].done == before[0] + 1
    read_here = [record.message for record in caplog.records if "No worker has read" in record.message]
    if broker == REDIS_URL:
        assert read_here  # what the dead one held, and on a slow machine more
    else:
        assert (
            workers[1].done == before[1] + 24 - 2
        )  # all but what the other one has done, and what it died of
        assert ["deadly.txt" in told and "SIGKILL" in told for told in read_here] == [True]
