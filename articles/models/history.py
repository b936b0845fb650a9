from typing import TypeAlias

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rules import known


class Revision(models.Model):
    """How a piece stood at one moment: every field, the bylines and the topics, as JSON."""

    class Kind(models.TextChoices):
        EDIT = "edit", _("edited")
        IMPORT = "import", _("imported")
        STATE = "state", _("changed state")
        PUBLISH = "publish", _("published")
        CORRECTION = "correction", _("corrected")
        RESTORE = "restore", _("restored")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    snapshot = models.JSONField(_("snapshot"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    created_at = models.DateTimeField(_("at"), default=timezone.now)
    note = models.CharField(_("note"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.EDIT)

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_kind_display()}"


class CorrectionKind(models.TextChoices):
    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    APOLOGY = "apology", _("Apology")
    RETRACTION = "retraction", _("Retraction")


class Correction(models.Model):
    """A published note about a change, tied to the words it changed by the revisions around it."""

    Kind: TypeAlias = CorrectionKind

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(
        _("text"), help_text=_("What was wrong and what is right, in words for the reader.")
    )
    revision_before = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    revision_after = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    public = models.BooleanField(_("shown to readers"), default=True)
    created_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [known("correction", "kind", CorrectionKind)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
