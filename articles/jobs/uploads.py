"""Files that come by upload."""

from collections.abc import Iterator, Sequence
from posixpath import basename
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from articles.errors import ReadingError
from articles.ingest.reading import archives, packed, pictures
from articles.ingest.reading.album import Album
from articles.ingest.story import SourceFile

MOST_MEMBERS = 500  # what is more takes longer than a request may


class Uploaded(NamedTuple):
    """A file of an upload; its name has no folders, for browsers tell none."""

    name: str
    file: BinaryIO
    media_type: str = ""

    def read(self) -> bytes:
        self.file.seek(0)
        return self.file.read()


def unfolded(files: Sequence[Uploaded]) -> Iterator[SourceFile | ReadingError]:
    """Yield the files of one upload for the importer, and those in archives; pictures come with what shows them.

    They have no origin: their names say nothing of where they come from, so that another “piece.txt” is another
    piece and no new version of the first.
    """
    shown = [file for file in files if file.name.lower().endswith(pictures.ENDINGS)]
    by_name = {file.name: file for file in reversed(shown)}  # of one name the first
    # Whatever folder a piece looks for a picture in, in an upload it lies beside the piece.
    album = Album(lambda at: basename(at) in by_name, lambda at: (basename(at), by_name[basename(at)].read()))
    for file in files:
        if file not in shown:
            yield from _pieces(file, album)
    taken = {basename(at) for at in album.shown}
    refused = {basename(at): error for at, error in album.refused.items()}
    for file in shown:
        if file is not by_name[file.name]:
            reason = _("has the same name as another picture of this upload.")
            yield ReadingError(file.name, reason, _("Give each file a name of its own."))
        elif file.name not in taken:
            reason = _("is a picture that no piece of this upload shows.")
            yield refused.get(file.name) or ReadingError(file.name, reason, _("Add it under Images."))


def _pieces(file: Uploaded, album: Album) -> Iterator[SourceFile | ReadingError]:
    if archives.is_archive(file.name, file.file):
        yield from archives.opened(file.name, "", file.file, budget=packed.Budget(MOST_MEMBERS))
        return
    data = file.read()
    yield SourceFile(file.name, data, media_type=file.media_type, images=album.of(file.name, data))
