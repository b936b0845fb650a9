"""Slugs for many new rows at once: readable, of ASCII letters, never one that is or was in use."""

import hashlib
import secrets
from collections.abc import Mapping

from django.db.models import Model
from django.utils.text import slugify

from articles.models import OldSlug

LONGEST = 80
# Letters that `slugify` would drop, though everybody knows how to write them plainly.
PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def readable(text: str) -> str:
    """The slug that says `text`, cut at a word; empty for a script that ASCII cannot say.

    >>> readable("Größe zählt: Łódź"), readable("東京のNHK")
    ('grosse-zahlt-lodz', '')
    """
    text = text[: 4 * LONGEST].lower().translate(PLAIN)
    slug = slugify(text)
    letters = sum(character.isalpha() for character in text)
    if 2 * sum(character.isalpha() for character in slug) < letters:
        return ""
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]


def unused(model: type[Model], wanted: Mapping[str, str], otherwise: str) -> dict[str, str]:
    """A slug for each key, its wanted one if that is free, in two queries.

    `wanted` maps keys that differ to slugs that need not; an empty one becomes `otherwise` and a piece of the
    key's hash, which also follows a slug that is taken.
    """
    marks = {key: hashlib.sha256(key.encode()).hexdigest()[:8] for key in wanted}
    choices = {key: (slug or f"{otherwise}-{marks[key]}", f"{slug or otherwise}-{marks[key]}")
               for key, slug in wanted.items()}  # fmt: skip
    taken = _taken(model, {slug for pair in choices.values() for slug in pair})
    chosen = {}
    for key, pair in choices.items():
        slug = next((slug for slug in pair if slug not in taken), f"{pair[1]}-{secrets.token_hex(4)}")
        taken.add(slug)
        chosen[key] = slug
    return chosen


def _taken(model: type[Model], slugs: set[str]) -> set[str]:
    """Those of the slugs that a row has, or had: an old address leads to its piece for ever."""
    rows = model._default_manager.filter(slug__in=slugs)
    old = OldSlug.objects.filter(kind=model._meta.model_name, slug__in=slugs)
    return {*rows.values_list("slug", flat=True), *old.values_list("slug", flat=True)}
