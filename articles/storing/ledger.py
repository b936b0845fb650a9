"""What is known of pieces that came before, and what therefore becomes of one that comes now.

Same bytes from the same origin: unchanged, unless they are to be read in another way now. Other bytes from the
same origin: updated, unless they declare an older state than the one that is here. The same bytes or words from
elsewhere: a duplicate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.ingest import versions
from articles.models import Source

from .entries import Entry, entries
from .pieces import Outcome, Piece
from .recognising import Recognition, said_by

DECLARED = ("id:", "url:")  # what a piece says it is, wherever its file lies
SAID = 600  # characters of a text that a dry run remembers
READING = ("format", "encoding", "columns")  # wishes that change how a file is read
GIVEN = ("publication", "language", "topics")  # wishes about a piece that are for the desk once it is stored


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

    `asked` are the options of the run, as ImportRun keeps them, `run` its number.
    """

    def __init__(self, asked: Mapping[str, object] | None = None, run: int | None = None) -> None:
        self.asked = asked or {}
        self.by_bytes: defaultdict[str, dict[str, Entry]] = defaultdict(dict)  # hash, then origin
        self.by_origin: dict[str, Entry] = {}
        self.by_words: dict[str, Entry] = {}
        self.refused: set[tuple[str, str]] = set()
        self.recognition = Recognition(run, self.by_bytes, self.by_origin)

    def decisions(self, pieces: Sequence[Piece]) -> list[Decision]:
        """Look the pieces up, say what becomes of each, and remember it."""
        self.look_up(pieces)
        return [self.decide(piece) for piece in self.recognition.recognised(pieces)]

    def look_up(self, pieces: Sequence[Piece]) -> None:
        """Read what is known of these pieces, in four queries whatever their number."""
        sources = Source.objects.order_by("id")
        for entry in entries(sources.filter(sha256__in=_set(p.sha256 for p in pieces))):
            self.by_bytes[entry.sha256].setdefault(entry.origin, entry)
        named = _set(p.origin for p in pieces) | _set(p.place for p in pieces if p.is_weak)
        files = _set(p.part_of for p in pieces)
        rows = (row for p in pieces if p.part_of for row in self.by_bytes.get(p.sha256, {}).values())
        named |= {row.origin for row in rows if row.part_of in files or row.origin in files}
        origins = Source.objects.filter(origin__in=named)
        latest = (
            origins.exclude(outcome=Outcome.REJECTED).order_by().values("origin").annotate(last=Max("id"))
        )
        for entry in entries(sources.filter(id__in=latest.values("last"))):
            self.by_origin.setdefault(entry.origin, entry)
        told = sources.filter(text_sha256__in=_set(p.text_sha256 for p in pieces), article__isnull=False)
        for entry in entries(told):
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
        if (here := self.by_origin.get(piece.origin)) and (reason := _why_passed_over(piece, here)):
            return Decision(piece, Outcome.UNCHANGED, here, reason, writes=False)
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
        others = (
            entry
            for origin, entry in rows.items()
            if not piece.origin or origin.startswith(DECLARED) or entry.part_of == piece.origin
        )
        return next(others, None)

    def _elsewhere(self, piece: Piece, known: Entry | None) -> Entry | None:
        """The other row of these bytes; one whose article was deleted only if there is none else."""
        rows = self.by_bytes.get(piece.sha256, {}).values()
        others = (row for row in rows if row is not known and row.outcome != Outcome.REJECTED)
        return min(others, key=lambda row: row.was_deleted, default=None)

    def _is_read_as_asked(self, piece: Piece, known: Entry) -> bool:
        """Not asking for anything is content with whatever it was."""
        is_row = bool(piece.beside)  # the columns of a table say nothing to other pieces
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
        entry = Entry(
            None, piece.name, piece.origin, piece.sha256, piece.text_sha256, outcome, None, None,
            part_of=piece.part_of, asked=self.asked,
        )  # fmt: skip
        if story := piece.story:
            entry.encoding, entry.media_type = story.encoding[:40], story.media_type[:100]
            entry.declared_version, entry.called_back = story.facts.version, story.facts.called_back
            entry.said = said_by(piece)[:SAID] if piece.is_weak else ""
        return entry

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


def _why_passed_over(piece: Piece, here: Entry) -> str:
    """Why an older state of a piece changes nothing: empty if it is none.

    What was called back is opened again only by a state that is surely newer.
    """
    said = piece.story.facts.version if piece.story else ""
    if said and here.declared_version and versions.is_older(said, here.declared_version):
        return _("It is older than what is here (%(name)s).") % {"name": here.name}
    is_again = piece.story and not piece.story.facts.called_back
    if here.called_back and is_again and not versions.is_older(here.declared_version, said):
        return _("Its provider called it back since (%(name)s).") % {"name": here.name}
    return ""


def _set(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key}
