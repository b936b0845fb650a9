"""What authors, publications and topics have in common at the desk: counts of pieces, addresses that go on
working, names that stay findable, merging."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import search
from ..models import Article, OldSlug
from .base import SLUG_SCRIPTS, Row
from .merge_view import MergingAdmin


class NamingAdmin(MergingAdmin[Row]):
    """For what names pieces. `path` leads from a piece to the row: `publication`, `bylines__author` …"""

    path: str

    class Media:
        js = SLUG_SCRIPTS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Row]:
        whole = {self.path: OuterRef("pk"), "working_copy_of": None}
        live = Article.objects.live().filter(**{self.path: OuterRef("pk")})
        counted = {"pieces": how_many(Article.objects.filter(**whole)), "live_pieces": how_many(live)}
        return cast("QuerySet[Row]", super().get_queryset(request).annotate(**counted))

    @admin.display(description=_("pieces"))
    def piece_count(self, row: Any) -> SafeString:
        """How many can be read now, of how many, leading to the list of them."""
        url = reverse("admin:articles_article_changelist", query={self.path: row.pk})
        return format_html(
            '<a href="{}"><span aria-hidden="true">{} / {}</span><span class="visually-hidden">{}</span></a>',
            url, row.live_pieces, row.pieces,
            gettext("%(live)d live of %(all)d") % {"live": row.live_pieces, "all": row.pieces},
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Any, form: "ModelForm[Any]", change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            keep_address(obj, form.initial["slug"])
        if change and "name" in form.changed_data:
            pieces = Article.objects.filter(**{self.path: obj.pk}).order_by("pk")
            search.refresh_many(list(pieces.values_list("pk", flat=True)))


def how_many(articles: QuerySet[Article]) -> Coalesce:
    """Return the number of these articles as a part of another query's row."""
    one_group = articles.order_by().annotate(group=Value(1)).values("group")
    return Coalesce(Subquery(one_group.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


def keep_address(row: Model, slug: str) -> None:
    """Let the address that `row` had until now lead to it for ever."""
    kind = OldSlug.Kind(str(row._meta.model_name))
    OldSlug.objects.update_or_create(kind=kind, slug=slug, defaults={kind.value: row})
