"""What an import costs per piece, and how that compares with the least it could cost."""

import json
import subprocess
import sys
from argparse import SUPPRESS
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.benchmarking import killing, measuring, pieces

# What to reach at 10,000 pieces: CPU time as so many raw inserts, memory in MB.
MOST_STORING, MOST_ALL, MOST_MEMORY = 60, 400, 250
MOST_GROWTH = 1.2  # of the cost of a piece, from the second two thousand to the last
FASTER = 1.7  # with two processes on two idle cores
MEASURES = {"floors": measuring.measure_floors, "import": measuring.measure_import}
# These want a number, too.
TRIALS = {"clock": measuring.measure_clock, "kills": killing.measure}


class Command(BaseCommand):
    help = """Measure an import of N made-up pieces of 700 words each into a database of its own (the real
one is not touched): CPU time per piece, stage by stage, and peak memory. --workers also compares the time
by the clock; --kills measures nothing, but kills an import so often and compares what it leaves in the end."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many pieces; 10000 is what counts")
        parser.add_argument("--workers", type=int, default=0, metavar="N", help="read in N processes, too")
        parser.add_argument("--kills", type=int, default=0, metavar="N", help="kill an import N times")
        parser.add_argument(
            "--measure", choices=[*MEASURES, *TRIALS], help=SUPPRESS
        )  # in a process of its own
        parser.add_argument("--number", type=int, help=SUPPRESS)
        parser.add_argument("--folder", type=Path, help=SUPPRESS)

    def handle(self, *args: Any, **said: Any) -> None:
        if said["measure"]:
            with measuring.scratch_database(said["folder"]):
                found = taken(said["measure"], said["folder"] / "pieces", said["number"])
                self.stdout.write(json.dumps({**found, "machine": measuring.machine()}))
            return
        count = said["count"]
        if count < 1:
            raise CommandError("N has to be 1 or more.", returncode=2)
        with TemporaryDirectory(prefix="newsroom-") as temporary:
            folder = Path(temporary)
            (folder / "pieces").mkdir()
            size = pieces.write_pieces(count, folder / "pieces", settings.BASE_DIR / "seeds")
            if said["kills"]:
                self.stdout.write(verdict(measure("kills", count, folder, said["kills"])))
                return
            floors, measured = (measure(name, count, folder) for name in MEASURES)
            clocks = [measure("clock", count, folder, n) for n in (1, said["workers"]) if said["workers"]]
        self.stdout.write(f"{count:,} pieces of {size / count / 1000:.1f} kB; {measured['machine']}\n")
        for line in table(floors, measured, count):
            self.stdout.write(line)
        if clocks:
            self.stdout.write(compared(clocks[0], clocks[1], said["workers"]))


def taken(name: str, folder: Path, number: int | None) -> dict[str, Any]:
    return MEASURES[name](folder) if name in MEASURES else TRIALS[name](folder, number or 1)


def compared(alone: dict[str, Any], together: dict[str, Any], workers: int) -> str:
    """What reading in several processes gains, by the clock."""
    ratio = alone["took"] / together["took"]
    reached = f"at least {FASTER}: {'reached' if ratio >= FASTER else 'MISSED'}" if workers == 2 else ""
    return (
        f"{f'{workers} processes, times as fast as 1':34} {ratio:9.2f}   {reached}\n"
        f"{'  (peak memory of the first, MB)':34} {together['memory']:9.0f}"
    )


def verdict(found: dict[str, Any]) -> str:
    """What became of the kills. Raises CommandError if any piece was lost or is there twice."""
    if wrong := [*found["killed"], *found["at once"]]:
        raise CommandError("\n".join(["Not the rows of an import left alone:", *wrong]))
    moments = ", ".join(map(str, found["moments"]))
    return (
        f"{len(found['moments'])} kills ({found['stopped']} runs found dead), when so many pieces were stored:"
        f" {moments}\nThe same rows as of an import left alone, and so after two imports at once."
    )


def measure(name: str, count: int, folder: Path, number: int = 0) -> dict[str, Any]:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "benchmark_import", str(count)]
    command += ["--measure", name, "--folder", str(folder), "--number", str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    if done.returncode:
        raise CommandError(f"Measuring the {name} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(floors: dict[str, Any], measured: dict[str, Any], count: int) -> list[str]:
    """The lines of the result: what, CPU ms per piece, times the raw insert."""
    insert = floors["inserting"]

    def line(what: str, seconds: float, note: str = "") -> str:
        return f"{what:34} {seconds / count * 1000:9.3f} {seconds / insert:8.1f}{note}"

    def limit(value: float, most: float) -> str:
        return f"   at most {most}: {'reached' if value <= most else 'MISSED'}"

    spent = measured["spent"]
    storing = spent["storing"] + spent["search index"] + spent["copies and events"]
    growth = measured["growth"]
    grown = f"{'last 2,000, times the second':34} {growth or 0:9.2f}{'':9}{limit(growth or 0, MOST_GROWTH)}"
    return [
        f"{'':34} {'CPU ms':>9} {'inserts':>8}",
        line("floor: read and decode the files", floors["reading"]),
        line("floor: raw insert", insert),
        *(line(stage, seconds) for stage, seconds in spent.items()),
        line("storing with both", storing, limit(storing / insert, MOST_STORING)),
        line("all", measured["total"], limit(measured["total"] / insert, MOST_ALL)),
        f"{'peak memory, MB':34} {measured['memory']:9.0f}{'':9}{limit(measured['memory'], MOST_MEMORY)}",
        *([grown] if growth else []),
    ]
