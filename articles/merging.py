"""Merging rows that turned out to be one: authors, publications, topics.

Whatever pointed at the others points at the survivor afterwards; their addresses lead to it for ever, and
their names resolve to it when the next piece is imported. Each merge is one transaction: all of it or none.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from . import search
from .errors import MergeError
from .models import (
    Article,
    Author,
    AuthorAlias,
    Byline,
    OldSlug,
    Publication,
    TaggedArticle,
    Topic,
    TopicAlias,
    name_key,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Filled from the others where the survivor has nothing there.
AUTHOR_FACTS = ("bio", "imported_bio", "bio_brought_by_id", "job_title", "photo_id", "links", "user_id")
PUBLICATION_FACTS = ("homepage_url", "language", "description", "logo_id", "credit_line")
TOPIC_FACTS = ("description", "iptc_code", "wikidata_id")


@transaction.atomic
def merge_authors(survivor: Author, others: Iterable[Author]) -> None:
    """Move the others' bylines, aliases and addresses to the survivor, and delete the others.

    Where one piece names several of them, the first place in its byline is kept. Raises MergeError where two
    of them have an account: which one the author logs in with is for a person to say.
    """
    survivor, rest = locked(survivor, others)
    if sum(author.user_id is not None for author in (survivor, *rest)) > 1:
        raise MergeError(
            _("Cannot merge into “%(name)s”: more than one of them has an account. Clear all but one first.")
            % {"name": survivor}
        )
    pieces = ids(Article.objects.filter(bylines__author__in=rest))
    move_bylines(survivor, rest)
    AuthorAlias.objects.filter(author__in=rest).update(author=survivor)
    for author in rest:
        key = name_key(author.name)
        if key and key != survivor.name_key:
            AuthorAlias.objects.get_or_create(
                name_key=key, defaults={"name": author.name, "author": survivor}
            )
    finish(survivor, rest, AUTHOR_FACTS)
    search.refresh_many(pieces)


@transaction.atomic
def merge_publications(survivor: Publication, others: Iterable[Publication]) -> None:
    """Move the others' pieces, fingerprints, decided lines and addresses over, and delete the others.

    The pieces come under the survivor's terms (licence window, canonical address). The others' names become
    fingerprints, so that an imported piece that names one of them is known for the survivor's.
    """
    survivor, rest = locked(survivor, others)
    pieces = ids(Article.objects.filter(publication__in=rest))
    Article.objects.filter(publication__in=rest).update(publication=survivor)
    phrases = [*survivor.fingerprints]
    for publication in rest:
        phrases += [publication.name, *publication.fingerprints]
    survivor.fingerprints = [*dict.fromkeys(phrase for phrase in phrases if phrase != survivor.name)]
    survivor.line_rules = [*survivor.line_rules, *(rule for one in rest for rule in one.line_rules)]
    survivor.is_house = survivor.is_house or any(publication.is_house for publication in rest)
    finish(survivor, rest, PUBLICATION_FACTS)
    search.refresh_many(pieces)


@transaction.atomic
def merge_topics(survivor: Topic, others: Iterable[Topic]) -> None:
    """Move the others' pieces, narrower topics, aliases and addresses over, and delete the others."""
    survivor, rest = locked(survivor, others)
    pieces = ids(Article.objects.filter(tagged_topics__tag__in=rest))
    move_tags(survivor, rest)
    TopicAlias.objects.filter(topic__in=rest).update(topic=survivor)
    for topic in rest:
        if key := name_key(topic.name):
            TopicAlias.objects.get_or_create(name_key=key, defaults={"name": topic.name, "topic": survivor})
    survivor.parent_id = parent_outside(survivor, rest)
    survivor.save(update_fields=["parent"])
    Topic.objects.filter(parent__in=rest).exclude(pk=survivor.pk).update(parent=survivor)
    finish(survivor, rest, TOPIC_FACTS)
    search.refresh_many(pieces)


Row = TypeVar("Row", Author, Publication, Topic)


def locked(survivor: Row, others: Iterable[Row]) -> tuple[Row, list[Row]]:
    """Read all of them again, locked until the end of the transaction, in an order that cannot deadlock."""
    wanted = {survivor.pk, *(other.pk for other in others)}
    found = type(survivor)._default_manager.select_for_update().filter(pk__in=wanted).order_by("pk")
    rows: dict[int, Row] = {row.pk: row for row in found}
    if rows.keys() != wanted or len(wanted) < 2:
        raise MergeError(
            _("Nothing was merged: it takes two that are still there. Reload the list and choose again.")
        )
    return rows.pop(survivor.pk), list(rows.values())


def ids(articles: "QuerySet[Article]") -> list[int]:
    return [*articles.order_by("pk").values_list("pk", flat=True).distinct()]


def move_bylines(survivor: Author, rest: Sequence[Author]) -> None:
    """Give the survivor the others' bylines: one per piece, the first in its order."""
    of_all = Byline.objects.filter(author__in=[survivor, *rest])
    first = of_all.filter(article=OuterRef("article")).order_by("position", "id").values("pk")[:1]
    spare = of_all.annotate(first=Subquery(first)).exclude(pk=F("first"))
    # Evaluated before deleting: a DELETE that asks its own table would see its own work.
    Byline.objects.filter(pk__in=[*spare.values_list("pk", flat=True)]).delete()
    Byline.objects.filter(author__in=rest).update(author=survivor)


def move_tags(survivor: Topic, rest: Sequence[Topic]) -> None:
    """Give the survivor the others' pieces, each once."""
    of_all = TaggedArticle.objects.filter(tag__in=[survivor, *rest])
    first = of_all.filter(content_object=OuterRef("content_object")).order_by("pk").values("pk")[:1]
    spare = of_all.annotate(first=Subquery(first)).exclude(pk=F("first"))
    TaggedArticle.objects.filter(pk__in=[*spare.values_list("pk", flat=True)]).delete()
    TaggedArticle.objects.filter(tag__in=rest).update(tag=survivor)


def parent_outside(survivor: Topic, rest: Sequence[Topic]) -> int | None:
    """Return the survivor's broader topic once the others are gone.

    Where one of them stands above it, what stands above that one: no topic may come to stand over itself.
    """
    going = {topic.pk for topic in rest}
    parent, seen, above = survivor.parent_id, {survivor.pk}, survivor.parent
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        if above.pk in going:
            parent = above.parent_id
        above = above.parent
    return None if parent == survivor.pk else parent


def finish(survivor: Row, rest: Sequence[Row], facts: Sequence[str]) -> None:
    """Keep the others' addresses, fill what the survivor lacks, delete the others."""
    kind = OldSlug.Kind(str(survivor._meta.model_name))
    target: dict[str, Any] = {kind.value: survivor}
    OldSlug.objects.filter(**{f"{kind.value}__in": rest}).update(**target)
    for row in rest:
        OldSlug.objects.update_or_create(kind=kind, slug=row.slug, defaults=target)
        for fact in facts:
            setattr(survivor, fact, getattr(survivor, fact) or getattr(row, fact))
    # One by one and before saving: what is theirs alone (an account, the mark of the house) must be free.
    for row in rest:
        row.delete()
    survivor.save()
