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

from articles.management.benchmarking import measuring, pieces

# What to reach at 10,000 pieces: CPU time as so many raw inserts, memory in MB.
MOST_STORING, MOST_ALL, MOST_MEMORY = 60, 400, 250
MEASURES = {"floors": measuring.measure_floors, "import": measuring.measure_import}


class Command(BaseCommand):
    help = """Measure an import of N made-up pieces of 700 words each into a database of its own (the real
one is not touched): CPU time per piece, stage by stage, and peak memory."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many pieces; 10000 is what counts")
        parser.add_argument("--measure", choices=MEASURES, help=SUPPRESS)  # in a process of its own
        parser.add_argument("--folder", type=Path, help=SUPPRESS)

    def handle(self, *args: Any, **said: Any) -> None:
        if said["measure"]:
            with measuring.scratch_database(said["folder"]):
                found = MEASURES[said["measure"]](said["folder"] / "pieces")
                self.stdout.write(json.dumps({**found, "machine": measuring.machine()}))
            return
        count = said["count"]
        if count < 1:
            raise CommandError("N has to be 1 or more.", returncode=2)
        with TemporaryDirectory(prefix="newsroom-") as temporary:
            folder = Path(temporary)
            (folder / "pieces").mkdir()
            size = pieces.write_pieces(count, folder / "pieces", settings.BASE_DIR / "seeds")
            floors, measured = (measure(name, count, folder) for name in MEASURES)
        self.stdout.write(f"{count:,} pieces of {size / count / 1000:.1f} kB; {measured['machine']}\n")
        for line in table(floors, measured, count):
            self.stdout.write(line)


def measure(name: str, count: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "benchmark_import", str(count)]
    command += ["--measure", name, "--folder", str(folder)]
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
    return [
        f"{'':34} {'CPU ms':>9} {'inserts':>8}",
        line("floor: read and decode the files", floors["reading"]),
        line("floor: raw insert", insert),
        *(line(stage, seconds) for stage, seconds in spent.items()),
        line("storing with both", storing, limit(storing / insert, MOST_STORING)),
        line("all", measured["total"], limit(measured["total"] / insert, MOST_ALL)),
        f"{'peak memory, MB':34} {measured['memory']:9.0f}{'':9}{limit(measured['memory'], MOST_MEMORY)}",
    ]
