"""What goes into storing: pieces, each with the hashes it is recognised by."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.utils.translation import gettext as _

from articles.errors import IngestError
from articles.ingest.story import SourceFile, Story

WORDS = re.compile(r"\w+")
LONGEST_ORIGIN = 1000


class Outcome(StrEnum):
    """What became of a piece; the names are those of ImportRun's counts."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece offered to an import: its bytes, and its story or what is wrong with it.

    With neither, its bytes are known already and it need not be read again. `sha256` is of the bytes, empty
    where none could be had; `text_sha256` of the words of the body, however they are spaced.
    """

    name: str
    origin: str = ""
    sha256: str = ""
    data: bytes = b""
    story: Story | None = None
    error: IngestError | None = None
    text_sha256: str = ""

    @classmethod
    def of(cls, file: SourceFile, story: Story | None = None) -> Self:
        origin, text = file.origin, ""
        if story:
            facts = story.facts
            if identity := facts.identity or facts.canonical_url:
                origin = f"id:{identity}"
            text = _text_hash(story.body_text)
        return cls(
            file.name, _bounded(origin), hashlib.sha256(file.data).hexdigest(), file.data, story,
            text_sha256=text,
        )  # fmt: skip

    @classmethod
    def refused(cls, error: IngestError, file: SourceFile | None = None) -> Self:
        """A piece that cannot be stored; only the hash of its file is kept, not the file."""
        sha256 = hashlib.sha256(file.data).hexdigest() if file else ""
        return cls(error.name, _bounded(file.origin) if file else "", sha256, error=error)


def refusal(piece: Piece, error: Exception) -> IngestError:
    """What to tell about a piece that the database will not take."""
    said = " ".join(str(error).split())[:300]
    return IngestError(
        piece.name,
        _("is not taken by the database (%(said)s).") % {"said": said},
        _("Look for odd characters, dates or lengths in what it declares about itself."),
    )


def _text_hash(text: str) -> str:
    """The hash of the words alone: case, spacing and punctuation are often changed on the way."""
    words = " ".join(WORDS.findall(text.casefold()))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words else ""


def _bounded(origin: str) -> str:
    origin = origin.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    if len(origin) <= LONGEST_ORIGIN:
        return origin
    return f"sha256:{hashlib.sha256(origin.encode()).hexdigest()}"
