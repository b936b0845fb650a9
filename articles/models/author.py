from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .alias import Alias, name_key
from .filing import filed_name, filing_key
from .imports import ImportRun
from .slugs import SlugField, slug_not_empty


class Author(models.Model):
    """A person who writes. What is printed over a piece is its byline; this is who it names."""

    name = models.CharField(_("name"), max_length=200)
    slug = SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        help_text=_("The end of the author's address on the site."),
    )
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        blank=True,
        help_text=_("How the name is filed: “Khrushcheva, Nina”. Made from the name when left empty."),
    )
    sort_key = models.CharField(max_length=200, editable=False, default="")
    bio = models.TextField(_("biography"), blank=True)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    photo = models.ForeignKey(
        "articles.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    links = models.JSONField(
        _("links"), default=dict, blank=True, help_text=_('Name and address: {"Homepage": "https://…"}.')
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("The account with which this author logs in, if any."),
    )
    brought_by = models.ForeignKey(
        "articles.ImportRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    # The biography that an import wrote, and which one: it goes with that import, unless somebody has written another.
    imported_bio = models.TextField(blank=True, editable=False)
    bio_brought_by = models.ForeignKey(
        "articles.ImportRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [slug_not_empty("author")]
        indexes = [models.Index(fields=["sort_key", "id"], name="author_sort_key")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_derived()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])

    def fill_derived(self) -> None:
        """Fill what follows from the name; whoever uses `bulk_create` calls this first."""
        self.name_key = name_key(self.name)
        if not self.sort_name:
            self.sort_name = filed_name(self.name)[:200]
        self.sort_key = filing_key(self.sort_name)

    def bring_bio(self, bio: str, run: ImportRun | None) -> None:
        """Take a biography from an import; an empty one takes back what an import brought."""
        self.bio = self.imported_bio = bio
        self.bio_brought_by = run if bio else None


class AuthorAlias(Alias):
    """Another spelling that resolves to the author, in imported bylines above all."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="aliases")
