from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .slugs import SlugField, slug_not_empty

RULE_PARTS = {"line", "action", "kind"}
RULE_ACTIONS = {"remove", "keep", "none"}  # none: decided that there be no rule


def check_line_rules(rules: object) -> None:
    """Refuse what the importer could not read as rules."""
    is_list = isinstance(rules, list) and all(
        isinstance(rule, dict)
        and {"line", "action"} <= set(rule) <= RULE_PARTS
        and all(isinstance(part, str) and part.strip() for part in rule.values())
        and rule["action"] in RULE_ACTIONS
        for rule in rules
    )
    if not is_list:
        raise ValidationError(
            _("Write a list of rules, each with a line, an action and, if it removes, a kind.")
        )


class Publication(models.Model):
    """Where a piece first appeared: a paper, a magazine, an agency, or our own house."""

    class CanonicalPolicy(models.TextChoices):
        SOURCE = "source", _("the original address")
        OURS = "ours", _("our own address")

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The end of its address on the site."),
    )
    homepage_url = models.URLField(_("homepage"), max_length=500, blank=True)
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("Its main language: en, fr, ar …")
    )
    description = models.TextField(_("description"), blank=True)
    logo = models.ForeignKey(
        "articles.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    credit_line = models.CharField(
        _("credit line"),
        max_length=300,
        blank=True,
        help_text=_("Printed under each of its pieces: “© 2026 The Example, by permission”."),
    )
    is_house = models.BooleanField(
        _("is ours"), default=False, help_text=_("Pieces without another source appear under it.")
    )
    canonical_policy = models.CharField(
        _("canonical address"),
        max_length=10,
        choices=CanonicalPolicy,
        default=CanonicalPolicy.SOURCE,
        help_text=_("Which address search engines are told is the original."),
    )
    licence_from = models.DateTimeField(
        _("licence from"),
        null=True,
        blank=True,
        help_text=_("Before this moment none of its pieces is public."),
    )
    licence_until = models.DateTimeField(
        _("licence until"),
        null=True,
        blank=True,
        help_text=_("From this moment on none of its pieces is public."),
    )
    allow_index = models.BooleanField(
        _("allow search engines"),
        default=True,
        help_text=_("Whether its pieces may be listed by search engines."),
    )
    fingerprints = models.JSONField(
        _("fingerprints"),
        default=list,
        blank=True,
        help_text=_('Phrases that betray it in scraped text, as a JSON list: ["Example Media Group"].'),
    )
    line_rules = models.JSONField(
        _("decided lines"),
        default=list,
        blank=True,
        validators=[check_line_rules],
        help_text=_(
            "What the importer does with a line of its pieces, as a JSON list: "
            '[{"line": "Read more", "action": "remove", "kind": "related"}]. Actions: remove, keep, none.'
        ),
    )
    brought_by = models.ForeignKey(
        "articles.ImportRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            slug_not_empty("publication"),
            models.CheckConstraint(
                condition=models.Q(licence_from=None)
                | models.Q(licence_until=None)
                | models.Q(licence_until__gt=models.F("licence_from")),
                name="publication_licence_ends_after_it_starts",
                violation_error_message=_("The licence must end after it starts."),
            ),
            models.UniqueConstraint(
                fields=["is_house"],
                condition=models.Q(is_house=True),
                name="publication_one_house",
                violation_error_message=_("Another publication is already marked as ours."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:publication", args=[self.slug])

    def is_licensed(self, at: datetime | None = None) -> bool:
        """Whether its pieces may be shown at the given moment (now, if omitted)."""
        at = at or timezone.now()
        started = self.licence_from is None or self.licence_from <= at
        ended = self.licence_until is not None and self.licence_until <= at
        return started and not ended
