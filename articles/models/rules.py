"""Rules of the tables that several of them keep."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def known(kind: str, field: str, words: type[models.TextChoices]) -> models.CheckConstraint:
    """The field says one of the words and nothing else; `kind` begins the rule's name."""
    return models.CheckConstraint(name=f"{kind}_known_{field}", condition=Q(**{f"{field}__in": words.values}))


def of_another(kind: str, field: str, told: "str | _StrPromise | None" = None) -> models.CheckConstraint:
    """The field points at another row of the table, or at none; `told` says so to who chose the row itself."""
    condition = Q(**{field: None}) | ~Q(**{field: F("id")})
    return models.CheckConstraint(
        name=f"{kind}_{field}_is_another", condition=condition, violation_error_message=told
    )
