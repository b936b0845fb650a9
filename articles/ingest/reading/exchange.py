"""What the readers of feeds, exports and agency formats share: dates, people, findings, one document a piece."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, Self, TypeVar

from ...errors import ReadingError
from .. import dates, versions
from ..document import Document
from ..features import fold
from ..lexicon import Lexicon, lexicon
from ..names import is_name, tidy
from ..story import Facts, Finding, Person, SourceFile
from . import characters, html_blocks, html_tree, layout

MAX_PIECES = 20_000
MAX_TAGS = 100_000  # in one piece
FIRST = 6_000  # characters of a text that a summary is compared with
PARTIAL = "The file holds a summary of this piece, not its text."
_BY = re.compile(r"(?i)^(?:by|von|par|por|di|de|door)\s*:?\s+(?=\S)")
_MORE = re.compile(r"(?i)(?:\[?(?:…|\.\.\.|&hellip;)\]?|continue reading.*|read more.*)$")
_AMONG = re.compile(r"\s*[;&/|]\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|e|en)\s+")
_MAIL = re.compile(r"\s*[<(\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)\]]?\s*")
_RFC822 = re.compile(r"(?i)^(?:[a-z]{3,9}\.?,?\s+)?\d{1,2}\s+[a-z]{3,9}\.?\s+\d{2,4}\s+\d")


T = TypeVar("T", bound=Sized)


@dataclass(slots=True)
class Piece:
    """One piece of a file while it is read: what it declares, its body in HTML or plain text, what is odd.

    `body` is HTML, or an element of a tree; `text` is used where there is no HTML. `version` tells two states of
    one identity in this file apart; the fact of that name does so across files.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    body: Any = ""
    text: str = ""
    raw: bytes = b""
    base: str = ""
    version: str = ""

    @property
    def content(self) -> Any:
        """The body in whatever form it came."""
        return self.text if isinstance(self.body, str) and not self.body.strip() else self.body

    def is_of(self, number: object = "", changed: object = None) -> None:
        """Note which state of its piece it is: by the number its provider gives it, or when it was changed."""
        self.version = self.version or versions.of(number, moment(changed))
        self.state(version=self.version)

    def state(self, **facts: Any) -> None:
        """Fill in what is not known yet."""
        for name, value in facts.items():
            if value and not self.facts.get(name):
                self.facts[name] = value

    def without(self, *facts: str) -> Self:
        """Without what it declares of these."""
        for name in facts:
            self.facts.pop(name, None)
        return self

    def note(self, code: str, message: str, evidence: str = "", suggestion: str = "") -> None:
        self.findings.append(Finding(code, message, evidence[:500], suggestion, confidence=1.0))

    def hold_back(self, reason: str, evidence: str = "") -> None:
        """A piece that was not meant to be read yet, or no more."""
        self.note("held-back", reason, evidence, "Publish it only if it may be read now.")

    def moment(self, value: object) -> datetime | date | None:
        """A declared date; one that cannot be read becomes a finding."""
        when = moment(value)
        if when is None and str(value or "").strip():
            self.note(
                "date-unreadable", "A declared date cannot be read.", str(value), "Set the date by hand."
            )
        return when

    def exactly(self, value: object) -> datetime | None:
        """A declared moment, in UTC where no zone is named; None for a day alone."""
        when = self.moment(value)
        return in_utc(when) if isinstance(when, datetime) else None


class State(NamedTuple):
    """What tells a piece of a file from the others, and its states from each other."""

    identity: str = ""
    version: str = ""
    address: str = ""


def documents(
    source: SourceFile, pieces: list[Piece], media_type: str, encoding: str
) -> tuple[Document, ...]:
    """A document for each piece; where one file holds several versions of a piece, the newest alone.

    What a piece held is let go as soon as its document is made: a file may hold very many.
    """
    states = {at: State(p.facts.get("identity", ""), p.version) for at, p in enumerate(pieces)}
    kept = deque(enumerate([pieces[at] for at in newest(states)], start=1))
    pieces.clear()
    found: list[Document] = []
    while kept:
        number, piece = kept.popleft()
        found.append(document(f"{source.name}#{number}", piece, media_type, encoding))
    return tuple(found)


def bounded(source: SourceFile, items: T) -> T:
    """The items of a file, if they are not too many to be read in one go."""
    if len(items) > MAX_PIECES:
        raise ReadingError(
            source.name, f"holds more than {MAX_PIECES:,} pieces.", "Split it into smaller files."
        )
    return items


def newest(states: Mapping[int, State]) -> list[int]:
    """The numbers of the pieces without those of which a newer state is there."""
    chosen: dict[str | int, int] = {}
    for number, state in states.items():
        key = state.identity or number
        if key not in chosen or not versions.is_older(state.version, states[chosen[key]].version):
            chosen[key] = number
    return sorted(chosen.values())


def document(name: str, piece: Piece, media_type: str, encoding: str) -> Document:
    found = Document(name, "", (), encoding=encoding, media_type=media_type, raw=piece.raw)
    try:
        if piece.content is piece.body:
            _check_tags(name, piece.body)
            text, passages, marks, blocks = html_blocks.blocks(piece.body, piece.base, name=name)
            found = replace(found, text=text, passages=passages, marks=marks, blocks=blocks)
        else:
            text = piece.text.replace("\0", "")
            passages = tuple(layout.passages(name, text, characters.edits(text, name)))
            found = replace(found, text=text, passages=passages)
    except ReadingError as error:  # this piece alone
        return replace(found, error=error)
    if piece.facts.get("usage_terms"):
        piece.note("usage-terms", "The provider sets terms for using the piece.", piece.facts["usage_terms"])
    return replace(found, facts=Facts(**piece.facts), findings=tuple(piece.findings))


