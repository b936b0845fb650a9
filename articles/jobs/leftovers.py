"""The pictures that nothing shows any more: those of an undone import, and those deleted at the desk."""

from collections.abc import Collection, Iterable, Sequence

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from articles import storing
from articles.models import Article, Image, ImportRun

from .showing import showing

AT_ONCE = 200  # files, while no import may store any


def kept_by_hand(model: type[Model]) -> Iterable[int]:
    """The ids of those rows that somebody has saved at the desk."""
    kind = ContentType.objects.get_for_model(model)
    ids = LogEntry.objects.filter(content_type=kind).values_list("object_id", flat=True).distinct()
    return [int(pk) for pk in ids if pk]


def unshown(run: ImportRun, besides: Collection[int]) -> list[Image]:
    """The pictures that the run brought, that nobody has tended and nothing shows besides these articles."""
    brought = Image.objects.filter(brought_by=run).exclude(pk__in=kept_by_hand(Image))
    found = {image.pk: image for image in brought}
    if not found:
        return []
    shown = {
        pk
        for row, pictures in showing(list(found.values()), run.started_at)
        if not (isinstance(row, Article) and row.pk in besides)
        for pk in pictures
    }
    return [image for image in found.values() if image.pk not in shown]


def remove(pictures: Sequence[Image]) -> None:
    """Delete the rows; their renditions go with them on commit. See `remove_files` for what they were made of."""
    Image.objects.filter(pk__in=[image.pk for image in pictures]).delete()


def remove_files(names: Sequence[str]) -> None:
    """Delete the files that no row names any more, once the rows are gone for good.

    While no import stores anything, for one that brings the same picture again takes the file that is there.
    """
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        with transaction.atomic():
            storing.alone()
            taken = set(Image.objects.filter(file__in=some).values_list("file", flat=True))
            for name in some:
                if name not in taken:
                    default_storage.delete(name)
