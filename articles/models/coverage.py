"""Which pieces are copies of one another, and which are about one happening."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .article import Article


class Fingerprint(models.Model):
    """One of the values by which a piece is looked up among all others: of a run of its words, or of two names.

    The values come from `articles.ingest.shingles` and `articles.ingest.events`.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField()

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        indexes = [models.Index(fields=["value", "article"], name="fingerprint_value")]

    def __str__(self) -> str:
        return f"{self.value:x}"


class Likeness(models.Model):
    """Two pieces of much the same words, and what the desk decided about them."""

    class Kind(models.TextChoices):
        SAME = "same", _("nearly the same")
        PART = "part", _("one is a part of the other")
        REWORKED = "reworked", _("reworked")

    class Decision(models.TextChoices):
        OPEN = "open", _("to be decided")
        MERGED = "merged", _("merged")
        LINKED = "linked", _("linked as a copy")
        KEPT = "kept", _("both kept")

    # The one that came later, and the one that was there. Which is the original is another question.
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("piece"))
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("other piece"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    overlap = models.PositiveSmallIntegerField(
        _("overlap"), help_text=_("Percent of the words of the shorter one that the other has, too.")
    )
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    decided_at = models.DateTimeField(_("at"), null=True, blank=True)
    # What the decision changed, so that the pair can be opened again: by the id of a piece, the id of the one that it
    # was a copy of, and that of the one that it is a copy of since (or None).
    links = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("pair of copies")
        verbose_name_plural = _("copies")
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="likeness_once"),
            models.CheckConstraint(name="likeness_in_order", condition=Q(other__lt=F("article"))),
        ]
        indexes = [models.Index(fields=["decision", "-id"], name="likeness_decision")]

    def __str__(self) -> str:
        return f"{self.original} = {self.copy}"

    @property
    def original(self) -> Article:
        """The likely original: the one that appeared first, or came first where the dates do not say."""
        return min((self.other, self.article), key=appeared)

    @property
    def copy(self) -> Article:
        return self.article if self.original == self.other else self.other


def appeared(article: Article) -> tuple[bool, datetime, int]:
    """Sort by when a piece appeared: a date of its own comes before none, and tells more than one of ours."""
    is_dated = article.published_at is not None and not article.published_at_assumed
    return (
        not is_dated,
        article.published_at if is_dated and article.published_at else timezone.now(),
        article.pk,
    )


class Awaited(models.Model):
    """What a piece says that it is a translation of, while that has not come."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="+", verbose_name=_("piece"))
    declared = models.CharField(_("declared original"), max_length=1000, db_index=True)

    class Meta:
        default_permissions = ()  # kept for the importer: there is nothing at the desk to see or change
        verbose_name = _("translation whose original has not come")
        verbose_name_plural = _("translations whose original has not come")

    def __str__(self) -> str:
        return self.declared


class Event(models.Model):
    """One happening that several pieces are about."""

    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("For the desk and for readers: “The vote on the Aldren dam”."),
    )
    created_at = models.DateTimeField(_("found"), default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.name or self.first_headline or str(_("Event %(number)s") % {"number": self.pk})

    @cached_property
    def first_headline(self) -> str | None:
        """What an event without a name goes by: the headline of its earliest piece. A list annotates it."""
        if self.pk is None:
            return None
        first = F("article__published_at").asc(nulls_last=True)
        pieces = self.pieces.exclude(article__headline="").order_by(first, "article")
        return pieces.values_list("article__headline", flat=True).first()


class EventPiece(models.Model):
    """What a piece is about, as far as events go: the event it belongs to, if any, and who says so.

    A person's decision (`by_person`), of which “to none” is one, holds against any later grouping.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="event_piece", verbose_name=_("piece")
    )
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pieces",
        verbose_name=_("event"),
    )
    by_person = models.BooleanField(_("decided by a person"), default=False)
    # The most telling names in the piece, with their weights.
    names = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("piece of an event")
        verbose_name_plural = _("pieces of events")

    def __str__(self) -> str:
        return str(self.article)
