"""Phrases of a lexicon, matched against folded text without trying them one by one."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from ..features import fold, is_cjk

_SLOTS = {"{n}": r"\d[\d ]*[km]?", "{x}": r".{1,80}?", "{name}": r"\S+(?: \S+){0,4}"}
_SLOT = re.compile(r"(\{n\}|\{x\}|\{name\})")
ANY = ""  # index of the patterns that begin with a slot
LONGEST_SLOTTED = 160  # characters: lines that are phrases with slots are short


def _first(folded: str) -> str:
    """The index of a folded phrase or line: its first character, any digit as 0."""
    return "0" if folded[:1].isdigit() else folded[:1]


def pattern(phrase: str) -> str:
    """The regular expression for one phrase with its slots, to be matched against folded text."""
    parts = [_SLOTS.get(part) or re.escape(fold(part)) for part in _SLOT.split(phrase) if part.strip()]
    return " ?".join(part for part in parts if part)


class Phrases:
    """Phrases by kind. Plain ones are looked up; those with slots are tried by their first character only."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self.plain: dict[str, str] = {}
        slotted: dict[str, dict[str, list[str]]] = {}
        for kind, phrases in table.items():
            for phrase in phrases:
                if "{" in phrase:
                    first = (
                        ANY
                        if phrase.startswith(("{x}", "{name}"))
                        else "0"
                        if phrase[0] == "{"
                        else _first(fold(phrase))
                    )
                    slotted.setdefault(first, {}).setdefault(kind, []).append(pattern(phrase))
                else:
                    self.plain.setdefault(fold(phrase), kind)
        self.plain.pop("", None)
        self._slotted = {
            first: [(re.compile("|".join(f"(?:{p})" for p in ps)), kind) for kind, ps in kinds.items()]
            for first, kinds in slotted.items()
        }

    def kind_of(self, folded: str) -> str:
        """The kind of which `folded` as a whole is a phrase, or nothing."""
        if folded in self.plain:
            return self.plain[folded]
        return next((kind for regex, kind in self._tried(folded) if regex.fullmatch(folded)), "")

    def opening(self, folded: str) -> str:
        """The longest phrase with which `folded` begins, as whole words; or nothing."""
        words = folded.split(" ", self._most_words)[: self._most_words]
        if words[0] in self._first_words:  # of most lines it is not
            for count in range(len(words), 0, -1):
                start = " ".join(words[:count])
                if start in self.plain:
                    return start
        found = next((p for p in self._unspaced if folded.startswith(p)), "")
        match = (
            None
            if found
            else next((m for regex, _k in self._tried(folded) if (m := regex.match(folded))), None)
        )
        return found or (match.group() if match else "")

    def closes(self, folded: str) -> bool:
        """Whether `folded` ends with one of the phrases, as whole words."""
        words = folded.rsplit(" ", self._most_words)[-self._most_words :]
        if any(" ".join(words[at:]) in self.plain for at in range(len(words))):
            return True
        return any(folded.endswith(phrase) for phrase in self._unspaced)

    def within(self, folded: str) -> set[str]:
        """The plain phrases that stand in `folded`, as whole words."""
        words = folded.split()
        found = set(self._single.intersection(words))
        begun = self._several.keys() & words
        if begun:
            padded = f" {folded} "
            found.update(p for word in begun for p in self._several[word] if f" {p} " in padded)
        found.update(phrase for phrase in self._unspaced if phrase in folded)
        return found

    def _tried(self, folded: str) -> list[tuple[re.Pattern[str], str]]:
        if len(folded) > LONGEST_SLOTTED or not folded:
            return []
        return [*self._slotted.get(_first(folded), ()), *self._slotted.get(ANY, ())]

    @cached_property
    def _most_words(self) -> int:
        return max((phrase.count(" ") + 1 for phrase in self.plain), default=1)

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(phrase.split(" ", 1)[0] for phrase in self.plain)

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(phrase for phrase in self.plain if " " not in phrase)

    @cached_property
    def _several(self) -> dict[str, list[str]]:
        """Phrases of several words, by the first."""
        found: dict[str, list[str]] = {}
        for phrase in self.plain:
            if " " in phrase:
                found.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
        return found

    @cached_property
    def _unspaced(self) -> tuple[str, ...]:
        """Phrases of scripts that set no spaces between words, the longest first."""
        return tuple(sorted((phrase for phrase in self.plain if is_cjk(phrase)), key=len, reverse=True))
