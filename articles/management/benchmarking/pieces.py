"""Pieces to measure with: long, messy and varied like real ones, of the words of the seeds."""

import random
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

WORDS_EACH = 700
A_FOLDER_HOLDS = 1000
# What stands around and between the paragraphs of scraped pieces.
OPENINGS = ["", "date {date} ", "Home > News\n\n", "Skip to content\n\n"]
BETWEEN = ["Advertisement", "Read more: {headline}", "Share this article", "Subscribe to our newsletter"]
ENDINGS = [
    "© {year} The {place} Courier. All rights reserved.",
    "{name} is a reporter in {place}.",
    "Comments (3)\n\nOld {place} hand\n\nI was there, and it was nothing like this.",
    "Share this article\n\nFollow us on social media",
]
SYLLABLES = [
    "bar",
    "bel",
    "cor",
    "dan",
    "el",
    "fen",
    "gar",
    "hol",
    "is",
    "jor",
    "kel",
    "lor",
    "mar",
    "nor",
    "os",
    "pel",
    "ran",
    "sal",
    "tor",
    "ul",
    "ven",
    "wes",
    "yar",
    "zel",
]


def write_pieces(count: int, folder: Path, seeds: Path) -> int:
    """Write so many pieces, the same ones every time; return their size in bytes, all together."""
    vocabulary = Vocabulary(seeds)
    size = 0
    for number in range(count):
        inner = folder / f"{number // A_FOLDER_HOLDS:04}"
        inner.mkdir(exist_ok=True)
        data = vocabulary.piece(number).encode()
        size += len(data)
        (inner / f"{number:07}.txt").write_bytes(data)
    return size


class Vocabulary:
    """The words of the English seeds, and how often each stands there."""

    def __init__(self, seeds: Path) -> None:
        counts: Counter[str] = Counter()
        for path in sorted(seeds.glob("*.txt")):
            words = re.findall(r"[a-z’]+", path.read_text(encoding="utf-8", errors="replace"))
            if words.count("the") * 50 > len(words):  # it is English
                counts.update(words)
        self.words, self.weights = list(counts), list(counts.values())

    def piece(self, number: int) -> str:
        """A whole piece; no two numbers give the same."""
        chance = random.Random(number)  # noqa: S311 (nothing here is secret)
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
        facts = {
            "date": day.isoformat(),
            "year": str(day.year),
            "name": f"{self.name(chance)} {self.name(chance)}",
            "place": self.name(chance),
            "headline": " ".join(chance.choices(self.words, k=7)).capitalize(),
        }
        parts = [
            chance.choice(OPENINGS) + facts["headline"],
            f"By {facts['name']}",
            f"{day:%B} {day.day}, {day.year}",
        ]
        length = 0
        while length < WORDS_EACH:
            paragraph = " ".join(self.sentence(chance, facts) for _ in range(chance.randint(2, 5)))
            parts.append(paragraph)
            length += paragraph.count(" ") + 1
            if chance.random() < 0.15:
                parts.append(chance.choice(BETWEEN))
        parts += chance.sample(ENDINGS, k=chance.randint(0, 2))
        return "\n\n".join(parts).format(**facts) + "\n"

    def sentence(self, chance: random.Random, facts: dict[str, str]) -> str:
        words = chance.choices(self.words, self.weights, k=chance.randint(8, 24))
        if chance.random() < 0.3:
            words.insert(3, chance.choice([facts["name"], facts["place"], str(chance.randrange(2000))]))
        said = " ".join(words)
        return (
            f"“{said.capitalize()},” said {facts['name']}."
            if chance.random() < 0.1
            else f"{said.capitalize()}."
        )

    def name(self, chance: random.Random) -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()
