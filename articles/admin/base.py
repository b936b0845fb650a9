"""What every page of the desk has in common: bounded lists, and scripts that pass the security policy."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import DateTimeField, Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)
Parent = TypeVar("Parent", bound=Model)

if TYPE_CHECKING:

    class ModelAdmin(admin.ModelAdmin[Row]): ...

    class TabularInline(admin.TabularInline[Row, Parent]): ...

    AnyPaginator = Paginator[Any]

else:
    # Django's own are not generic when the program runs.

    class ModelAdmin(admin.ModelAdmin, Generic[Row]):
        pass

    class TabularInline(admin.TabularInline, Generic[Row, Parent]):
        pass

    AnyPaginator = Paginator


class BoundedPaginator(AnyPaginator):
    """Counts no further than a person would page, so that no list counts the whole archive."""

    LIMIT = 5_000

    @cached_property
    def count(self) -> int:
        # Without the order and what else a row shows: nothing of it needs to be counted.
        rows = cast("QuerySet[Model]", self.object_list)
        return rows.order_by().values("pk")[: self.LIMIT].count()

    @cached_property
    def is_cut(self) -> bool:
        return self.count >= self.LIMIT


# Ours takes the place of Django's, which it must follow.
SLUG_SCRIPTS = ["admin/js/urlify.js", "articles/admin/slugs.js"]


LARGEST = 2**63 - 1  # that a column of the database holds; larger numbers SQLite cannot even be asked for


class DeskChangeList(ChangeList):
    """A list that takes a number no row can have for the bad filter that it is."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found = super().get_queryset(request, exclude_parameters)
        try:
            _sql, asked = found.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return found
        except OverflowError as error:  # a moment outside the years that there are
            raise IncorrectLookupParameters(str(error)) from error
        if large := [value for value in asked if isinstance(value, int) and abs(value) > LARGEST]:
            raise IncorrectLookupParameters(f"{large[0]} is larger than any number in the database.")
        return found


class DeskAdmin(ModelAdmin[Row]):
    """A list of bounded cost: no full count, no counts in the filters."""

    paginator = BoundedPaginator
    empty_value_display = "—"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskChangeList

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, DateTimeField) and field is not None:
            # Django's two boxes have one label between them, which is tied to neither.
            for widget, part in zip(field.widget.widgets, (_("day"), _("time")), strict=True):
                widget.attrs["aria-label"] = f"{capfirst(field.label)}: {part}"
        return field

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    class Media:
        js = ["articles/admin/spoken-names.js"]


class ReadOnlyAdmin(DeskAdmin[Row]):
    """To be looked at only: what it shows is written by the importer."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False
