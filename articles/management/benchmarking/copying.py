"""How well copies are found, and what it costs to look one piece up among very many."""

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from django.db import transaction
from django.utils.html import format_html_join

from articles.ingest.story import Block, Facts, SourceFile, Story
from articles.models import Article, ImportRun, Likeness
from articles.relating import Arrival, relate
from articles.storing import Piece, store

from .copied import KINDS, Made, Writer

AT_ONCE = 200
NEW = 1_000  # pieces that are looked up at each size of the archive
WORDS_EACH = 700
FIRST, DAYS = datetime(2015, 1, 1, tzinfo=UTC), 3650


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


def costs(sizes: Sequence[int], seeds: Path) -> Iterator[tuple[int, float, float]]:
    """Yield the CPU milliseconds of one new piece: for what it is known by, and for looking it up, at each size."""
    writer = Writer(seeds, random.Random(1))  # noqa: S311 (nothing here is secret)
    numbers = count()
    there = 0
    for size in sorted(sizes):
        while there < size:
            there += len(arrive(writer, numbers, min(AT_ONCE, size - there))[2])
        known = looked_up = 0.0
        for _batch in range(NEW // AT_ONCE):
            for_knowing, for_looking, new = arrive(writer, numbers, AT_ONCE)
            known, looked_up, there = known + for_knowing, looked_up + for_looking, there + len(new)
        yield size, known / NEW * 1000, looked_up / NEW * 1000


def arrive(writer: Writer, numbers: Iterator[int], how_many: int) -> tuple[float, float, list[Article]]:
    """Let new pieces come in; return the CPU seconds of both parts, and the pieces."""
    rows = []
    for number, _place in zip(numbers, range(how_many), strict=False):
        names = writer.names()
        text = ((paragraph,) for paragraph in writer.text(WORDS_EACH, names))
        rows.append(
            Article(
                headline=writer.headline(names),
                slug=f"piece-{number}",
                body=format_html_join("", "<p>{}</p>", text),
                published_at=FIRST + timedelta(days=writer.chance.randrange(DAYS)),
            )
        )
    with transaction.atomic():
        new = Article.objects.bulk_create(rows)
        start = time.process_time()
        arrivals = [Arrival.of(article) for article in new]
        known = time.process_time()
        relate(arrivals)
        return known - start, time.process_time() - known, new
