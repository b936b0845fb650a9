from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from ..querysets import ArticleQuerySet
from .author import Author
from .rules import known, of_another
from .slugs import SlugField, slug_not_empty
from .topic import TaggedArticle


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Genre(models.TextChoices):
    """After IPTC's genre vocabulary, cut down to what a newsroom files."""

    NEWS = "news", _("News")
    ANALYSIS = "analysis", _("Analysis")
    COMMENT = "comment", _("Comment")
    FEATURE = "feature", _("Feature")
    INTERVIEW = "interview", _("Interview")
    REVIEW = "review", _("Review")
    OBITUARY = "obituary", _("Obituary")
    SPORT = "sport", _("Sport")
    SCIENCE = "science", _("Science")
    LETTERS = "letters", _("Letters")


class Article(models.Model):  # type: ignore[django-manager-missing]  # taggit's through model has no types
    """One row is one readable article.

    A published article that is being changed has one working copy: a second row, pointing at it with
    `working_copy_of`, never public, folded into it when published.
    """

    headline = models.CharField(
        _("headline"), max_length=300, blank=True, help_text=_("Needed before the piece can be published.")
    )
    slug = SlugField(
        _("slug"), max_length=120, unique=True,
        help_text=_("The end of the address. When it changes, the old address goes on working."),
    )  # fmt: skip
    kicker = models.CharField(
        _("kicker"), max_length=100, blank=True, help_text=_("The short line over the headline.")
    )
    standfirst = models.TextField(
        _("standfirst"), max_length=1000, blank=True, help_text=_("The sentence under the headline.")
    )
    dateline = models.CharField(
        _("dateline"),
        max_length=120,
        blank=True,
        help_text=_("Place, and date if any, that opens the text: “GENEVA, 3 May”."),
    )
    body = models.TextField(_("body"), blank=True)
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("Of the text: en, fr, ar …")
    )
    genre = models.CharField(_("genre"), max_length=12, choices=Genre, default=Genre.NEWS)
    publication = models.ForeignKey(
        "articles.Publication",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("publication"),
        help_text=_("Where it first appeared."),
    )
    source_url = models.URLField(
        _("original address"),
        max_length=1000,
        blank=True,
        help_text=_("Where the piece can be read at its source."),
    )
    usage_terms = models.TextField(_("terms of use"), max_length=2000, blank=True)  # not for readers
    is_machine_translated = models.BooleanField(
        _("machine-translated"), default=False, help_text=_("Readers are told so, with the source.")
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The piece in the language it was written in. Readers are led from one to the other."),
    )
    copy_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="copies",
        verbose_name=_("syndicated copy of"),
    )  # fmt: skip
    lead_image = models.ForeignKey(
        "articles.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_caption = models.CharField(
        _("caption"),
        max_length=1000,
        blank=True,
        help_text=_("For this piece; the image's own one when left empty."),
    )
    lead_image_credit = models.CharField(_("credit"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("The date readers see. Left empty, it is the moment of publishing."),
    )
    published_at_assumed = models.BooleanField(
        _("date is ours"),
        default=False,
        help_text=_("The piece came without a date: the one shown is when it was published here."),
    )
    first_published_at = models.DateTimeField(
        _("first published here"), null=True, blank=True, editable=False
    )
    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_("Not public before this moment, even when published."),
    )
    expires_at = models.DateTimeField(
        _("expires"), null=True, blank=True, help_text=_("Not public from this moment on.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    working_copy_of = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="working_copy",
        verbose_name=_("working copy of"),
    )
    authors = models.ManyToManyField(
        Author, through="articles.Byline", related_name="articles", verbose_name=_("authors")
    )
    topics = TaggableManager(
        _("topics"),
        through=TaggedArticle,
        blank=True,
        help_text=_("What the piece is about, separated by commas."),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("submit_article", _("Can send articles to review")),
            ("approve_article", _("Can approve articles")),
            ("publish_article", _("Can publish and withdraw articles")),
            ("correct_article", _("Can attach corrections to published articles")),
        ]
        constraints = [
            slug_not_empty("article"),
            models.CheckConstraint(
                name="article_published_has_date",
                condition=~Q(status="published")
                | Q(published_at__isnull=False, first_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="article_published_has_headline", condition=~Q(status="published") | ~Q(headline="")
            ),
            models.CheckConstraint(
                name="article_withdrawn_was_published",
                condition=~Q(status="withdrawn") | Q(first_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="article_working_copy_not_public",
                condition=Q(working_copy_of=None) | ~Q(status="published"),
            ),
            models.CheckConstraint(
                name="article_expires_after_embargo",
                condition=Q(expires_at=None)
                | Q(embargoed_until=None)
                | Q(expires_at__gt=F("embargoed_until")),
                violation_error_message=_("The piece would expire before its embargo ends."),
            ),
            of_another("article", "working_copy_of"),
            known("article", "status", Status),
            known("article", "genre", Genre),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="article_front"),
            models.Index(
                fields=["publication", "status", "-published_at", "-id"], name="article_publication"
            ),
            models.Index(fields=["language", "status", "-published_at", "-id"], name="article_language"),
            models.Index(fields=["genre", "status", "-published_at", "-id"], name="article_genre"),
            models.Index(fields=["-updated_at", "-id"], name="article_desk"),
        ]

    def __str__(self) -> str:
        return self.headline or str(_("(no headline)"))

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.slug])

    def is_live(self, at: datetime | None = None) -> bool:
        """Whether the public may read it at the given moment. The twin of `ArticleQuerySet.live`."""
        at = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.working_copy_of_id is None
            and self.published_at is not None
            and self.published_at <= at
            and (self.embargoed_until is None or self.embargoed_until <= at)
            and (self.expires_at is None or self.expires_at > at)
            and (self.publication is None or self.publication.is_licensed(at))
        )

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, by the language of the text."""
        try:
            return "rtl" if get_language_info(self.language.split("-")[0])["bidi"] else "ltr"
        except KeyError:
            return "ltr"

    @property
    def canonical_url(self) -> str:
        """The address search engines should take for the original; empty where it is our own.

        Of a syndicated copy it is that of what it is a copy of, which may be one of this site's own paths.
        """
        if self.copy_of and (address := self.copy_of.own_canonical_url):
            return address
        if self.copy_of and self.copy_of.is_live():
            return self.copy_of.get_absolute_url()
        return self.own_canonical_url

    @property
    def own_canonical_url(self) -> str:
        """The same, as if it were no copy."""
        policy = self.publication.canonical_policy if self.publication else "source"
        return self.source_url if policy == "source" else ""


class Byline(models.Model):
    """One name over a piece, in its order and with what it was credited for at the time."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    role = models.CharField(
        _("role"),
        max_length=60,
        blank=True,
        help_text=_("Left empty for who wrote it; else: translator, photographer …"),
    )
    affiliation_then = models.CharField(_("affiliation then"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "position"],
                name="byline_position_once",
                violation_error_message=_("Two names have the same place in the byline."),
            ),
            models.UniqueConstraint(
                fields=["article", "author"],
                name="byline_author_once",
                violation_error_message=_("This author is in the byline already."),
            ),
        ]

    def __str__(self) -> str:
        return self.author.name
