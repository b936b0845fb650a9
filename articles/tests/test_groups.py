"""The groups that the migrations make, and what each may do."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from articles.models import Article
from articles.permissions import may_change, own

from .factories import make_article, make_author, make_user

pytestmark = pytest.mark.django_db

migration = import_module("articles.migrations.0003_groups")
LATER = [
    import_module(f"articles.migrations.{name}") for name in ("0005_copies_and_events", "0006_decisions")
]


def codenames(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_each_group_may_do_what_the_one_before_may_and_more() -> None:
    assert codenames("Reporter") < codenames("Editor") < codenames("Publisher")


@pytest.mark.parametrize("name", ["Reporter", "Editor", "Publisher"])
def test_every_permission_named_in_the_migration_exists(name: str) -> None:
    """A misspelt one would be left out without a word."""
    groups = ["Reporter", "Editor", "Publisher"]
    named = groups[: groups.index(name) + 1]  # it and those before it
    added = {codename for later in LATER for group in named for codename in later.GRANTED[group]}
    assert codenames(name) == dict(migration.steps())[name] | added


def test_everybody_sees_every_table_of_the_newsroom() -> None:
    models = apps.get_app_config("articles").get_models()
    tables = {model._meta.model_name for model in models if "view" in model._meta.default_permissions}
    assert len(tables) > 15
    assert {f"view_{table}" for table in tables} <= codenames("Reporter")


def test_nobody_may_rewrite_history() -> None:
    actions, tables = ("add", "change", "delete"), ("revision", "importrun", "oldslug", "decision")
    assert not codenames("Publisher") & {f"{action}_{table}" for action in actions for table in tables}


@pytest.mark.parametrize(
    ("codename", "allowed"),
    [
        ("add_article", {"Reporter", "Editor", "Publisher"}),
        ("submit_article", {"Reporter", "Editor", "Publisher"}),
        ("change_article", {"Editor", "Publisher"}),
        ("approve_article", {"Editor", "Publisher"}),
        ("correct_article", {"Editor", "Publisher"}),
        ("upload_pieces", {"Editor", "Publisher"}),
        ("change_author", {"Editor", "Publisher"}),
        ("publish_article", {"Publisher"}),
        ("delete_article", {"Publisher"}),
        ("delete_author", {"Publisher"}),
    ],
)
def test_who_may(codename: str, allowed: set[str]) -> None:
    assert {group for group in ("Reporter", "Editor", "Publisher") if codename in codenames(group)} == allowed


def test_running_it_again_leaves_what_people_changed() -> None:
    group = Group.objects.get(name="Reporter")
    group.permissions.set(Permission.objects.filter(codename="view_article"))
    Group.objects.get(name="Editor").delete()
    migration.create(apps, SimpleNamespace(connection=connection))
    assert codenames("Reporter") == {"view_article"}
    assert "approve_article" in codenames("Editor")


def test_a_reporters_own_pieces_are_those_begun_and_those_signed() -> None:
    reporter = make_user("Reporter")
    begun, signed, other = make_article(), make_article(authors=(make_author(user=reporter),)), make_article()
    begun.revisions.create(number=1, snapshot={}, author=reporter)
    other.revisions.create(number=1, snapshot={}, author=make_user("Reporter"))
    other.revisions.create(number=2, snapshot={}, author=reporter)
    assert set(own(Article.objects.all(), reporter)) == {begun, signed}
    assert [may_change(reporter, article) for article in (begun, signed, other)] == [True, True, False]


@pytest.mark.parametrize("status", ["in_review", "approved", "published", "withdrawn"])
def test_a_reporters_own_piece_is_out_of_hand_once_submitted(status: str) -> None:
    reporter = make_user("Reporter")
    article = make_article(status=status, authors=(make_author(user=reporter),))
    assert not may_change(reporter, article)
    assert may_change(make_user("Editor"), article)


def test_somebody_without_a_group_may_not_even_change_own_drafts() -> None:
    reader = make_user()
    assert not may_change(reader, make_article(authors=(make_author(user=reader),)))
