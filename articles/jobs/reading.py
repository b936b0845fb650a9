"""From a file to its pieces: read, cleaned and extracted. No database, so that any process can do it."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.errors import IngestError, ReadingError
from articles.ingest import pipeline
from articles.ingest.document import Documents, raw_of
from articles.ingest.story import Known, Options, SourceFile
from articles.storing import Piece
from articles.storing.pieces import hash_of

# What a mistake of ours may raise over a strange piece. It must not take the other pieces with it.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
logger = logging.getLogger(__name__)


def pieces(file: SourceFile, options: Options, known: Known) -> Iterator[Piece]:
    """Yield the pieces in a file. Of several each is kept, hashed, recognised and refused by itself."""
    try:
        documents = pipeline.read(file, options)
        if not documents:
            raise ReadingError(file.name, _("holds no piece."), _("Leave it out."))
    except IngestError as error:
        yield Piece.refused(error, file)
        return
    except FAULTS as error:
        logger.exception("The importer failed on %s", file.name)
        yield Piece.refused(_our_fault(file, error), file)
        return
    parts = _parts(file, documents) if len(documents) > 1 else [file]
    for number, part in enumerate(parts):
        yield _understood(part, documents, number, options, known)


def _understood(file: SourceFile, documents: Documents, number: int, options: Options, known: Known) -> Piece:
    try:
        return Piece.of(file, pipeline.story(documents[number], options, known))
    except IngestError as error:
        return Piece.refused(error, file)
    except FAULTS as error:
        logger.exception("The importer failed on %s", file.name)
        return Piece.refused(_our_fault(file, error), file)


def _parts(file: SourceFile, documents: Documents) -> Iterator[SourceFile]:
    """The pieces of a file of several, each as a file of its own that knows of the others."""
    origins = [f"{file.origin}#{number}" if file.origin else "" for number in range(1, len(documents) + 1)]
    beside: dict[str, str] = {}
    for number, origin in enumerate(origins):
        beside.setdefault(hash_of(raw_of(documents, number)), origin)
    for number, origin in enumerate(origins):
        yield replace(
            file, name=f"{file.name}#{number + 1}", data=raw_of(documents, number), origin=origin,
            part_of=file.origin, beside=beside,
        )  # fmt: skip


def _our_fault(file: SourceFile, error: Exception) -> IngestError:
    return IngestError(
        file.name,
        _("brought out a fault in the importer (%(kind)s).") % {"kind": type(error).__name__},
        _("Report it with the file; the log says where it happened."),
    )
