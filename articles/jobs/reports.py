"""One NAME.json for each piece of an import, for people and programs to look at."""

import json
from collections.abc import Iterable
from pathlib import Path

from articles.ingest.report import as_report
from articles.ingest.story import Story
from articles.storing import Result

LONGEST_NAME = 200  # bytes; file systems take 255


class Reports:
    """Writes reports into a folder, which it makes where there is none.

    A file is called after its piece, without the ending. Where two pieces of a run have one name, the later
    one gets a number: `piece.json`, `piece-2.json`. Reports of earlier runs are written over.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, results: Iterable[Result]) -> None:
        """Write a report of each piece that could be read; what was rejected is no piece."""
        for result in results:
            if story := result.piece.story:
                text = json.dumps(_report(result, story), ensure_ascii=False, indent=1)
                path = self.folder / f"{self._name(result.piece.name)}.json"
                path.write_bytes(text.encode("utf-8", "backslashreplace"))

    def _name(self, source: str) -> str:
        stem = Path(source.rpartition("/")[2]).stem or "piece"
        stem = stem.encode()[:LONGEST_NAME].decode(errors="ignore")
        name, number = stem, 1
        while name.casefold() in self._used:  # some file systems do not tell a.json from A.json
            number += 1
            name = f"{stem}-{number}"
        self._used.add(name.casefold())
        return name


def _report(result: Result, story: Story) -> dict[str, object]:
    said: dict[str, object] = {
        "source": result.piece.name,
        "outcome": str(result.outcome),
        "reason": result.reason,
        "published_here": result.published,
        "readable_from": result.readable_from.isoformat() if result.readable_from else "",
        "unpublished_because": result.unpublished_because,
    }
    return {**as_report(story), **{key: value for key, value in said.items() if value != ""}}
