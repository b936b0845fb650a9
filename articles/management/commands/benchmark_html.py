"""How well articles are found in pages, beside what trafilatura, readability-lxml and newspaper4k find there."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.benchmarking import extractors
from articles.management.benchmarking.pages import (
    Gold,
    Score,
    readability_set,
    scrapinghub_set,
    trafilatura_set,
)

SETS: dict[str, Callable[[Path], Iterator[Gold]]] = {
    "trafilatura": trafilatura_set,
    "readability": readability_set,
    "articles": scrapinghub_set,
}
# What to reach at least, on the whole set.
FLOORS = {
    "trafilatura": {"F1": 0.93, "title": 0.79, "author": 0.6, "date": 0.88},
    "readability": {"F1": 0.95},
    "articles": {"F1": 0.971},
}


class Command(BaseCommand):
    help = """Measure on copies of the public sets: github.com/adbar/trafilatura (tests/),
github.com/mozilla/readability (test/test-pages/), and --articles, github.com/scrapinghub/article-extraction-benchmark.
The text is standfirst and body, of --articles the body alone, as it is defined there; titles, authors and dates count
if they are right to the letter."""

    def add_arguments(self, parser: CommandParser) -> None:
        for name in SETS:
            parser.add_argument(
                f"--{name}", type=Path, metavar="DIR", help=f"a copy of the repository of {name}"
            )
        parser.add_argument(
            "--every", type=int, default=1, metavar="N", help="one page in N, for a first look"
        )
        parser.add_argument("--only", choices=extractors.EXTRACTORS, help="one extractor")

    def handle(self, *args: Any, **said: Any) -> None:
        chosen = [name for name in SETS if said[name]]
        if not chosen or said["every"] < 1:
            raise CommandError(
                "Name the copy of a set, as in --trafilatura ~/copies/trafilatura.", returncode=2
            )
        for name in chosen:
            try:
                pages = list(SETS[name](said[name]))[:: said["every"]]
            except FileNotFoundError as error:
                raise CommandError(
                    f"{said[name]} is no copy of {name}: {error.filename} is missing."
                ) from error
            self.stdout.write(f"{name}: {len(pages)} pages\n{HEAD}")
            for extractor in [said["only"]] if said["only"] else extractors.EXTRACTORS:
                self.stdout.write(self._line(name, extractor, pages))

    def _line(self, name: str, extractor: str, pages: list[Gold]) -> str:
        if not extractors.is_installed(extractor):
            return f"{extractor:18} not installed"
        score = measured(extractor, pages)
        floors = FLOORS[name] if extractor == "Newsroom" else {}
        return f"{extractor:18} {row(score)}{missed(score, floors)}"


def measured(extractor: str, pages: Iterable[Gold]) -> Score:
    score = Score()
    for gold in pages:
        score.add(gold, extractors.run(extractor, gold.data))
    return score


COLUMNS = ("F1", "prec.", "recall", "title", "author", "date", "empty", "failed")
HEAD = " ".join([" " * 18, *(f"{column:>6}" for column in COLUMNS)])


def row(score: Score) -> str:
    parts = [score.f1, *([0.0, 0.0] if score.whole else [score.precision, score.recall])]
    parts += [score.share(fact) for fact in ("title", "author", "date")]
    figures = " ".join(f"{part:6.3f}" if part else f"{'-':>6}" for part in parts)
    return f"{figures} {score.empty:6} {score.failed:6}"


def missed(score: Score, floors: dict[str, float]) -> str:
    """What was to be reached and was not."""
    reached = {"F1": score.f1, **{fact: score.share(fact) for fact in ("title", "author", "date")}}
    under = [f"{name} at least {least}" for name, least in floors.items() if reached[name] < least]
    return f"   MISSED: {', '.join(under)}" if under else ""
