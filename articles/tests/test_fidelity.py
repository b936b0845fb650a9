"""The file beside its piece: what the importer changed, and what people changed since, by name."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles import deciding, revisions, workflow
from articles.models import Article
from articles.revisions.attributing import IMPORTER, Stretch, follow

from .factories import make_article, make_source, make_user
from .test_restoring import PARTS, brought_in


def test_words_are_told_apart_by_who_put_them_in_and_took_them_out() -> None:
    told = follow("one two three", [("one three", "Ada"), ("one three four", "Ben")])
    assert told == [
        Stretch("one "),
        Stretch("two ", removed="Ada"),
        Stretch("three"),
        Stretch(" four", added="Ben"),
    ]


def test_what_somebody_put_in_and_another_took_out_is_gone() -> None:
    assert follow("one", [("one two", "Ada"), ("one", "Ben")]) == [Stretch("one")]


def test_later_import_is_nobody_in_person() -> None:
    assert follow("one", [("one two", "")]) == [Stretch("one"), Stretch(" two", added=IMPORTER)]


TEXTS = st.lists(st.sampled_from(["one", "two", "three.", "\n\n", "日本", "four"]), max_size=8).map(" ".join)


@given(TEXTS, st.lists(st.tuples(TEXTS, st.sampled_from(["Ada", "Ben", ""])), max_size=6))
def test_what_stands_is_the_text_as_it_stands_and_what_came_is_all_there(
    first: str, later: list[tuple[str, str]]
) -> None:
    told = follow(first, later)
    assert "".join(one.text for one in told if not one.removed) == (later[-1][0] if later else first)
    assert "".join(one.text for one in told if not one.added) == first


@pytest.fixture
def editor(db: None) -> User:
    return make_user("Editor", first_name="Ada", last_name="Marlow")


def test_page_names_who_changed_what_and_what_the_importer_did(client: Client, editor: User) -> None:
    source = brought_in()
    deciding.put_back(source, ["2"], version=1, user=editor)
    article = Article.objects.get()
    article.body = article.body.replace("on Tuesday", "on Wednesday")
    article.save()
    workflow.record_edit(article, user=make_user("Editor", username="ben"))
    client.force_login(editor)
    page = client.get(reverse("admin:articles_source_fidelity", args=[source.pk])).content.decode()
    assert f"{PARTS[2]}" in page.split("put in by Ada Marlow:")[1].split("</ins>")[0]
    assert "taken out by ben: </span>Tuesday</del>" in page
    assert '<del class="kind-bio">' in page and 'form="put-back"' not in page


def test_piece_that_nobody_changed_says_so(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("admin:articles_source_fidelity", args=[brought_in().pk])).content.decode()
    assert "Nobody has changed it since it came." in page and "<ins" not in page


def test_first_words_are_those_that_came(editor: User) -> None:
    article = make_article(body="<p>One.</p>", headline="")
    deciding.keep_as_it_came(article)
    article.headline = "Set by hand"
    article.save()
    workflow.record_edit(article, user=editor)
    assert revisions.attributed(article)[0] == Stretch("Set by hand\n\n", added="Ada Marlow")


def test_source_without_a_piece_has_no_such_page(client: Client, editor: User) -> None:
    client.force_login(editor)
    url = reverse("admin:articles_source_fidelity", args=[make_source().pk])
    assert client.get(url).status_code == 404
