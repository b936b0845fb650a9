"""Renditions: each picture in a few widths, as AVIF and WebP, in the storage where the pictures are.

Each picture takes about a second, an import milliseconds for a piece: so it makes them at its end, when all pieces are
stored. Until then pages show the file as it came. A rendition is named by its own bytes and its image: another
picture gets other addresses, the same one the same, however often they are made.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.errors import ReadingError
from articles.models import Image, ImportRun
from articles.models.image import Rendition, discard

FOLDER = "renditions"
MAX_BYTES = 50_000_000  # of an original


def wanted(*, every: bool = False, of: ImportRun | None = None) -> list[int]:
    """The ids of the images whose renditions are yet to be made, or of all; oldest first; those only `of` a run."""
    images = Image.objects.order_by("id")
    images = images.filter(brought_by=of) if of else images
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


def made(ids: Sequence[int], *, within: float | None = None) -> Iterator[ReadingError | None]:
    """Make those of each image in turn; yield what was wrong with it, if anything.

    Begins with none any more once so many seconds are over, as where somebody waits for a page.
    """
    begun = time.monotonic()
    for pk in ids:
        if within is not None and time.monotonic() - begun >= within:
            return
        try:
            make(pk)
        except ReadingError as error:
            yield error
        else:
            yield None


def _stored(image: Image, name: str) -> Iterator[Rendition]:
    from . import pixels  # Pillow takes its time to load, and few jobs are about pictures

    for width, height, files in pixels.in_sizes(name, _taken(name)):
        with _asking(name, _("cannot be stored in smaller sizes.")):
            saved = {kind: _saved(f"{image.pk}-{width}.{kind}", data) for kind, data in files.items()}
        yield Rendition(width=width, height=height, avif=saved["avif"], webp=saved["webp"])


@contextmanager
def _asking(name: str, what: str) -> Iterator[None]:
    """Whatever the storage raises is told of the picture: each kind of storage has errors of its own."""
    try:
        yield
    except FileNotFoundError as error:
        raise ReadingError(name, _("is not there."), _("Put the picture in anew, or delete it.")) from error
    except Exception as error:
        raise ReadingError(name, what, _("Check the storage of the pictures.")) from error


def _taken(name: str) -> bytes:
    with _asking(name, _("cannot be read.")), default_storage.open(name) as file:
        data: bytes = file.read(MAX_BYTES + 1)
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
