from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import moments
from ..querysets import SourceQuerySet
from .rules import known


class RunState(models.TextChoices):
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    FAILED = "failed", _("stopped by an error")
    STOPPED = "stopped", _("killed")
    UNDONE = "undone", _("undone")


class ImportRun(models.Model):
    """One call of the importer, with numbers that add up to `offered`."""

    State = RunState

    command = models.CharField(_("what was asked for"), max_length=2000)
    options = models.JSONField(_("options"), default=dict, blank=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # Who is at it, and since when nothing was heard: by these a run is known whose process is no more.
    host = models.CharField(max_length=255, blank=True, editable=False)
    pid = models.PositiveIntegerField(null=True, blank=True, editable=False)
    heard_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    offered = models.PositiveIntegerField(_("offered"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    duplicate = models.PositiveIntegerField(_("duplicate"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    published = models.PositiveIntegerField(_("published"), default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        permissions = [("upload_pieces", _("Can bring in pieces by upload"))]
        constraints = [
            known("import_run", "state", RunState),
            models.CheckConstraint(
                name="import_run_adds_up",
                condition=~Q(state="finished")
                | Q(
                    offered=models.F("created")
                    + models.F("updated")
                    + models.F("unchanged")
                    + models.F("duplicate")
                    + models.F("rejected")
                ),
            ),
        ]

    def __str__(self) -> str:
        return _("Import of %(when)s") % {"when": moments.said(self.started_at)}


class SourceOutcome(models.TextChoices):
    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    DUPLICATE = "duplicate", _("duplicate")
    REJECTED = "rejected", _("rejected")


class Source(models.Model):
    """The raw file of one piece, kept, with what the importer did to it and what it was unsure of."""

    Outcome = SourceOutcome

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="sources", verbose_name=_("import run"))
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("article"),
    )
    name = models.CharField(_("file"), max_length=1000)
    origin = models.CharField(
        _("origin"), max_length=1000, blank=True, help_text=_("What identifies the piece across runs.")
    )
    # The origin of the file it was one of several pieces of, where it declares nothing to know it again by.
    part_of = models.CharField(max_length=1000, blank=True, editable=False)
    # What it declares of its state: what orders the states of one piece (see `articles.ingest.story.Facts`), and
    # whether its provider called it back.
    declared_version = models.CharField(_("declared version"), max_length=60, blank=True)
    called_back = models.CharField(_("called back"), max_length=20, blank=True)
    sha256 = models.CharField(_("hash of the file"), max_length=64, blank=True)
    text_sha256 = models.CharField(_("hash of the body"), max_length=64, blank=True)
    media_type = models.CharField(_("format"), max_length=100, blank=True)
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    raw = models.BinaryField(_("raw file"), default=bytes)
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "The words of the file, in which the spans are counted, where it is not itself plain text."
        ),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=2000, blank=True)
    doubt = models.PositiveSmallIntegerField(_("doubt"), default=0)
    spans = models.JSONField(_("spans"), default=list, blank=True)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    # Article.version as the importer left it: if the article has another one now, a person has edited it since.
    article_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    importer_version = models.CharField(_("importer version"), max_length=20, blank=True)
    created_at = models.DateTimeField(_("brought in"), default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "origin"], condition=~Q(sha256=""), name="source_bytes_once_each_origin"
            ),
            known("source", "outcome", SourceOutcome),
            models.CheckConstraint(
                name="source_rejected_or_linked",
                # A deleted article leaves its source behind, so only the other direction can be held.
                condition=~Q(outcome="rejected") | Q(article=None),
            ),
        ]
        indexes = [
            models.Index(fields=["origin", "-id"], name="source_origin"),
            models.Index(fields=["part_of", "-id"], name="source_part_of", condition=~Q(part_of="")),
            models.Index(fields=["text_sha256"], name="source_text"),
            models.Index(fields=["-doubt", "-id"], name="source_doubt"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The file's name without the folders it lay in."""
        return self.name.rpartition("/")[2] or self.name
