"""Public sets of pages with what is known of them, and how near an extractor comes to it.

The sets are copies of public repositories that whoever measures has fetched; nothing of them is in the project.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """A page and what is known of it: stretches that belong to its text and others that do not, or its whole text.

    `facts` holds `title`, `author` and `date` (ISO) where they are known. Whole texts are compared by their words,
    or, if `shingled`, by stretches of four words.
    """

    path: Path
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    text: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    shingled: bool = False

    @property
    def data(self) -> bytes:
        data = self.path.read_bytes()
        return gzip.decompress(data) if self.path.suffix == ".gz" else data


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor makes of a page; `failed` where it raised. The text may hold a standfirst and a body."""

    body: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    failed: bool = False
    standfirst: str = ""

    @property
    def text(self) -> str:
        return f"{self.standfirst}\n{self.body}"


@dataclass(slots=True)
class Score:
    """Counts over the pages of one set."""

    kept: int = 0
    missed: int = 0
    clutter: int = 0
    f1_sum: float = 0.0
    whole: int = 0
    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
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
        if gold.shingled:
            self._add_shingles(gold.text, found.body)
        elif gold.text:
            self.whole += 1
            self.f1_sum += word_f1(found.text, gold.text)
        for name, value in gold.facts.items():
            self.known[name] += 1
            self.right[name] += found.facts.get(name) == value

    def _add_shingles(self, gold: str, text: str) -> None:
        """A page of which nothing is found says nothing of precision, one that holds nothing nothing of recall."""
        ours, theirs = shingles(text), shingles(gold)
        shared = (ours & theirs).total()
        if ours:
            self.precisions.append(shared / ours.total())
        if theirs:
            self.recalls.append(shared / theirs.total())

    @property
    def precision(self) -> float:
        return mean(self.precisions) if self.precisions else self.kept / (self.kept + self.clutter or 1)

    @property
    def recall(self) -> float:
        return mean(self.recalls) if self.recalls else self.kept / (self.kept + self.missed or 1)

    @property
    def f1(self) -> float:
        """Over all stretches of all pages; or the mean over whole texts; or of the means of both, of shingles."""
        if self.whole:
            return self.f1_sum / self.whole
        if self.recalls:
            return 2 * self.precision * self.recall / (self.precision + self.recall or 1)
        return 2 * self.kept / (2 * self.kept + self.clutter + self.missed or 1)

    def share(self, fact: str) -> float:
        return self.right[fact] / self.known[fact] if self.known[fact] else 0.0


def word_f1(text: str, gold: str) -> float:
    """Of the words of two texts, in any order: twice what they share by what both have."""
    ours, theirs = (Counter(_WORD.findall(each.lower())) for each in (text, gold))
    shared = sum((ours & theirs).values())
    return 2 * shared / (ours.total() + theirs.total() or 1)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every stretch of four words, case kept; of a shorter text all its words."""
    found = _WORD.findall(text)
    return Counter(tuple(found[i : i + 4]) for i in range(max(len(found) - 3, min(len(found), 1))))


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


def scrapinghub_set(folder: Path) -> Iterator[Gold]:
    """scrapinghub's article-extraction-benchmark: pages with their whole text, compared as its evaluate.py does:

    shared shingles of four words by those found (precision) and by those known (recall), each as a mean over pages.
    """
    known: dict[str, dict[str, str]] = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for key, item in known.items():
        yield Gold(folder / "html" / f"{key}.html.gz", text=item["articleBody"], shingled=True)


def _said(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else value or ""


def _spaced(text: str) -> str:
    return " ".join(text.split())
