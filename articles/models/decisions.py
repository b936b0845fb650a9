from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .imports import Source


class Decision(models.Model):
    """What a person decided about something the importer did or asked; nothing of it is ever changed."""

    class Action(models.TextChoices):
        RESTORE = "restore", _("put back")
        REMOVE = "remove", _("taken out")
        ACCEPT = "accept", _("accepted")
        REJECT = "reject", _("rejected")

    source = models.ForeignKey(Source, models.CASCADE, related_name="decisions", verbose_name=_("source"))
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("piece")
    )
    action = models.CharField(_("action"), max_length=10, choices=Action)
    # The place in the source, in characters of its text; -1 of words that are not from there.
    start = models.IntegerField(_("start"), default=-1)
    end = models.IntegerField(_("end"), default=-1)
    kind = models.CharField(
        _("kind"),
        max_length=100,
        blank=True,
        help_text=_("Why the words were taken out, or the code of the finding."),
    )
    text = models.TextField(_("words"), blank=True)
    # What was taken out, with its markup, so that it can be put back as it was.
    html = models.TextField(blank=True, editable=False)
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    # The words as rules compare them, spelling set aside; empty where there is nothing to compare.
    line_key = models.CharField(max_length=200, blank=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["line_key", "action"], name="decision_line")]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.text[:60]}"
