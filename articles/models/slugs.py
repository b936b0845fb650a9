from django.db import models
from django.utils.translation import gettext_lazy as _


class OldSlug(models.Model):
    """An address that something once had. It redirects there for ever (301)."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        AUTHOR = "author", _("author")
        PUBLICATION = "publication", _("publication")
        TOPIC = "topic", _("topic")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("old slug"), max_length=120)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="old_slugs"
    )
    author = models.ForeignKey(
        "articles.Author", models.CASCADE, null=True, blank=True, related_name="old_slugs"
    )
    publication = models.ForeignKey(
        "articles.Publication", models.CASCADE, null=True, blank=True, related_name="old_slugs"
    )
    topic = models.ForeignKey(
        "articles.Topic", models.CASCADE, null=True, blank=True, related_name="old_slugs"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("old slug")
        verbose_name_plural = _("old slugs")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="old_slug_once"),
            models.CheckConstraint(
                name="old_slug_points_at_its_kind",
                condition=models.Q(
                    kind="article", article__isnull=False, author=None, publication=None, topic=None
                )
                | models.Q(kind="author", author__isnull=False, article=None, publication=None, topic=None)
                | models.Q(
                    kind="publication", publication__isnull=False, article=None, author=None, topic=None
                )
                | models.Q(kind="topic", topic__isnull=False, article=None, author=None, publication=None),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def target(self) -> models.Model:
        """What the slug leads to now: the article, author, publication or topic."""
        target: models.Model = getattr(self, self.kind)
        return target
