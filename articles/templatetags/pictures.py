"""Pictures on pages: the smallest form that looks right, in the best format the browser knows."""

import re
from typing import Any

from django import template
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from ..models import Image
from ..models.image import far_host, named_in
from ..picture_tags import IMAGE, said_of

register = template.Library()
FORMATS = ("avif", "webp")  # best first
IN_A_TEXT = "(min-width: 712px) 684px, 100vw"  # the measure of the text; narrower screens have all of theirs
MOST_IN_A_TEXT = 200
_IMAGE_OR_LINK = re.compile(rf'{IMAGE.pattern}|<a\b(?:[^">]|"[^"]*")*>|</a>')


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
    """A sanitised body with our own pictures in it shown as `picture` shows them, others as links to them.

    One query if it has pictures of ours; nothing is done to a body without a picture.
    """
    if "<img" not in body:
        return body
    names = sorted(named_in(body))[:MOST_IN_A_TEXT]
    images = {image.file.url: image for image in Image.objects.filter(file__in=names)} if names else {}

    in_link = False

    def shown(match: re.Match[str]) -> str:
        nonlocal in_link
        if not match.group().startswith("<img"):
            in_link = match.group() != "</a>"
            return match.group()
        address, alt = said_of(match.group())
        if host := far_host(address):
            return _told(address, host, alt, in_link=in_link)
        image = images.get(address)
        if image is None or not image.sizes:
            return match.group()
        context = _context(image, IN_A_TEXT, alt=alt)
        return render_to_string("articles/_picture.html", context).strip()

    return _IMAGE_OR_LINK.sub(shown, body)


def _told(address: str, host: str, alt: str, *, in_link: bool) -> str:
    """A picture that our pages may not fetch, for its site would learn of each reader: words that lead to it."""
    alt = " ".join(alt.split())
    told = _("%(words)s (picture at %(host)s)") if alt else _("Picture at %(host)s")
    words = escape(told % {"words": alt, "host": host})
    return words if in_link else format_html('<a href="{}" rel="noopener nofollow">{}</a>', address, words)


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
