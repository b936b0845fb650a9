"""The filter form over the list of articles. What it offers is read from bounded, indexed queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.core.cache import cache
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from .models import (
    Article,
    Author,
    AuthorAlias,
    Byline,
    Genre,
    Publication,
    TaggedArticle,
    Topic,
    TopicAlias,
    filing_key,
    name_key,
    unicode_slug,
)
from .querysets import ArticleQuerySet
from .search import search
from .shelves import linked, stocked

# The form offers the publications that have live pieces, and the languages and topics of the newest pieces;
# the others are reached through their own pages. The offer is this many seconds old at most.
OFFER_KEY, OFFER_SECONDS = "articles.filters.offer", 60
MOST_PUBLICATIONS, MOST_TOPICS, NEWEST_TAGS = 300, 40, 1_000
NOT_OFFERED = {"invalid_choice": _("Choose one from the list, or any.")}
# Wide enough for any archive, narrow enough for any time zone.
DAYS = [MinValueValidator(date(1400, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


def language_name(code: str) -> str:
    """Return what the language calls itself, or its code where it is unknown."""
    try:
        return capfirst(str(get_language_info(code.split("-")[0])["name_local"]))
    except KeyError:
        return code


@dataclass(frozen=True, slots=True)
class Offer:
    publications: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    topics: list[str]


def offer() -> Offer:
    """Return what the form proposes, in two queries or from the cache."""
    known: Offer | None = cache.get(OFFER_KEY)
    if known is None:
        known = look_up_offer()
        cache.set(OFFER_KEY, known, OFFER_SECONDS)
    return known


def look_up_offer() -> Offer:
    publications = stocked(Publication.objects.order_by("name")).values_list("slug", "name")
    newest = Article.objects.live().newest_first()
    tags = list(newest.values_list("language", "tagged_topics__tag__name")[:NEWEST_TAGS])
    topics = Counter(topic for _language, topic in tags if topic)
    return Offer(
        publications=list(publications[:MOST_PUBLICATIONS]),
        languages=[(code, language_name(code)) for code in sorted({code for code, _topic in tags})],
        topics=sorted(topic for topic, _times in topics.most_common(MOST_TOPICS)),
    )


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def author_links(typed: str) -> QuerySet[Byline]:
    """Return the bylines of whom `typed` names: slug, any known spelling, start of the sort name."""
    key = name_key(typed)
    named = Author.objects.order_by().values("pk")
    # A union: one condition with OR over several tables would look at every byline there is.
    begins = filing_key(typed)
    by_name = Q(slug=typed) | Q(name_key=key)
    meant = named.filter(by_name | Q(sort_key__startswith=begins) if begins else by_name)
    known_as = AuthorAlias.objects.order_by().filter(name_key=key).values("author")
    return Byline.objects.filter(author__in=meant.union(known_as))


def topic_links(typed: str) -> QuerySet[TaggedArticle]:
    """Return the uses of the topic that `typed` names by slug, name or alias."""
    slug = unicode_slug(typed)
    meant = Topic.objects.order_by().filter(Q(slug=slug) | Q(name=typed)).values("pk")
    known_as = TopicAlias.objects.order_by().filter(name_key=name_key(typed)).values("topic")
    links: QuerySet[TaggedArticle] = TaggedArticle.objects.filter(tag__in=meant.union(known_as))
    return links


class ArticleFilter(FilterSet):
    """What readers may narrow the list by; every value is bounded, a wrong one is an error of the form."""

    q = CharFilter(label=_("Words in the text"), method="matching", max_length=200)
    publication = ChoiceFilter(
        label=_("Publication"), field_name="publication__slug",
        choices=lambda: offer().publications, empty_label=_("Any publication"), error_messages=NOT_OFFERED,
    )  # fmt: skip
    author = CharFilter(label=_("Author"), method="written_by", max_length=200)
    topic = CharFilter(
        label=_("Topic"), method="about", max_length=100, widget=forms.TextInput(attrs={"list": "topics"})
    )
    language = ChoiceFilter(
        label=_("Language"), choices=lambda: offer().languages, empty_label=_("Any language"),
        error_messages=NOT_OFFERED,
    )  # fmt: skip
    genre = ChoiceFilter(
        label=_("Kind of piece"), choices=Genre.choices, empty_label=_("Any kind"), error_messages=NOT_OFFERED
    )
    since = DateFilter(label=_("From"), method="published_since", widget=DateInput, validators=DAYS)
    until = DateFilter(label=_("To"), method="published_until", widget=DateInput, validators=DAYS)

    def matching(self, articles: ArticleQuerySet, _name: str, text: str) -> ArticleQuerySet:
        return search(articles, text)

    def written_by(self, articles: ArticleQuerySet, _name: str, typed: str) -> ArticleQuerySet:
        return linked(articles, author_links(typed), "article")

    def about(self, articles: ArticleQuerySet, _name: str, typed: str) -> ArticleQuerySet:
        return linked(articles, topic_links(typed), "content_object")

    def published_since(self, articles: ArticleQuerySet, _name: str, day: date) -> ArticleQuerySet:
        return articles.filter(published_at__gte=midnight(day))

    def published_until(self, articles: ArticleQuerySet, _name: str, day: date) -> ArticleQuerySet:
        return articles.filter(published_at__lt=midnight(day + timedelta(days=1)))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the words was asked for: the form is shown open then."""
        return any(self.data.get(name) for name in self.filters if name != "q")

    @property
    def topics(self) -> list[str]:
        """What the topic field proposes."""
        return offer().topics
