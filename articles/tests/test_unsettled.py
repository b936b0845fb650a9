"""Copies that nobody has decided about stay at the desk; what is written there is compared as what arrives."""

import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from articles import relating, workflow
from articles.ingest.reading import files
from articles.jobs import Import, Wishes
from articles.management.benchmarking import copied
from articles.models import Article, Event, Likeness
from articles.storing import Result

from .factories import NOW, make_article, make_publication, make_user

pytestmark = pytest.mark.django_db

WRITER = copied.Writer(settings.BASE_DIR / "seeds", random.Random(7))
TEXT = WRITER.text(300, WRITER.names())
OTHER = WRITER.text(300, WRITER.names())
ONE_MORE = [*TEXT, "One more line stands at the end of it."]


def bring(folder: Path, **texts: list[str]) -> dict[str, Result]:
    """Import the texts with --publish; return what became of each, by its name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text("\n\n".join([f"---\ntitle: No. {name}\n---", *text]))
    results = Import(files.sources([folder]), Wishes(publish=True))
    return {Path(result.piece.name).stem: result for result in results}


def written(text: list[str], **fields: Any) -> Article:
    return make_article(body="".join(f"<p>{paragraph}</p>" for paragraph in text), **fields)


def pairs() -> set[tuple[int, int]]:
    return {*Likeness.objects.values_list("article", "other")}


def test_a_near_copy_of_what_readers_have_waits_and_says_of_what(tmp_path: Path) -> None:
    bring(tmp_path, first=TEXT)
    Article.objects.update(publication=make_publication(name="The Echo"))
    came = bring(tmp_path, first=TEXT, copy=ONE_MORE, other=OTHER)
    assert not came["copy"].published
    assert came["copy"].unpublished_because == (
        "It is most likely a copy of “No. first” (The Echo): settle it under Copies."
    )
    assert came["other"].published


def test_of_two_copies_that_come_at_once_one_is_published(tmp_path: Path) -> None:
    came = bring(tmp_path, first=TEXT, second=ONE_MORE, third=[*ONE_MORE, "And another one."])
    assert [result.published for result in came.values()] == [True, False, False]


def test_what_is_decided_is_published_when_it_comes_again(tmp_path: Path) -> None:
    bring(tmp_path, copy=ONE_MORE, first=TEXT)
    assert Article.objects.filter(status="published").count() == 1
    relating.keep_both(Likeness.objects.get(), user=make_user("Editor"))
    assert sum(result.published for result in bring(tmp_path, copy=ONE_MORE, first=TEXT).values()) == 1
    assert Article.objects.filter(status="published").count() == 2


@pytest.mark.parametrize("text", [TEXT[: len(TEXT) // 2], OTHER], ids=["part", "another"])
def test_what_is_not_nearly_the_same_is_left_alone(tmp_path: Path, text: list[str]) -> None:
    assert all(result.published for result in bring(tmp_path, first=TEXT, second=text).values())


def test_a_copy_of_a_draft_or_of_a_withdrawn_piece_is_left_alone(tmp_path: Path) -> None:
    for status, text in (("draft", TEXT), ("withdrawn", OTHER)):
        written(text, status=status)
    assert [*relating.regroup()] == [2]
    assert all(result.published for result in bring(tmp_path, a=ONE_MORE, b=[*OTHER, "Once more."]).values())


def test_a_published_piece_is_not_held_back_by_a_copy() -> None:
    first, copy = (written(text, status="published") for text in (TEXT, ONE_MORE))
    draft = written([*ONE_MORE, "And another one."], published_at=NOW)
    assert [*relating.regroup()] == [3]
    held = relating.unsettled([first.pk, copy.pk, draft.pk])
    assert held.keys() == {draft.pk}
    assert held[draft.pk] in (first, copy)


def test_no_query_for_no_pieces(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert relating.unsettled([]) == {}


def test_what_is_written_at_the_desk_is_compared_once_it_is_saved(
    django_capture_on_commit_callbacks: Any,
) -> None:
    first, other, copy = written(TEXT), written(OTHER), written(ONE_MORE)
    user = make_user("Publisher")
    with django_capture_on_commit_callbacks(execute=True):
        for article in (first, other, copy):
            workflow.record_edit(article, user=user)
        assert pairs() == set()
    assert pairs() == {(copy.pk, first.pk)}


def test_a_working_copy_is_compared_when_it_is_published(django_capture_on_commit_callbacks: Any) -> None:
    user = make_user("Publisher")
    with django_capture_on_commit_callbacks(execute=True):
        first, changed = written(TEXT, status="published"), written(OTHER, status="published")
        workflow.record_edit(first, user=user)
    with django_capture_on_commit_callbacks(execute=True):
        copy = workflow.start_working_copy(changed, user=user)
        copy.body = written(ONE_MORE).body
        copy.save()
        workflow.record_edit(copy, user=user)
    assert pairs() == set()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(Article.objects.get(pk=copy.pk), user=user)
    assert pairs() == {(changed.pk, first.pk)}


def test_reports_written_at_the_desk_come_into_one_event(django_capture_on_commit_callbacks: Any) -> None:
    texts = (
        "On Tuesday the governor, Ines Vale, met the pilot Jock Amund at Corriemouth, said the Sound Trust.",
        "The cap that the pilot, Jock Amund, gave to Governor Vale made Corriemouth laugh, and the Trust.",
    )
    with django_capture_on_commit_callbacks(execute=True):
        for text in texts:
            workflow.record_edit(written([text], published_at=NOW), user=make_user("Publisher"))
    assert Event.objects.get().pieces.count() == 2


def test_an_error_in_comparing_undoes_nothing(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    def fail(*_said: Any, **_more: Any) -> None:
        raise ValueError("too much")

    monkeypatch.setattr("articles.relating.edited.relate", fail)
    article = written(TEXT)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.record_edit(article, user=None)
    assert article.revisions.count() == 1
    assert "too much" in caplog.text
