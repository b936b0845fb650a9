"""Pictures."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..errors import ReadingError
from ..jobs import renditions
from ..models import Image
from .base import DeskAdmin


def thumbnail(image: Image) -> SafeString:
    """The picture in small, beside words that say which one it is."""
    return format_html('<img class="thumb" src="{}" alt="" loading="lazy">', image.at_least(160).url)


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
