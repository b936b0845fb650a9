"""Pictures on pages: the smallest form that looks right, in the best format the browser knows."""

import re
from html import unescape
from typing import Any

from django import template
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from ..models import Image
from ..models.image import named_in

register = template.Library()
FORMATS = ("avif", "webp")  # best first
IN_A_TEXT = "(min-width: 712px) 684px, 100vw"  # the measure of the text; narrower screens have all of theirs
MOST_IN_A_TEXT = 200
_IMAGE = re.compile(r"<img\b[^>]*>")
_SAID = re.compile(r'\b(src|alt)="([^"]*)"')


@register.inclusion_tag("articles/_picture.html")
def picture(
    image: Image, sizes: str, *, css: str = "", leads: bool = False, alt: str | None = None
) -> dict[str, Any]:
    """The picture, in `<picture>`. Costs no query.

    `sizes` is how wide it is shown, as HTML's attribute of that name says it; `css` its classes; `leads` says
    that it is what a reader sees first, so that it is fetched at once; `alt` wins over the image's own, as in
    cards, whose picture says nothing that the headline beside it does not say.
    """
    return _context(image, sizes, css=css, leads=leads, alt=image.alt if alt is None else alt)


def illustrated(body: str) -> str:
    """A sanitised body with our own pictures in it shown as `picture` shows them. One query if it has any."""
    names = sorted(named_in(body))[:MOST_IN_A_TEXT]
    images = {image.file.url: image for image in Image.objects.filter(file__in=names)} if names else {}

    def shown(match: re.Match[str]) -> str:
        said = {name: unescape(value) for name, value in _SAID.findall(match.group())}
        image = images.get(said.get("src", ""))
        if image is None or not image.sizes:
            return match.group()
        context = _context(image, IN_A_TEXT, alt=said.get("alt", ""))
        return render_to_string("articles/_picture.html", context).strip()

    return _IMAGE.sub(shown, body) if images else body


def _context(image: Image, sizes: str, *, alt: str, css: str = "", leads: bool = False) -> dict[str, Any]:
    return {
        "shown": image.shown,
        "sources": [(kind, _set(image, kind)) for kind in FORMATS] if image.sizes else [],
        "sizes": sizes,
        "alt": alt,
        "css": " ".join(filter(None, [css, _focus("x", image.focal_x), _focus("y", image.focal_y)])),
        "leads": leads,
    }


def _set(image: Image, kind: str) -> str:
    # Without a type of its own for each format: the keys of a rendition are the names of the formats.
    return ", ".join(f"{default_storage.url(size[kind])} {size['width']}w" for size in image.sizes)  # type: ignore[literal-required]


def _focus(axis: str, at: float) -> str:
    """The class that keeps this part in the frame, in tenths: the policy forbids styles in the page itself."""
    tenths = round(at * 10)
    return f"focus-{axis}-{tenths}" if tenths != 5 else ""
