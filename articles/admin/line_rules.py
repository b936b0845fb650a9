"""Rules that the editors' decisions propose, each with what it would have done to earlier pieces."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..deciding import decide_rule, effect_of, proposals
from ..errors import WorkflowError
from .access import person

SHOWN = 20  # proposals on the page; the others come when these are decided
LISTED = 10  # earlier pieces of each, by name


def rules_view(modeladmin: Any, request: HttpRequest) -> HttpResponse:
    """The proposals; a POST accepts or declines one."""
    if not modeladmin.has_view_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        _decide(modeladmin, request)
        return HttpResponseRedirect(request.path)
    effects = [(proposal, effect_of(proposal)) for proposal in proposals()[:SHOWN]]
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": _("Rules from decisions"),
        "proposals": [(proposal, sources[:LISTED], len(sources)) for proposal, sources in effects],
        "may_decide": modeladmin.has_change_permission(request),
        "media": modeladmin.media,
    }
    return TemplateResponse(request, "admin/articles/publication/rules.html", context)


def _decide(modeladmin: Any, request: HttpRequest) -> None:
    accepted = request.POST.get("answer") == "accept"
    try:
        proposal = decide_rule(request.POST.get("rule", ""), accepted=accepted, user=person(request))
    except WorkflowError as error:
        modeladmin.message_user(request, str(error), messages.ERROR)
        return
    told = _("From now on the importer follows it: “%(line)s”") if accepted else _("No rule for “%(line)s”")
    modeladmin.message_user(request, told % {"line": proposal.line}, messages.SUCCESS)
