"""Copies that were merged, and the way back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import relating
from ..errors import NewsroomError
from ..models import Article, Likeness, Merge
from ..permissions import PUBLISH
from .access import person
from .base import ReadOnlyAdmin


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin[Merge]):
    list_display = ["spare_headline", "kept_headline", "made_by", "made_at", "undone_at"]
    list_select_related = ["made_by"]
    sortable_by = ()
    change_form_template = "admin/articles/merge/change_form.html"
    fields = ["piece", "stays", "made_by", "made_at", "undone_by", "undone_at"]
    readonly_fields = ["piece", "stays"]

    def has_view_permission(self, request: HttpRequest, obj: Merge | None = None) -> bool:
        return person(request).has_perm("articles.view_likeness")

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(self.undo)
        return [path("<int:pk>/undo/", undo, name="articles_merge_undo"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_undo"] = person(request).has_perm(PUBLISH)
        return super().render_change_form(request, context, *args, **kwargs)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the merged piece back, say what was left alone, and show the piece."""
        if not person(request).has_perm(PUBLISH):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        merge = get_object_or_404(Merge, pk=pk)
        try:
            left = relating.undo_merge(merge, user=person(request))
        except NewsroomError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_merge_change", args=[pk]))
        told = _("The merge was undone: “%(piece)s” is a piece of its own again.")
        self.message_user(request, told % {"piece": merge.spare_headline}, messages.SUCCESS)
        for what in left:
            self.message_user(request, _("Left alone: %(what)s") % {"what": what}, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[merge.spare_id]))

    @admin.display(description=gettext_lazy("merged piece"))
    def piece(self, merge: Merge) -> SafeString | str:
        return linked(merge.spare_id, merge.spare_headline)

    @admin.display(description=gettext_lazy("into"))
    def stays(self, merge: Merge) -> SafeString | str:
        return linked(merge.kept_id, merge.kept_headline)


def linked(pk: int, headline: str) -> SafeString | str:
    if not Article.objects.filter(pk=pk).exists():
        return headline
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[pk]), headline)


def merge_of(pair: Likeness) -> Merge | None:
    """The merge that has settled the pair, if it can still be undone."""
    if pair.decision != Likeness.Decision.MERGED:
        return None
    return Merge.objects.filter(spare__in=[pair.article_id, pair.other_id], undone_at=None).first()
