"""Pieces stored by an earlier run that wait as drafts, just as the importer left them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles import search
from articles.ingest.story import Finding
from articles.models import Article, Revision, Source, Status
from articles.revisions import record_many

from .pieces import Outcome
from .results import Result
from .values import longest

WITH_A_PERSON = (Status.IN_REVIEW, Status.APPROVED)


def look_again(results: Sequence[Result]) -> list[Result]:
    """Those of unchanged pieces that still wait untouched, with the findings they wait for.

    The others that are not public are told why they stay as they are. In three queries.
    """
    unchanged = [r for r in results if r.outcome is Outcome.UNCHANGED and r.entry.is_of_an_article]
    unchanged = [result for result in unchanged if result.entry.source_id]
    articles = Article.objects.defer("body").in_bulk({result.article_id for result in unchanged})
    touched = by_people(articles)
    waiting = []
    for result in unchanged:
        article = articles.get(result.article_id or 0)
        if article is None or article.status == Status.PUBLISHED:
            continue
        if article.status == Status.WITHDRAWN:
            result.unpublished_because = _("It was withdrawn: to bring it back is for the desk.")
        elif article.pk in touched or article.version != result.entry.article_version:
            result.unpublished_because = _(
                "Somebody at the desk is at work on it: it is for them to publish."
            )
        else:
            waiting.append(result)
    findings = dict(
        Source.objects.filter(pk__in=[r.entry.source_id for r in waiting]).values_list("pk", "findings")
    )
    for result in waiting:
        result.findings = tuple(_finding(said) for said in findings.get(result.entry.source_id or 0, []))
    return waiting


def by_people(articles: Any) -> set[int]:
    """The ids of those articles that a person has edited, or has taken from one state to another."""
    revisions = Revision.objects.filter(article__in=articles, author__isnull=False)
    return set(revisions.order_by().values_list("article", flat=True))


def accept_headlines(waiting: Sequence[Result]) -> None:
    """Give those that wait for a headline only the one that was suggested; they remain as the importer left them."""
    suggested = {
        result.article_id or 0: finding.suggestion
        for result in waiting
        for finding in result.findings
        if finding.code == "headline-derived" and finding.suggestion
    }
    bare = Article.objects.filter(pk__in=suggested, headline="", working_copy_of=None)
    articles = list(bare.select_for_update())
    if not articles:
        return
    for article in articles:
        article.headline = suggested[article.pk][: longest(Article, "headline")]
        article.version += 1
    Article.objects.bulk_update(articles, ["headline", "version"])
    versions = {article.pk: article.version for article in articles}
    sources = list(Source.objects.filter(pk__in=[r.entry.source_id for r in waiting]).only("article_id"))
    for source in sources:
        source.article_version = versions.get(source.article_id or 0)
    Source.objects.bulk_update([s for s in sources if s.article_version], ["article_version"])
    record_many(articles, kind=Revision.Kind.IMPORT, note=_("The suggested headline was accepted."))
    search.refresh_many(list(versions))


def _finding(said: dict[str, Any]) -> Finding:
    return Finding(
        str(said.get("code", "")), str(said.get("message", "")), suggestion=str(said.get("suggestion", ""))
    )
