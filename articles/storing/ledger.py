"""What is known of pieces that came before, and what therefore becomes of one that comes now.

Same bytes: unchanged. Other bytes from the same origin: updated. The same words from elsewhere: a duplicate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import Source

from .pieces import Outcome, Piece

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

    @property
    def is_of_an_article(self) -> bool:
        """Whether the article comes from its origin. Not so for a duplicate, or once it was deleted."""
        pending = self.source_id is None
        return self.outcome in OF_AN_ARTICLE and (pending or self.article_id is not None)


COLUMNS = (
    "id", "name", "origin", "sha256", "text_sha256", "outcome", "article_id", "article_version",
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
    """Looks up pieces in Source, and remembers those decided on, so that one run meets none twice."""

    def __init__(self) -> None:
        self.by_bytes: dict[str, Entry] = {}
        self.by_origin: dict[str, Entry] = {}
        self.by_words: dict[str, Entry] = {}
        self.refused: set[tuple[str, str]] = set()

    def look_up(self, pieces: Sequence[Piece]) -> None:
        """Read what is known of these pieces, in four queries whatever their number."""
        sources = Source.objects.order_by("id")
        for entry in _entries(sources.filter(sha256__in=_set(p.sha256 for p in pieces))):
            self.by_bytes.setdefault(entry.sha256, entry)
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
        """Whether the very bytes were stored before and are still what their origin says."""
        known = self.by_bytes.get(piece.sha256)
        if known is None or known.outcome == Outcome.REJECTED:
            return False
        latest = self.by_origin.get(known.origin)
        went_back = known.origin == piece.origin and latest is not None and latest.sha256 != known.sha256
        return not went_back

    def decide(self, piece: Piece) -> Decision:
        """Say what becomes of the piece, and remember it."""
        if piece.error:
            return self._refuse(piece, f"{piece.error.reason} {piece.error.remedy}"[:2000])
        known = self.by_bytes.get(piece.sha256)
        if known and (piece.story is None or self.is_known(piece)):
            return Decision(piece, Outcome.UNCHANGED, known, _why_unchanged(piece, known), writes=False)
        new = Entry(
            None, piece.name, piece.origin, piece.sha256, piece.text_sha256, Outcome.CREATED, None, None
        )
        latest, twin = self.by_origin.get(piece.origin), self.by_words.get(piece.text_sha256)
        decision = Decision(piece, Outcome.CREATED, new, frees=known.source_id if known else None)
        if piece.origin and latest and latest.is_of_an_article:
            decision.outcome, decision.entry, new.outcome = Outcome.UPDATED, latest, Outcome.UPDATED
        elif piece.text_sha256 and twin:
            decision.outcome, decision.entry, new.outcome = Outcome.DUPLICATE, twin, Outcome.DUPLICATE
            decision.reason = _("The same text as %(name)s.") % {"name": twin.name}
        self._remember(new, decision)
        return decision

    def _refuse(self, piece: Piece, reason: str) -> Decision:
        entry = Entry(None, piece.name, piece.origin, piece.sha256, "", Outcome.REJECTED, None, None)
        seen = piece.sha256 in self.by_bytes if piece.sha256 else (piece.name, reason) in self.refused
        if not seen:
            if piece.sha256:
                self.by_bytes[piece.sha256] = entry
            else:
                self.refused.add((piece.name, reason))
        return Decision(piece, Outcome.REJECTED, entry, reason, writes=not seen)

    def _remember(self, new: Entry, decision: Decision) -> None:
        self.by_bytes[new.sha256] = new
        if new.origin:
            self.by_origin[new.origin] = new
        if new.text_sha256:
            # What says the same again repeats the article, not its repetition.
            self.by_words.setdefault(new.text_sha256, decision.entry)


def _entries(sources: Iterable[Source]) -> list[Entry]:
    return [Entry(*row) for row in sources.values_list(*COLUMNS)]  # type: ignore[attr-defined]


def _set(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key}


def _why_unchanged(piece: Piece, known: Entry) -> str:
    if known.article_id is None and known.source_id is not None:
        return _("It is known, and its article was deleted since.")
    if known.name != piece.name:
        return _("The very same file as %(name)s.") % {"name": known.name}
    return ""
