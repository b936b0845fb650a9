import unicodedata

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST = 80
# Letters that `slugify` would drop, though everybody knows how to write them plainly.
PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
SIGNS = ("Mn", "Mc")  # what is written on, under or beside a letter, and is none itself
VOWEL_POINTS = ("ARABIC", "HEBREW")  # which these scripts are mostly printed without


def readable_slug(text: str) -> str:
    """The slug that says `text`, cut at a word: Latin letters plainly, other scripts as they are (NFKC).

    Empty where there is nothing to say, or where it cannot be said in letters and digits alone, as with the
    vowel signs of Hindi or Thai.

    >>> readable_slug("Größe zählt: Łódź"), readable_slug("東京のNHK"), readable_slug("हिन्दी")
    ('grosse-zahlt-lodz', '東京のnhk', '')
    """
    text = text[: 4 * LONGEST].lower().translate(PLAIN)
    slug = slugify(text)
    if 3 * _letters(slug) < 2 * _letters(text):
        slug = "" if _needs_signs(text) else _in_its_script(text)
    if len(slug) <= LONGEST:
        return slug
    words = slug[: LONGEST + 1].rpartition("-")[0]
    return words if 2 * len(words) > LONGEST else slug[:LONGEST]


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _needs_signs(text: str) -> bool:
    """Whether letters and digits alone leave out what is read."""
    return any(
        unicodedata.category(sign) in SIGNS and not unicodedata.name(sign, "").startswith(VOWEL_POINTS)
        for sign in unicodedata.normalize("NFKC", text)
    )


def _in_its_script(text: str) -> str:
    signs = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in SIGNS)
    return slugify("".join(c if c.isalnum() else " " for c in signs), allow_unicode=True)


def slug_not_empty(kind: str) -> models.CheckConstraint:
    """An address that ends in nothing is the list's. `kind` begins its name."""
    return models.CheckConstraint(
        condition=~models.Q(slug=""),
        name=f"{kind}_slug_not_empty",
        violation_error_message=_("The slug is empty. It is the end of the address: give at least a letter."),
    )


class OldSlug(models.Model):
    """An address that something once had. It redirects there for ever (301)."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        AUTHOR = "author", _("author")
        PUBLICATION = "publication", _("publication")
        TOPIC = "topic", _("topic")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("old slug"), max_length=120, allow_unicode=True)
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
            slug_not_empty("old"),
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
