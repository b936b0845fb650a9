"""Pictures."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..models import Image
from .base import DeskAdmin


@admin.register(Image)
class ImageAdmin(DeskAdmin[Image]):
    list_display = ["__str__", "credit", "has_alt", "size", "created_at"]
    search_fields = ["caption", "alt", "credit"]
    ordering = ["-id"]
    sortable_by = ()
    fields = ["file", "preview", "alt", "caption", "credit", ("focal_x", "focal_y")]
    readonly_fields = ["preview"]

    @admin.display(description=_("described"), boolean=True)
    def has_alt(self, image: Image) -> bool:
        return bool(image.alt)

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width else "—"

    @admin.display(description=_("as it is"))
    def preview(self, image: Image) -> SafeString | str:
        if not image.file:
            return "—"
        return format_html('<img class="preview" src="{}" alt="{}">', image.file.url, image.alt)
