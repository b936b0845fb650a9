"""How well copies are found, and what it costs to look one piece up among very many."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import ClassVar
from unittest.mock import patch

from django.db import transaction
from django.utils.html import format_html_join

from articles.ingest.story import Block, Facts, SourceFile, Story
from articles.models import Article, ImportRun, Likeness
from articles.relating import Arrival, arrivals, relate
from articles.relating.holders import Holders
from articles.storing import Piece, store

from .copied import KINDS, Made, Writer

AT_ONCE = 200
NEW = 1_000  # pieces that are looked up at each size of the archive
WORDS_EACH = 700
FIRST, A_DAY = datetime(2015, 1, 1, tzinfo=UTC), 27  # pieces of a day: 100,000 in ten years


def find(made: Sequence[Made]) -> dict[str, int]:
    """Store the pieces; return how many copies of each kind were found, how many pairs, and how many wrongly."""
    run = ImportRun.objects.create(command="benchmark_copies")
    ids: list[int] = []
    for start in range(0, len(made), AT_ONCE):
        pieces = [piece(start + place, one) for place, one in enumerate(made[start : start + AT_ONCE])]
        ids += [result.article_id or 0 for result in store(pieces, run)]
    numbers = {pk: number for number, pk in enumerate(ids)}
    pairs = [
        (numbers[one], numbers[other]) for one, other in Likeness.objects.values_list("article", "other")
    ]
    right = {number for number, source in pairs if made[number].source == source}
    found = Counter(made[number].kind for number in right)
    return {**{kind: found[kind] for kind in KINDS}, "pairs": len(pairs), "wrong": len(pairs) - len(right)}


def piece(number: int, made: Made) -> Piece:
    """The piece as if it had been read, without any cleaning: what a site puts around stays."""
    body = tuple(Block("p", paragraph, paragraph, 0, 0) for paragraph in made.paragraphs)
    facts = Facts(headline=made.headline, language="en")
    story = Story(str(number), facts, body, (), (), "\n\n".join(made.paragraphs), "utf-8", "text/plain")
    return Piece.of(SourceFile(str(number), str(number).encode(), f"path:/{number}"), story)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one new piece costs in an archive of `size` pieces.

    `known` and `looked_up` are CPU milliseconds: for what it is known by; for looking it up, comparing it and
    writing that down, to the commit. The others count rows and pieces, which no clock disturbs.
    """

    size: int
    known: float
    looked_up: float
    read: float
    compared: float
    written: float

    @property
    def in_fingerprints(self) -> float:
        """Both times, in multiples of the first, which is the same work in every archive."""
        return (self.known + self.looked_up) / self.known


class Counted(Holders):
    """Counts the rows that are read and written, and the pieces that are compared."""

    tally: ClassVar[Counter[str]] = Counter()

    def __init__(self, values: Iterable[int]) -> None:
        super().__init__(values)
        self.tally["read"] += sum(map(len, self._held.values()))

    def like(self, values: Sequence[int], *, least: int, most: int) -> dict[int, int]:
        found = super().like(values, least=least, most=most)
        self.tally["compared"] += len(found)
        return found

    def write(self) -> None:
        self.tally["written"] += len(self._new)
        super().write()


def costs(sizes: Sequence[int], seeds: Path) -> Iterator[Cost]:
    """Yield what one new piece costs at each size: of the times, those of the batch in the middle."""
    writer = Writer(seeds, random.Random(1))  # noqa: S311 (nothing here is secret)
    numbers = count()
    there = 0
    with patch.object(arrivals, "Holders", Counted):
        for size in sorted(sizes):
            while there < size:
                arrive(writer, numbers, batch := min(AT_ONCE, size - there))
                there += batch
            Counted.tally.clear()
            times = [arrive(writer, numbers, AT_ONCE) for _batch in range(NEW // AT_ONCE)]
            there += NEW
            known, looked_up = (median(spent) / AT_ONCE * 1000 for spent in zip(*times, strict=True))
            rows = (Counted.tally[name] / NEW for name in ("read", "compared", "written"))
            yield Cost(size, known, looked_up, *rows)


def arrive(writer: Writer, numbers: Iterator[int], how_many: int) -> tuple[float, float]:
    """Let new pieces come in, in order of time as they do; return the CPU seconds of both parts."""
    rows = []
    for number, _place in zip(numbers, range(how_many), strict=False):
        names = writer.names()
        text = ((paragraph,) for paragraph in writer.text(WORDS_EACH, names))
        rows.append(
            Article(
                headline=writer.headline(names),
                slug=f"piece-{number}",
                body=format_html_join("", "<p>{}</p>", text),
                published_at=FIRST + timedelta(days=number // A_DAY),
            )
        )
    with transaction.atomic():
        new = Article.objects.bulk_create(rows)
    start = time.process_time()
    arrived = [Arrival.of(article) for article in new]
    known = time.process_time()
    with transaction.atomic():
        relate(arrived)
    return known - start, time.process_time() - known
