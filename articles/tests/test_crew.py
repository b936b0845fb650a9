"""The import's side of reading on workers: what goes out, what is read here after all, what stops it. No broker needed."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from articles.errors import DistributingError
from articles.ingest.story import Known, Options, Picture, SourceFile
from articles.jobs import Import, Wishes, importing
from articles.models import Article, ImportRun, Source

from .conftest import has
from .wire import PIECE, Told, make_wire

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not has("celery"), reason="needs rabbitmq, which is not here without Celery"),
]


def file(number: int, size: int = 0) -> SourceFile:
    text = PIECE.format(headline=f"Ferry number {number}", word=f"ferry {number}")
    return SourceFile(f"{number}.txt", text.encode() + b"\n" * size, f"path:/wire/{number}.txt")


class Broker:
    """In place of the Celery application: each message is answered at once, by `answer`."""

    def __init__(self) -> None:
        from articles import tasks

        self.answer: Callable[..., Any] = tasks.read
        self.sent: list[Any] = []
        self.revoked: list[str] = []
        self.workers = [{"celery@a": {"version": "", "slots": 2, "queues": ["newsroom.test"]}}]
        self.conf = SimpleNamespace(task_default_queue="newsroom.test")
        self.control = SimpleNamespace(
            broadcast=lambda *_said, **_how: self.workers, revoke=self.revoked.extend
        )

    def connection(self) -> Any:
        return SimpleNamespace(as_uri=lambda: "amqp://ada:**@host//")

    def send_task(self, name: str, message: tuple[str, ...], **_how: object) -> Any:
        assert name == "articles.read"
        self.sent.append(message)
        number = str(len(self.sent))

        def get(**_how: object) -> Any:
            answer = self.answer(*message)
            if isinstance(answer, Exception) and type(answer) is not ValueError:
                raise answer
            return answer

        return SimpleNamespace(
            id=number, get=get, forget=lambda: None, revoke=lambda: self.revoked.append(number)
        )


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    from articles.jobs import crew, parcels
    from newsroom import celery

    broker = Broker()
    broker.workers[0]["celery@a"]["version"] = parcels.version()
    monkeypatch.setattr(celery, "app", broker)
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", "amqp://ada:secret@host//")
    monkeypatch.setattr(crew, "MOST_CALLS", 1)
    return broker


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read here after all; in this process, which takes less time."""
    from articles.jobs import crew, pool

    names: list[str] = []

    class Noting(pool.Alone):
        def __init__(self, _workers: int, options: Options, known: Known) -> None:
            super().__init__(options, known)

        def read(self, files: Any) -> Any:
            names.extend(file.name for file in files)
            return super().read(files)

    monkeypatch.setattr(crew, "Pool", Noting)
    return names


def created(job: Import) -> list[str]:
    return [result.piece.name for result in job if result.outcome == "created"]


# --- What goes out ----------------------------------------------------------------------------------


def test_all_goes_out_in_messages_of_a_few_files_and_comes_back_in_order(
    broker: Broker, here: list[str]
) -> None:
    assert created(Import(map(file, range(45)), Wishes(crew=2))) == [f"{n}.txt" for n in range(45)]
    assert (len(broker.sent), here, broker.revoked) == (3, [], [])
    assert Article.objects.count() == 45


