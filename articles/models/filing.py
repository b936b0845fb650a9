"""Under which letter a person's name is filed."""

import unicodedata

from .alias import name_key
from .slugs import PLAIN

# Those who write with them put the given name first. In the others a name is filed as it is written.
GIVEN_FIRST = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "MODIFIER")  # ʻ in Hawaiian names
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
# What stands between two surnames, or before the second: “Ortega y Gasset”, “Fernández de Arce”.
JOINING = {"y", "e", "i"}
BEFORE_SECOND = {"de", "del", "la", "las", "los"}
# Surnames, and hardly ever given names; with them, those in -ez. In French or Portuguese “de” follows given names.
SURNAMES = {
    "garcia",
    "ruiz",
    "ortiz",
    "munoz",
    "diaz",
    "sanz",
    "moreno",
    "romero",
    "torres",
    "castro",
    "vargas",
}


def filed_name(name: str) -> str:
    """Return the name as it stands in an index, the surname first.

    >>> filed_name("Nina L. Khrushcheva"), filed_name("Lucía Fernández de Arce"), filed_name("田中 花子")
    ('Khrushcheva, Nina L.', 'Fernández de Arce, Lucía', '田中 花子')
    """
    words = name.split()
    if "," in name or not all(_is_given_first(letter) for letter in name if letter.isalpha()):
        return " ".join(words)
    first = _surname(words)
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}" if first > 0 else " ".join(words)


def filing_key(filed: str) -> str:
    """Return what a filed name is sorted by: neither case nor accents count, and a surname stands before longer ones.

    >>> filing_key("Pérez, Ana") < filing_key("Poole, Ann") < filing_key("Poole Smith, Al")
    True
    """
    parts = (name_key(part.casefold().translate(PLAIN)) for part in filed.split(","))
    return "  ".join(parts)[:200]


def _is_given_first(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(GIVEN_FIRST)


def _surname(words: list[str]) -> int:
    """Return the number of the word with which the surname begins."""
    first = len(words) - 1
    if first > 1 and words[first].casefold() in SUFFIXES:
        first -= 1
    if first > 2 and words[first - 1] in JOINING:
        return first - 2
    before = first
    while before > 0 and words[before - 1] in BEFORE_SECOND:
        before -= 1
    is_second = before < first and before > 1 and _is_spanish(words[before - 1])
    return before - 1 if is_second else first


def _is_spanish(word: str) -> bool:
    key = name_key(word)
    return key in SURNAMES or (key.endswith("ez") and len(key) > 3)
