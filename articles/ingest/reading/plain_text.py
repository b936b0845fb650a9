"""Plain text, with or without front matter."""

from dataclasses import replace

from ..document import Document
from ..story import Options, SourceFile
from . import characters, front_matter, layout
from .decoding import decode

name = "text"
suffixes = (".txt", ".text", "")
media_type = "text/plain"


def accepts(source: SourceFile) -> bool:
    """Anything may be plain text; what is not is refused by `read`."""
    return source.name.lower().endswith((".txt", ".text")) or "." not in source.name.rsplit("/", 1)[-1]


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """One document: every file of plain text is one piece."""
    text, encoding = decode(source, options.encoding)
    head = front_matter.read(text)
    passages = layout.passages(source.name, text, characters.edits(text), head.end)
    document = Document(source.name, text, (*head.passages(text), *passages), encoding=encoding, media_type=media_type)
    return (replace(document, facts=head.facts, findings=head.findings),)
