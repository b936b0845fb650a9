import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST = 80
# Letters that `slugify` would drop, though everybody knows how to write them plainly.
PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
SIGNS = ("Mn", "Mc")  # what is written on, under or beside a letter, as the vowels of Hindi and Thai are
# Signs that are no part of a word as it is printed: vowel points of Arabic and Hebrew, stresses, forms of a letter.
LEFT_OUT = ("ARABIC", "HEBREW", "COMBINING", "VARIATION SELECTOR")
JOINERS = str.maketrans("", "", "\u200c\u200d")
# NFKC cuts the vowels AM of Thai and Lao in two, which fonts do not put together again.
WHOLE = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))


def readable_slug(text: str) -> str:
    """The slug that says `text`, cut at a word: Latin letters plainly, other scripts as they are.

    Empty where there is nothing to say.

    >>> readable_slug("Größe zählt: Łódź"), readable_slug("東京のNHK"), readable_slug("हिन्दी में")
    ('grosse-zahlt-lodz', '東京のnhk', 'हिन्दी-में')
    """
    text = text[: 4 * LONGEST].lower().translate(PLAIN)
    slug = slugify(text)
    if 3 * _letters(slug) < 2 * _letters(text):
        slug = unicode_slug(text, apart=True)
    if len(slug) <= LONGEST:
        return slug
    words = slug[: LONGEST + 1].rpartition("-")[0]
    return words if 2 * len(words) > LONGEST else _cut(slug)


def unicode_slug(text: str, *, apart: bool = False) -> str:
    """As `slugify` in every script, with the signs that it would drop; `apart`: other marks set words apart."""
    if any(map(is_sign, text)):
        text = text.translate(JOINERS)  # which only say how letters are drawn
    text = "".join(c for c in composed(text.lower()) if is_sign(c) or unicodedata.category(c) not in SIGNS)
    between = " " if apart else ""
    plain = "-" if apart else "-_"
    kept = "".join(c if c.isalnum() or c.isspace() or c in plain or is_sign(c) else between for c in text)
    slug = re.sub(r"[-\s]+", "-", kept).strip("-_")
    return composed(re.sub(r"(^|[-_])[^\w-]+", r"\1", slug).strip("-_"))  # no sign without its letter


def composed(text: str) -> str:
    """In the one form (NFKC) that addresses are written and looked up in."""
    text = unicodedata.normalize("NFKC", text)
    for parts, whole in WHOLE:
        text = text.replace(parts, whole)
    return text


def is_sign(character: str) -> bool:
    """Whether it is a sign that belongs to the letter before it."""
    return (
        not character.isascii()
        and unicodedata.category(character) in SIGNS
        and not unicodedata.name(character, "").startswith(LEFT_OUT)
    )


def is_slug(text: str) -> bool:
    """Whether it is of letters, digits, hyphens and underscores, with signs on them, in every script."""
    letters = "".join(c for c in text if not is_sign(c))
    return bool(re.fullmatch(r"[-\w]+", letters)) and not re.search(r"(?:^|[-_])[^-\w]", text)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _cut(slug: str) -> str:
    """Before a letter, so that none loses its signs."""
    at = LONGEST
    while is_sign(slug[at]):
        at -= 1
    return slug[:at]


def validate_slug(slug: str) -> None:
    if not is_slug(slug):
        raise ValidationError(validate_unicode_slug.message, code=validate_unicode_slug.code)


def _ours(validators: Sequence[Any]) -> list[Any]:
    return [validate_slug if validator is validate_unicode_slug else validator for validator in validators]


if TYPE_CHECKING:
    ModelSlugField = models.SlugField[str, str]
else:
    ModelSlugField = models.SlugField


class SlugFormField(forms.SlugField):
    """Of forms; what is typed is kept in the form in which it is looked up."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = _ours(self.validators)

    def to_python(self, value: Any) -> Any:
        return composed(super().to_python(value) or "")


class SlugField(ModelSlugField):
    """A slug in every script. Django's own refuses the vowel signs of half of India and of Thailand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "allow_unicode": True})
        self.validators = _ours(self.validators)

    def deconstruct(self) -> Any:
        """As Django's: the column is the same, and no table is made anew."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": SlugFormField, **kwargs})


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
    slug = SlugField(_("old slug"), max_length=120)
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
