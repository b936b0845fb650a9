"""Sending to review, approving, publishing, withdrawing: from the list, and with the form's buttons."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import moments, workflow
from ..errors import WorkflowError
from ..models import Article
from ..workflow import states
from .access import VERBS, Verb, person

MOVED_AT_ONCE = 500
TOLD_AT_ONCE = 10


def change_state(modeladmin: Any, request: HttpRequest, article: Article, verb: Verb) -> HttpResponse:
    """Do it, tell what came of it, and go to the piece: after publishing a copy, to its original."""
    try:
        verb.do(article, user=request.user, note=request.POST.get("note", "").strip())
    except WorkflowError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
    else:
        told = _("“%(piece)s”: %(done)s") % {"piece": article, "done": verb.step.done}
        modeladmin.message_user(request, told, messages.SUCCESS)
        article = article.working_copy_of if verb.name == "publish" and article.working_copy_of else article
        tell_when_readable(modeladmin, request, article)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def after_saving(modeladmin: Any, request: HttpRequest, article: Article) -> HttpResponse | None:
    """Where the piece was saved with one of the buttons that also change its state, do that, too."""
    verb = VERBS.get(request.POST.get("_verb", ""))
    if verb is None:
        return None
    saved = Article.objects.get(pk=article.pk)
    return change_state(modeladmin, request, saved, verb)


def tell_when_readable(modeladmin: Any, request: HttpRequest, article: Article) -> None:
    """Say of a published piece that readers do not see yet from when they will."""
    if moment := workflow.readable_from(article):
        told = _("Readers will see it from %(moment)s.") % {"moment": moments.said(moment)}
        modeladmin.message_user(request, told, messages.WARNING)


def report(modeladmin: Any, request: HttpRequest, done: int, refused: states.Refused, verb: Verb) -> None:
    if done:
        told = ngettext("%(count)d piece: %(done)s", "%(count)d pieces: %(done)s", done)
        modeladmin.message_user(request, told % {"count": done, "done": verb.step.done}, messages.SUCCESS)
    for _article, error in refused[:TOLD_AT_ONCE]:
        modeladmin.message_user(request, str(error), messages.ERROR)
    if (more := len(refused) - TOLD_AT_ONCE) > 0:
        told = ngettext("%(count)d more was refused.", "%(count)d more were refused.", more)
        modeladmin.message_user(request, told % {"count": more}, messages.ERROR)


def chosen(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> list[Article] | None:
    """Return the pieces selected; None, and a message, where they are too many for one go."""
    pieces = list(queryset[: MOVED_AT_ONCE + 1])
    if len(pieces) <= MOVED_AT_ONCE:
        return pieces
    told = _("Select at most %(most)d pieces at a time.") % {"most": MOVED_AT_ONCE}
    modeladmin.message_user(request, told, messages.WARNING)
    return None


@admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
def publish_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    if pieces := chosen(modeladmin, request, queryset):
        refused = workflow.publish_many(pieces, user=person(request))
        report(modeladmin, request, len(pieces) - len(refused), refused, VERBS["publish"])


def move_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], verb: Verb) -> None:
    if pieces := chosen(modeladmin, request, queryset):
        note = request.POST.get("note", "").strip()
        refused = states.move(pieces, verb.step, user=person(request), note=note)
        report(modeladmin, request, len(pieces) - len(refused), refused, verb)


@admin.action(description=gettext_lazy("Send to review"), permissions=["submit"])
def submit_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    move_selected(modeladmin, request, queryset, VERBS["submit"])


@admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
def approve_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    move_selected(modeladmin, request, queryset, VERBS["approve"])


@admin.action(description=gettext_lazy("Send back …"), permissions=["approve"])
def send_back_selected(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]
) -> HttpResponse | None:
    return ask_why(modeladmin, request, queryset, VERBS["send_back"])


@admin.action(description=gettext_lazy("Withdraw …"), permissions=["publish"])
def withdraw_selected(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]
) -> HttpResponse | None:
    return ask_why(modeladmin, request, queryset, VERBS["withdraw"])


def ask_why(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], verb: Verb
) -> HttpResponse | None:
    """Ask for the reason first; a withdrawal is not done without one."""
    if "confirmed" in request.POST and (request.POST.get("note", "").strip() or not verb.needs_note):
        move_selected(modeladmin, request, queryset, verb)
        return None
    if (pieces := chosen(modeladmin, request, queryset)) is None:
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": verb.label,
        "pieces": pieces,
        "verb": verb,
        "unanswered": "confirmed" in request.POST,
        "media": modeladmin.media,
    }
    return TemplateResponse(request, "admin/articles/article/ask_why.html", context)


ACTIONS = [publish_selected, approve_selected, submit_selected, send_back_selected, withdraw_selected]
