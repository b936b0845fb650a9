"""Public sets of pages with what is known of them, and how near an extractor comes to it.

The sets are copies of public repositories that whoever measures has fetched; nothing of them is in the project.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """A page and what is known of it: stretches that belong to its text and others that do not, or its whole text.

    `facts` holds `title`, `author` and `date` (ISO) where they are known.
    """

    path: Path
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    text: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor makes of a page; `failed` where it raised."""

    text: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    failed: bool = False


@dataclass(slots=True)
class Score:
    """Counts over the pages of one set."""

    kept: int = 0
    missed: int = 0
    clutter: int = 0
    f1_sum: float = 0.0
    whole: int = 0
    right: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    empty: int = 0
    failed: int = 0

    def add(self, gold: Gold, found: Found) -> None:
        text = _spaced(found.text)
        self.failed += found.failed
        self.empty += not text and not found.failed
        inside = sum(_spaced(words) in text for words in gold.inside)
        self.kept += inside
        self.missed += len(gold.inside) - inside
        self.clutter += sum(_spaced(words) in text for words in gold.outside)
        if gold.text:
            self.whole += 1
            self.f1_sum += word_f1(found.text, gold.text)
        for name, value in gold.facts.items():
            self.known[name] += 1
            self.right[name] += found.facts.get(name) == value

    @property
    def precision(self) -> float:
        return self.kept / (self.kept + self.clutter or 1)

    @property
    def recall(self) -> float:
        return self.kept / (self.kept + self.missed or 1)

    @property
    def f1(self) -> float:
        """Over all stretches of all pages, or the mean over whole texts."""
        if self.whole:
            return self.f1_sum / self.whole
        return 2 * self.kept / (2 * self.kept + self.clutter + self.missed or 1)

    def share(self, fact: str) -> float:
        return self.right[fact] / self.known[fact] if self.known[fact] else 0.0


def word_f1(text: str, gold: str) -> float:
    """Of the words of two texts, in any order: twice what they share by what both have."""
    ours, theirs = (Counter(_WORD.findall(each.lower())) for each in (text, gold))
    shared = sum((ours & theirs).values())
    return 2 * shared / (ours.total() + theirs.total() or 1)


def trafilatura_set(folder: Path) -> Iterator[Gold]:
    """trafilatura's evaluation set: up to six stretches to keep and six to leave out a page, and declared facts."""
    home = folder if (folder / "evaldata.json").exists() else folder / "tests"
    known: dict[str, dict[str, Any]] = json.loads((home / "evaldata.json").read_text(encoding="utf-8"))
    for item in known.values():
        path = next(
            (p for p in (home / part / item["file"] for part in ("cache", "eval")) if p.is_file()), None
        )
        if path:
            said = {name: _said(item.get(name)) for name in ("title", "author", "date")}
            facts = {name: value for name, value in said.items() if value}
            yield Gold(path, tuple(item["with"]), tuple(item["without"]), facts=facts)


def readability_set(folder: Path) -> Iterator[Gold]:
    """The test pages of Mozilla's readability, each with its reviewed body."""
    from lxml import html

    home = folder / "test" / "test-pages"
    for page in sorted((home if home.is_dir() else folder).glob("*/source.html")):
        expected = (page.parent / "expected.html").read_text(encoding="utf-8")
        yield Gold(page, text=" ".join(html.fragment_fromstring(expected, create_parent="div").itertext()))


def _said(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else value or ""


def _spaced(text: str) -> str:
    return " ".join(text.split())
