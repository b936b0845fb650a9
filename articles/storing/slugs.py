"""Slugs for many new rows at once, never one that is or was in use."""

import hashlib
import secrets
from collections.abc import Mapping

from django.db.models import Model

from articles.models import OldSlug


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
