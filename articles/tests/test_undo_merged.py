"""Undoing an import whose pieces people have merged since: a merge is a decision, and stays on both sides."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles import jobs, relating
from articles.jobs import Undone
from articles.models import Article, Author, ImportRun, Likeness, Merge, Source

from .desk_forms import change_url
from .factories import make_user
from .wire import Told, write

pytestmark = pytest.mark.django_db


def bring(folder: Path, *, publish: bool, author: str = "Ada Marlow") -> ImportRun:
    """Import a piece of the ferry that stands in this folder; near copies differ in their last words."""
    file = write(folder, "ferry.txt", f"The ferry is back, says {folder.name}")
    told = file.read_text().replace("no ferry left", f"no ferry left the {folder.name}")
    file.write_text(told.replace("Ada Marlow", author))
    Told(folder, *(["--publish"] if publish else []))
    return ImportRun.objects.latest("id")


def piece(run: ImportRun) -> Article:
    return Article.objects.get(sources__run=run)


def merged(first: ImportRun, second: ImportRun) -> Merge:
    """Merge the second run's piece into the first one's, as a Publisher does."""
    kept, spare = piece(first), piece(second)
    pair = Likeness.objects.get(article=spare, other=kept)
    return relating.merge_copy(pair, kept, user=make_user("Publisher"))


def counts(done: Undone) -> tuple[int, int, int]:
    return done.removed, done.restored, len(done.left)


@pytest.fixture
def runs(tmp_path: Path) -> tuple[ImportRun, ImportRun]:
    """A published piece, and its near copy, a draft of another author, which a merge deletes."""
    return bring(tmp_path / "quay", publish=True), bring(tmp_path / "pier", publish=False, author="Bea Ness")


def test_a_piece_into_which_another_was_merged_is_left_alone_and_listed(
    runs: tuple[ImportRun, ImportRun],
) -> None:
    merge = merged(*runs)
    done = jobs.undo(runs[0])
    assert counts(done) == (0, 0, 1)
    assert (done.left[0].article_id, done.left[0].why) == (
        merge.kept_id, "Another piece has been merged into it. Undo that merge first.",
    )  # fmt: skip
    assert Article.objects.get().status == "published"
    assert Source.objects.filter(article=merge.kept_id).count() == 2


def test_once_the_merge_is_undone_the_piece_goes_with_its_import(runs: tuple[ImportRun, ImportRun]) -> None:
    merge = merged(*runs)
    jobs.undo(runs[0])
    relating.undo_merge(merge, user=make_user("Publisher"))
    assert counts(jobs.undo(runs[0])) == (1, 0, 0)
    assert Article.objects.get().pk == merge.spare_id


def test_an_import_after_the_merge_is_undone_as_any_other(
    tmp_path: Path, runs: tuple[ImportRun, ImportRun]
) -> None:
    merged(*runs)
    file = tmp_path / "quay" / "ferry.txt"
    file.write_text(file.read_text().replace("harbour master", "mate"))
    Told(tmp_path / "quay", "--publish")
    assert "mate" in Article.objects.get().body
    assert counts(jobs.undo(ImportRun.objects.latest("id"))) == (0, 1, 0)
    assert "harbour master" in Article.objects.get().body


@pytest.mark.parametrize("was_public", [True, False])
def test_a_piece_that_was_merged_into_another_is_left_alone_with_its_file(
    tmp_path: Path, was_public: bool
) -> None:
    first = bring(tmp_path / "quay", publish=True)
    second = bring(tmp_path / "pier", publish=False, author="Bea Ness")
    if was_public:
        Article.objects.filter(pk=piece(second).pk).update(
            status="published",
            published_at=piece(first).published_at,
            first_published_at=piece(first).created_at,
        )
    merge = merged(first, second)
    for again in (False, True):
        done = jobs.undo(second, dry_run=not again)
        assert (counts(done), done.was_done) == ((0, 0, 1), False)
        assert done.left[0].article_id == (merge.spare_id if was_public else merge.kept_id)
        assert (done.left[0].headline, done.left[0].why) == (
            merge.spare_headline, f"It was merged into “{merge.kept_headline}”.",
        )  # fmt: skip
    assert not jobs.undo(second).was_done
    assert relating.undo_merge(merge, user=make_user("Publisher")) == []
    assert Source.objects.get(run=second).article_id == merge.spare_id
    assert [author.name for author in Article.objects.get(pk=merge.spare_id).authors.all()] == ["Bea Ness"]


def test_what_was_known_from_elsewhere_and_names_of_nothing_merged_go(
    tmp_path: Path, runs: tuple[ImportRun, ImportRun]
) -> None:
    merged(*runs)
    twin = tmp_path / "twin" / "ferry.txt"
    twin.parent.mkdir()
    twin.write_bytes((tmp_path / "pier" / "ferry.txt").read_bytes())
    write(twin.parent, "lamp.txt", "The lamp is lit", "lamp")
    text = (twin.parent / "lamp.txt").read_text()
    (twin.parent / "lamp.txt").write_text(text.replace("Ada Marlow", "Cy Dorn"))
    Told(twin.parent)
    third = ImportRun.objects.latest("id")
    assert {source.outcome for source in third.sources.all()} == {"created", "duplicate"}
    assert counts(jobs.undo(third)) == (1, 0, 0)
    assert not third.sources.exists()
    assert not Author.objects.filter(name="Cy Dorn").exists()


def test_the_command_and_the_runs_page_tell_of_both(
    client: Client, runs: tuple[ImportRun, ImportRun]
) -> None:
    merge = merged(*runs)
    out = StringIO()
    call_command("undo_import", str(runs[1].pk), stdout=out)
    assert out.getvalue().splitlines() == [
        f"left alone: {merge.spare_headline} (article {merge.kept_id}): It was merged into “{merge.kept_headline}”.",
        "0 removed, 0 restored, 1 left alone",
    ]
    client.force_login(make_user("Publisher"))
    for run, why in zip(runs, ("Another piece has been merged into it.", "It was merged into"), strict=True):
        url = reverse("admin:articles_importrun_undo", args=[run.pk])
        assert why in client.post(url).content.decode()
        assert url in client.get(change_url(run)).content.decode()
