"""Two people in the form of one piece: neither loses anything to the other."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article

from .desk_forms import change_url, opened, saved
from .factories import make_article, make_author, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def reread(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_second_editor_is_told_and_loses_nothing(desk: Client) -> None:
    article = make_article(headline="As it was", body="<p>The ferry is late.</p>")
    first, second = opened(desk, article), opened(desk, article)
    desk.post(change_url(article), {**first, "headline": "Theirs"})
    answer = desk.post(change_url(article), {**second, "body": "<p>The ferry is very late.</p>"})
    page = answer.content.decode()
    assert "Your words are kept below, unsaved." in page
    assert '<del><span class="visually-hidden">taken out: </span>Theirs</del>' in page
    assert answer.context["adminform"].form["body"].value() == "<p>The ferry is very late.</p>"
    assert (reread(article).headline, reread(article).body) == ("Theirs", "<p>The ferry is late.</p>")


def test_who_has_seen_both_may_save_over_it(desk: Client) -> None:
    article = make_article()
    first, second = opened(desk, article), opened(desk, article)
    desk.post(change_url(article), {**first, "headline": "Theirs"})
    seen = reread(article).version
    desk.post(change_url(article), {**second, "headline": "Mine", "keep_mine_over": str(seen)})
    assert reread(article).headline == "Mine"


def test_a_third_save_in_between_is_a_conflict_again(desk: Client) -> None:
    article = make_article()
    first, second = opened(desk, article), opened(desk, article)
    desk.post(change_url(article), {**first, "headline": "Theirs"})
    seen = reread(article).version
    saved(desk, article, headline="Theirs again")
    desk.post(change_url(article), {**second, "headline": "Mine", "keep_mine_over": str(seen)})
    assert reread(article).headline == "Theirs again"


def test_a_form_without_a_version_saves_over_nothing(desk: Client) -> None:
    article = make_article(headline="Stored")
    form: dict[str, Any] = opened(desk, article)
    del form["seen_version"]
    desk.post(change_url(article), {**form, "headline": "Blind"})
    assert reread(article).headline == "Stored"


def test_words_written_while_the_piece_went_on_are_given_back(client: Client) -> None:
    reporter = make_user("Reporter")
    client.force_login(reporter)
    article = make_article(authors=(make_author(user=reporter),))
    form = opened(client, article)
    Article.objects.filter(pk=article.pk).update(status="in_review")
    answer = client.post(change_url(article), {**form, "body": "<p>Hours of work.</p>"})
    assert answer.status_code == 409
    assert "Hours of work." in answer.content.decode()
    assert "Hours of work." not in reread(article).body
