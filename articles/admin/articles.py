"""Articles at the desk: the list, and the form with what goes around it."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Prefetch, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from .. import search, workflow
from ..deciding import keep_as_it_came, open_findings, see_to, settle
from ..errors import WorkflowError
from ..models import Article, Source
from ..permissions import PUBLISH
from ..querysets import ArticleQuerySet
from . import article_layout, article_pages, history, state_changes
from .access import may_edit, person
from .article_form import ArticleForm
from .base import SLUG_SCRIPTS, DeskAdmin, DeskChangeList
from .byline_inline import BylineInline
from .filters import ChangedFilter, FindingsFilter, LanguageFilter, PublicationFilter, PublishedFilter
from .images import thumbnail
from .marks import copy_mark, findings_mark, moment_mark, status_mark

DOUBTFUL = Prefetch(
    "sources",
    Source.objects.in_doubt().only("article_id", "findings", "doubt").order_by("-id"),
    to_attr="doubtful_sources",
)


class ArticleChangeList(DeskChangeList):
    """What a row shows and nothing else: no body, and no query per row."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found = cast(ArticleQuerySet, super().get_queryset(request, exclude_parameters))
        return found.for_list().prefetch_related(DOUBTFUL)


@admin.register(Article)
class ArticleAdmin(DeskAdmin[Article]):
    form = ArticleForm
    inlines = [BylineInline]
    list_display = ["title", "state", "findings", "publication", "byline", "day", "changed"]
    list_filter = [
        "status", FindingsFilter, PublishedFilter, ChangedFilter, PublicationFilter, LanguageFilter, "genre",
    ]  # fmt: skip
    search_fields = ["headline"]  # that there is a box; `get_search_results` asks the index
    search_help_text = gettext_lazy("Words of the headline, the byline or the text.")
    ordering = ["-updated_at", "-id"]
    sortable_by = ["changed"]
    actions = state_changes.ACTIONS
    autocomplete_fields = ["publication", "lead_image", "translation_of"]
    prepopulated_fields = {"slug": ["headline"]}
    change_form_template = "admin/articles/article/change_form.html"

    class Media:
        css = {"all": ["articles/admin/prose.css"]}
        js = ["articles/admin/prose-names.js", "articles/admin/unsaved.js", *SLUG_SCRIPTS]

    # --- The list ---------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return search.search(cast(ArticleQuerySet, queryset), search_term), False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        by_name = {"bylines__author", "tagged_topics__tag", "sources__run"}
        return lookup in by_name or super().lookup_allowed(lookup, value, request)

    @admin.display(description=gettext_lazy("headline"))
    def title(self, article: Article) -> SafeString | str:
        if article.working_copy_of_id:
            return format_html("{} {}", article, copy_mark())
        if article.headline:
            return article.headline
        open_ones = open_findings(getattr(article, "doubtful_sources", []), article)
        derived = (one.get("suggestion") for one in open_ones if one.get("code") == "headline-derived")
        suggested = [f"“{words}”" for words in derived if words]
        return " ".join([str(article), *suggested[:1]])

    @admin.display(description=gettext_lazy("status"))
    def state(self, article: Article) -> SafeString:
        return status_mark(article.status, readable_from=workflow.readable_from(article))

    @admin.display(description=gettext_lazy("byline"))
    def byline(self, article: Article) -> str:
        return ", ".join(byline.author.name for byline in article.bylines.all()) or "—"

    @admin.display(description=gettext_lazy("published"))
    def day(self, article: Article) -> SafeString | str:
        return moment_mark(article.published_at)

    @admin.display(description=gettext_lazy("last change"), ordering="updated_at")
    def changed(self, article: Article) -> SafeString | str:
        return moment_mark(article.updated_at)

    @admin.display(description=gettext_lazy("open findings"))
    def findings(self, article: Any) -> SafeString | str:
        return findings_mark(open_findings(article.doubtful_sources, article))

    # --- The form ---------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).select_related("publication")

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> type["ModelForm[Article]"]:
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user  # type: ignore[attr-defined]  # `get_form` has just made this class
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return article_layout.fieldsets(obj, writable=may_edit(person(request), obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["lead_picture", *([] if may_edit(person(request), obj) else ["text", "topic_names"])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        is_new = obj is None or not (obj.first_published_at or obj.working_copy_of_id)
        return (
            super().get_prepopulated_fields(request, obj) if is_new and may_edit(person(request), obj) else {}
        )

    @admin.display(description=gettext_lazy("text"))
    def text(self, article: Article) -> SafeString:
        return article_layout.text_of(article)

    @admin.display(description=gettext_lazy("as it is"))
    def lead_picture(self, article: Article) -> SafeString | str:
        return thumbnail(article.lead_image) if article.lead_image else "—"

    @admin.display(description=gettext_lazy("topics"))
    def topic_names(self, article: Article) -> str:
        return ", ".join(article.topics.names()) or "—"

    def get_urls(self) -> list[URLPattern]:
        return [*article_pages.urls(self), *history.urls(self), *super().get_urls()]

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        return obj.get_absolute_url() if isinstance(obj, Article) and obj.is_live() else None

    # --- Permissions ------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_edit(person(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What has been public is withdrawn, never deleted."""
        return super().has_delete_permission(request, obj) and not (obj and obj.first_published_at)

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.submit_article")

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.approve_article")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUBLISH)

    # --- Saving -----------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except WorkflowError as error:
            told = str(error)
        except PermissionDenied:
            if request.method != "POST" or not self.has_view_permission(request):
                raise
            told = _("You may not change this piece any more: it has gone on meanwhile.")
        # The transaction is undone; what was written must not be lost with it.
        return article_pages.unsaved(self, request, object_id, told)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        # Without the nonce the policy blocks the editor's import map, and there is no editor.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)  # type: ignore[attr-defined]
        context |= article_layout.context_for(request, kwargs.get("obj"), context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        if form.changed_data:
            keep_as_it_came(obj)
        changed = {field.name for field in Article._meta.concrete_fields} & {*form.changed_data}
        if "published_at" in changed:
            obj.published_at_assumed = False
            changed.add("published_at_assumed")
        obj.save(update_fields=changed)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        lists = {formset.prefix for formset in formsets if formset.has_changed()}
        if change and lists:
            keep_as_it_came(form.instance)
        super().save_related(request, form, formsets, change)
        if not change or form.has_changed() or lists:
            workflow.record_edit(form.instance, user=person(request))
            see_to(form.instance, {*form.changed_data, *lists})
        if "settle_findings" in request.POST and request.user.has_perm("articles.change_source"):
            settle(form.instance, person(request))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if done := state_changes.after_saving(self, request, obj):
            return done
        answer = super().response_change(request, obj)
        state_changes.tell_when_readable(self, request, obj)
        return answer

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        done = state_changes.after_saving(self, request, obj)
        return done or super().response_add(request, obj, post_url_continue)
