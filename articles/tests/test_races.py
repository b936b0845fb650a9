"""Two at the same moment, really: a connection each. SQLite lets in one writer at a time anyway."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles import workflow
from articles.errors import WorkflowError
from articles.models import Article, OldSlug, Revision

from .factories import make_article

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on("postgresql"),
]


def at_once(*doings: Callable[[Article], object], article: Article) -> list[str]:
    """Let each do its thing with its own copy of the piece, all at once; return what was refused."""
    refused: list[str] = []
    ready = Barrier(len(doings), timeout=10)

    def run(do: Callable[[Article], object]) -> None:
        try:
            mine = Article.objects.get(pk=article.pk)
            ready.wait()
            do(mine)
        except WorkflowError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    return refused


def test_of_four_who_publish_one_does() -> None:
    article = make_article(status="approved")
    refused = at_once(*[workflow.publish] * 4, article=article)
    assert len(refused) == 3
    assert all("Look at it again before you go on." in error for error in refused)
    assert Revision.objects.count() == 1


def test_of_publishing_and_sending_back_one_happens() -> None:
    article = make_article(status="approved")
    refused = at_once(workflow.publish, workflow.send_back, article=article)
    assert len(refused) == 1
    article.refresh_from_db()
    assert article.revisions.get().snapshot["fields"]["status"] == article.status


def test_two_who_start_a_working_copy_get_the_same_one() -> None:
    article = make_article(status="published")
    start = lambda piece: workflow.start_working_copy(piece, user=None)  # noqa: E731
    assert at_once(start, start, article=article) == []
    assert Article.objects.filter(working_copy_of=article).count() == 1


def test_edits_at_once_get_numbers_of_their_own() -> None:
    article = make_article()
    edit = lambda piece: workflow.record_edit(piece, user=None)  # noqa: E731
    assert at_once(*[edit] * 4, article=article) == []
    assert sorted(article.revisions.values_list("number", flat=True)) == [1, 2, 3, 4]
    article.refresh_from_db()
    assert article.version == 5


def test_a_slug_changed_by_two_at_once_leaves_every_address_working() -> None:
    article = make_article(status="published", slug="one")
    workflow.record_edit(article, user=None)
    at_once(
        lambda piece: workflow.change_slug(piece, "two"),
        lambda piece: workflow.change_slug(piece, "three"),
        article=article,
    )
    article.refresh_from_db()
    assert {article.slug, *OldSlug.objects.values_list("slug", flat=True)} == {"one", "two", "three"}
