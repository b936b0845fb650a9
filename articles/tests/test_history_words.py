"""The history says what was done with a piece, not only that something was."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Article

from .factories import NOW, make_article, make_user

pytestmark = pytest.mark.django_db


def history(client: Client, article: Article) -> list[str]:
    """What the page says of each revision, the oldest first."""
    client.force_login(make_user("Publisher"))
    page = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    shown = " ".join(page.content.decode().split())
    told = [done for _revision, done in page.context["steps"]]
    assert all(f"<td>{words}" in shown for words in told)
    return [str(words) for words in reversed(told)]


def test_each_step_is_told_by_its_name(client: Client) -> None:
    article = make_article()
    workflow.record_edit(article, user=None)
    workflow.record_edit(article, user=None)
    for step in (workflow.submit, workflow.send_back, workflow.submit, workflow.approve):
        step(article)
    workflow.publish(article, at=NOW)
    workflow.withdraw(article, note="Libel.")
    assert history(client, article) == [
        "written", "edited", "sent to review", "sent back to draft", "sent to review", "approved", "published",
        "withdrawn",
    ]  # fmt: skip


def test_a_first_revision_with_a_note_is_told_by_that(client: Client) -> None:
    copy = workflow.start_working_copy(make_article(status="published"), user=None)
    assert history(client, copy) == ["edited"]