def _check_tags(name: str, body: Any) -> None:
    count = body.count("<") if isinstance(body, str) else sum(1 for _ in body.iter())
    if count > MAX_TAGS:
        raise ReadingError(name, f"has more than {MAX_TAGS:,} tags.", "Export it again as plain text.")


def nothing(source: SourceFile, what: str) -> ReadingError:
    """What to say of a file of a known format that holds no article: `what` it holds."""
    return ReadingError(source.name, f"holds {what}, and no article.", "Leave it out.")


def moment(value: object) -> datetime | date | None:
    """A date in the forms of feeds and exports: ISO 8601, RFC 822, milliseconds since 1970. None for any other."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    text = str(value).strip()[:100]
    if not text or text.startswith("0000"):
        return None
    if _RFC822.match(text):
        try:
            when = parsedate_to_datetime(text)
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
        return in_utc(when) if dates.OLDEST <= when.year <= dates.NEWEST else None
    if text.isdigit() and len(text) in (10, 13):
        return _since_1970(int(text))
    return dates.parse(text)


def _since_1970(value: float) -> datetime | None:
    seconds = value / 1000 if abs(value) > 100_000_000_000 else value
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if dates.OLDEST <= when.year <= dates.NEWEST and seconds > 0 else None


def in_utc(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def plain(markup: object) -> str:
    """What a title or summary says, without the markup and entities it may hold, on one line."""
    text = markup if isinstance(markup, str) else ""
    if "<" in text or "&" in text:
        try:
            text = html_tree.words(html_tree.parse(text))
        except ReadingError:  # too deep; as a title or summary it is not worth a refusal
            text = re.sub(r"<[^<>]*>", " ", text)
    return " ".join(text.split())


def people(line: str, role: str = "author", language: str = "") -> tuple[Person, ...]:
    """Those a credit names: `By Ada Quill and Ben Marsh`, `Ada Quill, Chief Reporter`, `a@b.org (Ada Quill)`."""
    line = " ".join(line.split())
    in_brackets = re.fullmatch(r"\S+@\S+\s*\(([^()]+)\)", line)
    line = _BY.sub("", (in_brackets[1] if in_brackets else _MAIL.sub(" ", line)).strip())
    lex = lexicon(language)
    found: list[Person] = []
    for part in _AMONG.split(line)[:30]:
        names = [name.strip() for name in part.split(",") if name.strip()]
        names[-1:] = _listed(names[-1], lex) if len(names) > 1 else names
        if names and not all(_is_person(name, lex) for name in (*_AND.split(names[0]), *names[1:])):
            named, title = _listed(names[0], lex), ", ".join(names[1:])[:200]
            found += [Person(tidy(one)[:200], "", role, title) for one in named]
            continue
        found += [Person(tidy(one)[:200], "", role) for name in names for one in _AND.split(name)]
    return credited(found)


def _listed(last: str, lex: Lexicon) -> list[str]:
    """The end of a list, `Bo Lund and Cai Pugh`, as its names; a title's two words stay together."""
    names = [name.strip() for name in _AND.split(f" {last}") if name.strip()]
    return names if all(_is_person(name, lex) for name in names) else [last]


def _is_person(name: str, lex: Lexicon) -> bool:
    """Whether it is a name of two words and no job."""
    return is_name(name, lex, least=2) and fold(name.split()[-1]) not in lex.words("byline", "roles")


def credited(persons: Iterable[Person]) -> tuple[Person, ...]:
    """Nobody twice, nobody who is no one in particular (`admin`, `Staff Reporter`), in order."""
    found: dict[str, Person] = {}
    nobody = lexicon("en").words("byline", "nobody")
    for person in persons:
        if person.name and fold(person.name) not in nobody:
            found.setdefault(person.name.casefold(), person)
    return tuple(found.values())


def topics(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in (" ".join(name.split()) for name in names):
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:50]


def standfirst(summary: str, body: Any) -> str:
    """The summary, if it says something of its own: many systems make it of the text's first words."""
    if not summary:
        return ""
    summary = plain(summary)
    text = plain(body[:FIRST]) if isinstance(body, str) else html_tree.words(body)
    start = re.sub(r"\W+", "", text[:FIRST]).casefold()
    own = re.sub(r"\W+", "", _MORE.sub("", summary))
    return "" if not own or len(summary) > 600 or start.startswith(own.casefold()) else summary


def text_of(value: object) -> str:
    """A value of JSON as text: strings stripped, numbers written out, anything else empty."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def mapped(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def marked(pieces: list[Piece], elements: list[Any], faults: tuple[tuple[int, str], ...]) -> list[Piece]:
    """With a finding on each piece that stands where the file is broken: words may be missing from it."""
    lines = [element.sourceline or 0 for element in elements]
    for line, message in faults:
        number = max(0, bisect_right(lines, line) - 1)
        if pieces[number : number + 1]:
            note_broken(pieces[number], (line, message))
    return pieces


def note_broken(piece: Piece, fault: tuple[int, str]) -> None:
    """Say once of a piece that the file is broken in it."""
    if not any(finding.code == "partial" for finding in piece.findings):
        message = "The file is broken in this piece, which may lack words."
        piece.note("partial", message, f"line {fault[0]}: {fault[1]}")
