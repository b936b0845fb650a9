"""The history of a piece: its revisions, and what changed from one to another, word by word."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import revisions, workflow
from ..errors import WorkflowError
from ..models import Article, Revision, Source, Status
from .access import person
from .article_layout import shortened

REVISIONS_A_PAGE = 50
Step = tuple[Revision | Source, str | Promise]
MOVED: dict[str, str | Promise] = {
    Status.DRAFT: gettext_lazy("sent back to draft"),
    Status.IN_REVIEW: gettext_lazy("sent to review"),
    Status.APPROVED: gettext_lazy("approved"),
    Status.WITHDRAWN: gettext_lazy("withdrawn"),
}


def urls(modeladmin: Any) -> list[URLPattern]:
    def history(request: HttpRequest, pk: int) -> HttpResponse:
        if not modeladmin.has_view_permission(request):
            raise PermissionDenied
        article = get_object_or_404(Article.objects.defer("body"), pk=pk)
        if request.method == "POST":
            return restore(modeladmin, request, article)
        return TemplateResponse(request, "admin/articles/article/history.html", context(request, article))

    def context(request: HttpRequest, article: Article) -> dict[str, Any]:
        return {
            **modeladmin.admin_site.each_context(request),
            "opts": modeladmin.opts,
            "title": _("History: %(piece)s") % {"piece": article},
            "article": article,
            "may_restore": modeladmin.has_change_permission(request, article)
            and article.status != "published",
            **shown(article, request.GET),
        }

    view = modeladmin.admin_site.admin_view(history)
    return [path("<int:pk>/history/", view, name="articles_article_history")]


def shown(article: Article, wanted: Any) -> dict[str, Any]:
    """Return a page of the revisions and, where two are named by number, what differs between them."""
    listed: Any = article.revisions.defer("snapshot").annotate(state=KT("snapshot__fields__status"))
    listed = listed.select_related("author").order_by("-number")
    page = Paginator(listed, REVISIONS_A_PAGE).get_page(wanted.get("page"))
    steps = with_files([(revision, done_in(revision, revision.state)) for revision in page], article, page)
    if article.working_copy_of_id and wanted.get("against") == "published":
        return {"page": page, "steps": steps, "differences": from_published(article), "is_published": True}
    chosen = [wanted.get(name, "") for name in ("from", "to")]
    numbers = [int(number) for number in chosen if number.isdecimal() and len(number) < 9]
    pair = list(article.revisions.filter(number__in=numbers).select_related("author").order_by("number"))
    if len(pair) != 2:
        return {"page": page, "steps": steps}
    before, after = pair
    differences = shortened(revisions.compare(before.snapshot, after.snapshot))
    return {"page": page, "steps": steps, "before": before, "after": after, "differences": differences}


def with_files(steps: list[Step], article: Article, page: Any) -> list[Step]:
    """Return the steps of a page with the files that came in the time that it covers, the latest first."""
    files = article.sources.filter(
        outcome__in=[Source.Outcome.CREATED, Source.Outcome.UPDATED]
    ).select_related("run__user")
    files = files.defer("raw", "text", "spans", "findings")
    if page.has_previous():
        files = files.filter(created_at__lte=page[0].created_at)
    if page.has_next():
        files = files.filter(created_at__gt=page[-1].created_at)
    for source in reversed(files.order_by("-id")[:REVISIONS_A_PAGE]):
        earlier = (at for at, (step, _done) in enumerate(steps) if step.created_at <= source.created_at)
        steps.insert(next(earlier, len(steps)), (source, _("imported")))
    return steps


def from_published(copy: Article) -> list[revisions.Difference]:
    """Return in what a working copy differs from the piece that readers have; address and state are its own."""
    stand = revisions.snapshots([copy.pk, copy.working_copy_of_id or 0])
    live, own = stand[copy.working_copy_of_id or 0], stand[copy.pk]
    same = {name: live["fields"][name] for name in ("slug", "status")}
    return shortened(revisions.compare(live, {**own, "fields": own["fields"] | same}))


def done_in(revision: Revision, state: str) -> str | Promise:
    """What was done, in a word or two; `state` is the piece's from then on."""
    if revision.kind == Revision.Kind.STATE:
        return MOVED.get(state, revision.get_kind_display())
    if revision.kind == Revision.Kind.EDIT and revision.number == 1 and not revision.note:
        return _("written")
    return str(revision.get_kind_display())


def restore(modeladmin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """Put an older revision back, as a new one."""
    number = request.POST.get("restore", "")
    revision = get_object_or_404(Revision, article=article, number=number if number.isdecimal() else 0)
    try:
        made = workflow.restore(article, revision, user=person(request))
    except WorkflowError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(request.path)
    modeladmin.message_user(request, made.note, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
