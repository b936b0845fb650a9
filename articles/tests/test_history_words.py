"""The history says what was done with a piece, not only that something was."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Article, ImportRun

from .desk_forms import change_url
from .factories import NOW, make_article, make_source, make_user

pytestmark = pytest.mark.django_db


def history(client: Client, article: Article) -> list[str]:
    """What the page says of each revision, the oldest first."""
    client.force_login(make_user("Publisher"))
    page = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    shown = " ".join(page.content.decode().split())
    told = [done for _revision, done in page.context["steps"]]
    assert all(re.search(rf"<td( colspan=\"3\")?>{words}", shown) for words in told)
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


def test_the_files_of_a_piece_stand_among_its_steps(client: Client) -> None:
    """What came from elsewhere, and was known already, made nothing of it."""
    user = make_user("Publisher")
    run = ImportRun.objects.create(command="import_articles", user=user)
    article = make_article()
    source = make_source(article=article, run=run, name="wire/ferry.json")
    make_source(article=article, outcome="duplicate")
    assert history(client, article) == ["imported"]
    workflow.record_edit(article, user=None)
    assert history(client, article) == ["imported", "written"]
    shown = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    for said in (change_url(source), change_url(run), "ferry.json", f"<td>{user}</td>"):
        assert said in shown


def test_files_stand_on_the_page_of_their_time_and_the_last_two_revisions_are_compared(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.history.REVISIONS_A_PAGE", 2)
    article = make_article()
    make_source(article=article, name="first.txt")
    for _edit in range(4):
        workflow.record_edit(article, user=None)
    make_source(article=article, outcome="updated", name="second.txt")
    client.force_login(make_user("Publisher"))
    address = reverse("admin:articles_article_history", args=[article.pk])
    first, second = (client.get(address, {"page": number}).content.decode() for number in (1, 2))
    assert ("second.txt" in first, "first.txt" in first) == (True, False)
    assert ("second.txt" in second, "first.txt" in second) == (False, True)
    assert re.findall(r'name="(\w+)" value="(\d)"[^>]* checked', first) == [("to", "4"), ("from", "3")]


def test_a_first_revision_with_a_note_is_told_by_that(client: Client) -> None:
    copy = workflow.start_working_copy(make_article(status="published"), user=None)
    assert history(client, copy) == ["edited"]
