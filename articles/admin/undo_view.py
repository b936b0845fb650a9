"""Undoing an import run from its page: first what would happen, then, once confirmed, the same for real."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import jobs
from ..errors import WorkflowError
from ..models import ImportRun
from .access import person

MOST = 1_000  # pieces; a longer one is for the command line, where it may take its time


def undo_view(modeladmin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    if not modeladmin.has_undo_permission(request):
        raise PermissionDenied
    run = get_object_or_404(ImportRun, pk=pk)
    back = HttpResponseRedirect(reverse("admin:articles_importrun_change", args=[pk]))
    if run.created + run.updated > MOST:
        told = _("This run is too long to be undone here. On the server: manage.py undo_import %(run)d")
        modeladmin.message_user(request, told % {"run": pk}, messages.ERROR)
        return back
    try:
        undone = jobs.undo(run, user=person(request), dry_run=request.method != "POST")
    except WorkflowError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return back
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": _("Undo the import"),
        "run": run,
        "undone": undone,
        "is_trial": request.method != "POST",
    }
    return TemplateResponse(request, "admin/articles/importrun/undo.html", context)
