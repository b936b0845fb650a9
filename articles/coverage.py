"""Related coverage: the other pieces about the same event.

First those that were put into one event with it, by grouping or by a person. Where nobody has decided, then
the pieces that are likest by their names: the search index proposes those in which two of this one's most
telling names stand together, and those are then compared by all their names and topics.
"""

from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations

from django.db.models import Q
from django.db.models.functions import Left

from .ingest.telling import APART, READ, Names, likeness, rarities, telling
from .models import Article, EventPiece, Likeness, TaggedArticle
from .plain_text import plain_text
from .querysets import ArticleQuerySet
from .search import search_any

PAIRED = 6  # names that a piece is looked up by
PROPOSED = 24  # pieces that are compared
# Likeness goes from 0 to 1. A piece needs this much, and this share of what the likest one has.
ENOUGH, NEXT_TO_BEST = 0.35, 0.5
TOPIC = 0.1  # likeness that a shared topic adds
WITHIN = timedelta(days=APART)
MOST_TRANSLATIONS = 30


def related(article: Article, *, at: datetime | None = None, limit: int = 6) -> list[Article]:
    """Return the live pieces about the event that `article` is about, in order of time: its event's, then others.

    Three queries; `event_piece` is fetched by one more where it is not there yet. Their `publication` is
    fetched, their body is not.
    """
    place: EventPiece | None = getattr(article, "event_piece", None)
    found = in_event(article, place.event_id, at, limit) if place and place.event_id else []
    if (place and place.by_person) or len(found) >= limit:
        return found
    like = [other for other in likest(article, at, limit) if other not in found]
    return [*found, *like[: limit - len(found)]]


def in_event(article: Article, event_id: int, at: datetime | None, limit: int) -> list[Article]:
    pieces = apart_from(article, Article.objects.live(at)).filter(event_piece__event=event_id)
    return list(pieces.newest_first().defer("body").select_related("publication")[:limit])


def apart_from(article: Article, others: ArticleQuerySet) -> ArticleQuerySet:
    """Without the piece itself, and without its copies, which are no coverage unless a person keeps both as such."""
    pairs = Likeness.objects.exclude(decision=Likeness.Decision.KEPT)
    return others.exclude(
        Q(pk=article.pk)
        | Q(pk__in=pairs.filter(article=article).values("other"))
        | Q(pk__in=pairs.filter(other=article).values("article"))
    )


def likest(article: Article, at: datetime | None, limit: int) -> list[Article]:
    """Return the live pieces most like this one by their names and topics. Two queries."""
    own = names_of(article, article.body)
    pairs = list(combinations(list(own)[:PAIRED], 2))
    if not pairs:
        return []
    others = candidates(article, at)
    proposed = list(search_any(others, pairs)[:PROPOSED])
    named = {other.pk: names_of(other, opening(other)) for other in proposed}
    rarity = rarities([own, *named.values()])
    shared = shared_topics(article, proposed)
    scores = {pk: likeness(own, names, rarity) + TOPIC * shared[pk] for pk, names in named.items()}
    needed = max(ENOUGH, NEXT_TO_BEST * max(scores.values(), default=0))
    likest = sorted((other for other in proposed if scores[other.pk] >= needed), key=lambda o: -scores[o.pk])
    return sorted(likest[:limit], key=lambda other: (other.published_at, other.pk), reverse=True)


def names_of(article: Article, body: str) -> Names:
    return telling(f"{article.headline}\n{article.standfirst}", plain_text(body[:READ]))


def candidates(article: Article, at: datetime | None) -> ArticleQuerySet:
    """Return the live pieces that are near enough in time, with the beginning of the body as `opening`.

    What a person has put into an event, or into none, is not put anywhere else.
    """
    others = apart_from(article, Article.objects.live(at))
    others = others.filter(Q(event_piece=None) | Q(event_piece__by_person=False))
    if article.published_at and not article.published_at_assumed:
        near = (article.published_at - WITHIN, article.published_at + WITHIN)
        others = others.filter(Q(published_at__range=near) | Q(published_at_assumed=True))
    return others.defer("body").select_related("publication").annotate(opening=Left("body", READ))


def opening(candidate: Article) -> str:
    """Return the beginning of the body that came with the candidate."""
    return str(getattr(candidate, "opening", ""))


def shared_topics(article: Article, others: list[Article]) -> Counter[int]:
    """Return how many topics each of the others, by id, shares. Expects `tagged_topics` fetched."""
    topics = [link.tag_id for link in article.tagged_topics.all()]
    used = TaggedArticle.objects.filter(tag__in=topics, content_object__in=[other.pk for other in others])
    return Counter(used.values_list("content_object_id", flat=True))


def in_other_languages(article: Article, *, at: datetime | None = None) -> list[Article]:
    """Return the live pieces that it is a translation of, or that are translations like it. One query."""
    first = article.translation_of_id or article.pk
    others = Article.objects.live(at).filter(Q(pk=first) | Q(translation_of=first)).exclude(pk=article.pk)
    shown = others.only("headline", "slug", "language", "is_machine_translated", "translation_of")
    return list(shown.order_by("language", "pk")[:MOST_TRANSLATIONS])
