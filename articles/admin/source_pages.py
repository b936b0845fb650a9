"""What can be done on a source's page: words put back into the piece, paragraphs taken out of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from .. import deciding
from ..errors import WorkflowError
from ..models import Decision, Source
from .access import may_edit, person
from .source_text import KIND_NAMES

PLACES = {
    "exact": gettext_lazy("Put back in its place: “%(words)s”"),
    "near": gettext_lazy(
        "Its neighbours have been changed; put back beside the nearest that still stands: “%(words)s”"
    ),
    "end": gettext_lazy("Its surroundings do not stand any more; put back at the end: “%(words)s”"),
}
View = Callable[[Any, HttpRequest, Source], None]


def urls(modeladmin: Any) -> list[URLPattern]:
    """The addresses that forms are sent to; each leads back to the source's page."""

    def page(address: str, view: View) -> URLPattern:
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            if not modeladmin.has_view_permission(request):
                raise PermissionDenied
            source = get_object_or_404(Source.objects.select_related("article"), pk=pk)
            try:
                view(modeladmin, request, source)
            except WorkflowError as error:
                modeladmin.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(_back(request, pk))

        at_desk: Callable[..., HttpResponse] = modeladmin.admin_site.admin_view(require_POST(guarded))
        return path(f"<int:pk>/{address}/", at_desk, name=f"articles_source_{address}")

    return [page("restore", restore), page("remove", remove)]


def restore(modeladmin: Any, request: HttpRequest, source: Source) -> None:
    keys = request.POST.get("span", "").split(",")
    done = deciding.put_back(source, keys, version=_number(request, "version"), user=person(request))
    for gone, how in done[:10]:
        told = PLACES[how] % {"words": Truncator(" ".join(gone.text.split())).chars(120)}
        modeladmin.message_user(request, told, messages.SUCCESS if how == "exact" else messages.WARNING)
    if len(done) > 10:
        modeladmin.message_user(request, _("%(count)d parts in all.") % {"count": len(done)})


def remove(modeladmin: Any, request: HttpRequest, source: Source) -> None:
    indices = [int(one) for one in request.POST.getlist("block") if one.isdecimal()]
    kind, version = request.POST.get("kind", ""), _number(request, "version")
    taken = deciding.take_out(source, indices, kind, version=version, user=person(request))
    for decision in taken[:10]:
        told = _("Taken out: “%(words)s”") % {"words": Truncator(decision.text).chars(120)}
        modeladmin.message_user(request, told, messages.SUCCESS)


def doings(source: Source, request: HttpRequest) -> dict[str, Any]:
    """What the page needs besides the marked text, so that these things can be done."""
    article = deciding.piece_of(source)
    if article is None:
        return {"is_writable": False}
    gone = deciding.gone_from(source, deciding.decoded(source))
    by_people = source.decisions.filter(action=Decision.Action.REMOVE).select_related("user")
    still_out = {one.key for one in gone}
    return {
        "is_writable": may_edit(person(request), article),
        "piece": article,
        "gone": still_out,
        "taken_out": [
            (one, KIND_NAMES.get(one.kind, one.kind), f"d{one.pk}" in still_out) for one in by_people
        ],
        "blocks": [words or "—" for words in deciding.blocks_of(article)],
        "kinds": [(kind, KIND_NAMES[kind]) for kind in deciding.KINDS],
    }


def _number(request: HttpRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else -1


def _back(request: HttpRequest, pk: int) -> str:
    """The source's page, at the place of what was done."""
    place, span = request.POST.get("place", ""), request.POST.get("span", "").partition(",")[0]
    if span:
        place = f"decision-{span[1:]}" if span.startswith("d") else f"span-{span}"
    known = place.replace("-", "").isalnum() and place.isascii()
    return reverse("admin:articles_source_change", args=[pk]) + (f"#{place}" if known else "")
