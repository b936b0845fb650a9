"""Words that no table should have held are put right when the rules against them come."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = ("articles", "0015_slugs_not_empty"), ("articles", "0016_known_words")


def migrate(to: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return executor.loader.project_state([to]).apps


@pytest.fixture
def apps_before(transactional_db: None) -> Iterator[Any]:
    """The tables as they were when any word was let in."""
    yield migrate(BEFORE)
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("articles")[0])


def test_odd_words_and_rows_that_point_at_themselves_are_mended_and_others_stay(apps_before: Any) -> None:
    model = {name: apps_before.get_model("articles", name).objects for name in ("Article", "Topic", "Source")}
    runs = apps_before.get_model("articles", "ImportRun").objects
    odd, well = (model["Article"].create(slug=genre, genre=genre) for genre in ("gossip", "review"))
    model["Article"].filter(pk=odd.pk).update(working_copy_of=odd)
    model["Article"].create(slug="copy", working_copy_of=well)
    broad = model["Topic"].create(name="Ports", slug="ports")
    model["Topic"].filter(pk=broad.pk).update(parent=broad)
    model["Topic"].create(name="Ferries", slug="ferries", parent=broad)
    run, stopped = (runs.create(command="import", state=state) for state in ("lost", "stopped"))
    sources = {
        (outcome, article): model["Source"].create(run=run, name="a", outcome=outcome, article=article).pk
        for outcome, article in (("lost", None), ("lost", well), ("updated", well))
    }
    after = migrate(AFTER)
    articles = after.get_model("articles", "Article").objects
    assert dict(articles.values_list("slug", "genre")) == {
        "gossip": "news",
        "review": "review",
        "copy": "news",
    }
    copies = dict(articles.values_list("slug", "working_copy_of"))
    assert copies == {"gossip": None, "review": None, "copy": well.pk}
    topics = after.get_model("articles", "Topic").objects
    assert dict(topics.values_list("slug", "parent")) == {"ports": None, "ferries": broad.pk}
    states = dict(after.get_model("articles", "ImportRun").objects.values_list("pk", "state"))
    assert states == {run.pk: "failed", stopped.pk: "stopped"}
    outcomes = dict(after.get_model("articles", "Source").objects.values_list("pk", "outcome"))
    assert [outcomes[pk] for pk in sources.values()] == ["rejected", "created", "updated"]
