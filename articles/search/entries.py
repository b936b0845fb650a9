"""What of a piece can be found: the four fields of its index entry, from the weightiest to the lightest."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from articles.models import Article, Byline, TaggedArticle
from articles.plain_text import plain_text

# A piece longer than this (a book) is found by its first 400,000 characters.
MAX_BODY = 400_000


class Entry(NamedTuple):
    """One piece as it is indexed; `names` are its authors, topics and publication."""

    article_id: int
    headline: str
    standfirst: str
    names: str
    body: str


def entries(article_ids: Sequence[int]) -> list[Entry]:
    """Return the entries of these articles in three queries; of ids that no longer exist, none."""
    names = _names(article_ids)
    rows = Article.objects.filter(pk__in=article_ids).values_list(
        "pk", "headline", "kicker", "standfirst", "dateline", "body", "publication__name"
    )
    return [
        Entry(
            pk,
            headline,
            f"{standfirst} {kicker} {dateline}",
            " ; ".join([*names[pk], publication or ""]),
            plain_text(body[:MAX_BODY]),
        )
        for pk, headline, kicker, standfirst, dateline, body, publication in rows.order_by().iterator()
    ]


def _names(article_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    bylines = Byline.objects.filter(article__in=article_ids).order_by("article_id", "position")
    for pk, name in bylines.values_list("article_id", "author__name"):
        names[pk].append(name)
    topics = TaggedArticle.objects.filter(content_object__in=article_ids)
    for pk, name in topics.values_list("content_object_id", "tag__name"):
        names[pk].append(name)
    return names
