from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from .. import merging
from ..models import Publication
from .line_rules import rules_view
from .naming import NamingAdmin


@admin.register(Publication)
class PublicationAdmin(NamingAdmin[Publication]):
    path = "publication"
    list_display = ["name", "language", "piece_count", "is_house", "licence_until", "allow_index"]
    search_fields = ["name"]
    sortable_by = ["name"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["logo"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "homepage_url", "language", "description", "logo", "is_house"]}),
        (
            _("Terms of reuse"),
            {"fields": ["credit_line", "canonical_policy", ("licence_from", "licence_until"), "allow_index"]},
        ),
        (_("For the importer"), {"fields": ["fingerprints", "line_rules"]}),
    ]
    merge = staticmethod(merging.merge_publications)
    merge_effects = [
        _("The pieces of the others move to the one that stays, and come under its terms."),
        _("Names and fingerprints of the others become its fingerprints: imports know it by them."),
        _("The others' addresses on the site lead to its page for ever."),
        _("What it lacks (homepage, language, description, logo, credit line) is taken from the others."),
    ]

    change_list_template = "admin/articles/publication/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        rules = path("rules/", self.admin_site.admin_view(self.rules), name="articles_publication_rules")
        return [rules, *super().get_urls()]

    def rules(self, request: HttpRequest) -> HttpResponse:
        return rules_view(self, request)
