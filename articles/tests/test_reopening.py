"""A pair that was linked or kept is opened again: the links are as they were before."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry

from articles import relating
from articles.errors import MergeError
from articles.models import Article, Likeness

from .factories import make_article, make_user

pytestmark = pytest.mark.django_db


def make_pair(**fields: Any) -> Likeness:
    first, copy = make_article(headline="First"), make_article(headline="Copy")
    return Likeness.objects.create(article=copy, other=first, kind="same", overlap=97, **fields)


def copy_of(article: Article) -> Article | None:
    return Article.objects.get(pk=article.pk).copy_of


def test_a_linked_pair_is_open_again_and_not_linked() -> None:
    pair, user = make_pair(), make_user("Editor")
    relating.link_copy(pair, pair.other, user=user)
    assert relating.reopen(pair, user=user) == []
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by, pair.decided_at) == ("open", None, None)
    assert copy_of(pair.article) is None


def test_a_kept_pair_is_open_again() -> None:
    pair, user = make_pair(), make_user("Editor")
    relating.keep_both(pair, user=user)
    assert relating.reopen(pair, user=user) == []
    pair.refresh_from_db()
    assert pair.decision == "open"


def test_links_come_back_as_they_were_before_the_first_decision() -> None:
    pair, user = make_pair(), make_user("Editor")
    former, third = make_article(), make_article(copy_of=pair.article)
    Article.objects.filter(pk=pair.article_id).update(copy_of=former)
    relating.link_copy(pair, pair.other, user=user)
    assert copy_of(third) == pair.other
    relating.keep_both(pair, user=user)
    assert relating.reopen(pair, user=user) == []
    assert (copy_of(pair.article), copy_of(third)) == (former, pair.article)


def test_a_link_made_since_stays_and_is_told() -> None:
    pair, user = make_pair(), make_user("Editor")
    relating.link_copy(pair, pair.other, user=user)
    third = make_article()
    Article.objects.filter(pk=pair.article_id).update(copy_of=third)
    assert relating.reopen(pair, user=user) == ["“Copy” has been linked otherwise since, and stays so."]
    assert copy_of(pair.article) == third


def test_a_link_from_before_decisions_were_noted_is_taken_away() -> None:
    pair = make_pair(decision="linked")
    Article.objects.filter(pk=pair.article_id).update(copy_of=pair.other)
    relating.reopen(pair, user=make_user("Editor"))
    assert copy_of(pair.article) is None


def test_an_open_pair_cannot_be_opened() -> None:
    with pytest.raises(MergeError, match="is open already"):
        relating.reopen(make_pair(), user=make_user("Editor"))


def test_a_reporter_opens_nothing() -> None:
    pair = make_pair(decision="kept")
    with pytest.raises(MergeError, match="may not do this"):
        relating.reopen(pair, user=make_user("Reporter"))


def test_who_opened_it_is_in_the_log_of_both() -> None:
    pair, user = make_pair(decision="kept"), make_user("Editor")
    relating.reopen(pair, user=user)
    logged = LogEntry.objects.filter(user=user, change_message__contains="is open again")
    assert {*logged.values_list("object_id", flat=True)} == {str(pair.article_id), str(pair.other_id)}
