"""Addresses: the one that a public piece had goes on leading to it, and no other piece may take it."""

import pytest
from django.db import connection

from articles import workflow
from articles.errors import WorkflowError
from articles.models import Article, OldSlug

from .factories import make_article, make_user

pytestmark = pytest.mark.django_db


def published(slug: str) -> Article:
    article = make_article(status="approved", slug=slug)
    workflow.publish(article)
    return article


def old_slugs() -> dict[str, str]:
    """Old slug to the slug of the piece that it leads to."""
    return dict(OldSlug.objects.values_list("slug", "article__slug"))


def test_a_changed_slug_leads_to_the_piece() -> None:
    article = published("lock-gates")
    workflow.change_slug(article, "gates-of-the-lock")
    assert article.slug == Article.objects.get().slug == "gates-of-the-lock"
    assert old_slugs() == {"lock-gates": "gates-of-the-lock"}


def test_a_slug_changed_in_a_form_leads_to_the_piece() -> None:
    article = published("lock-gates")
    article.slug = "gates-of-the-lock"
    article.save()
    workflow.record_edit(article, user=make_user("Publisher"))
    assert old_slugs() == {"lock-gates": "gates-of-the-lock"}


def test_every_slug_that_it_had_leads_to_where_it_is_now() -> None:
    article = published("one")
    for slug in ("two", "three"):
        workflow.change_slug(article, slug)
    assert old_slugs() == {"one": "three", "two": "three"}


def test_a_slug_may_return_to_its_own_piece() -> None:
    article = published("one")
    for slug in ("two", "one"):
        workflow.change_slug(article, slug)
    assert Article.objects.get().slug == "one"
    assert old_slugs() == {"two": "one"}


def test_another_piece_may_not_take_an_old_slug() -> None:
    workflow.change_slug(published("lock-gates"), "gates-of-the-lock")
    other = published("weir")
    with pytest.raises(WorkflowError, match="“lock-gates” is another piece's old address"):
        workflow.change_slug(other, "lock-gates")
    assert Article.objects.get(pk=other.pk).slug == "weir"


def test_a_new_piece_may_not_take_an_old_slug() -> None:
    workflow.change_slug(published("lock-gates"), "gates-of-the-lock")
    with pytest.raises(WorkflowError, match="“lock-gates” is another piece's old address"):
        workflow.record_edit(make_article(slug="lock-gates"), user=make_user("Editor"))


def test_a_slug_in_use_is_refused_with_the_reason() -> None:
    published("weir")
    with pytest.raises(WorkflowError, match="another piece has the slug “weir”"):
        workflow.change_slug(published("lock-gates"), "weir")


@pytest.mark.parametrize("slug", ["", "two words", "ünï!", "x" * 121, "a/b"])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    article = published("lock-gates")
    with pytest.raises(WorkflowError, match="was not changed: "):
        workflow.change_slug(article, slug)
    assert Article.objects.get().slug == "lock-gates"


def test_a_draft_that_was_never_out_leaves_no_address_behind() -> None:
    article = make_article(slug="working-title")
    workflow.record_edit(article, user=None)
    workflow.change_slug(article, "title")
    assert old_slugs() == {}


def test_an_edit_that_keeps_the_slug_leaves_none() -> None:
    article = published("lock-gates")
    workflow.record_edit(article, user=make_user("Publisher"))
    assert old_slugs() == {}


def test_a_working_copy_neither_keeps_nor_changes_the_address() -> None:
    article = published("lock-gates")
    copy = workflow.start_working_copy(article, user=None)
    workflow.change_slug(copy, "another-name")
    workflow.publish(copy)
    assert Article.objects.get().slug == "lock-gates"
    assert old_slugs() == {}


def test_a_refused_slug_leaves_no_revision() -> None:
    workflow.change_slug(published("lock-gates"), "gates-of-the-lock")
    other = published("weir")
    before = other.revisions.count()
    with pytest.raises(WorkflowError):
        workflow.change_slug(other, "lock-gates")
    assert other.revisions.count() == before
    assert connection.needs_rollback is False
