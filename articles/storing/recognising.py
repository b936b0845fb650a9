"""Which of the stored pieces one is, where all it declares is a number: that of its row, or an id of a few signs.

Rows move: what is put in on top of a table is no new state of what stood there. So a piece of several in a file is
known by its bytes, then by its words, then by its headline with something in common, then by having most of its
words in common; what is none of the others is a new piece. An id of a few signs is given by many: beyond its
file it counts only for a piece that has something in common with the one that is here.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, Q

from articles.ingest.features import fold
from articles.models import Article, Fingerprint, Source
from articles.plain_text import plain_text

from .entries import OF_AN_ARTICLE, Entry, entries
from .likeness import LEAST_ALIKE, MUCH_ALIKE, is_alike, share
from .pieces import Outcome, Piece, bounded
from .values import Fitting

VALUES, HELD = 12, 20_000  # values by which each is looked up, and rows of the answer, at most
COMPARED = 8  # pieces that one is compared with word by word
A_DAY = timedelta(days=1)
_NUMBER = re.compile(r"#(\d+)(?::[0-9a-f]+)?$")


class Told(NamedTuple):
    """What an article says now, folded."""

    headline: str
    text: str
    published: datetime | None


@dataclass(slots=True)
class Recognition:
    """Gives pieces the origin under which they are known. `run` is the one under way, whose pieces are no others.

    `by_bytes` and `by_origin` are the ledger's, and see what is found here.
    """

    run: int | None
    by_bytes: Mapping[str, Mapping[str, Entry]]
    by_origin: dict[str, Entry]
    claimed: set[str] = field(default_factory=set)
    _files: dict[str, list[tuple[Entry, str]]] = field(default_factory=dict)

    def recognised(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces under their origins, in the same order; in as many queries for one as for hundreds."""
        numbered = [piece for piece in pieces if piece.part_of and piece.story]
        found = {id(piece): entry for piece in numbered if (entry := self._by_bytes(piece))}
        unknown = [piece for piece in numbered if id(piece) not in found and not _is_repeat(piece)]
        found |= self._by_words(unknown) if unknown else {}
        others = self._others(pieces)
        return [self._called(piece, found.get(id(piece)), id(piece) in others) for piece in pieces]

    def _called(self, piece: Piece, entry: Entry | None, is_other: bool) -> Piece:
        if entry:
            self.by_origin[entry.origin] = entry
            return replace(piece, origin=entry.origin)
        if is_other:
            return replace(piece, origin=piece.place, is_weak=False)
        if piece.part_of and piece.story and piece.origin in self.by_origin:  # its number is another's
            return replace(piece, origin=bounded(f"{piece.origin}:{piece.sha256[:12]}"))
        return piece

    # --- Rows of a file ---------------------------------------------------------------------------

    def _by_bytes(self, piece: Piece) -> Entry | None:
        """The same row as it is known. What repeats an earlier row of the file is known by its number alone."""
        same = [
            entry
            for entry in self.by_bytes.get(piece.sha256, {}).values()
            if piece.part_of in (entry.part_of, entry.origin)
            and entry.outcome != Outcome.REJECTED
            and self.by_origin.get(entry.origin, entry).sha256 == entry.sha256
        ]
        if _is_repeat(piece):
            same = [entry for entry in same if entry.origin == piece.origin]
        return max(same, key=lambda e: (e.is_of_an_article, e.origin == piece.origin), default=None)

    def _by_words(self, pieces: Sequence[Piece]) -> dict[int, Entry]:
        """The best matches first, each piece and each entry once."""
        self._load({piece.part_of for piece in pieces})
        pieces = [piece for piece in pieces if any(self._free(piece))]
        if not pieces:
            return {}
        near = {id(piece): self._near(piece) for piece in pieces}
        self._add_alike(pieces, near)
        told = _told({entry.article_id for found in near.values() for entry in found if entry.article_id})
        scored = sorted(
            (
                (worth, -_apart(piece, entry), -number, piece, entry)
                for number, piece in enumerate(pieces)
                for entry in near[id(piece)]
                if (worth := _worth(piece, entry, told.get(entry.article_id or 0)))
            ),
            key=lambda match: match[:3],
            reverse=True,
        )
        matched: dict[int, Entry] = {}
        for *_rank, piece, entry in scored:
            if id(piece) not in matched and entry.origin not in self.claimed:
                matched[id(piece)] = entry
                self.claimed.add(entry.origin)
        return matched

    def _load(self, files: set[str]) -> None:
        """The pieces of these files as they came last, in earlier runs, with the headlines they have now."""
        missing = files - set(self._files)
        if not missing:
            return
        self._files |= {file: [] for file in missing}
        rows = Source.objects.filter(Q(part_of__in=missing) | Q(origin__in=missing))
        latest = rows.exclude(outcome=Outcome.REJECTED).order_by().values("origin")
        latest = latest.annotate(last=Max("id"), last_run=Max("run"))
        if self.run:
            latest = latest.exclude(last_run=self.run)
        known = Source.objects.filter(id__in=latest.values("last"), outcome__in=OF_AN_ARTICLE)
        known = known.filter(article__isnull=False).order_by("id")
        headlines = known.values_list("article__headline", flat=True)
        for entry, headline in zip(entries(known), headlines, strict=True):
            self._files[entry.part_of or entry.origin].append((entry, fold(headline)))

    def _free(self, piece: Piece) -> Iterator[tuple[Entry, str]]:
        """Those that no other row can be. A row that comes by itself can only be the one of its number."""
        for entry, headline in self._files[piece.part_of]:
            if entry.origin in self.claimed or entry.sha256 in piece.beside:
                continue
            if piece.beside or entry.origin == piece.origin:
                yield entry, headline

    def _near(self, piece: Piece) -> list[Entry]:
        """Those of the same words, the same headline or the same number, the nearest ones."""
        headline = _headline(piece)
        found = [
            entry
            for entry, its_headline in self._free(piece)
            if (headline and headline == its_headline)
            or (piece.text_sha256 and piece.text_sha256 == entry.text_sha256)
            or entry.origin == piece.origin
        ]
        return sorted(found, key=lambda entry: _apart(piece, entry))[:COMPARED]

    def _add_alike(self, pieces: Sequence[Piece], near: dict[int, list[Entry]]) -> None:
        """Those that share some of the values by which copies are found."""
        wanted = {value for piece in pieces for value in piece.values[:VALUES]}
        files = {piece.part_of for piece in pieces}
        rows = Fingerprint.objects.filter(value__in=wanted, article__sources__part_of__in=files)
        holders: defaultdict[int, set[int]] = defaultdict(set)
        for value, article in rows.values_list("value", "article_id").distinct()[:HELD]:
            holders[value].add(article)
        for piece in pieces:
            shared: defaultdict[int, int] = defaultdict(int)
            for value in piece.values[:VALUES]:
                for article in holders.get(value, ()):
                    shared[article] += 1
            if shared:
                free = [e for e, _headline in self._free(piece) if (e.article_id or 0) in shared]
                free.sort(key=lambda entry: -shared[entry.article_id or 0])
                near[id(piece)] = list(dict.fromkeys([*near[id(piece)], *free[:COMPARED]]))

    # --- Ids of a few signs -----------------------------------------------------------------------

    def _others(self, pieces: Sequence[Piece]) -> set[int]:
        """Which pieces (by `id()`) bear the id of one that they have nothing in common with."""
        doubtful = [
            (piece, entry)
            for piece in pieces
            if piece.is_weak and piece.story and (entry := self.by_origin.get(piece.origin))
            if entry.is_of_an_article and entry.sha256 != piece.sha256 and _file(entry) != _file(piece)
        ]
        if not doubtful:
            return set()
        ids = {entry.article_id for _piece, entry in doubtful if entry.article_id}
        rows = Article.objects.filter(pk__in=ids).values_list("pk", "headline", "body")
        told = {pk: (headline, body) for pk, headline, body in rows}
        return {
            id(piece)
            for piece, entry in doubtful
            if not is_alike(*told.get(entry.article_id or 0, ("", entry.said)), said_by(piece))
        }


