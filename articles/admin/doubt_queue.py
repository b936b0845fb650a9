"""The queue of doubt: imported pieces, the most doubtful first, and what the importer asks about each."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .. import deciding
from ..deciding import Question
from ..errors import WorkflowError
from ..models import Source
from .access import person
from .base import BoundedPaginator
from .marks import doubt_mark, status_mark

PIECES, MOST_QUESTIONS = 10, 30  # on a page; of one piece
MOST_TOLD = 5


def urls(modeladmin: Any) -> list[URLPattern]:
    def guarded(view: Callable[[Any, HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
        def page(request: HttpRequest) -> HttpResponse:
            if not modeladmin.has_view_permission(request):
                raise PermissionDenied
            return view(modeladmin, request)

        return page

    at_desk = modeladmin.admin_site.admin_view
    return [
        path("doubt/", at_desk(guarded(queue)), name="articles_source_doubt"),
        path("doubt/answer/", at_desk(require_POST(guarded(answer))), name="articles_source_answer"),
    ]


def queue(modeladmin: Any, request: HttpRequest) -> HttpResponse:
    """The page of questions; `?source=` shows those of one piece only."""
    only = request.GET.get("source", "")
    if only and not (_is_number(only) and Source.objects.filter(pk=only).exists()):
        modeladmin.message_user(
            request, _("There is no source “%(key)s”. Here are all.") % {"key": only[:50]}, messages.WARNING
        )
        return HttpResponseRedirect(reverse("admin:articles_source_doubt"))
    page = BoundedPaginator(waiting(only), PIECES).get_page(request.GET.get("page"))
    pieces = asked(page.object_list)
    everything = [question for _source, questions in pieces for question in questions]
    following = {one.key: other.key for one, other in pairwise(everything)}
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": _("What the importer asks"),
        "pieces": [
            (
                source,
                doubt_mark(source.doubt),
                status_mark(source.article.status),
                _in_order(questions, following),
            )
            for source, questions in pieces
        ],
        "asked": sorted({str(question.asked.question) for question in everything}),
        "page": page,
        "may_answer": person(request).has_perm("articles.change_source"),
        "only": only,
        "media": modeladmin.media,
    }
    return TemplateResponse(request, "admin/articles/source/doubt.html", context)


def _in_order(questions: list[Question], following: dict[str, str]) -> list[tuple[Question, str]]:
    """Each with the key of the one to go on with."""
    return [(question, following.get(question.key, "")) for question in questions]


def waiting(only: str = "") -> QuerySet[Source]:
    found = Source.objects.in_doubt().select_related("article__publication").order_by("-doubt", "-id")
    found = found.defer("raw", "text", "spans")
    return found.filter(pk=only) if only else found


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 18


def asked(sources: Any) -> list[tuple[Any, list[Question]]]:
    """Each piece once, with its open questions: a piece that came in twice brings its doubts twice."""
    by_piece: dict[int, list[Source]] = {}
    for source in sources:
        by_piece.setdefault(source.article_id, []).append(source)
    return [
        (same[0], [deciding.question_of(one) for one in found[:MOST_QUESTIONS]])
        for same in by_piece.values()
        for found in [deciding.open_findings(same, same[0].article)]
    ]


def answer(modeladmin: Any, request: HttpRequest) -> HttpResponse:
    """Answer one question, or all that are ticked; then on to the next."""
    accepted = request.POST.get("answer") == "accept"
    keys = request.POST.getlist("question")[: PIECES * MOST_QUESTIONS]
    done, told, refused = 0, "", []
    for key in keys:
        try:
            told = _answer(key, accepted, request)
            done += 1
        except WorkflowError as error:
            refused.append(str(error))
    if done:
        said = ngettext("%(count)d question answered.", "%(count)d questions answered.", done) % {
            "count": done
        }
        modeladmin.message_user(request, told if len(keys) == 1 else said, messages.SUCCESS)
    elif not keys:
        modeladmin.message_user(request, _("No question was ticked."), messages.WARNING)
    for why in refused[:MOST_TOLD]:
        modeladmin.message_user(request, why, messages.ERROR)
    return HttpResponseRedirect(_back(request))


def _answer(key: str, accepted: bool, request: HttpRequest) -> str:
    source, _dash, number = key.partition("-")
    if not (source.isdecimal() and number.isdecimal() and len(key) < 18):
        raise WorkflowError(_("There is no such question any more. Load the page again."))
    return deciding.answer(int(source), int(number), accepted=accepted, user=person(request))


def _back(request: HttpRequest) -> str:
    query = {name: said for name in ("page", "source") if (said := request.POST.get(name, "")).isdecimal()}
    then = request.POST.get("then", "")
    place = f"#q-{then}" if then.replace("-", "").isdecimal() else ""
    return reverse("admin:articles_source_doubt", query=query) + place
