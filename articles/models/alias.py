import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _


def name_key(name: str) -> str:
    """The spelling-proof key of a name: case, accents, dots, dashes and spacing do not count.

    >>> name_key("Nina L. KHRUSHCHEVA") == name_key("nina l khrushcheva")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())[:200]


class Alias(models.Model):
    """Another spelling of a name; no two things share one."""

    name = models.CharField(_("spelling"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, unique=True)

    class Meta:
        abstract = True
        ordering = ["name"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
