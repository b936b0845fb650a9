"""Copies at the desk: pairs of pieces of much the same words, and what is to become of them."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import relating, revisions
from ..errors import MergeError, NewsroomError
from ..models import Article, Likeness
from ..permissions import CHANGE, PUBLISH
from .access import person
from .article_layout import shortened
from .base import DeskAdmin
from .marks import moment_mark
from .merges import merge_of

# What readers read, and what tells where a piece is from; the rest of two pieces differs anyway.
COMPARED = {
    "headline", "kicker", "standfirst", "dateline", "body", "language", "publication", "source_url", "bylines",
    "published_at",
}  # fmt: skip

LONGEST_TOLD = 20  # characters of a choice that is none


@admin.register(Likeness)
class LikenessAdmin(DeskAdmin[Likeness]):
    list_display = ["likely_copy", "likely_original", "how_much", "kind", "state", "found"]
    list_filter = ["decision", "kind"]
    ordering = ["-decision", "-id"]  # what is open comes first
    sortable_by = ["how_much"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Likeness]:
        pairs = super().get_queryset(request).select_related("article__publication", "other__publication")
        return pairs.select_related("decided_by").defer("article__body", "other__body")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Likeness | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("likely copy"))
    def likely_copy(self, pair: Likeness) -> SafeString:
        return named(pair.copy)

    @admin.display(description=gettext_lazy("likely original"))
    def likely_original(self, pair: Likeness) -> SafeString:
        return named(pair.original)

    @admin.display(description=gettext_lazy("overlap"), ordering="overlap")
    def how_much(self, pair: Likeness) -> str:
        return _("%(percent)d %%") % {"percent": pair.overlap}

    @admin.display(description=gettext_lazy("decision"))
    def state(self, pair: Likeness) -> SafeString:
        degree = "some" if pair.decision == Likeness.Decision.OPEN else "none"
        return format_html('<span class="mark doubt-{}">{}</span>', degree, pair.get_decision_display())

    @admin.display(description=gettext_lazy("found"))
    def found(self, pair: Likeness) -> SafeString | str:
        return moment_mark(pair.found_at)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Both pieces, what differs between them, and what can be decided."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pair = get_object_or_404(self.get_queryset(request), pk=object_id if object_id.isdecimal() else 0)
        if request.method == "POST":
            return self.decide(request, pair)
        snapshots = revisions.snapshots([pair.article_id, pair.other_id])
        compared = revisions.compare(snapshots[pair.original.pk], snapshots[pair.copy.pk])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Original and copy"),
            "pair": pair,
            "pieces": [(pair.original, _("Likely original")), (pair.copy, _("Likely copy"))],
            "differences": shortened([one for one in compared if one.field in COMPARED]),
            "may_decide": person(request).has_perm(CHANGE) and self.has_change_permission(request, pair),
            "may_merge": person(request).has_perm(PUBLISH),
            "is_merged": pair.decision == Likeness.Decision.MERGED,
            "merge": merge_of(pair),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/likeness/change_form.html", context)

    def decide(self, request: HttpRequest, pair: Likeness) -> HttpResponse:
        if not self.has_change_permission(request, pair):
            raise PermissionDenied
        user, decision = person(request), request.POST.get("decision")
        if decision == "merge" and "sure" not in request.POST:
            told = _("Nothing was merged. Tick that you are sure, and press Merge again.")
            self.message_user(request, told, messages.WARNING)
            return HttpResponseRedirect(request.path)
        try:
            for level, told in settle(pair, request.POST.get("original", ""), str(decision), user):
                self.message_user(request, told, level)
        except NewsroomError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(reverse("admin:articles_likeness_changelist"))


def settle(pair: Likeness, chosen: str, decision: str, user: User) -> Iterator[tuple[int, str]]:
    """Do what was decided; yield what to tell, each with its level. Where one is chosen, that is its id."""
    if decision == "merge":
        original = one_of(pair, chosen)
        merge = relating.merge_copy(pair, original, user=user)
        way_back = reverse("admin:articles_merge_change", args=[merge.pk])
        told = _("Merged: “%(piece)s” stays.") % {"piece": original}
        yield messages.SUCCESS, format_html('{} <a href="{}">{}</a>', told, way_back, _("Undo …"))
    elif decision == "link":
        original = one_of(pair, chosen)
        relating.link_copy(pair, original, user=user)
        told = _("Linked: search engines are told that “%(piece)s” is the original.")
        yield messages.SUCCESS, told % {"piece": original}
    elif decision == "reopen":
        left = relating.reopen(pair, user=user)
        yield messages.SUCCESS, _("The pair is open again.")
        yield from ((messages.WARNING, what) for what in left)
    else:
        relating.keep_both(pair, user=user)
        yield messages.SUCCESS, _("Both are kept as pieces of their own.")


def one_of(pair: Likeness, chosen: str) -> Article:
    """The one of the two that has that id. Raises MergeError where neither has."""
    for piece in (pair.article, pair.other):
        if str(piece.pk) == chosen:
            return piece
    told = _("Nothing was changed: “%(chosen)s” is neither of the two. Choose which one is the original.")
    raise MergeError(told % {"chosen": chosen[:LONGEST_TOLD]})


def named(article: Article) -> SafeString:
    return format_html(
        '{}<span class="quiet">{}</span>', article, f" · {article.publication}" if article.publication else ""
    )
