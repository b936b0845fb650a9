"""Pictures. One that something shows cannot be deleted; with any other its file and its sizes go."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..errors import ReadingError
from ..jobs import leftovers, renditions, showing
from ..models import Image
from .base import DeskAdmin

MOST_SHOWING = 50  # named, of what keeps a picture from being deleted
CLOCKS = timedelta(days=1)  # by which those of several machines may differ


def thumbnail(image: Image) -> SafeString:
    """The picture in small, beside words that say which one it is."""
    return format_html('<img class="thumb" src="{}" alt="" loading="lazy">', image.at_least(160).url)


def _linked(row: Any) -> SafeString:
    """Where it can be changed, as Django itself names what forbids a deletion."""
    address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    return format_html('{}: <a href="{}">{}</a>', capfirst(row._meta.verbose_name), address, row)


def _remove_files(names: Sequence[str]) -> None:
    """What fails is logged: the images themselves are gone."""
    transaction.on_commit(lambda: leftovers.remove_files(names), robust=True)


@admin.register(Image)
class ImageAdmin(DeskAdmin[Image]):
    list_display = ["thumb", "__str__", "credit", "has_alt", "size", "created_at"]
    list_display_links = ["__str__"]
    search_fields = ["caption", "alt", "credit"]
    ordering = ["-id"]
    sortable_by = ()
    fields = ["file", "preview", "alt", "caption", "credit", ("focal_x", "focal_y"), "made"]
    readonly_fields = ["preview", "made"]

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not obj.is_rendered:
            transaction.on_commit(lambda: self._make_renditions(request, obj))

    def _make_renditions(self, request: HttpRequest, image: Image) -> None:
        """The picture is kept whatever comes of it: shown as it came, it is still the editor's picture."""
        try:
            renditions.make(image.pk)
        except ReadingError as error:
            said = _now("The picture is shown as it came, for it cannot be made smaller: %(error)s")
            self.message_user(request, said % {"error": error}, messages.WARNING)

    def get_deleted_objects(
        self, objs: "QuerySet[Image] | Sequence[Image]", request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """With what shows any of these among that which forbids it: readers would see a gap."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        images = list(objs)
        if images:
            since = min(image.created_at for image in images) - CLOCKS
            found = islice(showing(images, since), MOST_SHOWING)
            protected = [*protected, *(_linked(row) for row, _pictures in found)]
        return deleted, counts, lacking, protected

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        super().delete_model(request, obj)
        _remove_files([str(obj.file.name)])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        names = [str(image.file.name) for image in queryset]
        super().delete_queryset(request, queryset)
        _remove_files(names)

    @admin.display(description=_("described"), boolean=True)
    def has_alt(self, image: Image) -> bool:
        return bool(image.alt)

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width else "—"

    @admin.display(description=_("picture"))
    def thumb(self, image: Image) -> SafeString:
        return thumbnail(image)

    @admin.display(description=_("as it is"))
    def preview(self, image: Image) -> SafeString | str:
        if not image.file:
            return "—"
        return format_html('<img class="preview" src="{}" alt="{}">', image.at_least(640).url, image.alt)

    @admin.display(description=_("renditions"))
    def made(self, image: Image) -> SafeString | str:
        """In what sizes readers are given it; the file itself where there is none."""
        if not image.sizes:
            return _now("None: it is shown as it came.")
        rows = [
            (
                size["width"],
                size["height"],
                *(image.file.storage.url(name) for name in (size["avif"], size["webp"])),
            )
            for size in image.sizes
        ]
        return format_html_join(" · ", '{} × {} (<a href="{}">AVIF</a>, <a href="{}">WebP</a>)', rows)
