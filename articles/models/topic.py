from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.models import ItemBase, TagBase

from .alias import Alias
from .rules import of_another
from .slugs import SlugField, slug_not_empty, unicode_slug


class Topic(TagBase):
    """What pieces are about: a taggit tag with a page of its own."""

    slug = SlugField(pgettext_lazy("A tag slug", "slug"), max_length=100, unique=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Shown at the head of the topic's page.")
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("broader topic"),
    )
    iptc_code = models.CharField(
        _("IPTC code"), max_length=20, blank=True, help_text=_("IPTC Media Topic, e.g. medtop:20000763.")
    )
    wikidata_id = models.CharField(_("Wikidata item"), max_length=20, blank=True, help_text=_("E.g. Q423."))
    brought_by = models.ForeignKey(
        "articles.ImportRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            slug_not_empty("topic"),
            of_another("topic", "parent", _("This is the topic itself. Choose a broader one, or none.")),
        ]

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])

    def slugify(self, tag: str, i: int | None = None) -> str:
        """As taggit does, with the signs that letters bear; a name of other signs alone has an address, too."""
        slug = unicode_slug(tag) or "topic"
        return slug if i is None else f"{slug}_{i}"


class TopicAlias(Alias):
    """Another word for the topic; an imported piece that uses it gets the topic."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="aliases")


class TaggedArticle(ItemBase):
    """One topic on one article."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged_topics")
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="tagged_articles")

    class Meta:
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of articles")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tagged_article_once")]
