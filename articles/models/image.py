import re
from collections.abc import Iterable
from fnmatch import fnmatch
from typing import Any, NamedTuple, TypedDict
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _

from articles.picture_tags import sources

IMPORTED = "images/imported"  # where the importer puts pictures, named by their bytes
_OURS = re.compile(rf"(?:{IMPORTED}/[0-9a-f]{{2}}|images/\d{{4}}/\d\d)/[^?#]+$")


class Rendition(TypedDict):
    """A picture in one size: pixels, and the names of its two files in the storage."""

    width: int
    height: int
    avif: str
    webp: str


class Shown(NamedTuple):
    """Where a picture is fetched from, and its size in pixels if that is known."""

    url: str
    width: int | None
    height: int | None


class Image(models.Model):
    """A picture, with the words that must travel with it."""

    # Indexed: the importer, and pages whose text holds pictures, look for them by the names of their files.
    file = models.ImageField(
        _("file"), upload_to="images/%Y/%m/", width_field="width", height_field="height", db_index=True
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Leave empty only for decoration."),
    )
    caption = models.CharField(_("caption"), max_length=1000, blank=True)
    credit = models.CharField(_("credit"), max_length=300, blank=True)
    focal_x = models.FloatField(
        _("focal point, across"),
        default=0.5,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
        help_text=_(
            "0 is the left edge, 1 the right: what must stay in the frame when the picture is cropped."
        ),
    )
    focal_y = models.FloatField(
        _("focal point, down"),
        default=0.5,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
        help_text=_("0 is the top edge, 1 the bottom."),
    )
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, editable=False)
    # {"of": the file they were made of, "sizes": [Rendition, smallest first]}, written by jobs/renditions.py
    # alone. In the row and no table of their own: whoever has the picture has them, on lists too.
    renditions = models.JSONField(_("renditions"), default=dict, blank=True, editable=False)
    brought_by = models.ForeignKey(
        "articles.ImportRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return self.caption or self.alt or (self.file.name or "").rpartition("/")[2]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.renditions and not self.is_rendered:  # another file has been put in its place
            discard(self.rendition_names)
            self.renditions = {}
        super().save(*args, **kwargs)

    @property
    def is_rendered(self) -> bool:
        """Whether its renditions are those of the file it has now."""
        return bool(self.renditions) and self.renditions["of"] == self.file.name

    @property
    def sizes(self) -> list[Rendition]:
        """Its renditions, smallest first; none if they are yet to be made, or it is shown only as it came."""
        return self.renditions["sizes"] if self.is_rendered else []

    @property
    def rendition_names(self) -> set[str]:
        """The files of its renditions, of an earlier picture in its place too."""
        return {size[kind] for size in self.renditions.get("sizes", []) for kind in ("avif", "webp")}

    @property
    def shown(self) -> Shown:
        """The largest form of it that every reader can be given; the file as it came while there is none."""
        return self._as(self.sizes[-1] if self.sizes else None)

    def at_least(self, width: int) -> Shown:
        """The smallest such form that is so many pixels wide, or else the largest."""
        wide = (size for size in self.sizes if size["width"] >= width)
        return self._as(next(wide, self.sizes[-1] if self.sizes else None))

    def _as(self, size: Rendition | None) -> Shown:
        if size is None:
            return Shown(self.file.url, self.width, self.height)
        return Shown(default_storage.url(size["webp"]), size["width"], size["height"])


def discard(names: Iterable[str]) -> None:
    """Delete these files once the transaction is through; one that fails is logged and stops nothing."""
    for name in sorted(names):
        # A function with a name: Django logs that of the one that failed, which a `partial` has not.
        transaction.on_commit(lambda name=name: default_storage.delete(name), robust=True)  # type: ignore[misc]


def discard_renditions(sender: type[Image], instance: Image, **kwargs: Any) -> None:
    """What goes with a deleted image. Its own file stays, for texts may show it by its address: who deletes an image
    that nothing shows removes that as well (see jobs/leftovers.py)."""
    discard(instance.rendition_names)


def is_ours(address: str) -> bool:
    """Whether an address in a text is that of a file in our storage."""
    return address.startswith(default_storage.url(""))


def far_host(address: str) -> str:
    """The site a picture in a text is fetched from; empty if our pages may show it (see the policy in settings)."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    origin = f"{parts.scheme or 'https'}://{parts.netloc}"
    is_allowed = is_ours(address) or any(fnmatch(origin, allowed) for allowed in settings.MEDIA_ORIGINS)
    return "" if is_allowed or validate_host(host, settings.ALLOWED_HOSTS) else host.removeprefix("www.")


def far_hosts(html: str) -> list[str]:
    """The sites of the pictures in a text that are not ours, one for each picture."""
    return [host for address in sources(html) if (host := far_host(address))]


def named_in(html: str) -> set[str]:
    """The names of the files of ours that a text may show, by the addresses in it."""
    return {unquote(found.group()) for address in sources(html) if (found := _OURS.search(address))}
