"""The rules that the database itself keeps. Each refusal stands beside a neighbour that is let in."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import (
    Article,
    AuthorAlias,
    Byline,
    Correction,
    ImportRun,
    OldSlug,
    Publication,
    Revision,
    Source,
    TaggedArticle,
    Topic,
    TopicAlias,
)

from .factories import (
    DAY,
    NOW,
    make_article,
    make_author,
    make_publication,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

PUBLISHED: dict[str, Any] = {
    "headline": "A",
    "status": "published",
    "published_at": NOW,
    "first_published_at": NOW,
}

ARTICLES = [
    ("article_published_has_date", {**PUBLISHED, "published_at": None}, PUBLISHED),
    ("article_published_has_date", {**PUBLISHED, "first_published_at": None}, PUBLISHED),
    ("article_published_has_headline", {**PUBLISHED, "headline": ""}, {"status": "draft", "headline": ""}),
    ("article_withdrawn_was_published", {"status": "withdrawn"}, {**PUBLISHED, "status": "withdrawn"}),
    (
        "article_expires_after_embargo",
        {"embargoed_until": NOW, "expires_at": NOW},
        {"embargoed_until": NOW, "expires_at": NOW + DAY},
    ),
    ("article_known_status", {"status": "spiked"}, {"status": "approved"}),
    ("article_known_genre", {"genre": "gossip"}, {"genre": "obituary"}),
]


def refused(name: str) -> Any:
    """The database refuses, and names the rule (SQLite names the columns of a unique one instead)."""
    return pytest.raises(IntegrityError, match=rf"{name}|UNIQUE constraint failed")


@pytest.mark.parametrize(("name", "wrong", "right"), ARTICLES)
def test_states_dates_and_headline_fit_together(
    name: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    Article.objects.create(slug="right", **right)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Article.objects.create(slug="wrong", **wrong)


def test_a_working_copy_cannot_be_public() -> None:
    original = make_article(status="published")
    Article.objects.create(slug="copy", working_copy_of=original, status="approved")
    with pytest.raises(IntegrityError, match="article_working_copy_not_public"), transaction.atomic():
        Article.objects.filter(slug="copy").update(**PUBLISHED)


def test_a_piece_has_one_working_copy() -> None:
    original, other = make_article(status="published"), make_article(status="published")
    for slug, article in (("copy", original), ("copy-of-other", other)):
        Article.objects.create(slug=slug, working_copy_of=article)
    with refused("working_copy_of"), transaction.atomic():
        Article.objects.create(slug="second-copy", working_copy_of=original)


def test_a_row_is_neither_its_own_working_copy_nor_its_own_broader_topic() -> None:
    article, other = make_article(), make_article()
    topic, broader = make_topic(), make_topic()
    Article.objects.filter(pk=article.pk).update(working_copy_of=other)
    Topic.objects.filter(pk=topic.pk).update(parent=broader)
    with refused("article_working_copy_of_is_another"), transaction.atomic():
        Article.objects.filter(pk=other.pk).update(working_copy_of=other)
    with refused("topic_parent_is_another"), transaction.atomic():
        Topic.objects.filter(pk=broader.pk).update(parent=broader)


def test_whoever_chooses_a_topic_as_its_own_broader_one_is_told() -> None:
    topic = make_topic()
    topic.parent = make_topic()
    topic.full_clean()
    topic.parent = topic
    with pytest.raises(ValidationError, match="This is the topic itself"):
        topic.full_clean()


def test_outcomes_states_and_kinds_are_those_that_there_are() -> None:
    source, run = make_source(), ImportRun.objects.create(command="import")
    correction = Correction.objects.create(article=make_article(), text="It was Tuesday.")
    known: list[tuple[Any, str, Any, str]] = [
        (source, "outcome", Source.Outcome, "source_known_outcome"),
        (run, "state", ImportRun.State, "import_run_known_state"),
        (correction, "kind", Correction.Kind, "correction_known_kind"),
    ]
    for row, field, words, rule in known:
        rows = type(row).objects.filter(pk=row.pk)
        for word in words.values:
            rows.update(**{field: word})
        with refused(rule), transaction.atomic():
            rows.update(**{field: "lost"})


@pytest.mark.parametrize("make", [make_article, make_author, make_publication, make_topic])
def test_a_slug_is_given_once(make: Any) -> None:
    make(slug="harbour")
    make(slug="harbour-2")
    with refused("slug"), transaction.atomic():
        make(slug="harbour")


def test_the_same_bytes_are_kept_once_but_unhashed_ones_as_often_as_they_come() -> None:
    make_source(sha256="")
    make_source(sha256="")
    make_source(sha256="a" * 64)
    with refused("source_bytes_once"), transaction.atomic():
        make_source(sha256="a" * 64)
    assert Source.objects.count() == 3


def test_a_rejected_source_leads_to_no_article() -> None:
    article = make_article()
    make_source(outcome="rejected")
    make_source(outcome="created", article=article)
    with refused("source_rejected_or_linked"), transaction.atomic():
        make_source(outcome="rejected", article=article)


def test_byline_places_and_names_are_taken_once() -> None:
    article, other = make_article(), make_article()
    ada, bea = make_author(), make_author()
    Byline.objects.create(article=article, author=ada, position=1)
    Byline.objects.create(article=other, author=ada, position=1)
    with refused("byline_position_once"), transaction.atomic():
        Byline.objects.create(article=article, author=bea, position=1)
    with refused("byline_author_once"), transaction.atomic():
        Byline.objects.create(article=article, author=ada, position=2)


def test_a_topic_is_on_a_piece_once() -> None:
    topic = make_topic()
    article = make_article(topics=(topic,))
    make_article(topics=(topic,))
    with refused("tagged_article_once"), transaction.atomic():
        TaggedArticle.objects.create(content_object=article, tag=topic)


def test_a_spelling_stands_for_one_author_and_one_topic() -> None:
    AuthorAlias.objects.create(author=make_author(), name="A. Marlow")
    AuthorAlias.objects.create(author=make_author(), name="B. Marlow")
    with refused("name_key"), transaction.atomic():
        AuthorAlias.objects.create(author=make_author(), name="a marlow")
    TopicAlias.objects.create(topic=make_topic(), name="Boats")
    with refused("name_key"), transaction.atomic():
        TopicAlias.objects.create(topic=make_topic(), name="BOATS")


def test_revision_numbers_are_given_once() -> None:
    article = make_article()
    for number in (1, 2):
        Revision.objects.create(article=article, number=number, snapshot={})
    with refused("revision_number_once"), transaction.atomic():
        Revision.objects.create(article=article, number=2, snapshot={})


def test_a_licence_ends_after_it_starts() -> None:
    make_publication(licence_from=NOW, licence_until=NOW + DAY)
    with refused("publication_licence_ends_after_it_starts"), transaction.atomic():
        make_publication(licence_from=NOW, licence_until=NOW)


def test_one_publication_is_ours() -> None:
    make_publication(is_house=True)
    make_publication()
    make_publication()
    with refused("publication_one_house"), transaction.atomic():
        make_publication(is_house=True)
    assert Publication.objects.count() == 3


def test_the_numbers_of_a_finished_run_add_up() -> None:
    numbers = {"offered": 6, "created": 1, "updated": 1, "unchanged": 2, "duplicate": 1, "rejected": 1}
    ImportRun.objects.create(command="import", state="finished", **numbers)
    ImportRun.objects.create(command="import", state="running", offered=6)
    with refused("import_run_adds_up"), transaction.atomic():
        ImportRun.objects.create(command="import", state="finished", **{**numbers, "offered": 7})


def test_an_old_slug_is_one_things_of_its_kind() -> None:
    article, author = make_article(), make_author()
    OldSlug.objects.create(kind="article", slug="old", article=article)
    OldSlug.objects.create(kind="author", slug="old", author=author)
    with refused("old_slug_once"), transaction.atomic():
        OldSlug.objects.create(kind="article", slug="old", article=make_article())
    for target in ({"article": article}, {"article": article, "author": author}, {}):
        with refused("old_slug_points_at_its_kind"), transaction.atomic():
            OldSlug.objects.create(kind="author", slug="older", **target)
