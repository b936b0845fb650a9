"""What the importer was unsure of in a piece, until somebody has looked."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ..ingest.story import BLOCKING
from ..models import Article, Source
from ..workflow.telling import log


def open_findings(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return the findings of these sources, each once: a piece imported again brings its old doubts again.

    Each is as stored, with its `source`, and whether it is `blocking` the publication.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for source in sources:
        for finding in source.findings:
            key = (str(finding.get("code")), str(finding.get("evidence")))
            found.setdefault(key, {**with_weight(finding), "source": source.pk})
    return list(found.values())


def with_weight(finding: dict[str, Any]) -> dict[str, Any]:
    return {**finding, "blocking": finding.get("code") in BLOCKING}


def findings_of(article: Article) -> list[dict[str, Any]]:
    sources = Source.objects.in_doubt().filter(article=article).order_by("-id")
    return open_findings(sources.only("article_id", "findings", "doubt"))


def settle_findings(article: Article, user: User) -> None:
    """Say that a person has looked at them: the source keeps its findings, no doubt is left."""
    if Source.objects.filter(article=article, doubt__gt=0).update(doubt=0):
        log([article], user, _("Findings settled."))
