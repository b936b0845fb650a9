from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .. import merging
from ..models import Author, AuthorAlias
from .aliases import AliasInline
from .naming import NamingAdmin


class AuthorAliasInline(AliasInline[AuthorAlias, Author]):
    model = AuthorAlias


@admin.register(Author)
class AuthorAdmin(NamingAdmin[Author]):
    path = "bylines__author"
    list_display = ["name", "filed", "job_title", "piece_count", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "aliases__name"]
    sortable_by = ["filed"]
    ordering = ["sort_key", "id"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["photo", "user"]
    inlines = [AuthorAliasInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "sort_name"]}),
        (_("For the reader"), {"fields": ["job_title", "bio", "photo", "links"]}),
        (_("At the desk"), {"fields": ["user"]}),
    ]
    merge = staticmethod(merging.merge_authors)
    merge_effects = [
        _("The bylines of the others name the one that stays; a piece that named several names it once."),
        _("The names and other spellings of the others become its other spellings, also for later imports."),
        _("The others' addresses on the site lead to its page for ever."),
        _("What it lacks (biography, job title, photo, links, account) is taken from the others."),
    ]

    @admin.display(description=_("sort name"), ordering="sort_key")
    def filed(self, author: Author) -> str:
        return author.sort_name

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> list[str]:
        # Choosing an account means searching all of them.
        return [] if request.user.has_perm("auth.view_user") else ["user"]
