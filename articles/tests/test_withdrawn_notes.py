"""Corrections taken back: readers see the note no more, the desk keeps it; and none stands twice."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.errors import WorkflowError
from articles.models import Article, Correction

from .desk_forms import change_url
from .factories import make_article, make_user

pytestmark = pytest.mark.django_db
WORDS = "The pier is stone."


def noted(article: Article, text: str = WORDS, **more: Any) -> Correction:
    return workflow.correct(article, kind=Correction.Kind.UPDATE, text=text, user=None, **more)


def withdraw(client: Client, article: Article, number: object) -> Any:
    address = reverse("admin:articles_article_withdraw_note", args=[article.pk])
    return client.post(address, {"correction": number}, follow=True)


def test_a_withdrawn_note_is_gone_for_readers_and_kept_at_the_desk(client: Client) -> None:
    client.force_login(make_user("Editor"))
    article = make_article(status="published")
    correction, other = noted(article), noted(article, "The ferry is blue.")
    assert "Withdraw this note" in client.get(change_url(article)).content.decode()
    page = withdraw(client, article, correction.pk).content.decode()
    assert "The note is withdrawn" in page and "not shown to readers" in page and WORDS in page
    read = client.get(article.get_absolute_url()).content.decode()
    assert WORDS not in read and other.text in read
    assert article.revisions.first().note == f"Note withdrawn: {WORDS}"  # type: ignore[union-attr]
    assert LogEntry.objects.get().change_message == f"Note withdrawn: {WORDS}"


def test_a_note_is_withdrawn_once_and_by_those_only_who_may() -> None:
    correction = noted(make_article(status="published"))
    with pytest.raises(WorkflowError, match="Ask a colleague of the group Editor"):
        workflow.withdraw_note(correction, user=make_user("Reporter"))
    assert Correction.objects.get().public
    workflow.withdraw_note(correction, user=None)
    with pytest.raises(WorkflowError, match="readers do not see it any more"):
        workflow.withdraw_note(correction, user=None)


@pytest.mark.parametrize("number", ["", "x", "9" * 30])
def test_a_note_of_another_piece_or_none_is_not_found(client: Client, number: str) -> None:
    client.force_login(make_user("Editor"))
    other = noted(make_article(status="published"))
    article = make_article(status="published")
    assert withdraw(client, article, number).status_code == 404
    assert withdraw(client, article, other.pk).status_code == 404
    assert Correction.objects.get().public


def test_the_same_note_does_not_stand_twice_but_again_after_it_was_withdrawn() -> None:
    article = make_article(status="published")
    first = noted(article)
    with pytest.raises(WorkflowError, match="the same note stands there already"):
        noted(article)
    noted(make_article(status="published"))  # of another piece
    workflow.withdraw_note(first, user=None)
    noted(article)
    assert article.corrections.filter(public=True).count() == 1
