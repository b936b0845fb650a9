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
WAITING = (Status.IN_REVIEW, Status.APPROVED, Status.DRAFT)


@register.inclusion_tag("admin/desk_panel.html")
def desk_panel(user: User) -> dict[str, Any]:
    """Show what waits for a decision, in review, approved and in draft, each leading to its list."""
    if not user.has_perm("articles.view_article"):
        return {}
    articles = reverse("admin:articles_article_changelist")
    doubtful = Source.objects.in_doubt()
    waiting, out = in_doubt(doubtful)
    counts = [
        (_("not published, with open questions"), "doubt", f"{articles}?findings=waiting", waiting),
        *(
            (Status(status).label, status, f"{articles}?status__exact={status}", bounded(in_state(status)))
            for status in WAITING
        ),
        (_("published, with open questions"), "published", f"{articles}?findings=published", out),
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


SHOWN = ["doubt", "name", "findings", "article__headline", "article__status"]


def why(source: Source) -> str:
    """What the importer says first of what is open."""
    said = (str(finding.get("message", "")) for finding in source.findings if not finding.get("answer"))
    return next(said, "")


def in_state(status: str) -> QuerySet[Article]:
    return Article.objects.filter(status=status)


def in_doubt(doubtful: QuerySet[Source]) -> tuple[str, str]:
    """Return how many pieces with open questions are on their way to readers, and how many are with them.

    A withdrawn one is neither. Of very many, as many as there are among the most doubtful.
    """
    rows = list(doubtful.order_by("-doubt", "-id").values_list("article", "article__status")[: COUNTED + 1])
    states = dict(rows[:COUNTED])
    more = "+" if len(rows) > COUNTED else ""
    waiting = sum(status in WAITING for status in states.values())
    out = sum(status == Status.PUBLISHED for status in states.values())
    return f"{waiting}{more}", f"{out}{more}"


def bounded(rows: QuerySet[Any]) -> str:
    """Return how many there are, as far as it is worth counting."""
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    return f"{COUNTED}+" if count > COUNTED else str(count)
