"""From a file to its pieces: read, cleaned and extracted. No database, so that any process can do it."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.errors import IngestError, ReadingError
from articles.ingest import pipeline
from articles.ingest.document import Document
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
    for part, document in zip(parts, documents, strict=True):
        yield _understood(part, document, options, known)


def _understood(file: SourceFile, document: Document, options: Options, known: Known) -> Piece:
    try:
        return Piece.of(file, pipeline.story(document, options, known))
    except IngestError as error:
        return Piece.refused(error, file)
    except FAULTS as error:
        logger.exception("The importer failed on %s", file.name)
        return Piece.refused(_our_fault(file, error), file)


def _parts(file: SourceFile, documents: Sequence[Document]) -> list[SourceFile]:
    """The pieces of a file of several, each as a file of its own that knows of the others."""
    raw = [document.raw or document.text.encode("utf-8", "replace") for document in documents]
    origins = [f"{file.origin}#{number}" if file.origin else "" for number in range(1, len(raw) + 1)]
    beside: dict[str, str] = {}
    for data, origin in zip(raw, origins, strict=True):
        beside.setdefault(hash_of(data), origin)
    return [
        replace(
            file, name=f"{file.name}#{number}", data=data, origin=origin, part_of=file.origin, beside=beside
        )
        for number, (data, origin) in enumerate(zip(raw, origins, strict=True), start=1)
    ]  # fmt: skip


def _our_fault(file: SourceFile, error: Exception) -> IngestError:
    return IngestError(
        file.name,
        _("brought out a fault in the importer (%(kind)s).") % {"kind": type(error).__name__},
        _("Report it with the file; the log says where it happened."),
    )
