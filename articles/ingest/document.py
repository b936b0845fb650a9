"""A piece on its way through cleaning and extracting: passages of the source, each with its fate.

The passages of a document lie in the order of the source and together cover every character of it that is not
white space. A rule never deletes: it gives a passage another fate, cuts it in two, or edits its reading.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..errors import IngestError
from .story import BODY_KINDS, Facts, Finding, Picture


@dataclass(frozen=True, slots=True)
class Edit:
    """`source[start:end]` is read as `after`."""

    start: int
    end: int
    after: str
    rule: str
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup that a reader of a markup format found: source[start:end] stands in `tag`, with `href` on links.

    Marks of one document are nested or apart, never crossed.
    """

    start: int
    end: int
    tag: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source from `start` to `end`, read as `text` (the source with `edits` made).

    `fate` is one of BODY_KINDS, a removal kind, or `field:<name>`. `step` and `rule` name who decided; an
    undecided passage has an empty `rule`. `quotes` counts how deep it stands in block quotes (Markdown).
    """

    text: str
    start: int
    end: int
    edits: tuple[Edit, ...] = ()
    fate: str = "p"
    step: str = ""
    rule: str = ""
    confidence: float = 1.0
    reason: str = ""

    @property
    def in_body(self) -> bool:
        return self.fate in BODY_KINDS

    @property
    def is_judged(self) -> bool:
        """Whether rules look at its words: what is kept whole, and footnotes, they leave alone."""
        return self.in_body and self.fate not in ("raw", "note")

    @property
    def is_open(self) -> bool:
        """Whether no rule has spoken yet."""
        return not self.rule

    def as_kind(
        self, fate: str, step: str, rule: str, confidence: float = 1.0, reason: str = ""
    ) -> "Passage":
        return replace(self, fate=fate, step=step, rule=rule, confidence=confidence, reason=reason)

    def source_at(self, at: int) -> int:
        """The source offset of text offset `at`; inside a replacement, the end of what it replaced."""
        grown = 0  # how much longer the text is than the source, up to here
        for edit in self.edits:
            place = edit.start - self.start + grown
            if at <= place:
                break
            if at < place + len(edit.after):
                return edit.end
            grown += len(edit.after) - (edit.end - edit.start)
        return self.start + at - grown

    def text_at(self, place: int) -> int:
        """The text offset of source offset `place`, the inverse of `source_at`; within the passage's bounds."""
        grown = 0
        for edit in self.edits:
            if place < edit.end:
                place = min(place, edit.start)
                break
            grown += len(edit.after) - (edit.end - edit.start)
        return max(0, min(len(self.text), place - self.start + grown))

    def edited(
        self, start: int, end: int, after: str, rule: str, confidence: float, reason: str
    ) -> "Passage":
        """With text[start:end] read as `after`. The stretch must not touch an earlier edit."""
        begin, stop = self.source_at(start), self.source_at(end)
        if any(edit.start < stop and begin < edit.end for edit in self.edits):
            return self
        edits = sorted(
            (*self.edits, Edit(begin, stop, after, rule, confidence, reason)), key=lambda e: (e.start, e.end)
        )
        return replace(self, text=self.text[:start] + after + self.text[end:], edits=tuple(edits))

    def cut(self, at: int) -> tuple["Passage", "Passage"]:
        """Two passages, split at text offset `at`, each without white space at its ends."""
        middle = self.source_at(at)
        left = tuple(e for e in self.edits if e.end <= middle)
        right = tuple(e for e in self.edits if e.end > middle)
        return (
            replace(self, text=self.text[:at], end=middle, edits=left).trimmed(),
            replace(self, text=self.text[at:], start=middle, edits=right).trimmed(),
        )

    def trimmed(self) -> "Passage":
        """Without white space at its ends."""
        text = self.text.strip()
        if text == self.text:
            return self
        lead = len(self.text) - len(self.text.lstrip())
        start, end = self.source_at(lead), self.source_at(lead + len(text))
        edits = [e for e in self.edits if e.start >= start and e.end <= end]
        # Invisible characters at the ends stay inside the passage: every character must be accounted for.
        if any(e.end <= start and e.start < e.end for e in self.edits):
            edits.insert(0, Edit(self.start, start, "", "invisible"))
            start = self.start
        if any(e.start >= end and e.start < e.end for e in self.edits):
            edits.append(Edit(end, self.end, "", "invisible"))
            end = self.end
        return replace(self, text=text, start=start, end=end, edits=tuple(edits))


@dataclass(frozen=True)
class Document:
    """A piece between reading and storing. `text` is the decoded source; offsets count its characters.

    A reader of a markup format makes `text` from the file (all its words, a line a block), with `marks` for inline
    markup and, in `blocks`, the HTML of what is kept whole (tables, figures), by the start of its passage, whose
    fate is `raw`. Where a file holds several pieces, `raw` is this one's part of it; one of them that is no piece
    has an `error`, so that the others go on. `images` are its pictures, the leading one first.
    """

    name: str
    text: str
    passages: tuple[Passage, ...]
    facts: Facts = field(default_factory=Facts)
    findings: tuple[Finding, ...] = ()
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    language: str = ""
    hints: dict[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    blocks: Mapping[int, str] = field(default_factory=dict)
    raw: bytes = b""
    images: tuple[Picture, ...] = ()
    error: IngestError | None = None

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.in_body)

    def opens_block(self, index: int) -> bool:
        """Whether an empty line stands before the passage (or nothing at all)."""
        if index == 0:
            return True
        gap = self.text[self.passages[index - 1].end : self.passages[index].start]
        return gap.count("\n") > 1

    def with_passages(self, passages: "list[Passage] | tuple[Passage, ...]") -> "Document":
        return replace(self, passages=tuple(passages))

    def mapped(self, change: Callable[[Passage], Passage]) -> "Document":
        """With every passage still in the body passed through `change`."""
        return self.with_passages([change(p) if p.in_body else p for p in self.passages])

    def noting(self, *findings: Finding) -> "Document":
        return replace(self, findings=(*self.findings, *findings))

    def hinting(self, **hints: str) -> "Document":
        """With what one step leaves for a later one to judge; an earlier hint of the name stays."""
        return replace(self, hints={**hints, **self.hints})

    def stating(self, **facts: object) -> "Document":
        """With facts filled in where nothing is known yet."""
        empty = {name: value for name, value in facts.items() if value and not getattr(self.facts, name)}
        return replace(self, facts=replace(self.facts, **empty)) if empty else self  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Streamed:
    """Documents that are made when they are asked for, each time anew: a file may hold more than memory does.

    `make` gives the one of a number, from 0 on, and `raw` its part of the file without making it.
    """

    count: int
    make: Callable[[int], Document]
    raw: Callable[[int], bytes]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Document]:
        return map(self.make, range(self.count))

    def __getitem__(self, number: int) -> Document:
        if not 0 <= number < self.count:
            raise IndexError(number)
        return self.make(number)


Documents = tuple[Document, ...] | Streamed


def each(documents: Documents, change: Callable[[Document], Document]) -> Documents:
    """The documents passed through `change`; those that are streamed, as they are made."""
    if isinstance(documents, Streamed):
        return replace(documents, make=lambda number: change(documents.make(number)))
    return tuple(map(change, documents))


def raw_of(documents: Documents, number: int) -> bytes:
    """A document's part of the file it came in."""
    if isinstance(documents, Streamed):
        return documents.raw(number)
    return documents[number].raw or documents[number].text.encode("utf-8", "replace")
