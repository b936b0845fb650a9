"""A working copy opened from a form that was changed: what was typed is in the copy, and readers read on."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Article

from .desk_forms import opened, saved
from .factories import make_article, make_author, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


@pytest.fixture
def article() -> Article:
    authors = (make_author(name="Ada"), make_author(name="Ben"))
    return make_article(headline="As read", status="published", authors=authors, topics=(make_topic(),))


def opens_copy(desk: Client, article: Article, form: dict[str, Any], **typed: Any) -> Any:
    address = reverse("admin:articles_article_working_copy", args=[article.pk])
    return desk.post(address, {**form, **typed}, follow=True)


def text(response: Any) -> str:
    return str(response.content.decode())


def byline(article: Article) -> list[str]:
    return [one.author.name for one in article.bylines.all()]


def copy_of(article: Article) -> Article:
    return Article.objects.get(working_copy_of=article)


def test_words_names_and_topics_are_saved_in_the_copy_only(desk: Client, article: Article) -> None:
    typed = {"headline": "As typed", "bylines-0-position": "2", "bylines-1-position": "1", "topics": "Piers"}
    answer = opens_copy(desk, article, opened(desk, article), **typed)
    copy = copy_of(article)
    assert (copy.headline, byline(copy), [*copy.topics.names()]) == ("As typed", ["Ben", "Ada"], ["Piers"])
    article.refresh_from_db()
    assert (article.headline, byline(article), article.version) == ("As read", ["Ada", "Ben"], 1)
    assert answer.redirect_chain[-1][0].endswith(f"/{copy.pk}/change/")
    assert "This is the working copy." in text(answer)


def test_a_name_is_put_in_and_another_taken_out(desk: Client, article: Article) -> None:
    cy = make_author(name="Cy")
    added = {"bylines-TOTAL_FORMS": "3", "bylines-2-author": cy.pk, "bylines-2-article": article.pk}
    opens_copy(desk, article, opened(desk, article), **added, **{"bylines-0-DELETE": "on"})
    assert (byline(copy_of(article)), byline(article)) == (["Ben", "Cy"], ["Ada", "Ben"])


def test_a_copy_of_what_was_not_changed_is_just_like_it(desk: Client, article: Article) -> None:
    opens_copy(desk, article, opened(desk, article))
    assert copy_of(article).revisions.get().note == "Working copy begun."


def test_what_cannot_be_saved_stands_in_the_copys_form_and_says_why(desk: Client, article: Article) -> None:
    answer = opens_copy(desk, article, opened(desk, article), headline="As typed", language="french")
    copy = copy_of(article)
    assert copy.headline == "As read"
    assert answer.context["adminform"].form["headline"].value() == "As typed"
    assert "is no language code" in text(answer)
    assert f'action="{reverse("admin:articles_article_change", args=[copy.pk])}"' in text(answer)


def test_a_piece_changed_meanwhile_is_shown_beside_what_was_typed(desk: Client, article: Article) -> None:
    form = opened(desk, article)
    saved(desk, article, headline="Theirs")
    answer = opens_copy(desk, article, form, headline="As typed")
    assert "Your words are kept below, unsaved." in text(answer)
    assert answer.context["adminform"].form["headline"].value() == "As typed"
    assert copy_of(article).headline == "Theirs"


def test_a_colleagues_copy_is_not_written_over(desk: Client, article: Article) -> None:
    form = opened(desk, article)
    copy = workflow.start_working_copy(article, user=make_user("Editor"))
    answer = opens_copy(desk, article, form, headline="As typed")
    assert "Your words are kept below, unsaved." in text(answer)
    copy.refresh_from_db()
    assert copy.headline == "As read"


def test_an_address_that_was_typed_is_told_not_to_have_changed(desk: Client, article: Article) -> None:
    answer = opens_copy(desk, article, opened(desk, article), slug="another", headline="As typed")
    assert "The address is the published piece" in text(answer)
    assert copy_of(article).headline == "As typed"


def test_who_may_not_write_in_the_piece_sends_no_words(client: Client, article: Article) -> None:
    client.force_login(make_user("Editor"))
    answer = opens_copy(client, article, {})
    assert copy_of(article).headline == "As read"
    assert "This is the working copy." in text(answer)


def test_a_reporter_opens_none_and_changes_nothing(client: Client, article: Article) -> None:
    client.force_login(make_user("Reporter"))
    answer = opens_copy(client, article, {"seen_version": "1", "headline": "As typed"})
    assert "Ask a colleague of the group Editor" in text(answer)
    assert not Article.objects.exclude(working_copy_of=None).exists()
