"""From a file to its pieces: read, cleaned and extracted. No database, so that any process can do it."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.errors import IngestError, ReadingError
from articles.ingest import pipeline
from articles.ingest.document import Document
from articles.ingest.story import Known, Options, SourceFile
from articles.storing import Piece

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
    for number, document in enumerate(documents, start=1):
        part = _part(file, document, number) if len(documents) > 1 else file
        yield _understood(part, document, options, known)


def _understood(file: SourceFile, document: Document, options: Options, known: Known) -> Piece:
    try:
        return Piece.of(file, pipeline.story(document, options, known))
    except IngestError as error:
        return Piece.refused(error, file)
    except FAULTS as error:
        logger.exception("The importer failed on %s", file.name)
        return Piece.refused(_our_fault(file, error), file)


def _part(file: SourceFile, document: Document, number: int) -> SourceFile:
    """A piece of a file of several, as a file of its own."""
    return replace(
        file,
        name=f"{file.name}#{number}",
        data=document.raw or document.text.encode("utf-8", "replace"),
        origin=f"{file.origin}#{number}" if file.origin else "",
    )


def _our_fault(file: SourceFile, error: Exception) -> IngestError:
    return IngestError(
        file.name,
        _("brought out a fault in the importer (%(kind)s).") % {"kind": type(error).__name__},
        _("Report it with the file; the log says where it happened."),
    )
