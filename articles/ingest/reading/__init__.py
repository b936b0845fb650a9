"""From a file to documents: one module per format, found by walking this package.

A reader module has a `name`, `accepts(source)` (by content first, name second) and `read(source, options)`, which
returns documents or raises ReadingError (`Streamed`
ones if a file may hold very many). A new format is one more module here.
"""

import importlib
import pkgutil
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from ...errors import ReadingError
from ..document import Document, Documents, each
from ..story import Options, SourceFile
from .decoding import decode


class Reader(Protocol):
    name: str

    def accepts(self, source: SourceFile) -> bool: ...

    def read(self, source: SourceFile, options: Options) -> Documents: ...


@lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """The readers by name, plain text last: it takes what nobody else wants."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    found = [module for module in modules if hasattr(module, "accepts") and hasattr(module, "read")]
    return {module.name: module for module in sorted(found, key=lambda m: (m.name == "text", m.name))}


def read(source: SourceFile, options: Options) -> Documents:
    """The documents in a file. Raises ReadingError if no reader can make sense of it."""
    documents = _read(source, options)
    return each(documents, lambda document: _illustrated(document, source)) if source.images else documents


def _illustrated(document: Document, source: SourceFile) -> Document:
    """With those of the pictures beside its file that it shows."""
    own = [image for image in source.images if image.name.encode() in (document.raw or source.data)]
    return replace(document, images=(*document.images, *own))


def _read(source: SourceFile, options: Options) -> Documents:
    if options.format:
        return _named(options.format, source).read(source, options)
    reader = next((reader for reader in readers().values() if reader.accepts(source)), None)
    if reader is None:
        decode(source, options.encoding)  # which has more to say about a file that is not text at all
        ending = source.name.rpartition(".")[2]
        raise ReadingError(
            source.name,
            f"is of no kind that is read: .{ending}.",
            f"If it is a piece all the same, name its format ({', '.join(readers())}).",
        )
    return reader.read(source, options)


def _named(name: str, source: SourceFile) -> Reader:
    if name not in readers():
        raise ReadingError(
            source.name,
            f"was to be read as {name!r}, which is no format.",
            f"Use one of: {', '.join(readers())}.",
        )
    return readers()[name]
