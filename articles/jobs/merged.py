"""Which of a run's pieces people have merged into others since: that was decided, and stays when the run is undone."""

from typing import NamedTuple

from django.db.models import QuerySet

from articles.models import Article, ImportRun, Merge, Source
from articles.storing.entries import OF_AN_ARTICLE


class Merged(NamedTuple):
    """A piece of the run that was merged into another, and the files of the run that made or changed it."""

    article_id: int
    headline: str
    into_id: int
    into: str
    sources: list[int]
    is_deleted: bool


def standing(run: ImportRun) -> QuerySet[Merge]:
    """The merges made since the run began, and not undone."""
    return Merge.objects.filter(undone_at=None, made_at__gte=run.started_at)


def merged(run: ImportRun) -> list[Merged]:
    """The pieces that the run made or changed and that were merged into others since, in the order of the merges."""
    handed_over = set(
        run.sources.filter(outcome=Source.Outcome.DUPLICATE).order_by().values_list("pk", flat=True)
    )
    if not handed_over:
        return []
    rows = standing(run).order_by("pk")
    found = []
    for spare, headline, kept, into, sources in rows.values_list(
        "spare_id", "spare_headline", "kept_id", "kept_headline", "before__sources"
    ):
        # What was known from elsewhere before the merge, too, did not make the piece.
        if mine := [pk for pk, was, *_rest in sources if pk in handed_over and was in OF_AN_ARTICLE]:
            found.append(Merged(spare, headline, kept, into, mine, False))
    there = set(Article.objects.filter(pk__in=[row.article_id for row in found]).values_list("pk", flat=True))
    return [row._replace(is_deleted=row.article_id not in there) for row in found]
