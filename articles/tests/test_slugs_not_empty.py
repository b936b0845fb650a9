"""No address ends in nothing: the database refuses an empty slug, and rows that had one have been given another."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import OldSlug, Topic

from .factories import make_article, make_author, make_publication, make_topic

BEFORE, AFTER = ("articles", "0014_merges"), ("articles", "0015_slugs_not_empty")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_article, make_author, make_publication, make_topic])
def test_a_row_without_a_slug_is_refused(make: Callable[..., Any]) -> None:
    row = make(slug="a")
    with pytest.raises(IntegrityError, match="slug_not_empty"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(slug="")


@pytest.mark.django_db
def test_an_old_address_without_a_slug_is_refused() -> None:
    article = make_article()
    OldSlug.objects.create(kind="article", slug="a", article=article)
    with pytest.raises(IntegrityError, match="old_slug_not_empty"), transaction.atomic():
        OldSlug.objects.create(kind="article", slug="", article=article)


@pytest.mark.django_db
def test_a_topic_of_signs_alone_has_an_address() -> None:
    names = ("!!!", "???", "Ferries")
    assert [Topic.objects.create(name=name).slug for name in names] == ["topic", "topic_1", "ferries"]


def migrate(to: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return executor.loader.project_state([to]).apps


@pytest.fixture
def apps_before(transactional_db: None) -> Iterator[Any]:
    """The tables as they were when an empty slug was let in."""
    yield migrate(BEFORE)
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("articles")[0])


def test_rows_without_a_slug_are_given_one_and_others_keep_theirs(apps_before: Any) -> None:
    models = {
        name: apps_before.get_model("articles", name)
        for name in ("article", "author", "publication", "topic")
    }
    bare = {name: model.objects.create(slug="") for name, model in models.items()}
    kept = models["article"].objects.create(slug=f"article-{bare['article'].pk}")
    old = apps_before.get_model("articles", "OldSlug")
    old.objects.create(kind="article", slug="", article=bare["article"])
    stays = old.objects.create(kind="article", slug="a", article=kept)
    apps_after = migrate(AFTER)
    rows = {name: apps_after.get_model("articles", name).objects for name in (*models, "oldslug")}
    assert rows["article"].get(pk=bare["article"].pk).slug == f"{kept.slug}-1"
    assert rows["article"].get(pk=kept.pk).slug == kept.slug
    for name in ("author", "publication", "topic"):
        assert rows[name].get().slug == f"{name}-{bare[name].pk}"
    assert rows["oldslug"].get().pk == stays.pk
