"""What is known of pieces that came before, and what therefore becomes of one that comes now.

Same bytes from the same origin: unchanged, unless they are to be read in another way now. Other bytes from the
same origin: updated. The same bytes or words from elsewhere: a duplicate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import Source

from .pieces import Outcome, Piece

DECLARED = ("id:", "url:")  # what a piece says it is, wherever its file lies
READING = ("format", "encoding", "columns")  # wishes that change how a file is read
GIVEN = ("publication", "language", "topics")  # wishes about a piece that are for the desk once it is stored
OF_AN_ARTICLE = (Source.Outcome.CREATED, Source.Outcome.UPDATED)


@dataclass(slots=True, eq=False)
class Entry:
    """A row of Source, or one about to be written: `article_id` is filled in once the article has its row."""

    source_id: int | None
    name: str
    origin: str
    sha256: str
    text_sha256: str
    outcome: str
    article_id: int | None
    article_version: int | None
    encoding: str = ""
    media_type: str = ""
    asked: Mapping[str, object] = field(default_factory=dict)  # the options of the run that brought it

    @property
    def was_deleted(self) -> bool:
        return self.article_id is None and self.source_id is not None and self.outcome != Outcome.REJECTED

    @property
    def is_of_an_article(self) -> bool:
        """Whether the article comes from its origin. Not so for a duplicate, or once it was deleted."""
        pending = self.source_id is None
        return self.outcome in OF_AN_ARTICLE and (pending or self.article_id is not None)


COLUMNS = (
    "id", "name", "origin", "sha256", "text_sha256", "outcome", "article_id", "article_version",
    "encoding", "media_type", "run__options",
)  # fmt: skip


@dataclass(slots=True)
class Decision:
    """What becomes of a piece. `entry` is what it repeats or changes, or itself if new.

    `writes` says whether it gets a row in Source; `frees` is the row that has to give up its hash for that.
    """

    piece: Piece
    outcome: Outcome
    entry: Entry
    reason: str = ""
    writes: bool = True
    frees: int | None = None


class Ledger:
    """Looks up pieces in Source, and remembers those decided on, so that one run meets none twice.

    `asked` are the options of the run, as ImportRun keeps them.
    """

    def __init__(self, asked: Mapping[str, object] | None = None) -> None:
        self.asked = asked or {}
        self.by_bytes: defaultdict[str, dict[str, Entry]] = defaultdict(dict)  # hash, then origin
        self.by_origin: dict[str, Entry] = {}
        self.by_words: dict[str, Entry] = {}
        self.refused: set[tuple[str, str]] = set()

    def look_up(self, pieces: Sequence[Piece]) -> None:
        """Read what is known of these pieces, in four queries whatever their number."""
        sources = Source.objects.order_by("id")
        for entry in _entries(sources.filter(sha256__in=_set(p.sha256 for p in pieces))):
            self.by_bytes[entry.sha256].setdefault(entry.origin, entry)
        origins = Source.objects.filter(origin__in=_set(p.origin for p in pieces))
        latest = (
            origins.exclude(outcome=Outcome.REJECTED).order_by().values("origin").annotate(last=Max("id"))
        )
        for entry in _entries(sources.filter(id__in=latest.values("last"))):
            self.by_origin.setdefault(entry.origin, entry)
        told = sources.filter(text_sha256__in=_set(p.text_sha256 for p in pieces), article__isnull=False)
        for entry in _entries(told):
            self.by_words.setdefault(entry.text_sha256, entry)
        unread = _set(p.name for p in pieces if p.error and not p.sha256)
        refused = sources.filter(outcome=Outcome.REJECTED, sha256="", name__in=unread)
        self.refused |= set(refused.values_list("name", "reason"))

    def is_known(self, piece: Piece) -> bool:
        """Whether the very bytes were stored before, are still what their origin says, and read as is asked."""
        known = self._same(piece)
        if known is None or known.outcome == Outcome.REJECTED:
            return False
        latest = self.by_origin.get(known.origin)
        went_back = known.origin == piece.origin and latest is not None and latest.sha256 != known.sha256
        return not went_back and self._is_read_as_asked(piece, known)

    def decide(self, piece: Piece) -> Decision:
        """Say what becomes of the piece, and remember it."""
        if piece.error:
            return self._refuse(piece, f"{piece.error.reason} {piece.error.remedy}"[:2000])
        known = self._same(piece)
        elsewhere = self._elsewhere(piece, known)
        if known and (piece.story is None or self.is_known(piece)):
            return Decision(piece, Outcome.UNCHANGED, known, self._why_unchanged(piece, known), writes=False)
        if not known and elsewhere and elsewhere.was_deleted:
            reason = self._why_unchanged(piece, elsewhere)
            return Decision(piece, Outcome.UNCHANGED, elsewhere, reason, writes=False)
        new = self._entry(piece, Outcome.CREATED)
        decision = Decision(piece, Outcome.CREATED, new, frees=known.source_id if known else None)
        latest, twin = self.by_origin.get(piece.origin) or known, self.by_words.get(piece.text_sha256)
        if piece.origin and latest and latest.is_of_an_article:
            decision.outcome, decision.entry, new.outcome = Outcome.UPDATED, latest, Outcome.UPDATED
        elif twin := elsewhere or (twin if piece.text_sha256 else None):
            decision.outcome, decision.entry, new.outcome = Outcome.DUPLICATE, twin, Outcome.DUPLICATE
            same = _("The very same file as %(name)s.") if elsewhere else _("The same text as %(name)s.")
            decision.reason = same % {"name": twin.name}
        self._remember(new, decision)
        return decision

    def _same(self, piece: Piece) -> Entry | None:
        """The row of these bytes from this origin. Where either has none of its own, that of any will do."""
        rows = self.by_bytes.get(piece.sha256, {})
        if found := rows.get(piece.origin) or (rows.get(piece.place) if piece.place else None):
            return found
        declared = (
            entry for origin, entry in rows.items() if not piece.origin or origin.startswith(DECLARED)
        )
        return next(declared, None)

    def _elsewhere(self, piece: Piece, known: Entry | None) -> Entry | None:
        """The other row of these bytes; one whose article was deleted only if there is none else."""
        rows = self.by_bytes.get(piece.sha256, {}).values()
        others = (row for row in rows if row is not known and row.outcome != Outcome.REJECTED)
        return min(others, key=lambda row: row.was_deleted, default=None)

    def _is_read_as_asked(self, piece: Piece, known: Entry) -> bool:
        """Not asking for anything is content with whatever it was."""
        is_row = "#" in piece.place  # the columns of a table say nothing to other pieces
        asked = {name: self.asked[name] for name in READING if self.asked.get(name)}
        if not asked or all(known.asked.get(name) == value for name, value in asked.items()):
            return True
        if piece.story is None or (is_row and "columns" in asked):
            return False
        new = self._entry(piece, Outcome.UNCHANGED)
        return (known.encoding, known.media_type, known.text_sha256) == (
            new.encoding, new.media_type, new.text_sha256,
        )  # fmt: skip

    def _entry(self, piece: Piece, outcome: Outcome) -> Entry:
        read = (piece.story.encoding[:40], piece.story.media_type[:100]) if piece.story else ("", "")
        return Entry(
            None,
            piece.name,
            piece.origin,
            piece.sha256,
            piece.text_sha256,
            outcome,
            None,
            None,
            *read,
            self.asked,
        )

    def _why_unchanged(self, piece: Piece, known: Entry) -> str:
        if known.was_deleted:
            return _("It is known, and its article was deleted since.")
        if known.name != piece.name and known.origin != piece.origin:
            return _("The very same file as %(name)s.") % {"name": known.name}
        idle = [name for name in GIVEN if self.asked.get(name) and self.asked[name] != known.asked.get(name)]
        if not idle:
            return ""
        told = _("It is stored already, so that %(options)s was not applied: say it at the desk.")
        return told % {"options": ", ".join(idle)}

    def _refuse(self, piece: Piece, reason: str) -> Decision:
        entry = self._entry(piece, Outcome.REJECTED)
        seen = bool(self.by_bytes.get(piece.sha256)) if piece.sha256 else (piece.name, reason) in self.refused
        if not seen:
            if piece.sha256:
                self.by_bytes[piece.sha256][piece.origin] = entry
            else:
                self.refused.add((piece.name, reason))
        return Decision(piece, Outcome.REJECTED, entry, reason, writes=not seen)

    def _remember(self, new: Entry, decision: Decision) -> None:
        self.by_bytes[new.sha256][new.origin] = new
        if new.origin:
            self.by_origin[new.origin] = new
        if new.text_sha256:
            # What says the same again repeats the article, not its repetition.
            self.by_words.setdefault(new.text_sha256, decision.entry)


def _entries(sources: Iterable[Source]) -> list[Entry]:
    return [Entry(*row) for row in sources.values_list(*COLUMNS)]  # type: ignore[attr-defined]


def _set(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key}
