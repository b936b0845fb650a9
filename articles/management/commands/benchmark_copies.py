"""How well copies are found, and what looking for them costs."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.benchmarking import copied, copying
from articles.management.benchmarking.measuring import machine, scratch_database

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.99


class Command(BaseCommand):
    help = """Make pieces, some of them copies of others in five ways, bring them into a database of its own
(the real one is not touched), and say how many were found; then what one new piece costs in archives of
different sizes."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pieces", type=int, default=2000, help="how many; 2000 is what counts")
        parser.add_argument("--copies", type=int, default=500, help="how many of them are copies")
        parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000], metavar="N",
                            help="of the archives; 1000 and 10000 unless given")  # fmt: skip

    def handle(self, *args: Any, **said: Any) -> None:
        if not 0 < said["copies"] <= said["pieces"] // 3:
            raise CommandError("--copies has to be 1 or more, and at most a third of --pieces.", returncode=2)
        seeds = settings.BASE_DIR / "seeds"
        made = copied.make(said["pieces"], said["copies"], seeds)
        with TemporaryDirectory(prefix="newsroom-") as folder, scratch_database(Path(folder)):
            self.stdout.write(f"{len(made)} pieces, {said['copies']} of them copies; {machine()}")
            for told in found(copying.find(made), made):
                self.stdout.write(told)
        with TemporaryDirectory(prefix="newsroom-") as folder, scratch_database(Path(folder)):
            self.stdout.write(HEADING)
            first = None
            for cost in copying.costs(said["sizes"], seeds):
                first = first or cost
                self.stdout.write(line(cost, first))


HEADING = f"""
One new piece, with {copying.AT_ONCE} at once: CPU ms, and both beside the fingerprint, against the first archive;
rows of the index that are read and written, and pieces it is compared with
   archive  fingerprint  look-up     both  growth     read  written  compared"""


def line(cost: copying.Cost, first: copying.Cost) -> str:
    """What it costs at one size, and how many times as much as at the `first` size.

    To make a fingerprint is the same work at each: what both cost is measured by it, however fast the machine
    happens to be at the time.
    """
    both, growth = cost.known + cost.looked_up, cost.in_fingerprints / first.in_fingerprints
    return (
        f"{cost.size:10,} {cost.known:12.3f} {cost.looked_up:8.3f} {both:8.3f} {growth:7.2f}"
        f" {cost.read:8.2f} {cost.written:8.2f} {cost.compared:9.2f}"
    )


def found(figures: dict[str, int], made: list[copied.Made]) -> list[str]:
    """The lines of the first part: what was found of each kind, and how much of what was found is right."""

    def share(what: str, some: int, of: int, least: float = 0) -> str:
        reached = f"   at least {least:.0%}: {'reached' if some >= least * of else 'MISSED'}" if least else ""
        return f"{what:44} {some:5} of {of:5} {some / max(1, of):8.1%}{reached}"

    all_of = {kind: sum(one.kind == kind for one in made) for kind in copied.KINDS}
    right = sum(figures[kind] for kind in copied.KINDS)
    return [
        *(share(kind, figures[kind], all_of[kind]) for kind in copied.KINDS),
        share("copies that were found", right, sum(all_of.values()), LEAST_RECALL),
        share(
            "pairs found that are copies",
            figures["pairs"] - figures["wrong"],
            figures["pairs"],
            LEAST_PRECISION,
        ),
    ]
