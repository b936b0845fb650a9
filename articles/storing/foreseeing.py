"""What a dry run would publish, as far as it decides from when readers see it."""

from collections.abc import Sequence

from django.utils import timezone

from articles.models import Article, Publication, Status

from .results import Result
from .values import Fitting

DATES = ("published_at", "embargoed_until", "expires_at")


def foreseen(results: Sequence[Result]) -> list[Article]:
    """The pieces as they would be published, in the same order: state, times and terms, and nothing else of them.

    In two queries; none is written.
    """
    ids = {result.article_id for result in results if result.article_id}
    stored = Article.objects.select_related("publication").only(*DATES, "publication").in_bulk(ids)
    limited = _limited() if results else {}
    return [_foreseen(result, stored.get(result.article_id or 0), limited) for result in results]


def _foreseen(result: Result, stored: Article | None, limited: dict[str, Publication]) -> Article:
    article = Article(status=Status.PUBLISHED)
    if stored:
        article.published_at, article.publication = stored.published_at, stored.publication
        article.embargoed_until, article.expires_at = stored.embargoed_until, stored.expires_at
    if story := result.piece.story:  # none of a piece that is here already
        fitting = Fitting()
        article.published_at = fitting.moment(story.facts.published) or article.published_at
        article.embargoed_until = fitting.moment(story.facts.embargoed)
        if story.facts.publication:
            article.publication = limited.get(fitting.publication(story.facts.publication).casefold())
    article.published_at = article.published_at or timezone.now()
    return article


def _limited() -> dict[str, Publication]:
    """The publications whose licence has not begun yet, by their folded names and fingerprints."""
    papers = Publication.objects.filter(licence_from__gt=timezone.now())
    return {str(name).casefold(): paper for paper in papers for name in (*paper.fingerprints, paper.name)}
