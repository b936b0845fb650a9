"""Plain text, with or without front matter."""

import re
from dataclasses import replace

from ..document import Document
from ..story import Options, SourceFile
from . import characters, front_matter, layout
from .decoding import decode

_ENDING = re.compile(r"\.(?=\d*[a-z])([a-z0-9]{1,8})$", re.IGNORECASE)

name = "text"
media_type = "text/plain"


def accepts(source: SourceFile) -> bool:
    """By its ending, or by having none: what follows the last dot of `2023.10.01 the ferry` is no ending."""
    ending = _ENDING.search(source.name)
    return ending is None or ending[1].lower() in ("txt", "text")


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """One document: every file of plain text is one piece."""
    text, encoding = decode(source, options.encoding)
    head = front_matter.read(text)
    passages = layout.passages(source.name, text, characters.edits(text, source.name), head.end)
    document = Document(
        source.name, text, (*head.passages(text), *passages), encoding=encoding, media_type=media_type
    )
    return (replace(document, facts=head.facts, findings=head.findings),)
