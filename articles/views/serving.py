"""How a page is served to readers, and what answers at an address where nothing is any more."""

from collections.abc import Callable
from typing import Any, cast

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from ..models import Article, Correction, OldSlug, Status
from ..shelves import Shelf, filed_under


def for_readers(view: Any) -> Any:
    """Serve to GET and HEAD, with an ETag, to be kept by anyone but asked for again each time.

    So an unchanged page costs the reader nothing, and a piece withdrawn this second is gone this second. Whatever
    else is asked is answered with 405: nothing is done there that would have to be guarded against forged forms.
    """
    return csrf_exempt(require_safe(cache_control(public=True, no_cache=True)(conditional_page(view))))


def or_moved(kind: str, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer by `view`, or where it finds nothing, for what the slug has been: 301, 410, or 404 after all."""

    def answer(request: HttpRequest, slug: str) -> HttpResponseBase:
        try:
            return view(request, slug=slug)
        except Http404 as error:
            beyond_the_end = isinstance(error.__context__, InvalidPage)
            response = None if beyond_the_end else moved_or_gone(request, OldSlug.Kind(kind), slug)
            if response is None:
                raise
            return response

    return answer


def moved_or_gone(request: HttpRequest, kind: OldSlug.Kind, slug: str) -> HttpResponse | None:
    old = OldSlug.objects.filter(kind=kind, slug=slug).select_related(kind).first()
    target = cast(Article | Shelf, old.target) if old else None
    if target is not None and is_visible(target):
        return redirect_to(request, target)
    if kind == OldSlug.Kind.ARTICLE:
        withdrawn = Article.objects.filter(status=Status.WITHDRAWN, working_copy_of=None)
        gone = withdrawn.filter(pk=target.pk) if target else withdrawn.filter(slug=slug)
        if piece := gone.only("pk").first():
            return withdrawn_page(request, piece)
    return None


def is_visible(target: Article | Shelf) -> bool:
    live = Article.objects.live()
    if isinstance(target, Article):
        return live.filter(pk=target.pk).exists()
    return filed_under(target, live).exists()


def redirect_to(request: HttpRequest, target: Any) -> HttpResponse:
    """Send to the same page of `target`: its feed if the feed was asked for, and with the same query."""
    address = reverse(resolve(request.path_info).view_name, args=[target.slug])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def withdrawn_page(request: HttpRequest, article: Article) -> HttpResponse:
    """Say that the piece was withdrawn, with the notes written for readers. Nothing else of it is shown."""
    notes = article.corrections.filter(
        public=True, kind__in=[Correction.Kind.RETRACTION, Correction.Kind.APOLOGY]
    )
    return TemplateResponse(request, "articles/withdrawn.html", {"notes": notes}, status=410)
