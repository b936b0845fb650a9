"""Related coverage: the other pieces about the same event, found by the names that both are full of.

Names survive translation, and two reports of one event share them however they are written. So the search
index proposes the pieces in which two of this one's most telling names stand together, and those are then
compared by all their names and topics. No word list, no language.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import combinations
from math import log, sqrt

from django.db.models import Q
from django.db.models.functions import Left

from .models import Article, TaggedArticle
from .plain_text import plain_text
from .querysets import ArticleQuerySet
from .search import search_any

# Two dated pieces further apart than this are not about one event. A date that is only ours says nothing.
APART = timedelta(days=21)
READ = 10_000  # characters of a body that are looked at
TELLING, PAIRED = 30, 6  # names that a piece is compared by, and those it is looked up by
PROPOSED = 24  # pieces that are compared
# Likeness goes from 0 to 1. A piece needs this much, and this share of what the likest one has.
ENOUGH, NEXT_TO_BEST = 0.35, 0.5
TOPIC = 0.1  # likeness that a shared topic adds

Names = dict[str, float]

WORD = re.compile(r"[^\W\d_](?:[\w’']*\w)?")
POSSESSIVE = re.compile(r"[’']s?$")
# What says as much in scripts without capitals: a run of katakana or Han, or a long word, that comes again.
UNCASED = re.compile(
    r"[\u30a1-\u30ff]{3,}|[\u4e00-\u9fff]{2,6}|(?:(?![\u3040-\u30ff\u4e00-\u9fff])[^\W\d_]){5,}"
)


def related(article: Article, *, at: datetime | None = None, limit: int = 6) -> list[Article]:
    """Return the live pieces about the event that `article` is about, in order of time. Two queries.

    Their `publication` is fetched, their body is not.
    """
    own = telling(f"{article.headline}\n{article.standfirst}", article.body)
    pairs = list(combinations(list(own)[:PAIRED], 2))
    if not pairs:
        return []
    others = candidates(article, at)
    proposed = list(search_any(others, pairs)[:PROPOSED])
    named = {other.pk: telling(f"{other.headline}\n{other.standfirst}", opening(other)) for other in proposed}
    rarity = rarities([own, *named.values()])
    shared = shared_topics(article, proposed)
    scores = {pk: likeness(own, names, rarity) + TOPIC * shared[pk] for pk, names in named.items()}
    needed = max(ENOUGH, NEXT_TO_BEST * max(scores.values(), default=0))
    likest = sorted((other for other in proposed if scores[other.pk] >= needed), key=lambda o: -scores[o.pk])
    return sorted(likest[:limit], key=lambda other: (other.published_at, other.pk), reverse=True)


def candidates(article: Article, at: datetime | None) -> ArticleQuerySet:
    """Return the live pieces that are near enough in time, with the beginning of the body as `opening`."""
    others = Article.objects.live(at).exclude(pk=article.pk)
    if article.published_at and not article.published_at_assumed:
        near = (article.published_at - APART, article.published_at + APART)
        others = others.filter(Q(published_at__range=near) | Q(published_at_assumed=True))
    return others.defer("body").select_related("publication").annotate(opening=Left("body", READ))


def opening(candidate: Article) -> str:
    """Return the beginning of the body that came with the candidate."""
    return str(getattr(candidate, "opening", ""))


def telling(title: str, body: str) -> Names:
    """Return the most telling names of a piece, folded, with their weights, the weightiest first.

    A capital at the beginning of a sentence tells nothing: a name has one in the middle, too.
    """
    text = plain_text(body[:READ])
    counts, within = Counter[str](), set[str]()
    for found in WORD.finditer(text):
        if not found[0][0].isupper() or len(found[0]) == 1:
            continue
        word = POSSESSIVE.sub("", found[0]).casefold()
        counts[word] += 1
        if text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:].isalnum():
            within.add(word)
    names = {word: 1 + log(times) for word, times in counts.items() if word in within}
    if not names:
        again = Counter(UNCASED.findall(text)).items()
        names = {word.casefold(): 1 + log(times) for word, times in again if times > 1}
    title = title.casefold()
    weighed = {word: weight * (1.5 if word in title else 1) for word, weight in names.items()}
    return dict(sorted(weighed.items(), key=lambda item: -item[1])[:TELLING])


def rarities(pieces: list[Names]) -> Callable[[str], float]:
    """Return how much a name tells among these pieces: the country that all are about, little."""
    spread = Counter(name for names in pieces for name in names)
    return lambda name: log(1 + len(pieces) / spread[name])


def likeness(one: Names, other: Names, rarity: Callable[[str], float]) -> float:
    """Return the cosine of two pieces' names, weighted by rarity: 0 for nothing shared, 1 for the same."""

    def product(names: Iterable[str], left: Names, right: Names) -> float:
        return sum(left[name] * right[name] * rarity(name) ** 2 for name in names)

    length = sqrt(product(one, one, one) * product(other, other, other))
    return product(one.keys() & other.keys(), one, other) / length if length else 0.0


def shared_topics(article: Article, others: list[Article]) -> Counter[int]:
    """Return how many topics each of the others, by id, shares. Expects `tagged_topics` fetched."""
    topics = [link.tag_id for link in article.tagged_topics.all()]
    used = TaggedArticle.objects.filter(tag__in=topics, content_object__in=[other.pk for other in others])
    return Counter(used.values_list("content_object_id", flat=True))
