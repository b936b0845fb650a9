"""The run as a ledger: its numbers add up and are true at any moment, whatever ends it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.errors import ReadingError
from articles.ingest import pipeline
from articles.ingest.document import Document, Passage
from articles.ingest.story import Facts, Options, SourceFile
from articles.jobs import Import, Wishes, importing
from articles.models import Article, ImportRun, Source
from articles.storing import Outcome

from .factories import make_user

pytestmark = pytest.mark.django_db
UNREADABLE = ReadingError("lost.txt", "is not there.", "Check the path.")


def file(name: str, word: str | None = None) -> SourceFile:
    text = f"title: The {word or name} is back\n"
    body = f"The {word or name} came back to the harbour on Tuesday, three years after the great storm.\n"
    return SourceFile(name, f"---\n{text}---\n\n{body}".encode(), f"path:/wire/{name}")


def part(text: str, **facts: Any) -> Document:
    """One of the documents in a file of several."""
    return Document("feed.xml", text, (Passage(text, 0, len(text)),), Facts(**facts), raw=text.encode())


def files(count: int) -> list[importing.File]:
    return [file(f"{number}.txt") for number in range(count)]


def finished(offered: list[importing.File], **wishes: Any) -> Import:
    job = Import(offered, Wishes(**wishes))
    for _result in job:
        pass
    return job


def test_the_numbers_of_a_run_add_up() -> None:
    finished([file("changes.txt"), file("stays.txt")])
    twin = file("twin.txt", "new.txt")
    offered: list[importing.File] = [
        file("changes.txt", "steamer"), file("stays.txt"), file("new.txt"), UNREADABLE,
        replace(twin, data=twin.data.replace(b"title: ", b"title: Look! ")),
        SourceFile("empty.txt", b" \n", "path:/wire/empty.txt"),
    ]  # fmt: skip
    job = finished(offered, publish=True)
    run = ImportRun.objects.latest("id")
    assert job.run == run
    assert run.state == "finished"
    assert run.finished_at is not None
    assert run.offered == 6 == job.tally.total()
    assert (run.created, run.updated, run.unchanged, run.duplicate, run.rejected) == (1, 1, 1, 1, 2)
    assert run.published == job.published == 3  # stays.txt waited as a draft
    assert run.sources.count() == 5  # nothing is written down about the unchanged one
    adds_up = F("created") + F("updated") + F("unchanged") + F("duplicate") + F("rejected")
    assert ImportRun.objects.filter(offered=adds_up).count() == 2


def test_results_come_in_the_order_of_the_files() -> None:
    offered: list[importing.File] = [file("b.txt"), UNREADABLE, file("a.txt")]
    assert [result.piece.name for result in Import(offered, Wishes())] == ["b.txt", "lost.txt", "a.txt"]


def test_a_run_remembers_who_asked_for_what() -> None:
    user = make_user("Editor")
    options = Options(language="fr", topics=("Ports",))
    finished([file("a.txt")], user=user, command="import_articles wire", options=options, publish=True)
    run = ImportRun.objects.get()
    assert (run.user, run.command) == (user, "import_articles wire")
    assert run.options == {"publish": True, "language": "fr", "topics": ["Ports"]}


def test_an_empty_run_is_a_finished_one() -> None:
    finished([])
    assert (ImportRun.objects.get().state, ImportRun.objects.get().offered) == ("finished", 0)


def test_files_come_in_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 2)
    taken = []

    def stream() -> Iterator[SourceFile]:
        for number in range(10):
            taken.append(number)
            yield file(f"{number}.txt")

    results = iter(Import(stream(), Wishes()))
    next(results)
    assert taken == [0, 1]
    assert len([*results]) == 9


@pytest.mark.parametrize(("size", "batches"), [(100, [3, 3, 1]), (3_000_000, [2, 2, 2, 1])])
def test_a_batch_is_bounded_in_pieces_and_in_bytes(
    size: int, batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 3)
    offered = [SourceFile(f"{n}.txt", b"x" * size) for n in range(7)]
    assert [len(batch) for batch in importing._batches(offered)] == batches


# --- What ends a run early --------------------------------------------------------------------------


def test_a_run_stopped_by_an_error_is_marked_and_what_was_stored_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 2)

    def stream() -> Iterator[SourceFile]:
        yield from (file("1.txt"), file("2.txt"), file("3.txt"))
        raise OSError("The disk is gone.")

    with pytest.raises(OSError, match="disk"):
        for _result in Import(stream(), Wishes()):
            pass
    run = ImportRun.objects.get()
    assert (run.state, run.offered, run.created) == ("failed", 2, 2)
    assert run.finished_at is not None
    assert Article.objects.count() == Source.objects.count() == 2


def test_a_killed_run_is_resumed_by_running_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 2)
    results = iter(Import(files(5), Wishes(publish=True)))
    for _number in range(3):
        next(results)
    del results  # as if killed: the third piece's batch is done, the last one not begun
    assert Article.objects.live().count() == 4
    job = finished(files(5), publish=True)
    assert (job.tally[Outcome.UNCHANGED], job.tally[Outcome.CREATED]) == (4, 1)
    assert Article.objects.live().count() == 5
    first, second = ImportRun.objects.order_by("id")
    assert (first.state, first.offered, first.published) == ("failed", 4, 4)
    assert (second.state, second.offered, second.published) == ("finished", 5, 1)


def test_a_batch_is_stored_and_published_wholly_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_args: object, **_how: object) -> None:
        raise RuntimeError("killed while publishing")

    monkeypatch.setattr(workflow, "publish_many", failing)
    with pytest.raises(RuntimeError):
        finished(files(3), publish=True)
    assert not Article.objects.exists()
    assert not Source.objects.exists()
    assert ImportRun.objects.get().offered == 0


# --- Pieces and files -------------------------------------------------------------------------------


def test_a_file_of_several_pieces_gives_several_each_recognised_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ["one", "two", "three"]

    def several(source: SourceFile, *_: object) -> tuple[Document, ...]:
        return tuple(part(f"Piece {word}.", headline=word, language="en") for word in words)

    monkeypatch.setattr(pipeline, "read", several)
    feed = SourceFile("feed.xml", b"<all of them>", "path:/wire/feed.xml")
    assert finished([feed]).tally == {Outcome.CREATED: 3}
    assert [s.name for s in Source.objects.order_by("id")] == ["feed.xml#1", "feed.xml#2", "feed.xml#3"]
    assert bytes(Source.objects.order_by("id")[1].raw) == b"Piece two."
    words[1] = "two, changed"
    assert finished([feed]).tally == {Outcome.UNCHANGED: 2, Outcome.UPDATED: 1}
    assert Article.objects.count() == 3


def test_a_file_of_very_many_pieces_is_stored_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 2)
    parts = tuple(part(f"Piece {n} of many.", headline=f"Piece {n}") for n in range(5))
    monkeypatch.setattr(pipeline, "read", lambda *_: parts)
    feed = SourceFile("feed.xml", b"<all of them>", "path:/wire/feed.xml")
    results = iter(Import([feed], Wishes()))
    for _number in range(3):
        next(results)
    assert Article.objects.count() == 4
    del results  # as if killed
    assert finished([feed]).tally == {Outcome.UNCHANGED: 4, Outcome.CREATED: 1}


def test_a_part_of_a_file_that_is_no_piece_is_rejected_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    parts = (
        part("Piece one.", headline="One"),
        replace(part("Two?"), error=ReadingError("feed.xml#2", "is torn.", "Mend it.")),
        part("Piece strange."),
        part("Piece four.", headline="Four"),
    )
    clean = pipeline.clean

    def failing(document: Document, *rest: Any) -> Document:
        if "strange" in document.text:
            raise KeyError("ago")
        return clean(document, *rest)

    monkeypatch.setattr(pipeline, "read", lambda *_: parts)
    monkeypatch.setattr(pipeline, "clean", failing)
    results = list(Import([SourceFile("feed.xml", b"<all of them>", "path:/wire/feed.xml")], Wishes()))
    assert [result.outcome for result in results] == ["created", "rejected", "rejected", "created"]
    assert results[1].reason == "is torn. Mend it."
    assert "fault in the importer (KeyError)" in results[2].reason
    assert "feed.xml#3" in caplog.text


def test_a_file_without_a_piece_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", lambda *_: ())
    (result,) = Import([file("none.txt")], Wishes())
    assert (result.outcome, result.reason) == (Outcome.REJECTED, "holds no piece. Leave it out.")


def test_a_fault_of_ours_costs_one_piece_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clean = pipeline.clean

    def failing(document: Any, *rest: Any) -> Any:
        if "strange" in document.name:
            raise KeyError("ago")
        return clean(document, *rest)

    monkeypatch.setattr(pipeline, "clean", failing)
    job = Import([file("a.txt"), file("strange.txt"), file("b.txt")], Wishes())
    results = list(job)
    assert job.tally == {Outcome.CREATED: 2, Outcome.REJECTED: 1}
    assert "fault in the importer (KeyError)" in results[1].reason
    assert "strange.txt" in caplog.text
    assert "KeyError: 'ago'" in caplog.text


def test_what_is_stored_already_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    finished(files(3))

    def read_again(*_: object) -> tuple[Document, ...]:
        raise RuntimeError("read again")

    monkeypatch.setattr(pipeline, "read", read_again)
    assert finished(files(3)).tally == {Outcome.UNCHANGED: 3}


def test_names_that_the_newsroom_knows_are_known_to_the_pipeline() -> None:
    finished([file("first.txt")], options=Options(topics=("Harbour",)))
    finished([file("second.txt", "harbour master in the harbour")])
    second = Article.objects.get(sources__name="second.txt")
    assert list(second.topics.names()) == ["Harbour"]


# --- Cost -------------------------------------------------------------------------------------------


def test_a_run_takes_as_many_queries_for_many_pieces_as_for_few() -> None:
    counts = []
    for start, count in [(0, 3), (100, 30)]:
        offered: list[importing.File] = [file(f"{start + n}.txt") for n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            assert finished(offered, publish=True).published == count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 60


def test_an_unchanged_batch_takes_few_queries() -> None:
    finished(files(20), publish=True)
    with CaptureQueriesContext(connection) as queries:
        finished(files(20), publish=True)
    assert len(queries) <= 25


def test_front_matter_cannot_set_what_is_not_for_it_to_set() -> None:
    said = "status: published\npk: 999\nid: 999\nis_superuser: true\nversion: 7\nuser: editor\nfirst_published_at: 2026-01-01"
    text = "The pier is back after three years, said the harbour master to everyone who had come to see it."
    run = finished(
        [SourceFile("a.md", f"---\ntitle: Pier\n{said}\n---\n\n{text}\n".encode(), "path:/wire/a.md")]
    )
    article = Article.objects.get()
    assert (run.tally, article.status, article.version) == ({Outcome.CREATED: 1}, "draft", 1)
    assert (article.first_published_at, article.pk == 999) == (None, False)
    assert not User.objects.exists()
    (ignored,) = [f["evidence"] for f in Source.objects.get().findings if f["code"] == "front-matter-ignored"]
    assert {"status", "pk", "is_superuser"} <= set(ignored.split(", "))
