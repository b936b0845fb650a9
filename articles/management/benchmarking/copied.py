"""Made-up pieces of which some are copies of others, and what of that is found.

Beside the copies stand pieces that only look like copies: other reports that share their quotations, bulletins
that say the same each day but for the figures, short items under a standing note.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

KINDS = ("trimmed", "rewritten", "re-headlined", "re-paragraphed", "wrapped")
REPORTS, BULLETINS, NOTED = 0.1, 0.05, 0.2  # part of the originals that merely look like copies
BULLETIN = [
    "The water at {0} stood at {1} centimetres at noon, {2} more than the day before.",
    "Ships with a draught of more than {1} decimetres should ask the lock at {0} before they cast off.",
    "{0} reported winds of {2} knots from the west; at {3} it was calm.",
    "The ferry between {0} and {3} runs every {2} minutes until the evening.",
    "The next bulletin follows at {2} o’clock, or sooner if the level at {3} falls below {1} centimetres.",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A piece; `kind` says how it was derived from the piece of number `source`, empty for an original."""

    headline: str
    paragraphs: tuple[str, ...]
    kind: str = ""
    source: int = -1


class Writer:
    """Writes like the English seeds: each word follows another as it does there."""

    def __init__(self, seeds: Path, chance: random.Random) -> None:
        self.chance = chance
        self.after: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(seeds.glob("*.txt")):
            words = re.findall(r"[a-z’]+", path.read_text(encoding="utf-8", errors="replace"))
            if words.count("the") * 50 > len(words):  # it is English
                for word, following in pairwise(words):
                    self.after[word].append(following)
        self.words = sorted(self.after)

    def sentence(self, names: list[str]) -> str:
        words = [self.chance.choice(self.words)]
        for _number in range(self.chance.randint(8, 24)):
            words.append(self.chance.choice(self.after.get(words[-1]) or self.words))
        if self.chance.random() < 0.5:
            words.insert(3, self.chance.choice(names))
        said = " ".join(words)
        said = said[0].upper() + said[1:]
        return f"“{said},” said {names[0]}." if self.chance.random() < 0.15 else f"{said}."

    def name(self) -> str:
        return "".join(
            self.chance.choices("bcdfglmnprstv", k=1) + self.chance.choices(SYLLABLES, k=2)
        ).title()

    def names(self) -> list[str]:
        return [self.name() for _number in range(5)]

    def paragraph(self, names: list[str]) -> str:
        return " ".join(self.sentence(names) for _number in range(self.chance.randint(2, 5)))

    def text(self, length: int, names: list[str]) -> list[str]:
        """Return paragraphs of so many words together, or a few more."""
        found: list[str] = []
        while sum(len(paragraph.split()) for paragraph in found) < length:
            found.append(self.paragraph(names))
        return found

    def headline(self, names: list[str]) -> str:
        return self.sentence(names)[:70].rpartition(" ")[0]


SYLLABLES = ["ar", "el", "in", "or", "und", "ast", "ev", "il", "om", "ur", "anth", "erk"]


def make(count: int, copies: int, seeds: Path) -> list[Made]:
    """Return so many pieces, of which so many are copies, in the order in which they come in."""
    chance = random.Random(count)  # noqa: S311 (nothing here is secret)
    writer = Writer(seeds, chance)
    notes = [" ".join(writer.sentence(writer.names()) for _ in range(2)) for _ in range(5)]
    made: list[Made] = []
    worth_copying: list[int] = []
    for number in range(count - copies):
        kind = chance.random()
        names = writer.names()
        if kind < BULLETINS:
            text = [
                line.format(writer.name(), chance.randrange(90, 700), chance.randrange(2, 60), writer.name())
                for line in BULLETIN
            ]
            text += writer.text(60, names)
        elif kind < BULLETINS + NOTED:
            text = [*writer.text(chance.randrange(80, 400), names), chance.choice(notes)]
        else:
            text = writer.text(chance.randrange(150, 900), names)
        if kind > BULLETINS:  # nobody copies those
            worth_copying.append(number)
        if made and kind > 1 - REPORTS:
            text = quoting(text, chance.choice(made[max(0, number - 50) :]), chance)
        made.append(Made(writer.headline(names), tuple(text)))
    derived = [derive(made, source, KINDS[place % len(KINDS)], writer)
               for place, source in enumerate(chance.sample(worth_copying, copies))]  # fmt: skip
    return made + derived


def quoting(text: list[str], other: Made, chance: random.Random) -> list[str]:
    """Another report of the same: it quotes what the first one quotes, a fifth of the shorter one's words."""
    quoted = " ".join(other.paragraphs).split()
    most = min(len(" ".join(text).split()), len(quoted)) // 5
    start = chance.randrange(len(quoted) - most)
    return [*text, " ".join(quoted[start : start + most])]


def derive(made: list[Made], source: int, kind: str, writer: Writer) -> Made:
    names = writer.names()
    text = DERIVING[kind](list(made[source].paragraphs), writer)
    headline = made[source].headline if kind == "trimmed" else writer.headline(names)
    return Made(headline, tuple(text), kind, source)


def trimmed(text: list[str], writer: Writer) -> list[str]:
    """Cut to make it fit: the end, as a rule, and sometimes a paragraph from within."""
    kept = text[: max(1, round(len(text) * writer.chance.uniform(0.4, 0.75)))]
    if len(kept) > 3 and writer.chance.random() < 0.5:
        del kept[writer.chance.randrange(1, len(kept))]
    return kept


def rewritten(text: list[str], writer: Writer) -> list[str]:
    """One word in seven to twelve is another one, gone, or new."""
    rate = writer.chance.uniform(1 / 12, 1 / 7)
    return [" ".join(reworded(paragraph.split(), rate, writer)) for paragraph in text]


def reworded(words: list[str], rate: float, writer: Writer) -> list[str]:
    found: list[str] = []
    for word in words:
        how = writer.chance.random()
        if how > rate:
            found.append(word)
        elif how > rate / 4:
            found.append(writer.chance.choice(writer.words))
        elif how > rate / 8:
            found += [word, writer.chance.choice(writer.words)]
    return found


def re_headlined(text: list[str], writer: Writer) -> list[str]:
    """Another headline, another standfirst, another first sentence."""
    names = writer.names()
    return [writer.sentence(names), f"{writer.sentence(names)} {text[0].partition('. ')[2]}", *text[1:]]


def re_paragraphed(text: list[str], writer: Writer) -> list[str]:
    """Cut into paragraphs anew, under a dateline, with other quotation marks."""
    sentences = re.split(r"(?<=[.”]) ", " ".join(text).replace("“", '"').replace("”", '"'))
    sentences = re.split(r"(?<=\.) ", " ".join(sentences))
    sentences[0] = f"{writer.name().upper()}, 3 May. {sentences[0]}"
    found = []
    while sentences:
        length = writer.chance.randint(1, 7)
        found.append(" ".join(sentences[:length]))
        sentences = sentences[length:]
    return found


def wrapped(text: list[str], writer: Writer) -> list[str]:
    """With what a site puts around and between, up to a third as much as the piece itself."""
    length = len(" ".join(text).split())
    around = writer.text(writer.chance.randrange(20, max(21, length // 3)), writer.names())
    place = writer.chance.randrange(1, len(text) + 1)
    return ["Home News Sport Weather Sign in", *text[:place], around[0], *text[place:], *around[1:]]


DERIVING: dict[str, Callable[[list[str], Writer], list[str]]] = dict(
    zip(KINDS, (trimmed, rewritten, re_headlined, re_paragraphed, wrapped), strict=True)
)
