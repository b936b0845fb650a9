"""Files that come by upload."""

from collections.abc import Iterator
from typing import BinaryIO

from articles.errors import ReadingError
from articles.ingest.reading import archives, packed
from articles.ingest.story import SourceFile

MOST_MEMBERS = 500  # what is more takes longer than a request may


def unfolded(name: str, file: BinaryIO, media_type: str = "") -> Iterator[SourceFile | ReadingError]:
    """Yield an uploaded file, or those in it if it is an archive, for the importer.

    They have no origin: their names say nothing of where they come from, so that another “piece.txt” is another
    piece and no new version of the first.
    """
    if archives.is_archive(name, file):
        yield from archives.opened(name, "", file, budget=packed.Budget(MOST_MEMBERS))
        return
    file.seek(0)
    yield SourceFile(name, file.read(), media_type=media_type)
