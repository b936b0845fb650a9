"""The byline and the topics in the article's form."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Author, Byline, Topic, TopicAlias

from .desk_forms import saved
from .factories import make_article, make_author, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def byline_of(article: Article) -> list[str]:
    return [byline.author.name for byline in article.bylines.order_by("position")]


def one_more(article: Article, author: Author) -> dict[str, Any]:
    """What adding this name to a byline of one sends."""
    return {"bylines-TOTAL_FORMS": "2", "bylines-1-author": author.pk, "bylines-1-article": article.pk}


# --- Byline ---------------------------------------------------------------------------------------


def test_names_change_places(desk: Client) -> None:
    ada, ben = make_author(name="Ada"), make_author(name="Ben")
    article = make_article(authors=(ada, ben))
    saved(desk, article, **{"bylines-0-position": "2", "bylines-1-position": "1"})
    assert byline_of(article) == ["Ben", "Ada"]
    assert list(article.bylines.values_list("position", flat=True)) == [1, 2]


def test_new_name_without_a_place_comes_last(desk: Client) -> None:
    ada, ben = make_author(name="Ada"), make_author(name="Ben")
    article = make_article(authors=(ada,))
    saved(
        desk,
        article,
        **{"bylines-TOTAL_FORMS": "2", "bylines-1-author": ben.pk, "bylines-1-article": article.pk},
    )
    assert byline_of(article) == ["Ada", "Ben"]


def test_deleted_name_closes_the_ranks(desk: Client) -> None:
    authors = tuple(make_author(name=name) for name in ("Ada", "Ben", "Cy"))
    article = make_article(authors=authors)
    saved(desk, article, **{"bylines-0-DELETE": "on"})
    assert byline_of(article) == ["Ben", "Cy"]
    assert list(article.bylines.values_list("position", flat=True)) == [1, 2]


def test_same_name_twice_is_refused(desk: Client) -> None:
    ada = make_author()
    article = make_article(authors=(ada,))
    answer = saved(desk, article, **one_more(article, ada))
    assert answer.status_code == 200
    assert Byline.objects.filter(article=article).count() == 1


# --- Topics ---------------------------------------------------------------------------------------


def test_topics_are_known_by_name_and_other_word_whatever_the_case(desk: Client) -> None:
    ferries, boats = make_topic(name="Ferries"), make_topic(name="Boats")
    TopicAlias.objects.create(topic=boats, name="Vessels")
    article = make_article()
    saved(desk, article, topics="ferries\nVESSELS\n\nFerries")
    assert set(article.topics.all()) == {ferries, boats}
    assert Topic.objects.count() == 2


def test_who_may_add_topics_makes_one_by_typing(desk: Client) -> None:
    article = make_article()
    saved(desk, article, topics="Deep  sea")
    assert article.topics.get().name == "Deep sea"


def test_who_may_not_is_told_and_keeps_the_words(client: Client) -> None:
    reporter = make_user("Reporter")
    client.force_login(reporter)
    article = make_article(authors=(make_author(user=reporter),))
    answer = saved(client, article, topics="Deep sea", headline="Mine")
    assert "No such topic: “Deep sea”" in answer.content.decode()
    assert answer.context["adminform"].form["headline"].value() == "Mine"
    assert not Topic.objects.exists()


def test_suggestions_begin_with_what_was_typed(desk: Client) -> None:
    for name in ("Tidal power", "Power", "Powerboats", "Bees"):
        make_topic(name=name)
    TopicAlias.objects.create(topic=make_topic(name="Energy"), name="Power supply")
    answer = desk.get(reverse("admin:articles_topic_suggest"), {"q": "pow"})
    assert answer.json() == {"names": ["Energy", "Power", "Powerboats", "Tidal power"]}
