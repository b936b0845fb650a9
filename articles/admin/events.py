"""Events at the desk: naming them, and moving pieces in and out."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .. import relating, search
from ..models import Article, Event, EventPiece
from .base import DeskAdmin
from .marks import moment_mark
from .naming import how_many

SHOWN = 200

if TYPE_CHECKING:
    EventModelForm = forms.ModelForm[Event]
else:
    EventModelForm = forms.ModelForm


class EventForm(EventModelForm):
    pieces = forms.ModelMultipleChoiceField(
        Article.objects.filter(working_copy_of=None).defer("body"),
        label=_("Pieces"),
        required=False,
        widget=AutocompleteSelectMultiple(
            EventPiece._meta.get_field("article"), admin.site, attrs={"data-width": "100%"}
        ),
        help_text=_(
            "A piece is of one event: put in here, it leaves the one it was in. What you decide holds."
        ),
    )

    class Meta:
        model = Event
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pieces" in self.fields:
            # Select2 puts a button that clears all into its list, where a screen reader stumbles over it.
            self.fields["pieces"].widget.is_required = True
        if self.instance.pk:
            self.initial["pieces"] = [*self.instance.pieces.values_list("article_id", flat=True)]


@admin.register(Event)
class EventAdmin(DeskAdmin[Event]):
    form = EventForm
    fields = ["name", "pieces", "coverage"]
    readonly_fields = ["coverage"]
    list_display = ["title", "piece_count", "first", "last"]
    search_fields = ["name"]  # that there is a box; `get_search_results` asks the index, too
    search_help_text = _("Its name, or words of its pieces.")
    ordering = ["-id"]
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Each row looks its own pieces up: nothing is counted for events that are not shown."""
        pieces = Article.objects.filter(event_piece__event=OuterRef("pk"))
        dated = pieces.filter(published_at__isnull=False)
        earliest = pieces.exclude(headline="").order_by(F("published_at").asc(nulls_last=True), "pk")
        first, last = dated.order_by("published_at", "pk"), dated.order_by("-published_at", "-pk")
        return (
            super()
            .get_queryset(request)
            .annotate(
                piece_number=how_many(pieces),
                first_at=Subquery(first.values("published_at")[:1]),
                last_at=Subquery(last.values("published_at")[:1]),
                first_headline=Subquery(earliest.values("headline")[:1]),  # type: ignore[no-redef]  # it is cached
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        if search_term:
            about = search.search(Article.objects.all(), search_term)
            pieces = EventPiece.objects.filter(article__in=about, event__isnull=False)
            queryset = queryset.filter(Q(name__icontains=search_term) | Q(pk__in=pieces.values("event")))
        return queryset, False

    def get_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        return self.fields if self.has_change_permission(request, obj) else ["name", "coverage"]

    @admin.display(description=_("event"))
    def title(self, event: Any) -> str:
        return str(event)

    @admin.display(description=_("pieces"))
    def piece_count(self, event: Any) -> int:
        return int(event.piece_number)

    @admin.display(description=_("from"))
    def first(self, event: Any) -> SafeString | str:
        return moment_mark(event.first_at)

    @admin.display(description=_("to"))
    def last(self, event: Any) -> SafeString | str:
        return moment_mark(event.last_at)

    @admin.display(description=_("coverage"))
    def coverage(self, event: Event) -> SafeString | str:
        """Its pieces in order of time, with who says that they belong to it."""
        if not event.pk:
            return "—"
        rows = event.pieces.select_related("article__publication").defer("article__body", "names")
        context = {"rows": rows.order_by("article__published_at", "article_id")[:SHOWN]}
        return render_to_string("admin/articles/event/coverage.html", context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        event = form.instance
        chosen = {article.pk for article in form.cleaned_data["pieces"]}
        there = {*event.pieces.values_list("article_id", flat=True)}
        relating.move(chosen - there, event)
        relating.move(there - chosen, None)

    def delete_model(self, request: HttpRequest, obj: Event) -> None:
        """Its pieces are of no event then, and no grouping brings it back."""
        relating.move(obj.pieces.values_list("article_id", flat=True), None)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> None:
        relating.move(
            EventPiece.objects.filter(event__in=queryset).values_list("article_id", flat=True), None
        )
        Event.objects.filter(pk__in=[event.pk for event in queryset]).delete()
