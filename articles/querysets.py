"""The rules about articles that are questions to the database, each written once."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

if TYPE_CHECKING:
    from .models import Article, Source  # noqa: F401


class ArticleQuerySet(models.QuerySet["Article"]):
    def live(self, at: datetime | None = None) -> Self:
        """Articles the public may read at the given moment (now, if omitted). See `Article.is_live`."""
        at = at or timezone.now()
        return self.filter(
            Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=at),
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            Q(publication__isnull=True)
            | Q(publication__licence_from__isnull=True)
            | Q(publication__licence_from__lte=at),
            Q(publication__isnull=True)
            | Q(publication__licence_until__isnull=True)
            | Q(publication__licence_until__gt=at),
            status="published",
            published_at__lte=at,
            working_copy_of__isnull=True,
        )

    def to_come(self, at: datetime | None = None) -> Self:
        """Published pieces that readers do not see before a moment to come. See `workflow.readable_from`."""
        at = at or timezone.now()
        begins = Q(published_at__gt=at) | Q(embargoed_until__gt=at) | Q(publication__licence_from__gt=at)
        return self.filter(begins, status="published", working_copy_of__isnull=True)

    def newest_first(self) -> Self:
        """In the order readers see; the id settles pieces of the same second, so pages never overlap."""
        return self.order_by("-published_at", "-id")

    def for_list(self) -> Self:
        """What a list row needs and nothing else: no body, and no query per row."""
        bylines = apps.get_model("articles.Byline")._default_manager.select_related("author")
        listed = self.defer("body").select_related("publication", "lead_image")
        return listed.prefetch_related(Prefetch("bylines", bylines))


class SourceQuerySet(models.QuerySet["Source"]):
    def in_doubt(self) -> Self:
        """Sources of pieces with findings that nobody has settled. Settling leaves the findings and no doubt."""
        return self.filter(doubt__gt=0, article__isnull=False).exclude(findings=[])
