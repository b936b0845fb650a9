"""The article's other pages at the desk: preview, change of state, corrections, what could not be saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import workflow
from ..errors import WorkflowError
from ..models import Article, Correction
from ..sanitising import sanitise
from .access import VERBS, person
from .state_changes import change_state
from .working_copies import working_copy

if TYPE_CHECKING:
    CorrectionModelForm = forms.ModelForm[Correction]
else:
    CorrectionModelForm = forms.ModelForm


class CorrectionForm(CorrectionModelForm):
    """What readers are told about a change."""

    class Meta:
        model = Correction
        fields = ["kind", "text", "public"]
        widgets = {"text": forms.Textarea({"rows": 3, "class": "vLargeTextField"})}


def urls(modeladmin: Any) -> list[URLPattern]:
    """The pages' addresses, each for those only who may see articles at the desk."""

    def page(address: str, view: Any, name: str) -> URLPattern:
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            if not modeladmin.has_view_permission(request):
                raise PermissionDenied
            answer: HttpResponse = view(modeladmin, request, pk)
            return answer

        at_desk: Callable[..., HttpResponse] = modeladmin.admin_site.admin_view(guarded)
        return path(f"<int:pk>/{address}/", at_desk, name=name)

    return [
        page("preview", preview, "articles_article_preview"),
        page("state", change_state_view, "articles_article_state"),
        page("correct", correct, "articles_article_correct"),
        page("withdraw-note", withdraw_note, "articles_article_withdraw_note"),
        page("working-copy", working_copy, "articles_article_working_copy"),
    ]


def preview(modeladmin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """The piece in the readers' own template, whatever its state."""
    public = Prefetch("corrections", Correction.objects.filter(public=True), to_attr="public_corrections")
    pieces = Article.objects.select_related("publication__logo", "lead_image")
    article = get_object_or_404(pieces.prefetch_related("bylines__author__photo", public), pk=pk)
    has_date = article.published_at is not None
    article.published_at = article.published_at or timezone.now()
    context = {
        "article": article,
        "topics": article.topics.all(),
        "structured_data": {},
        "is_indexed": False,
        "has_date": has_date,
        "back": reverse("admin:articles_article_change", args=[pk]),
    }
    return TemplateResponse(request, "admin/articles/article/preview.html", context)


def change_state_view(modeladmin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """For those who may not write in the piece and so have no form to save with it."""
    verb = VERBS.get(request.POST.get("_verb", ""))
    article = get_object_or_404(Article, pk=pk)
    if request.method != "POST" or verb is None:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    answer: HttpResponse = change_state(modeladmin, request, article, verb)
    return answer


def correct(modeladmin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a correction to what readers have read."""
    article = get_object_or_404(Article, pk=pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(article, user=person(request), **form.cleaned_data)
        except WorkflowError as error:
            modeladmin.message_user(request, str(error), messages.ERROR)
        else:
            modeladmin.message_user(request, _("The correction is attached."), messages.SUCCESS)
    for problems in form.errors.values():
        modeladmin.message_user(request, " ".join(map(str, problems)), messages.ERROR)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))


def withdraw_note(modeladmin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Take a correction from the public."""
    number = request.POST.get("correction", "")
    if request.method == "POST":
        wanted = number if number.isdecimal() and len(number) < 18 else 0
        correction = get_object_or_404(Correction.objects.select_related("article"), article=pk, pk=wanted)
        try:
            workflow.withdraw_note(correction, user=person(request))
        except WorkflowError as error:
            modeladmin.message_user(request, str(error), messages.ERROR)
        else:
            told = _("The note is withdrawn: readers do not see it any more.")
            modeladmin.message_user(request, told, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))


def unsaved(modeladmin: Any, request: HttpRequest, object_id: str | None, told: str) -> HttpResponse:
    """Give back the words of a form that could not be saved at all, so that they can be copied."""
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": _("Not saved"),
        "told": told,
        "headline": request.POST.get("headline", ""),
        "standfirst": request.POST.get("standfirst", ""),
        "body": sanitise(request.POST.get("body", "")),
        "back": reverse("admin:articles_article_change", args=[object_id]) if object_id else "",
    }
    return TemplateResponse(request, "admin/articles/article/unsaved.html", context, status=409)
