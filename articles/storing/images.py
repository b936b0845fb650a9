"""The pictures of a batch: files named after their bytes, so that no picture is stored twice."""

import hashlib
import re
from collections.abc import Sequence
from html import escape
from urllib.parse import unquote

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from articles.errors import ReadingError
from articles.ingest.reading import pictures
from articles.ingest.story import Finding, Picture
from articles.models import Article, Image, ImportRun
from articles.models.image import IMPORTED
from articles.picture_tags import IMAGE, readdressed, said_of, sources
from articles.sanitising import sanitise

from .drafts import Draft
from .values import longest, storable

_FIGURE = re.compile(r"<figure>((?!</figure>).)*</figure>\s*", re.DOTALL)
_EMPTY = re.compile(r"<(p|figure)>\s*</\1>\s*")


def store(drafts: Sequence[Draft], run: ImportRun) -> None:
    """Give each draft its pictures: the first one leads the piece, the others stand in the body.

    Two queries, whatever their number; none where there are no pictures.
    """
    looked = {
        id(picture): found
        for draft in drafts
        for picture in draft.story.images
        if (found := _looked_at(draft, picture))
    }
    if not looked:
        return
    # Of the same picture with different words, the first one's are the picture's own.
    rows = _rows({name: (picture, size) for picture, name, size in reversed(looked.values())}, run)
    for draft in drafts:
        shown = [(p, rows[looked[id(p)][1]]) for p in draft.story.images if id(p) in looked]
        if shown:
            _show(draft, shown)


def _looked_at(draft: Draft, picture: Picture) -> tuple[Picture, str, tuple[int, int]] | None:
    """The picture, the name of its file, its size; or a finding in the draft if nothing can be shown."""
    try:
        found = pictures.looked_at(picture.name, picture.data)
    except ReadingError as error:
        draft.findings = (*draft.findings, Finding("picture-unusable", str(error), confidence=1.0))
        return None
    digest = hashlib.sha256(picture.data).hexdigest()[:40]
    return picture, f"{IMPORTED}/{digest[:2]}/{digest}{found.ending}", (found.width, found.height)


def _rows(wanted: dict[str, tuple[Picture, tuple[int, int]]], run: ImportRun) -> dict[str, Image]:
    """The rows of the pictures by the names of their files; new ones are stored, bytes first."""
    found = {str(image.file.name): image for image in Image.objects.filter(file__in=wanted)}
    new = []
    for name, (picture, (width, height)) in wanted.items():
        if name not in found:
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(picture.data))
            new.append(Image(file=name, width=width, height=height, brought_by=run, **_words(picture)))
    return found | {str(image.file.name): image for image in Image.objects.bulk_create(new)}


def _words(picture: Picture) -> dict[str, str]:
    said = {"alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
    return {
        field: storable(" ".join(value.split()))[: longest(Image, field)] for field, value in said.items()
    }


def _show(draft: Draft, shown: Sequence[tuple[Picture, Image]]) -> None:
    lead, image = shown[0]
    words = _words(lead)
    draft.values |= {
        "lead_image_id": image.pk,
        # Only where this piece says something else than the picture does for all.
        "lead_image_caption": _other(words["caption"], image.caption, "lead_image_caption"),
        "lead_image_credit": _other(words["credit"], image.credit, "lead_image_credit"),
        "body": _in_body(draft.values["body"], shown),
    }
    if nameless := [picture.name for picture, _image in shown if not picture.alt]:
        message = _("Pictures have no alternative text for those who cannot see them.")
        draft.findings = (*draft.findings, Finding("picture-undescribed", message, ", ".join(nameless)[:300]))


def _other(said: str, known: str, field: str) -> str:
    return said[: longest(Article, field)] if said != known else ""


def _in_body(body: str, shown: Sequence[tuple[Picture, Image]]) -> str:
    """The body without the leading picture, the others at their place, or at the end if it has none for them."""
    addresses = {unquote(picture.name): default_storage.url(str(image.file.name)) for picture, image in shown}
    lead, placed = unquote(shown[0][0].name), set()
    has_words = bool(shown[0][0].caption or shown[0][0].credit)

    def placing(match: re.Match[str]) -> str:
        name = unquote(said_of(match.group()).src)
        if name == lead:
            return ""
        if name not in addresses:
            return match.group()
        placed.add(name)
        return readdressed(match.group(), addresses[name])

    def leading(match: re.Match[str]) -> str:
        """A figure of the leading picture alone goes, with its caption if that leads with it."""
        shown_there = [unquote(address) for address in sources(match.group())]
        is_told = has_words or "<figcaption" not in match.group()
        return "" if shown_there == [lead] and is_told else match.group()

    body = _EMPTY.sub("", IMAGE.sub(placing, _FIGURE.sub(leading, body)))
    rest = [
        _figure(picture, addresses[name])
        for picture, _image in shown[1:]
        if (name := unquote(picture.name)) not in placed and name != lead
    ]
    return sanitise("\n".join(filter(None, [body, *rest])))


def _figure(picture: Picture, address: str) -> str:
    words = _words(picture)
    below = " ".join(
        filter(
            None,
            [escape(words["caption"]), f"<cite>{escape(words['credit'])}</cite>" if words["credit"] else ""],
        )
    )
    caption = f"<figcaption>{below}</figcaption>" if below else ""
    return f'<figure><img src="{escape(address)}" alt="{escape(words["alt"])}">{caption}</figure>'
