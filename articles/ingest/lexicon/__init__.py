"""What the importer knows of each language, loaded from the TOML files beside this module (see README.md)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ..features import fold

FOLDER = Path(__file__).parent
COMMON = ("any", "en")  # the chrome of many sites is English, whatever the language of the piece
LANGUAGES = frozenset(path.stem for path in FOLDER.glob("*.toml")) - {"any"}

_SLOTS = {"{n}": r"\d[\d ]*[km]?", "{x}": r".{1,80}?", "{name}": r"\S+(?: \S+){0,4}"}
_SLOT = re.compile(r"(\{n\}|\{x\}|\{name\})")

Table = dict[str, list[str]]


def pattern(phrase: str) -> str:
    """The regular expression for one phrase with its slots, to be matched against folded text."""
    parts = [_SLOTS.get(part) or re.escape(fold(part)) for part in _SLOT.split(phrase) if part.strip()]
    return " ?".join(part for part in parts if part)


@dataclass(frozen=True)
class Phrases:
    """Phrases of several kinds; `kind_of` says to which one a folded line belongs."""

    plain: Mapping[str, str]
    slotted: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, table: Table) -> "Phrases":
        plain: dict[str, str] = {}
        slotted: dict[str, list[str]] = {}
        for kind, phrases in table.items():
            for phrase in phrases:
                if "{" in phrase:
                    slotted.setdefault(kind, []).append(pattern(phrase))
                else:
                    plain.setdefault(fold(phrase), kind)
        plain.pop("", None)
        compiled = tuple((re.compile("|".join(f"(?:{p})" for p in ps)), kind) for kind, ps in slotted.items())
        return cls(plain, compiled)

    def kind_of(self, folded: str) -> str:
        """The kind of which `folded` as a whole is a phrase, or nothing."""
        if folded in self.plain:
            return self.plain[folded]
        return next((kind for regex, kind in self.slotted if regex.fullmatch(folded)), "")


def _alternatives(phrases: Iterable[str]) -> str:
    """One expression for any of the phrases, the longest first, so that it wins."""
    found = sorted({pattern(phrase) for phrase in phrases} - {""}, key=len, reverse=True)
    return "|".join(found) or r"(?!)"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The merged knowledge for pieces in one language; `tables[section][key]` is a list of phrases."""

    language: str
    tables: Mapping[str, Table]

    def words(self, section: str, key: str) -> frozenset[str]:
        """The folded phrases of one list."""
        return self._folded(section, key)

    @lru_cache(maxsize=256)  # noqa: B019  (lexicons live as long as the process)
    def _folded(self, section: str, key: str) -> frozenset[str]:
        return frozenset(fold(phrase) for phrase in self.tables.get(section, {}).get(key, ())) - {""}

    @lru_cache(maxsize=256)  # noqa: B019
    def singles(self, section: str, key: str) -> frozenset[str]:
        """The single words of which the folded phrases of one list are made."""
        return frozenset(word for phrase in self._folded(section, key) for word in phrase.split())

    @lru_cache(maxsize=256)  # noqa: B019
    def starts(self, section: str, key: str) -> re.Pattern[str]:
        """Matches folded text that begins with a phrase of the list (as whole words, where words have spaces)."""
        return re.compile(f"(?:{_alternatives(self.tables.get(section, {}).get(key, ()))})(?:{self.edge}|$)")

    @lru_cache(maxsize=256)  # noqa: B019
    def ends(self, section: str, key: str) -> re.Pattern[str]:
        return re.compile(f"(?:^|{self.edge})(?:{_alternatives(self.tables.get(section, {}).get(key, ()))})$")

    @lru_cache(maxsize=256)  # noqa: B019
    def within(self, section: str, key: str) -> re.Pattern[str]:
        """Finds the phrases of the list anywhere in folded text."""
        words = f"(?:{_alternatives(self.tables.get(section, {}).get(key, ()))})"
        return re.compile(words if self.language in ("ja", "zh") else f"(?<!\\S){words}(?!\\S)")

    @property
    def edge(self) -> str:
        return "" if self.language in ("ja", "zh") else " "

    @cached_property
    def whole(self) -> Phrases:
        return Phrases.of(self.tables["whole"])

    @cached_property
    def blocks(self) -> Phrases:
        return Phrases.of(self.tables["block"])

    @cached_property
    def comments(self) -> Phrases:
        return Phrases.of(self.tables["comments"])

    def kinds(self, section: str) -> tuple[str, ...]:
        """The keys of a section, such as the removal kinds that have openings."""
        return tuple(self.tables.get(section, {}))


@lru_cache(maxsize=64)
def _table(language: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    """The lexicon for pieces in `language`; where there is no file for it, what holds for all."""
    base = language.split("-")[0].lower()
    names = [*([base] if base in LANGUAGES else []), *(name for name in COMMON if name != base)]
    merged: dict[str, Table] = {}
    for name in names:
        for section, lists in _flat(_table(name)):
            table = merged.setdefault(section, {})
            for key, phrases in lists.items():
                # Grammar (months, joins, glue …) must be the language's own; phrases add up.
                if section in OWN and key in table:
                    continue
                table[key] = [*table.get(key, ()), *phrases]
    return Lexicon(base, merged)


# Sections in which English must not be mixed into another language.
OWN = frozenset({"glue", "headline"})


def _flat(table: Mapping[str, Any]) -> Iterable[tuple[str, Table]]:
    """Sections with their lists; `[cues.paywall]` is the section `cues.paywall`."""
    for section, lists in table.items():
        nested = {key: value for key, value in lists.items() if isinstance(value, dict)}
        for key, value in nested.items():
            yield f"{section}.{key}", value
        plain = {key: value for key, value in lists.items() if isinstance(value, list)}
        if plain:
            yield section, plain
