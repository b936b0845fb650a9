"""Opening the working copy of a published piece, with what was typed into the piece's form and not saved."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import workflow
from ..errors import WorkflowError
from ..models import Article, Byline, Revision, Source
from ..workflow import states
from .access import person, working_copy_of


def working_copy(modeladmin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Open the working copy of a published piece, a new one if there is none.

    Sent with the piece's form, its words are saved in the copy. Where a colleague has changed the piece since the
    form was opened, or has a working copy of it, they are shown beside the colleague's, unsaved.
    """
    article = get_object_or_404(Article, pk=pk)
    if request.method != "POST":
        return HttpResponseRedirect(address_of(article))
    try:
        copy, is_new = opened(article, request)
    except WorkflowError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(address_of(article))
    told = _("This is the working copy. Readers go on reading the piece as it was until you publish it.")
    modeladmin.message_user(request, told, messages.INFO)
    if "seen_version" not in request.POST:
        return HttpResponseRedirect(address_of(copy))
    if request.POST.get("slug", article.slug) != article.slug:
        told = _("The address is the published piece's: it was not changed.")
        modeladmin.message_user(request, told, messages.WARNING)
    has_seen = is_new and request.POST["seen_version"] == str(article.version)
    request.POST = typed_into(copy, request.POST, copy.version if has_seen else 0)  # type: ignore[assignment]
    request.path = address_of(copy)  # where the form's own view goes back to, once it has saved
    answer: HttpResponse = modeladmin.changeform_view(request, str(copy.pk), request.path)
    return answer


@transaction.atomic
def opened(article: Article, request: HttpRequest) -> tuple[Article, bool]:
    """Return the working copy, and whether it is new."""
    states.hold([article])  # nobody else begins one in between
    is_new = working_copy_of(article) is None
    return workflow.start_working_copy(article, user=person(request)), is_new


def typed_into(copy: Article, typed: QueryDict, seen_version: int) -> QueryDict:
    """What was typed into the form of the piece, as the form of its copy would send it."""
    sent = typed.copy()
    sent["seen_version"] = str(seen_version)
    sent["_continue"] = "1"
    own = dict(copy.bylines.values_list("author", "pk"))
    bylines = Byline.objects.filter(article=copy.working_copy_of_id or 0).values_list("pk", "author")
    in_copy = {str(pk): own.get(author, "") for pk, author in bylines}
    for name in typed:
        if name.startswith("bylines-") and name.endswith("-article"):
            sent[name] = str(copy.pk)
        elif name.startswith("bylines-") and name.endswith("-id"):
            sent[name] = str(in_copy.get(str(typed[name]), ""))
    return sent


def newer_file(article: Article) -> Source | None:
    """Return the file that an import made the working copy from; None of a copy that a person began."""
    imported = article.revisions.filter(kind=Revision.Kind.IMPORT).order_by("-number").first()
    if imported is None or article.working_copy_of_id is None:
        return None
    came = Source.objects.filter(article=article.working_copy_of_id, created_at__gte=imported.created_at)
    return came.filter(outcome=Source.Outcome.UPDATED).select_related("run").order_by("id").first()


def address_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