def test_a_message_is_bounded_in_bytes(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    from articles.jobs import crew

    monkeypatch.setattr(crew, "MOST_BYTES", 1_000)
    sizes = [len(part) for part in crew._parts([file(1, 300), file(2), file(3, 5_000), file(4), file(5)])]
    assert sizes == [2, 1, 2]


def test_a_file_too_large_for_a_message_is_read_here(
    broker: Broker, here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from articles.jobs import crew

    monkeypatch.setattr(crew, "MOST_BYTES", 1_000)
    monkeypatch.setattr(crew, "LARGEST", 2_000)
    pictured = SourceFile("p.txt", file(9).data, "path:/p.txt", images=(Picture("a.jpg", b"\0" * 3_000),))
    assert created(Import([file(1), file(2, 3_000), pictured, file(3)], Wishes(crew=2))) == [
        "1.txt", "2.txt", "p.txt", "3.txt",
    ]  # fmt: skip
    assert here == ["2.txt", "p.txt"]


def test_a_dry_run_reads_on_workers_and_stores_nothing(broker: Broker) -> None:
    assert len(created(Import([file(1)], Wishes(crew=2, dry_run=True)))) == 1
    assert len(broker.sent) == 1
    assert not ImportRun.objects.exists()


def test_what_is_stored_already_is_not_sent(broker: Broker) -> None:
    assert len(created(Import([file(1)], Wishes(crew=2)))) == 1
    assert Import([file(1), file(2)], Wishes(crew=2)).tally == {}
    assert len(created(Import([file(1), file(2)], Wishes(crew=2)))) == 1
    assert len(broker.sent) == 2


# --- What is read here after all --------------------------------------------------------------------


def test_what_a_worker_died_of_is_read_here(broker: Broker, here: list[str], caplog: Any) -> None:
    broker.answer = lambda *_message: ValueError("Worker exited prematurely: signal 9 (SIGKILL).")
    assert created(Import([file(1), file(2)], Wishes(crew=2))) == here == ["1.txt", "2.txt"]
    assert "No worker has read 1.txt" in caplog.text


def test_what_nobody_answers_for_is_read_here_and_called_back(broker: Broker, here: list[str]) -> None:
    from celery.exceptions import TimeoutError as Unanswered

    broker.answer = lambda *_message: Unanswered()
    assert created(Import([file(1)], Wishes(crew=2))) == here == ["1.txt"]
    assert broker.revoked == ["1"]


def test_an_answer_too_large_for_a_message_is_read_here(
    broker: Broker, here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from articles.jobs import parcels

    monkeypatch.setattr(parcels, "LARGEST", 100)
    assert created(Import([file(1)], Wishes(crew=2))) == here == ["1.txt"]


# --- What stops it ----------------------------------------------------------------------------------


def test_an_import_that_is_stopped_calls_back_what_is_left_and_goes_on_next_time(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 5)
    results = iter(Import(map(file, range(20)), Wishes(crew=2)))
    next(results)
    assert len(broker.sent) == 2  # a batch ahead
    del results  # as if stopped
    assert broker.revoked == ["2"]
    assert Source.objects.count() == 5
    job = Import(map(file, range(20)), Wishes(crew=2))
    assert len([*job]) == 20
    assert job.tally == {"unchanged": 5, "created": 15}


def going(broker: Broker, then: Callable[..., Any]) -> None:
    """Answer the first message, and the others so."""
    answer = broker.answer
    broker.answer = lambda *message: answer(*message) if message == broker.sent[0] else then()


def gone(broker: Broker) -> Any:
    from celery.exceptions import TimeoutError as Unanswered

    broker.workers = []
    return Unanswered()


@pytest.mark.parametrize(
    ("then", "told"),
    [
        (gone, "No worker takes from the queue newsroom.test"),
        (
            lambda _broker: ConnectionResetError("gone"),
            "The broker amqp://ada:**@host// does not answer (gone).",
        ),
        (lambda _broker: {"version": "x", "pieces": ""}, "has another version of the importer"),
    ],
    ids=["no worker any more", "no broker any more", "another version"],
)
def test_what_stops_in_the_middle_is_told_and_what_was_stored_stays(
    broker: Broker, then: Callable[[Broker], Any], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 2)
    going(broker, lambda: then(broker))
    with pytest.raises(DistributingError) as stopped:
        list(Import(map(file, range(6)), Wishes(crew=2)))
    assert told in str(stopped.value)
    run = ImportRun.objects.get()
    assert (run.state, run.created, Source.objects.count()) == ("failed", 2, 2)


# --- What is wrong before anything starts -----------------------------------------------------------


def refused(tmp_path: Any, *options: str) -> str:
    told = Told(make_wire(tmp_path), "--distribute", *options)
    assert told.status == 2
    assert not ImportRun.objects.exists()
    return told.error


def test_without_a_broker_it_does_not_start(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", "")
    assert refused(tmp_path).startswith("--distribute: BROKER_URL is not set. Set it to amqp://")


@pytest.mark.only_on("sqlite")
def test_on_sqlite_it_does_not_start(broker: Broker, tmp_path: Any) -> None:
    assert "The database is SQLite, which machines cannot share." in refused(tmp_path)


@pytest.mark.only_on("postgresql")
def test_with_workers_it_starts(broker: Broker, tmp_path: Any) -> None:
    told = Told(make_wire(tmp_path), "--distribute")
    assert told.summary == "3 offered: 3 created, 0 updated, 0 unchanged, 0 duplicate, 0 rejected"
    assert len(broker.sent) == 1


@pytest.mark.only_on("postgresql")
def test_that_it_stopped_in_the_middle_is_told_with_the_remedy(broker: Broker, tmp_path: Any) -> None:
    broker.answer = lambda *_message: gone(broker)
    told = Told(make_wire(tmp_path), "--distribute")
    assert told.status == 130
    assert "celery -A newsroom worker" in told.error
    assert told.error.endswith("What was stored stays; run it again to go on.")
    assert ImportRun.objects.get().command.startswith("import_articles --distribute ")


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(
    "others", [[], [{"celery@a": {"error": "what?"}}], [{"celery@a": {"queues": ["x"]}}]]
)
def test_without_a_worker_it_does_not_start(broker: Broker, others: list[Any], tmp_path: Any) -> None:
    broker.workers = others
    told = refused(tmp_path)
    assert "No worker takes from the queue newsroom.test of the broker." in told
    assert "celery -A newsroom worker" in told


@pytest.mark.only_on("postgresql")
def test_with_a_worker_of_another_version_it_does_not_start(broker: Broker, tmp_path: Any) -> None:
    broker.workers.append({"celery@old": {"version": "x", "slots": 2, "queues": ["newsroom.test"]}})
    assert refused(tmp_path).startswith("--distribute: celery@old has another version of the importer")


@pytest.mark.only_on("postgresql")
def test_without_an_answer_of_the_broker_it_does_not_start(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsroom import celery

    nowhere = "amqp://ada:secret@127.0.0.1:1//"
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", nowhere)
    made = celery.made(nowhere, "newsroom.test")
    made.conf.update(broker_connection_timeout=0.1)
    monkeypatch.setattr(celery, "app", made)
    told = refused(tmp_path)
    assert told.startswith("--distribute: The broker amqp://ada:**@127.0.0.1:1// does not answer (")
    assert "secret" not in told


def test_the_number_of_processes_is_for_the_workers_to_say(tmp_path: Any) -> None:
    assert refused(tmp_path, "--workers", "2").startswith("--workers 2: leave it out")
