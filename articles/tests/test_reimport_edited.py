"""New text for a piece that people have written in: their words stay, and it waits at the desk."""

import pytest

from articles import workflow
from articles.models import Article, Source
from articles.storing import Outcome

from .factories import make_user
from .stories import NEW, contents, derived, edit, make_story, store_one, stored, text_of

pytestmark = pytest.mark.django_db


# --- What people have written stays -----------------------------------------------------------------


def test_an_edited_piece_keeps_its_words_and_the_new_text_becomes_a_working_copy() -> None:
    article = stored(make_story(published=None))
    workflow.publish(article)
    article.refresh_from_db()
    edit(article, headline="A person's headline", lead_image_caption="A person's caption")
    result = store_one(make_story(NEW, authors=["Bo Elm"], topics=("Wrecks",)))
    assert (result.outcome, result.article_id, result.in_place) == (Outcome.UPDATED, article.pk, False)
    assert "working copy" in result.reason
    article.refresh_from_db()
    assert article.headline == "A person's headline"
    assert "came back" in article.body
    copy = article.working_copy
    assert (copy.status, copy.headline) == ("draft", "A person's headline")
    assert "sank again" in copy.body
    assert [b.author.name for b in copy.bylines.all()] == ["Bo Elm"]
    assert list(copy.topics.names()) == ["Wrecks"]
    assert (copy.lead_image_caption, copy.published_at) == ("A person's caption", article.published_at)
    assert not Article.objects.live().filter(pk=copy.pk).exists()
    assert Source.objects.filter(article=article).count() == 2


def test_the_working_copy_can_be_published_over_the_piece() -> None:
    article = stored(make_story())
    workflow.publish(article)
    article.refresh_from_db()
    edit(article, headline="A person's headline")
    store_one(make_story(NEW))
    workflow.publish(Article.objects.get(working_copy_of=article))
    assert "sank again" in text_of(article)
    assert not Article.objects.filter(working_copy_of=article).exists()


def test_a_working_copy_that_nobody_has_touched_gets_the_next_text_too() -> None:
    article = stored(make_story())
    edit(article, headline="A person's headline")
    for text in (NEW, "And again."):
        store_one(make_story(text))
    copy = Article.objects.get(working_copy_of=article)
    assert "And again." in copy.body
    assert "came back" in text_of(article)


def test_a_working_copy_somebody_is_at_work_on_is_left_alone() -> None:
    article = stored(make_story())
    edit(article, headline="A person's headline")
    store_one(make_story(NEW))
    copy = Article.objects.get(working_copy_of=article)
    edit(copy, body="<p>A person's words.</p>")
    before = contents(Article)
    result = store_one(make_story("And again."))
    assert result.outcome is Outcome.UPDATED
    assert contents(Article) == before
    source = Source.objects.latest("id")
    assert source.findings[-1]["code"] == "update-waiting"
    assert source.article == article
    assert bytes(source.raw)


def test_a_working_copy_begun_by_a_person_is_left_alone_and_so_is_the_piece() -> None:
    article = stored(make_story())
    workflow.publish(article)
    article.refresh_from_db()
    workflow.start_working_copy(article, user=make_user("Publisher"))
    before = contents(Article)
    result = store_one(make_story(NEW))
    assert not result.in_place
    assert contents(Article) == before


@pytest.mark.parametrize("text", ["", NEW])
def test_readers_never_lose_headline_or_text_to_an_update(text: str) -> None:
    article = stored(make_story())
    workflow.publish(article)
    result = store_one(make_story(text) if not text else derived(make_story(text)))
    assert not result.in_place
    article.refresh_from_db()
    assert article.headline == "The ferry is back"
    assert "came back" in article.body


def test_a_draft_may_lose_its_headline_to_an_update() -> None:
    article = stored(make_story())
    assert store_one(derived(make_story(NEW))).in_place
    article.refresh_from_db()
    assert article.headline == ""
