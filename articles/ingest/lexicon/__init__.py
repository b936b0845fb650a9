"""What the importer knows of each language, loaded from the TOML files beside this module (see README.md)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ..features import fold
from .phrases import Phrases

FOLDER = Path(__file__).parent
COMMON = ("any", "en")  # the chrome of many sites is English, whatever the language of the piece
LANGUAGES = frozenset(path.stem for path in FOLDER.glob("*.toml")) - {"any"}

Table = dict[str, list[str]]


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
    def phrases(self, section: str, key: str) -> Phrases:
        """The phrases of one list, to be looked for in folded text."""
        return Phrases({key: self.tables.get(section, {}).get(key, [])})

    @cached_property
    def whole(self) -> Phrases:
        return Phrases(self.tables["whole"])

    @cached_property
    def blocks(self) -> Phrases:
        return Phrases(self.tables["block"])

    @cached_property
    def comments(self) -> Phrases:
        return Phrases(self.tables["comments"])

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
OWN = frozenset({"glue", "headline", "reporting"})


def _flat(table: Mapping[str, Any]) -> Iterable[tuple[str, Table]]:
    """Sections with their lists; `[cues.paywall]` is the section `cues.paywall`."""
    for section, lists in table.items():
        nested = {key: value for key, value in lists.items() if isinstance(value, dict)}
        for key, value in nested.items():
            yield f"{section}.{key}", value
        plain = {key: value for key, value in lists.items() if isinstance(value, list)}
        if plain:
            yield section, plain
