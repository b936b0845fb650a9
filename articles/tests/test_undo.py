"""Undoing an import: what it made and changed goes back, what people have touched stays."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from articles import jobs, search, workflow
from articles.errors import WorkflowError
from articles.jobs import Undone
from articles.models import (
    Article,
    Author,
    Byline,
    EventPiece,
    Fingerprint,
    ImportRun,
    Publication,
    Source,
    TaggedArticle,
    Topic,
)  # fmt: skip

from .desk_forms import change_url
from .factories import make_article, make_author, make_user
from .stories import WRITTEN, contents, edit, text_of
from .wire import Told, make_wire, write

pytestmark = pytest.mark.django_db
# What makes up the pieces, as readers and editors see them.
PIECES = (Article, Byline, TaggedArticle, Source, Author, Publication, Topic, Fingerprint, EventPiece)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    return make_wire(tmp_path / "wire")


def latest() -> ImportRun:
    return ImportRun.objects.order_by("id")[ImportRun.objects.count() - 1]


def undone(**how: Any) -> Undone:
    return jobs.undo(latest(), **how)


def counts(done: Undone) -> tuple[int, int, int]:
    return done.removed, done.restored, len(done.left)


def ferry() -> Article:
    own = Article.objects.filter(sources__name__endswith="ferry.txt", working_copy_of=None)
    return own.distinct().get()


def why(done: Undone) -> str:
    (left,) = done.left
    return left.why


# --- What the run made ------------------------------------------------------------------------------


def test_what_a_run_created_goes_and_nothing_of_it_stays(wire: Path) -> None:
    make_article()
    before = contents(*PIECES)
    (wire / "bad.txt").write_bytes(b"\0" * 50)
    (wire / "twin.txt").write_bytes((wire / "ferry.txt").read_bytes())
    Told(wire, "--publish", "--topic", "Ports")
    done = undone()
    assert counts(done) == (3, 0, 0)
    assert done.names == 2  # Ada Marlow and Ports
    assert contents(*PIECES) == before
    assert not search.search(Article.objects.all(), "lighthouse keeper").exists()
    assert latest().state == "undone"


def test_the_same_files_come_in_again_after_an_undo(wire: Path) -> None:
    first = Told(wire, "--publish").summary
    undone()
    assert Told(wire, "--publish").summary == first
    assert Article.objects.live().count() == 2


def test_names_that_were_there_or_are_used_elsewhere_or_were_tended_stay(wire: Path) -> None:
    ada = make_author(name="Ada Marlow")
    Told(wire, "--topic", "Ports", "--topic", "Ferries")
    make_article(topics=(Topic.objects.get(name="Ports"),))
    kept = Topic.objects.get(name="Ferries")
    LogEntry.objects.log_actions(make_user().pk, [kept], 2, "Described.")
    assert undone().names == 0
    assert list(Author.objects.all()) == [ada]
    assert Topic.objects.count() == 2


def test_undone_twice_is_undone_once(wire: Path) -> None:
    Told(wire)
    undone()
    before = contents(*WRITTEN, ImportRun)
    assert (counts(done := undone()), done.was_done) == ((0, 0, 0), True)
    assert contents(*WRITTEN, ImportRun) == before


def test_the_command_says_that_a_run_was_undone_already(wire: Path) -> None:
    Told(wire)
    out, again = StringIO(), StringIO()
    call_command("undo_import", str(latest().pk), stdout=out)
    call_command("undo_import", str(latest().pk), stdout=again)
    assert "undone already" not in out.getvalue()
    assert again.getvalue() == f"Import {latest().pk} was undone already: nothing of it is left to undo.\n"


def test_an_undo_that_left_something_alone_can_be_tried_again(wire: Path) -> None:
    Told(wire)
    edit(ferry(), headline="A person's headline")
    assert [undone().was_done, undone().was_done] == [False, False]


def test_what_came_again_from_elsewhere_can_come_in_by_itself(wire: Path, tmp_path: Path) -> None:
    Told(wire)
    copy = tmp_path / "elsewhere" / "ferry.txt"
    copy.parent.mkdir()
    copy.write_bytes((wire / "ferry.txt").read_bytes())
    Told(copy)
    jobs.undo(ImportRun.objects.earliest("id"))
    assert Told(copy).summary.startswith("1 offered: 1 created")


def test_a_dry_run_counts_and_changes_nothing(wire: Path) -> None:
    Told(wire, "--publish")
    edit(ferry(), headline="A person's headline")
    before = contents(*WRITTEN, ImportRun)
    assert counts(undone(dry_run=True)) == (2, 0, 1)
    assert contents(*WRITTEN, ImportRun) == before


# --- What people have touched -----------------------------------------------------------------------


def test_what_a_person_has_edited_since_is_left_alone_and_listed(wire: Path) -> None:
    Told(wire)
    edit(ferry(), headline="A person's headline")
    done = undone()
    assert counts(done) == (2, 0, 1)
    assert (done.left[0].headline, why(done)) == ("A person's headline", "Somebody has edited it since.")
    assert Article.objects.get().headline == "A person's headline"
    assert Source.objects.get().article == Article.objects.get()
    assert ", 1 unchanged," in Told(wire / "ferry.txt").summary


@pytest.mark.parametrize("do", [workflow.publish, workflow.submit])
def test_what_a_person_has_published_or_sent_on_is_left_alone(do: Any, wire: Path) -> None:
    Told(wire)
    do(ferry(), user=make_user("Publisher"))
    done = undone()
    assert (counts(done), why(done)) == ((2, 0, 1), "Somebody has worked on it since.")


def test_a_working_copy_begun_by_a_person_keeps_its_piece(wire: Path) -> None:
    Told(wire, "--publish")
    workflow.start_working_copy(ferry(), user=make_user("Publisher"))
    done = undone()
    assert (counts(done), why(done)) == ((2, 0, 1), "Somebody is at work on its working copy.")


def test_what_a_later_import_has_changed_is_left_until_that_one_is_undone(wire: Path) -> None:
    Told(wire)
    write(wire, "ferry.txt", word="steamer")
    Told(wire)
    first, second = ImportRun.objects.order_by("id")
    done = jobs.undo(first)
    assert (counts(done), why(done)) == (
        (2, 0, 1),
        f"Import {second.pk} has changed it since. Undo that one first.",
    )
    assert counts(jobs.undo(second)) == (0, 1, 0)
    assert counts(jobs.undo(first)) == (1, 0, 0)
    assert not Article.objects.exists()


# --- What the run changed ---------------------------------------------------------------------------


def test_what_a_run_updated_says_again_what_it_said(wire: Path) -> None:
    Told(wire, "--publish", "--topic", "Ports")
    write(wire, "ferry.txt", headline="The steamer is back", word="steamer")
    Told(wire, "--publish")
    assert counts(undone()) == (0, 1, 0)
    article = ferry()
    assert (article.headline, article.status) == ("The ferry is back", "published")
    assert "ferry came back" in text_of(article)
    assert "steamer" not in article.body
    assert list(article.topics.names()) == ["Ports"]
    assert search.search(Article.objects.all(), "steamer").count() == 0
    assert search.search(Article.objects.all(), "ferry").count() == 1


def test_after_an_undo_a_changed_file_changes_its_article_in_place_again(wire: Path) -> None:
    Told(wire)
    write(wire, "ferry.txt", word="steamer")
    Told(wire)
    undone()
    assert ", 1 updated, 2 unchanged," in Told(wire).summary
    assert "steamer" in text_of(ferry())
    assert not Article.objects.filter(working_copy_of=ferry()).exists()


def test_what_was_published_by_the_run_that_changed_it_is_a_draft_again(wire: Path) -> None:
    Told(wire)
    write(wire, "ferry.txt", word="steamer")
    Told(wire / "ferry.txt", "--publish")
    assert counts(undone()) == (0, 1, 0)
    assert ferry().status == "draft"
    assert "steamer" not in ferry().body


def test_a_working_copy_that_the_run_made_goes_and_the_persons_words_stay(wire: Path) -> None:
    Told(wire, "--publish")
    edit(ferry(), headline="A person's headline")
    write(wire, "ferry.txt", word="steamer")
    Told(wire)
    assert Article.objects.filter(working_copy_of=ferry()).exists()
    assert counts(undone()) == (0, 1, 0)
    assert not Article.objects.filter(working_copy_of=ferry()).exists()
    assert ferry().headline == "A person's headline"


def test_a_working_copy_that_two_runs_wrote_says_what_the_first_one_said(wire: Path) -> None:
    Told(wire, "--publish")
    edit(ferry(), headline="A person's headline")
    for word in ("steamer", "tug"):
        write(wire, "ferry.txt", word=word)
        Told(wire)
    assert counts(undone()) == (0, 1, 0)
    assert "steamer" in Article.objects.get(working_copy_of=ferry()).body
    write(wire, "ferry.txt", word="tug")
    Told(wire)
    assert "tug" in Article.objects.get(working_copy_of=ferry()).body


def test_a_working_copy_that_a_person_has_edited_stays(wire: Path) -> None:
    Told(wire, "--publish")
    edit(ferry(), headline="A person's headline")
    write(wire, "ferry.txt", word="steamer")
    Told(wire)
    edit(Article.objects.get(working_copy_of=ferry()), standfirst="Mine.")
    done = undone()
    assert (counts(done), why(done)) == ((0, 0, 1), "Somebody is at work on its working copy.")


# --- How it is asked for ----------------------------------------------------------------------------


def test_a_run_under_way_is_not_undone() -> None:
    run = ImportRun.objects.create(command="import_articles")
    with pytest.raises(WorkflowError, match="still running"):
        jobs.undo(run)


def test_the_command_prints_counts_and_what_it_left_alone(wire: Path) -> None:
    Told(wire)
    edit(ferry(), headline="A person's headline")
    article, out = ferry(), StringIO()
    call_command("undo_import", str(latest().pk), "--dry-run", stdout=out)
    call_command("undo_import", str(latest().pk), stdout=out)
    left = f"left alone: A person's headline (article {article.pk}): Somebody has edited it since."
    assert out.getvalue().splitlines() == [
        left, "2 removed, 0 restored, 1 left alone (dry run: nothing was changed)",
        left, "2 removed, 0 restored, 1 left alone",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["999999", "seven", "-1"])
def test_a_number_that_is_no_runs_is_a_wrong_argument(number: str) -> None:
    run = ImportRun.objects.create(command="x", created=3)
    with pytest.raises(CommandError, match=rf"RUN {number}: .* The latest: {run.pk} ") as caught:
        call_command("undo_import", "--", number)
    assert caught.value.returncode == 2


def test_the_desk_shows_what_would_happen_and_does_it_once_confirmed(wire: Path, client: Client) -> None:
    Told(wire)
    edit(ferry(), headline="A person's headline")
    user = make_user("Publisher")
    client.force_login(user)
    url = reverse("admin:articles_importrun_undo", args=[latest().pk])
    assert url in client.get(change_url(latest())).content.decode()
    page = client.get(url).content.decode()
    assert "Pieces to be removed: 2." in page
    assert Article.objects.count() == 3
    page = client.post(url).content.decode()
    assert "Pieces removed: 2." in page
    assert change_url(ferry()) in page
    assert Article.objects.get().headline == "A person's headline"
    assert LogEntry.objects.filter(user=user, action_flag=3).count() == 2
    assert url in client.get(change_url(latest())).content.decode()  # what was left alone can be tried again


def test_what_is_undone_as_a_whole_is_not_offered_again(wire: Path, client: Client) -> None:
    Told(wire)
    undone()
    client.force_login(make_user("Publisher"))
    url = reverse("admin:articles_importrun_undo", args=[latest().pk])
    assert url not in client.get(change_url(latest())).content.decode()


def test_who_may_not_delete_pieces_may_not_undo(wire: Path, client: Client) -> None:
    Told(wire)
    client.force_login(make_user("Editor"))
    url = reverse("admin:articles_importrun_undo", args=[latest().pk])
    assert url not in client.get(change_url(latest())).content.decode()
    assert client.post(url).status_code == 403
    assert Article.objects.count() == 3


def test_a_long_run_is_left_to_the_command(client: Client) -> None:
    run = ImportRun.objects.create(command="x", created=1_001, offered=1_001, state="finished")
    client.force_login(make_user("Publisher"))
    url = reverse("admin:articles_importrun_undo", args=[run.pk])
    page = client.post(url, follow=True).content.decode()
    assert f"manage.py undo_import {run.pk}" in page
    run.refresh_from_db()
    assert run.state == "finished"


def test_runs_undone_one_after_the_other_give_back_one_text_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "heron.txt"
    runs = []
    for said in ("one", "two", "three"):
        path.write_text(f"The heron stopped\n\n{WRITTEN} It stopped at {said}.\n", encoding="utf-8")
        call_command("import_articles", str(tmp_path), publish=True, stdout=StringIO(), stderr=StringIO())
        runs.append(latest())
    for run, now in zip(reversed(runs), ("two", "one", None), strict=True):
        assert not jobs.undo(run).left
        bodies = [article.body for article in Article.objects.all()]
        assert [f"at {now}." in body for body in bodies] == ([True] if now else [])