def said_by(piece: Piece) -> str:
    """The headline and the text of a piece."""
    return f"{piece.story.facts.headline}\n{piece.story.body_text}" if piece.story else ""


def _is_repeat(piece: Piece) -> bool:
    """Whether an earlier row of its file has the same bytes."""
    return piece.beside.get(piece.sha256, piece.origin) != piece.origin


def _headline(piece: Piece) -> str:
    story = piece.story
    return fold(story.facts.headline) if story and not story.headline_derived else ""


def _file(known: Piece | Entry) -> str:
    return _NUMBER.sub("", known.name)


def _apart(piece: Piece, entry: Entry) -> int:
    """How many rows lie between the two."""
    numbers = [int(found[1]) for name in (piece.name, entry.name) if (found := _NUMBER.search(name))]
    return abs(numbers[0] - numbers[1]) if len(numbers) == 2 else 0


def _told(ids: set[int]) -> dict[int, Told]:
    rows = Article.objects.filter(pk__in=ids)
    fields = rows.values_list("pk", "headline", "body", "published_at", "published_at_assumed")
    return {
        pk: Told(fold(headline), fold(plain_text(body)), None if assumed else published)
        for pk, headline, body, published, assumed in fields
    }


def _worth(piece: Piece, entry: Entry, told: Told | None) -> float:
    """How surely the two are one piece; 0 if they are not."""
    if piece.text_sha256 and piece.text_sha256 == entry.text_sha256:
        return 3.0
    if told is None or piece.story is None or _is_of_another_day(piece, told):
        return 0.0
    text = fold(piece.story.body_text)
    shared = share(text, told.text)
    if (headline := _headline(piece)) and headline == told.headline:
        return 1.0 + shared if shared >= LEAST_ALIKE or not (text and told.text) else 0.0
    return shared if shared >= MUCH_ALIKE else 0.0


def _is_of_another_day(piece: Piece, told: Told) -> bool:
    """Whether both are dated, a day or more apart: the weather of two days is two pieces."""
    when = Fitting().moment(piece.story.facts.published) if piece.story else None
    return bool(when and told.published and abs(when - told.published) >= A_DAY)
