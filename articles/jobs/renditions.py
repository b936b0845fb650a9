"""Renditions: each picture in a few widths, as AVIF and WebP, in the storage where the pictures are.

Each takes about a second, so an import, which takes milliseconds for a piece, leaves them to `make_renditions`;
until then pages show the file as it came. A rendition is named by its own bytes and its image: another
picture gets other addresses, the same one the same, however often they are made.
"""

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.errors import ReadingError
from articles.models import Image
from articles.models.image import Rendition, discard

FOLDER = "renditions"
MAX_BYTES = 50_000_000  # of an original


def wanted(*, every: bool = False) -> list[int]:
    """The ids of the images whose renditions are yet to be made, or of all; oldest first."""
    images = Image.objects.order_by("id")
    if not every:
        made_of = Coalesce(KT("renditions__of"), Value(""), output_field=TextField())
        images = images.annotate(made_of=made_of).exclude(made_of=F("file"))
    return list(images.values_list("id", flat=True))


def make(pk: int) -> int:
    """Make an image's renditions, and return in how many sizes it can be had now; none of what moves.

    Raises ReadingError, naming the file, if it cannot be read. An image that is gone by now is no error.
    """
    image = Image.objects.filter(pk=pk).first()
    if image is None:
        return 0
    name = str(image.file.name)
    sizes = list(_stored(image, name))
    new = {size[kind] for size in sizes for kind in ("avif", "webp")}
    with transaction.atomic():
        # Somebody may have put another file in its place meanwhile, or deleted it.
        unchanged = Image.objects.filter(pk=pk, file=name)
        is_kept = unchanged.update(renditions={"of": name, "sizes": sizes})
        discard(image.rendition_names - new if is_kept else new)
    return len(sizes)


def made(ids: list[int]) -> Iterator[ReadingError | None]:
    """Make those of each image in turn; yield what was wrong with it, if anything."""
    for pk in ids:
        try:
            make(pk)
        except ReadingError as error:
            yield error
        else:
            yield None


def _stored(image: Image, name: str) -> Iterator[Rendition]:
    from . import pixels  # Pillow takes its time to load, and few jobs are about pictures

    for width, height, files in pixels.in_sizes(name, _taken(name)):
        saved = {kind: _saved(f"{image.pk}-{width}.{kind}", data) for kind, data in files.items()}
        yield Rendition(width=width, height=height, avif=saved["avif"], webp=saved["webp"])


def _taken(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            data: bytes = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadingError(name, _("is not there."), _("Put the picture in anew, or delete it.")) from error
    except OSError as error:
        raise ReadingError(name, _("cannot be read."), _("Check the storage of the pictures.")) from error
    if len(data) > MAX_BYTES:
        most = _("is larger than %(most)d MB.") % {"most": MAX_BYTES // 1_000_000}
        raise ReadingError(name, most, _("Save it smaller."))
    return data


def _saved(ending: str, data: bytes) -> str:
    """The name under which the bytes are in the storage. They are there already if they were made before."""
    digest = hashlib.sha256(data).hexdigest()[:32]
    name = f"{FOLDER}/{digest[:2]}/{digest}-{ending}"
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return name
        default_storage.delete(name)  # cut off when a job was killed
    return default_storage.save(name, ContentFile(data))
