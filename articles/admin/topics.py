from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from .. import merging
from ..models import Topic, TopicAlias
from .aliases import AliasInline
from .naming import NamingAdmin
from .topic_field import suggestions


class TopicAliasInline(AliasInline[TopicAlias, Topic]):
    model = TopicAlias


@admin.register(Topic)
class TopicAdmin(NamingAdmin[Topic]):
    path = "tagged_topics__tag"
    list_display = ["name", "parent", "piece_count", "iptc_code"]
    list_select_related = ["parent"]
    search_fields = ["name", "aliases__name"]
    sortable_by = ["name"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]
    inlines = [TopicAliasInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "parent"]}),
        (_("Known elsewhere as"), {"fields": ["iptc_code", "wikidata_id"]}),
    ]
    merge = staticmethod(merging.merge_topics)
    merge_effects = [
        _("The pieces and the narrower topics of the others move to the one that stays."),
        _("The names and other words of the others become its other words, also for later imports."),
        _("The others' addresses on the site lead to its page for ever."),
        _("What it lacks (description, codes) is taken from the others."),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.suggest)
        return [path("suggest/", view, name="articles_topic_suggest"), *super().get_urls()]

    def suggest(self, request: HttpRequest) -> JsonResponse:
        """The topics that what was typed may mean, for the box in the article's form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return JsonResponse({"names": suggestions(request.GET.get("q", ""))})
