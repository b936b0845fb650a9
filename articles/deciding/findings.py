"""What the importer was unsure of in a piece, until somebody has answered."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles.ingest.extracting.doubts import OTHER_WORK, WEIGHTS
from articles.ingest.story import BLOCKING
from articles.models import Article, Source, Status
from articles.workflow.telling import log

# What an edit sees to without a word: what was missing is there, or what was guessed was written anew.
LACKING: dict[str, Callable[[Article], object]] = {
    "headline-missing": lambda piece: piece.headline,
    "headline-derived": lambda piece: piece.headline,
    "body-empty": lambda piece: piece.word_count,
    "byline-missing": lambda piece: piece.bylines.exclude(role__in=OTHER_WORK).exists(),
    "publication-missing": lambda piece: piece.publication_id,
    "date-missing": lambda piece: piece.published_at and not piece.published_at_assumed,
    "date-unreadable": lambda piece: piece.published_at and not piece.published_at_assumed,
    "date-unsure": lambda piece: piece.published_at and not piece.published_at_assumed,
}
GUESSED = {
    "byline-left": "bylines",
    "byline-of-file": "bylines",
    "byline-guessed": "bylines",
    "date-of-file": "published_at",
    "date-guessed": "published_at",
    "time-zone-assumed": "published_at",
    "date-far-off": "published_at",
    "embargo-far-off": "embargoed_until",
    "language-unsure": "language",
    "language-unknown": "language",
    "genre-unknown": "genre",
}
WEIGHT = 5  # of a finding that the importer gives none


def open_findings(sources: Iterable[Source], article: Article | None) -> list[dict[str, Any]]:
    """Return the findings of these sources, each once: a piece imported again brings its old doubts again.

    Each is as stored, with its `source`, its `number` there from 0, and whether it is `blocking` the publication
    of the article.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for source in sources:
        for number, finding in enumerate(source.findings):
            if not finding.get("answer"):
                named = {**with_weight(finding, article), "source": source.pk, "number": number}
                found.setdefault(key_of(finding), named)
    return list(found.values())


def key_of(finding: dict[str, Any]) -> tuple[str, str]:
    """By what a doubt is known when it comes again."""
    return str(finding.get("code")), str(finding.get("evidence"))


def with_weight(finding: dict[str, Any], article: Article | None) -> dict[str, Any]:
    """The finding with whether it keeps the article from being published: not one that is, or has what it asks for."""
    code = str(finding.get("code"))
    is_met = article and (article.status == Status.PUBLISHED or (code in LACKING and LACKING[code](article)))
    return {**finding, "blocking": code in BLOCKING and not is_met}


def findings_of(article: Article) -> list[dict[str, Any]]:
    """The open findings about the piece; of a working copy those about the piece it is of, whose sources they are."""
    sources = Source.objects.in_doubt().filter(article=_home(article)).order_by("-id")
    return open_findings(sources.only("article_id", "findings", "doubt"), article)


def settle(article: Article, user: User) -> None:
    """Say that a person has looked at them: the source keeps its findings, no doubt is left."""
    if Source.objects.filter(article=_home(article), doubt__gt=0).update(doubt=0):
        log([article], user, _("Findings settled."))


def _home(article: Article) -> int:
    return article.working_copy_of_id or article.pk


def see_to(article: Article, changed: Collection[str]) -> None:
    """Close the findings that an edit has seen to; `changed` are the names of the fields written, or `bylines`."""
    for finding in findings_of(article):
        code = str(finding.get("code"))
        is_there = code in LACKING and LACKING[code](article)
        if is_there or GUESSED.get(code) in changed:
            note_answer(Source.objects.get(pk=finding["source"]), finding, "mended")


def note_answer(source: Source, finding: dict[str, Any], answer: str) -> None:
    """Keep the answer with the finding, wherever the same piece has the same one; less doubt is left then."""
    same = Source.objects.filter(article=source.article_id) if source.article_id else Source.objects.none()
    rows = same.in_doubt().only("article_id", "findings", "doubt") | Source.objects.filter(pk=source.pk)
    for row in rows.select_for_update():
        before = sum(_weight(one) for one in row.findings if not one.get("answer"))
        for one in row.findings:
            if key_of(one) == key_of(finding) and not one.get("answer"):
                one["answer"] = answer
        left = [one for one in row.findings if not one.get("answer")]
        row.doubt = max(1, round(row.doubt * sum(map(_weight, left)) / (before or 1))) if left else 0
        row.save(update_fields=["findings", "doubt"])


def _weight(finding: dict[str, Any]) -> int:
    return WEIGHTS.get(str(finding.get("code")), WEIGHT)
