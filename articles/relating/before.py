"""How things stood before two pieces were merged: taken down, so that the merge can be undone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Q, QuerySet

from articles import revisions
from articles.models import Article, Awaited, Decision, EventPiece, Likeness, Merge, OldSlug, Revision, Source

OF_A_REVISION = ("number", "snapshot", "created_at", "note", "kind")
OF_A_PAIR = (
    "id", "article_id", "other_id", "kind", "overlap", "found_at", "decision", "decided_by_id", "decided_at", "links",
)  # fmt: skip


class Place(TypedDict):
    event: int | None
    by_person: bool


class Before(TypedDict):
    """What `Merge.before` holds. Rows are given by their ids, moments as ISO 8601."""

    piece: revisions.Snapshot  # the one that was merged into the other
    place: Place | None  # its place in an event, and the other's
    kept_place: Place | None
    kept_was_copy: bool  # of the one that was merged into it
    sources: list[tuple[int, str, str, int | None]]  # with outcome, reason and version of the article
    decisions: list[int]
    old_slugs: list[int]
    copies: list[int]
    translations: list[int]
    awaits: str | None  # what it declares to be a translation of, while that has not come
    pairs: list[dict[str, Any]]  # all that it is one of
    history: list[dict[str, Any]] | None  # its revisions, if the merge deleted it


def taken_down(spare: Article, kept: Article) -> Before:
    """How the two stand now, `spare` being the one that will be merged into the other."""
    others = Article.objects.exclude(pk=kept.pk)
    return Before(
        piece=revisions.snapshots([spare.pk])[spare.pk],
        place=place_of(spare),
        kept_place=place_of(kept),
        kept_was_copy=kept.copy_of_id == spare.pk,
        sources=[
            *Source.objects.filter(article=spare).values_list("pk", "outcome", "reason", "article_version")
        ],
        decisions=ids(Decision.objects.filter(article=spare)),
        old_slugs=ids(OldSlug.objects.filter(article=spare)),
        copies=ids(others.filter(copy_of=spare)),
        translations=ids(others.filter(translation_of=spare)),
        awaits=Awaited.objects.filter(article=spare).values_list("declared", flat=True).first(),
        pairs=plain(Likeness.objects.filter(Q(article=spare) | Q(other=spare)).values(*OF_A_PAIR)),
        history=None,
    )


def place_of(article: Article) -> Place | None:
    row = EventPiece.objects.filter(article=article).first()
    return Place(event=row.event_id, by_person=row.by_person) if row else None


def keep_history(merge: Merge) -> None:
    """Take down what goes with a piece that is about to be deleted, too."""
    history = Revision.objects.filter(article=merge.spare_id).order_by("number")
    merge.before["history"] = plain(history.values(*OF_A_REVISION))
    Merge.objects.filter(pk=merge.pk).update(before=merge.before)


def ids(rows: QuerySet[Any]) -> list[int]:
    return [*rows.order_by("pk").values_list("pk", flat=True)]


def plain(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as JSON has them."""
    return [
        {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
        for row in rows
    ]
