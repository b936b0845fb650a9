"""What goes into storing: pieces, each with the hashes it is recognised by."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from django.utils.translation import gettext as _

from articles.errors import IngestError
from articles.ingest import shingles
from articles.ingest.story import Facts, SourceFile, Story
from articles.ingest.telling import Names, telling

LONGEST_ORIGIN = 1000
# Of a scheme of addresses and names; or sixteen signs and more, six of them digits, and not all.
_UNIQUE = re.compile(
    r"[a-z][a-z0-9+.-]{1,30}:\S.*|(?=(?:\D{0,99}\d){6})(?=[^a-z]{0,99}[a-z])\S{16,}", re.I | re.S
)


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
    where none could be had; `text_sha256` of the words of the body, however they are spaced. One of several of a
    file that declares nothing to know it again by is `part_of` that file, and `origin` its number there until it is
    recognised; `beside` is that of SourceFile. `is_weak` marks an origin that others may be given, too. `values`
    and `names` are what copies of it, and other reports of its event, are found by.
    """

    name: str
    origin: str = ""
    place: str = ""  # where its file lies, if that is not its origin
    sha256: str = ""
    data: bytes = b""
    story: Story | None = None
    error: IngestError | None = None
    text_sha256: str = ""
    part_of: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    is_weak: bool = False
    values: tuple[int, ...] = ()
    names: Names = field(default_factory=dict)

    @classmethod
    def of(cls, file: SourceFile, story: Story | None = None) -> Self:
        data = story.raw if story and story.raw else file.data
        sha256 = hash_of(data)
        if story is None:
            return cls(file.name, bounded(file.origin), sha256=sha256, data=data)
        declared = _declared_origin(file, story.facts)
        text = story.body_text
        words = shingles.WORD.findall(text.casefold())
        values = shingles.fingerprint(shingles.split(words))
        names = telling(f"{story.facts.headline}\n{story.facts.standfirst}", text)
        return cls(
            file.name, bounded(declared or file.origin), bounded(file.origin), sha256, data, story,
            text_sha256=_hash_of(words), part_of="" if declared else bounded(file.part_of), beside=file.beside,
            is_weak=declared.startswith("id:") and not is_unique(story.facts.identity.strip()),
            values=values, names=names,
        )  # fmt: skip

    @classmethod
    def refused(cls, error: IngestError, file: SourceFile | None = None) -> Self:
        """A piece that cannot be stored. Its bytes are for telling what was rejected: only their hash is kept."""
        if file is None:
            return cls(error.name, error=error)
        sha256 = hash_of(file.data)
        return cls(
            error.name,
            bounded(file.origin),
            "",
            sha256,
            file.data,
            error=error,
            part_of=bounded(file.part_of),
        )


def hash_of(data: bytes) -> str:
    """What tells bytes apart from all others."""
    return hashlib.sha256(data).hexdigest()


def refusal(piece: Piece, error: Exception) -> IngestError:
    """What to tell about a piece that the database will not take."""
    said = " ".join(str(error).split())[:300]
    return IngestError(
        piece.name,
        _("is not taken by the database (%(said)s).") % {"said": said},
        _("Look for odd characters, dates or lengths in what it declares about itself."),
    )


def _declared_origin(file: SourceFile, facts: Facts) -> str:
    """What a piece says it is, wherever its file lies; empty if that is not enough to know it again by."""
    identity = facts.identity.strip()
    if is_unique(identity):
        return f"id:{identity}"
    if identity:  # it means something among the pieces of one paper, one table, or one folder
        scope = facts.publication.casefold() or file.part_of or file.origin.rpartition("/")[0]
        return f"id:{scope} {identity}"
    address = facts.canonical_url.strip()
    _host, _slash, page = address.partition("://")[2].partition("/")
    return f"url:{address}" if page else ""  # some sites give their front page for all pieces


def is_unique(identity: str) -> bool:
    """Whether an id can hardly be given twice: an address, a URN, a UUID or the like; not so `42` or `hello-world`."""
    return bool(_UNIQUE.fullmatch(identity))


def _hash_of(words: Sequence[str]) -> str:
    """The hash of the words alone: case, spacing and punctuation are often changed on the way."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest() if words else ""


def bounded(origin: str) -> str:
    origin = origin.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    if len(origin) <= LONGEST_ORIGIN:
        return origin
    return f"sha256:{hashlib.sha256(origin.encode()).hexdigest()}"
