"""The frozen dataclasses that travel through an import. They know nothing of Django.

    SourceFile ─ reading ─► Document ─ cleaning, extracting ─► Story

Offsets are character positions in the decoded source (`Document.text`), end exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

# Why words were taken out of a piece.
REMOVAL_KINDS = (
    "paywall",
    "advert",
    "comments",
    "share",
    "subscribe",
    "related",
    "byline",
    "bio",
    "date",
    "duplicate",
    "caption",
    "copyright",
    "navigation",
    "other",
)
# What a passage of the body is.
BODY_KINDS = ("p", "h2", "h3", "li", "oli", "quote", "raw", "hr", "note")
# Findings with these codes keep a piece from being published until an editor has decided.
BLOCKING = frozenset(
    {
        "headline-missing", "headline-derived", "body-empty", "held-back", "partial", "front-matter-unreadable",
        "date-far-off", "embargo-far-off",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a piece, with the words that travel with it. `name` is how the piece refers to it."""

    name: str
    data: bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it came: its bytes and what is known about it from outside.

    `origin` identifies the place it came from (`path:/abs/file.txt`, `path:/abs/all.zip!file.txt`, `url:…`, `id:…`);
    empty for standard input. `images` are the pictures it shows that lay beside it. One of several
    pieces of a file is `part_of` that file's origin, `beside` being those pieces: the hash of each one's bytes, and
    the origin of the first that has them.
    """

    name: str
    data: bytes
    origin: str = ""
    media_type: str = ""
    images: tuple[Picture, ...] = ()
    part_of: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person importing said about all the pieces of a run."""

    format: str = ""  # name of a reader module; empty: by content, then by name
    encoding: str = ""  # empty: sniffed
    language: str = ""  # ISO 639-1; empty: declared or detected
    publication: str = ""  # name of the publication all pieces come from
    topics: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # of tables: fact (or `body`) and the name of its column


@dataclass(frozen=True, slots=True)
class LineRule:
    """What the newsroom decided about a line of one publication: `remove` it, as `kind`, or `keep` it."""

    line: str
    action: str
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Known:
    """Names the newsroom knows already; what the text says is matched against them.

    Keys are spellings (names and aliases), values the name that the spelling stands for.
    """

    topics: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    publications: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)  # phrase -> publication name
    rules: Mapping[str, tuple[LineRule, ...]] = field(default_factory=dict)  # by the publication's name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody credited. `role` is `author`, or what the line says (`photographer`, `translator`)."""

    name: str
    bio: str = ""
    role: str = "author"
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: `kind` from BODY_KINDS, its plain text, its HTML (inner markup, not sanitised).

    `start` and `end` bound its place in the decoded source; `note` is the number of a footnote, 0 of all else.
    """

    kind: str
    text: str
    html: str
    start: int
    end: int
    note: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the importer did to the source; all of a story's changes, replayed backwards, give the source.

    `step` and `rule` say who did it, `kind` is a removal kind, `field:<name>`, `edit` or `layout`; `before` is
    the source from `start` to `end`, `after` what stands in its place in the body text. `confidence` is 0 to 1.
    `html` are the words of a removed passage with the source's markup (not sanitised), empty where it had none.
    """

    step: str
    rule: str
    kind: str
    start: int
    end: int
    before: str
    after: str
    confidence: float = 1.0
    reason: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at: a `code` for machines, a `message` for people, its evidence.

    `suggestion` is what the importer would do about it; `start`/`end` are -1 where it concerns no one place.
    """

    code: str
    message: str
    evidence: str = ""
    suggestion: str = ""
    start: int = -1
    end: int = -1
    confidence: float = 0.5

    @property
    def is_blocking(self) -> bool:
        return self.code in BLOCKING


@dataclass(frozen=True, slots=True)
class Facts:
    """What a piece declares about itself (front matter, metadata). Declared facts win over guesses.

    `identity` is a declared id or canonical URL that names the piece across files, `version` what orders its states
    (see `reading.versions`), `called_back` IPTC's word (`canceled`, `withheld`) where its provider takes it back.
    """

    headline: str = ""
    standfirst: str = ""
    kicker: str = ""
    dateline: str = ""
    authors: tuple[Person, ...] = ()
    publication: str = ""
    published: date | datetime | None = None
    language: str = ""
    genre: str = ""
    canonical_url: str = ""
    identity: str = ""
    topics: tuple[str, ...] = ()
    slug: str = ""
    is_machine_translated: bool = False
    translation_of: str = ""  # the declared id, or the address, of the piece it was translated from
    embargoed: datetime | None = None
    usage_terms: str = ""
    version: str = ""
    called_back: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A piece as the importer understood it, ready to be stored.

    `source_text` is the decoded source; `body_text` the blocks joined by blank lines, which together with
    `changes` gives `source_text` again. `doubt` runs from 0 (sure of everything) to 100.
    `headline_derived` marks a headline made from the first sentence, `headline` being that suggestion.
    """

    name: str
    facts: Facts
    body: tuple[Block, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    source_text: str
    encoding: str
    media_type: str
    headline_derived: bool = False
    suggested_topics: tuple[str, ...] = ()
    doubt: int = 0
    raw: bytes = b""  # this piece's part of a file that holds several
    images: tuple[Picture, ...] = ()

    @property
    def removed(self) -> tuple[Change, ...]:
        """What was taken out, in order of its place in the source."""
        return tuple(change for change in self.changes if change.kind in REMOVAL_KINDS)

    @property
    def body_text(self) -> str:
        """The plain text of the body."""
        return "\n\n".join(block.text for block in self.body)
