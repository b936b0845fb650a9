"""The panel on the desk's first page: what waits, and for whom."""

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import moments
from ..models import Article, Source, Status

register = template.Library()
register.filter("moment", moments.said)

COUNTED = 1_000  # past this it is “1000+”: the first page counts no archive
LISTED = 5


@register.inclusion_tag("admin/desk_panel.html")
def desk_panel(user: User) -> dict[str, Any]:
    """Show what waits for a decision, in review, approved and in draft, each leading to its list."""
    if not user.has_perm("articles.view_article"):
        return {}
    articles = reverse("admin:articles_article_changelist")
    doubtful = Source.objects.in_doubt()
    counts = [
        (_("with open questions"), "doubt", f"{articles}?findings=open", bounded(doubtful)),
        *(
            (Status(status).label, status, f"{articles}?status__exact={status}", bounded(in_state(status)))
            for status in (Status.IN_REVIEW, Status.APPROVED, Status.DRAFT)
        ),
    ]
    return {
        "counts": counts,
        "doubtful": [
            (source, why(source))
            for source in doubtful.order_by("-doubt", "-id").select_related("article").only(*SHOWN)[:LISTED]
        ],
        "in_review": in_state(Status.IN_REVIEW)
        .order_by("-updated_at")
        .only("headline", "updated_at")[:LISTED],
        "is_new": not Article.objects.exists(),
        "may_answer": user.has_perm("articles.change_source"),
        "may_upload": user.has_perm("articles.upload_pieces"),
        "may_write": user.has_perm("articles.add_article"),
    }


SHOWN = ["doubt", "name", "findings", "article__headline"]


def why(source: Source) -> str:
    """What the importer says first of what is open."""
    said = (str(finding.get("message", "")) for finding in source.findings if not finding.get("answer"))
    return next(said, "")


def in_state(status: str) -> QuerySet[Article]:
    return Article.objects.filter(status=status)


def bounded(rows: QuerySet[Any]) -> str:
    """Return how many there are, as far as it is worth counting."""
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    return f"{COUNTED}+" if count > COUNTED else str(count)
