"""Import runs with their numbers, and the door for uploads."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Article, ImportRun, Source
from .access import person
from .base import ReadOnlyAdmin
from .filters import StartedFilter
from .undo_view import undo_view
from .upload import upload_view

NUMBERS = ["offered", "created", "updated", "unchanged", "duplicate", "rejected", "published"]

OPTIONS = {
    "publish": gettext_lazy("publish what leaves no serious doubt"),
    "accept_guesses": gettext_lazy("take headlines made from the first sentence"),
    "publication": gettext_lazy("all of the publication"),
    "language": gettext_lazy("all in the language"),
    "topics": gettext_lazy("with the topics"),
    "format": gettext_lazy("all of the format"),
    "encoding": gettext_lazy("all in the encoding"),
    "columns": gettext_lazy("columns of tables"),
}


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin[ImportRun]):
    list_display = ["started_at", "command", "user", "state", *NUMBERS]
    list_filter = ["state", StartedFilter]
    list_select_related = ["user"]
    sortable_by = ()
    change_form_template = "admin/articles/importrun/change_form.html"
    change_list_template = "admin/articles/importrun/change_list.html"
    fieldsets = [
        (None, {"fields": ["command", "chosen", "state", "user", "started_at", "finished_at", "sources"]}),
        (gettext_lazy("Numbers"), {"fields": (*NUMBERS, "to_come")}),
    ]
    readonly_fields = ["sources", "chosen", "to_come"]

    def get_urls(self) -> list[URLPattern]:
        seen = self.admin_site.admin_view
        return [
            path("upload/", seen(self.upload), name="articles_importrun_upload"),
            path("<int:pk>/undo/", seen(self.undo), name="articles_importrun_undo"),
            *super().get_urls(),
        ]

    def upload(self, request: HttpRequest) -> HttpResponse:
        return upload_view(self, request)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        return undo_view(self, request, pk)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return person(request).has_perm("articles.delete_article")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        run = context["original"]
        context["may_undo"] = self.has_undo_permission(request) and is_something_left(run)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_upload_permission(self, request: HttpRequest) -> bool:
        return person(request).has_perm("articles.upload_pieces")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_upload = self.has_upload_permission(request)
        shown: HttpResponse = super().changelist_view(
            request, {"may_upload": may_upload, **(extra_context or {})}
        )
        return shown

    @admin.display(description=gettext_lazy("sources"))
    def sources(self, run: ImportRun) -> SafeString:
        url = reverse("admin:articles_source_changelist", query={"run__id__exact": run.pk})
        return format_html('<a href="{}">{}</a>', url, _("The files of this run, the most doubtful first"))

    @admin.display(description=gettext_lazy("published, not readable yet"))
    def to_come(self, run: ImportRun) -> int:
        """How many of its pieces are so now, whoever has published them."""
        pieces = Source.objects.filter(run=run).values("article")
        return Article.objects.filter(pk__in=pieces).to_come().count()

    @admin.display(description=gettext_lazy("with these options"))
    def chosen(self, run: ImportRun) -> str:
        # In our order: a database may have one of its own for the names of a JSON object.
        names = [*OPTIONS, *sorted(run.options.keys() - OPTIONS.keys())]
        return "; ".join(in_words(name, run.options[name]) for name in names if run.options.get(name)) or "—"


def is_something_left(run: ImportRun) -> bool:
    """Whether there is anything to undo: what an undo has left alone can be tried again."""
    return run.state != ImportRun.State.UNDONE or run.sources.filter(article__isnull=False).exists()


def in_words(name: str, value: Any) -> str:
    """An option of a run: what it does, or what it was given."""
    words = str(OPTIONS.get(name, name.replace("_", " ")))
    if value is True:
        return words
    given = value if isinstance(value, list) else [value]
    said = ["=".join(map(str, one)) if isinstance(one, list) else str(one) for one in given]
    return f"{words}: {', '.join(said)}"
