"""Working copies: readers go on reading the piece as it was until its copy is published."""

import pytest

from articles import search, workflow
from articles.errors import WorkflowError
from articles.models import Article, Byline, Revision
from articles.revisions import CONTENT

from .factories import (
    DAY,
    HOUR,
    NOW,
    make_article,
    make_author,
    make_publication,
    make_source,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def original() -> Article:
    article = make_article(
        headline="Lock gates reopen", status="published", published_at=NOW - DAY, embargoed_until=NOW - DAY,
        standfirst="Barges pass again.", publication=make_publication(),
        authors=(make_author(), make_author()), topics=(make_topic(name="Canals"),),
    )  # fmt: skip
    article.bylines.filter(position=2).update(role="photographer", affiliation_then="Staff")
    return article


def found(text: str) -> list[Article]:
    return list(search.search(Article.objects.all(), text))


def test_a_working_copy_is_a_draft_with_all_the_piece_holds(original: Article) -> None:
    editor = make_user("Editor")
    copy = workflow.start_working_copy(original, user=editor)
    assert (copy.status, copy.working_copy_of, copy.is_live()) == ("draft", original, False)
    assert [getattr(copy, name) for name in CONTENT] == [getattr(original, name) for name in CONTENT]
    credit = ("author", "position", "role", "affiliation_then")
    assert list(copy.bylines.values(*credit)) == list(original.bylines.values(*credit))
    assert [topic.name for topic in copy.topics.all()] == ["Canals"]
    assert copy.revisions.get().author == editor
    assert copy in found("lock gates")


def test_starting_one_twice_gives_the_one_that_there_is(original: Article) -> None:
    copy = workflow.start_working_copy(original, user=make_user("Editor"))
    assert workflow.start_working_copy(original, user=make_user("Editor")) == copy


@pytest.mark.parametrize("status", ["draft", "in_review", "approved", "withdrawn"])
def test_only_a_published_piece_has_one(status: str) -> None:
    with pytest.raises(WorkflowError, match="is not published: edit it as it is"):
        workflow.start_working_copy(make_article(status=status), user=None)


def test_a_reporter_may_not_start_one(original: Article) -> None:
    with pytest.raises(WorkflowError, match="Ask a colleague of the group Editor"):
        workflow.start_working_copy(original, user=make_user("Reporter"))
    assert not Article.objects.filter(working_copy_of=original).exists()


def edited_copy(original: Article) -> Article:
    copy = workflow.start_working_copy(original, user=None)
    copy.headline, copy.body = "Lock gates stay open", "<p>For good this time.</p>"
    copy.save()
    copy.bylines.filter(position=1).delete()
    copy.topics.set([make_topic(name="Rivers")])
    workflow.record_edit(copy, user=make_user("Editor"), note="New ending.")
    return copy


def test_readers_see_nothing_of_it_before_it_is_published(original: Article) -> None:
    edited_copy(original)
    live = Article.objects.live().get()
    assert (live, live.headline) == (original, "Lock gates reopen")


def test_publishing_puts_it_in_the_place_of_the_original(original: Article) -> None:
    copy = edited_copy(original)
    remaining = list(Byline.objects.filter(article=copy))
    source = make_source(article=copy)
    workflow.publish(copy, user=make_user("Publisher"), at=NOW)
    now = Article.objects.get()
    assert now == original == copy.working_copy_of
    assert (now.headline, now.body, now.word_count) == (
        "Lock gates stay open", "<p>For good this time.</p>", 4,
    )  # fmt: skip
    assert (now.slug, now.published_at, now.first_published_at, now.version) == (
        original.slug, original.published_at, original.first_published_at, original.version + 1,
    )  # fmt: skip
    assert list(now.bylines.all()) == remaining
    assert [topic.name for topic in now.topics.all()] == ["Rivers"]
    assert list(now.sources.all()) == [source]
    assert now.is_live(NOW)


def test_publishing_keeps_the_history_of_both(original: Article) -> None:
    workflow.withdraw(original, note="A mistake.")
    workflow.publish(original)
    copy = edited_copy(original)
    workflow.publish(copy, at=NOW)
    history = original.revisions.order_by("number").values_list(
        "number", "kind", "snapshot__fields__headline"
    )
    assert list(history) == [
        (1, "state", "Lock gates reopen"),
        (2, "publish", "Lock gates reopen"),
        (3, "edit", "Lock gates reopen"),
        (4, "edit", "Lock gates stay open"),
        (5, "publish", "Lock gates stay open"),
    ]


def test_search_finds_the_new_words_and_no_longer_the_old(original: Article) -> None:
    workflow.publish(edited_copy(original))
    assert found("stay open") == [original]
    assert found("rivers") == [original]
    assert found("reopen") == found("canals") == []


def test_a_copy_whose_date_was_emptied_leaves_the_piece_its_own(original: Article) -> None:
    copy = workflow.start_working_copy(original, user=None)
    Article.objects.filter(pk=copy.pk).update(published_at=None)
    workflow.publish(copy, at=NOW)
    original.refresh_from_db()
    assert (original.published_at, original.published_at_assumed) == (NOW - DAY, False)


def test_a_copy_of_a_piece_withdrawn_meanwhile_waits(original: Article) -> None:
    copy = edited_copy(original)
    workflow.withdraw(original, note="Libel claim.")
    with pytest.raises(WorkflowError, match=r"its original has been withdrawn. Publish that one again first"):
        workflow.publish(copy)
    assert Article.objects.get(pk=copy.pk).headline == "Lock gates stay open"


def test_an_unfinished_copy_is_not_published_and_the_original_stays(original: Article) -> None:
    copy = workflow.start_working_copy(original, user=None)
    Article.objects.filter(pk=copy.pk).update(headline="")
    copy.refresh_from_db()
    with pytest.raises(WorkflowError, match="it has no headline"):
        workflow.publish(copy)
    original.refresh_from_db()
    assert original.headline == "Lock gates reopen"


def test_an_editor_may_not_publish_the_copy(original: Article) -> None:
    copy = edited_copy(original)
    with pytest.raises(WorkflowError, match="Ask a colleague of the group Publisher"):
        workflow.publish(copy, user=make_user("Editor"))
    assert Article.objects.filter(pk=copy.pk).exists()


def test_publish_many_folds_copies_among_the_others(original: Article) -> None:
    copy, draft = edited_copy(original), make_article()
    assert workflow.publish_many([copy, draft], at=NOW + HOUR) == []
    assert set(Article.objects.live(NOW + HOUR)) == {original, draft}


def test_withdrawing_the_original_leaves_the_copy_alone(original: Article) -> None:
    copy = edited_copy(original)
    workflow.withdraw(original, note="Libel claim.")
    assert Article.objects.get(pk=copy.pk).status == "draft"
    assert Revision.objects.filter(article=copy).count() == 2
