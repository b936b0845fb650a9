"""Filters of the desk's lists. Each costs the same however large the archive is."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from ..models import Article, Publication, Source, Status

CHOICES_SHOWN = 100


class DateRangeFilter(admin.ListFilter):
    """From one day to another, both included, in the desk's time zone."""

    template = "admin/articles/date_range_filter.html"
    field: ClassVar[str]

    def __init__(
        self, request: HttpRequest, params: dict[str, list[str]], model: type[Model], model_admin: Any
    ) -> None:
        super().__init__(request, params, model, model_admin)
        for name in self.expected_parameters():
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]

    def expected_parameters(self) -> list[str | None]:
        return [f"{self.field}_from", f"{self.field}_to"]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Mapping[str, object]]:
        """One choice: the form, with what else the list is filtered by."""
        names = [name for name in self.expected_parameters() if name]
        yield {
            "values": [(name, self.used_parameters.get(name, "")) for name in names],
            "others": [(name, value) for name, value in changelist.params.items() if name not in names],
            "clear": changelist.get_query_string(remove=names),
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        first, last = (self.midnight(f"{self.field}_{end}") for end in ("from", "to"))
        if first:
            queryset = queryset.filter(**{f"{self.field}__gte": first})
        if last:
            queryset = queryset.filter(**{f"{self.field}__lt": last + timedelta(days=1)})
        return queryset

    def midnight(self, name: str) -> datetime | None:
        """Return the day's first moment. Nothing given gives None; what is no day is refused."""
        if not (value := str(self.used_parameters.get(name, ""))):
            return None
        try:
            day = parse_date(value)
            # The widest range a date column holds on every database, with room for the day after.
            if day is None or not 1 < day.year < 9999:
                raise ValueError(value)
        except ValueError as error:
            raise IncorrectLookupParameters(str(error)) from error
        return timezone.make_aware(datetime.combine(day, datetime.min.time()))


class PublishedFilter(DateRangeFilter):
    title = _("date published")
    field = "published_at"


class ChangedFilter(DateRangeFilter):
    title = _("last change")
    field = "updated_at"


class StartedFilter(DateRangeFilter):
    title = _("start")
    field = "started_at"


class BroughtInFilter(DateRangeFilter):
    title = _("date brought in")
    field = "created_at"


class PublicationFilter(admin.SimpleListFilter):
    """By name; of very many publications the first, and always the one chosen."""

    title = _("publication")
    parameter_name = "publication"
    path: ClassVar[str] = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        named = Publication.objects.order_by("name").values_list("pk", "name")
        found = {str(pk): name for pk, name in named[:CHOICES_SHOWN]}
        if (chosen := self.value() or "") not in found and chosen.isdecimal() and len(chosen) < 19:
            found |= {str(pk): name for pk, name in named.filter(pk=chosen)}
        return [*found.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if (value := self.value()) is None:
            return queryset
        return (
            queryset.filter(**{self.path: value}) if value in dict(self.lookup_choices) else queryset.none()
        )


class SourcePublicationFilter(PublicationFilter):
    path = "article__publication"


class LanguageFilter(admin.SimpleListFilter):
    """The languages that pieces are in."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, language_name(code)) for code in languages_in_use()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(language=value) if (value := self.value()) else queryset


def languages_in_use() -> list[str]:
    """Read them off the index on language, one step per language: DISTINCT would read a row per piece."""
    table = Article._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE used(code) AS (
                SELECT MIN(language) FROM {table}
                UNION ALL
                SELECT (SELECT MIN(language) FROM {table} WHERE language > used.code)
                FROM used WHERE used.code IS NOT NULL
            )
            SELECT code FROM used WHERE code IS NOT NULL LIMIT %s
            """,  # noqa: S608  (the table's name is ours)
            [CHOICES_SHOWN],
        )
        return [code for (code,) in cursor.fetchall()]


def language_name(code: str) -> str:
    """Return the language's own name for itself where known (“español”), else the code."""
    try:
        return f"{get_language_info(code)['name_local']} ({code})"
    except KeyError:
        return code


class FindingsFilter(admin.SimpleListFilter):
    """By whether the importer was unsure of something that nobody has looked at since."""

    title = _("open findings")
    parameter_name = "findings"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", _("With open findings")),
            ("waiting", _("With open findings, not published")),
            ("published", _("With open findings, published")),
            ("none", _("Without")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What is not published is on its way there: a piece that was withdrawn is not."""
        if (value := self.value()) not in dict(self.lookup_choices):
            return queryset
        doubtful = Source.objects.in_doubt().values("article")
        if value == "none":
            return queryset.exclude(pk__in=doubtful)
        states = {
            "waiting": [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED],
            "published": [Status.PUBLISHED],
        }
        found = queryset.filter(pk__in=doubtful)
        return found.filter(status__in=states[value]) if value in states else found
