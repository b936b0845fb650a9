"""The page between choosing what to merge and merging it: which one stays, and what will happen."""

from collections.abc import Callable
from typing import ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import MergeError
from .base import DeskAdmin, Row

MERGED_AT_ONCE = 20


class MergingAdmin(DeskAdmin[Row]):
    """A list with the action “Merge”. `merge` does it, `merge_effects` tells the editor what it does."""

    actions = ["merge_selected"]
    merge: Callable[..., None]
    merge_effects: ClassVar[list[str | Promise]]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=gettext_lazy("Merge the selected …"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Row]) -> HttpResponse | None:
        chosen = list(queryset[: MERGED_AT_ONCE + 1])
        if not 2 <= len(chosen) <= MERGED_AT_ONCE:
            told = _("Select from two to %(most)d to merge.") % {"most": MERGED_AT_ONCE}
            self.message_user(request, told, messages.WARNING)
            return None
        kept = next((row for row in chosen if str(row.pk) == request.POST.get("survivor")), None)
        if "merge" not in request.POST or kept is None:
            return self.ask(request, chosen)
        return self.do_merge(request, kept, [row for row in chosen if row != kept])

    def ask(self, request: HttpRequest, chosen: list[Row]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Merge %(what)s") % {"what": self.opts.verbose_name_plural},
            "rows": chosen,
            "effects": self.merge_effects,
            "media": self.media,
            "unanswered": "merge" in request.POST,
        }
        return TemplateResponse(request, "admin/articles/merge.html", context)

    def do_merge(self, request: HttpRequest, kept: Row, rest: list[Row]) -> HttpResponse | None:
        names = ", ".join(f"“{row}”" for row in rest)
        try:
            type(self).merge(kept, rest)
        except MergeError as error:
            self.message_user(request, str(error), messages.ERROR)
            return None
        told = _("Merged %(names)s into “%(kept)s”.") % {"names": names, "kept": kept}
        self.log_change(request, kept, told)
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())
