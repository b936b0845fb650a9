"""Sources: the raw file of each piece, with what the importer did to it shown in place."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .. import revisions, search
from ..deciding import decoded, gone_from, with_weight
from ..models import Article, Source
from . import doubt_queue, source_pages
from .base import ReadOnlyAdmin
from .filters import BroughtInFilter, SourcePublicationFilter
from .marks import doubt_mark
from .source_text import MAX_CHARACTERS, MAX_FINDINGS, Span, spans_of, stretches

COLOURS = 6  # to tell people apart by, besides their names


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin[Source]):
    list_display = ["name", "how_doubtful", "outcome", "piece", "publication", "in_run", "created_at"]
    list_filter = ["outcome", SourcePublicationFilter, BroughtInFilter]
    search_fields = ["article"]  # that there is a box; `get_search_results` asks the index
    search_help_text = _("Words of the piece: headline, byline, text.")
    ordering = ["-doubt", "-id"]
    sortable_by = ["how_doubtful"]
    change_form_template = "admin/articles/source/change_form.html"
    change_list_template = "admin/articles/source/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        found = super().get_queryset(request).select_related("run", "article__publication")
        return found.defer("raw", "spans", "article__body")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Source], search_term: str
    ) -> tuple[QuerySet[Source], bool]:
        if search_term:
            queryset = queryset.filter(article__in=search.search(Article.objects.all(), search_term))
        return queryset, False

    def get_urls(self) -> list[URLPattern]:
        raw = path("<int:pk>/raw/", self.admin_site.admin_view(self.raw_view), name="articles_source_raw")
        side = path(
            "<int:pk>/fidelity/",
            self.admin_site.admin_view(self.fidelity_view),
            name="articles_source_fidelity",
        )
        return [raw, side, *source_pages.urls(self), *doubt_queue.urls(self), *super().get_urls()]

    def raw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as it came, to be kept and never shown: whatever it is, the browser does not run it."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        source = get_object_or_404(Source.objects.only("raw", "sha256"), pk=pk)
        headers = {"Content-Disposition": f'attachment; filename="source-{pk}.bin"'}
        return HttpResponse(bytes(source.raw), content_type="application/octet-stream", headers=headers)

    def fidelity_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file beside the piece: what the importer changed in the one, what people changed in the other."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        source = get_object_or_404(Source.objects.select_related("article"), pk=pk, article__isnull=False)
        assert source.article
        context = {
            **self.admin_site.each_context(request),
            **reading_of(source),
            **whose_words(source.article),
            "opts": self.opts,
            "title": _("%(name)s beside its piece") % {"name": source.name},
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/source/fidelity.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        source = self.get_object(request, object_id)
        shown = {**reading_of(source), **source_pages.doings(source, request)} if source else {}
        return super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})

    @admin.display(description=_("doubt"), ordering="doubt")
    def how_doubtful(self, source: Source) -> SafeString | str:
        return "—" if source.outcome == Source.Outcome.REJECTED else doubt_mark(source.doubt)

    @admin.display(description=_("piece"))
    def piece(self, source: Source) -> SafeString | str:
        if source.article is None:
            return "—"
        url = reverse("admin:articles_article_change", args=[source.article.pk])
        return format_html('<a href="{}">{}</a>', url, source.article)

    @admin.display(description=_("publication"))
    def publication(self, source: Source) -> str:
        return str((source.article and source.article.publication) or "—")

    @admin.display(description=_("import run"))
    def in_run(self, source: Source) -> SafeString:
        url = reverse("admin:articles_importrun_change", args=[source.run_id])
        return format_html('<a href="{}">{}</a>', url, source.run)


def reading_of(source: Source) -> dict[str, Any]:
    """Return what the source's page shows: the marked text, its legend, changes and findings."""
    text = decoded(source)
    shown = text[:MAX_CHARACTERS]
    spans = spans_of(source.spans, len(shown))
    findings = list(enumerate(source.findings[:MAX_FINDINGS], 1))
    gone = {one.key for one in gone_from(source, text)} if source.article else None

    def is_out(span: Span) -> bool:
        """Whether it is still taken out: nobody has put it back."""
        return gone is None or span.key in gone

    return {
        "source": source,
        "doubt": doubt_mark(source.doubt),
        "stretches": list(stretches(shown, spans, places_of(findings, len(shown)))),
        "legend": legend_of([span for span in spans if span.act != "removed" or is_out(span)]),
        "changes": changes_of(spans),
        "findings": [
            (number, with_weight(one, source.article), one.get("start", -1) >= 0) for number, one in findings
        ],
        "is_settled": bool(findings) and not source.doubt,
        "characters": len(text),
        "is_cut": len(text) > len(shown),
        "spans_left_out": len(source.spans) - len(spans),
    }


def whose_words(article: Article) -> dict[str, Any]:
    """The piece's words with who put them in or took them out; each person with a number for the colour."""
    words = revisions.attributed(article)
    names = dict.fromkeys(name for one in words for name in (one.added, one.removed) if name)
    people = {name: (number % COLOURS, _name(name)) for number, name in enumerate(names, start=1)}
    nobody = (0, "")
    return {
        "words": [(one, *people.get(one.added or one.removed, nobody)) for one in words],
        "people": people.values(),
    }


def _name(name: str) -> str:
    return str(_("a later import")) if name == revisions.IMPORTER else name


def places_of(findings: Sequence[tuple[int, dict[str, Any]]], length: int) -> dict[int, tuple[int, ...]]:
    """Return which findings point at which offset."""
    places: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for number, finding in findings:
        if 0 <= (start := finding.get("start", -1)) < length:
            places[start] += (number,)
    return places


def changes_of(spans: Sequence[Span]) -> list[tuple[Span, list[Span]]]:
    """Return each thing that was done, once, with all the spans it was done to."""
    alike: defaultdict[int, list[Span]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: span.number):
        alike[span.like].append(span)
    return [(same[0], same) for same in alike.values()]


def legend_of(spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """Return each kind that occurs, by its first span, with how often it does."""
    counts = Counter(span.kind for span in spans)
    first = {span.kind: span for span in reversed(spans)}
    return [(first[kind], count) for kind, count in counts.most_common()]
