"""The index on PostgreSQL: a table of its own with one tsvector per article under a GIN index.

The vectors are written out here, not made by `to_tsvector`, so that both databases find the same words,
whatever the server's locale and extensions are.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Value

from articles.querysets import ArticleQuerySet

from .entries import Entry
from .terms import Phrase, words

CREATE = """
    CREATE TABLE articles_search (article_id bigint PRIMARY KEY, terms tsvector NOT NULL);
    CREATE INDEX articles_search_terms ON articles_search USING gin (terms)
"""
WRITE = """
    INSERT INTO articles_search (article_id, terms) VALUES (%s, %s::tsvector)
    ON CONFLICT (article_id) DO UPDATE SET terms = EXCLUDED.terms
"""
# PostgreSQL's own limits: bytes of one tsvector and of one word, the last position, positions per word.
MAX_BYTES, MAX_WORD, MAX_POSITION, MAX_POSITIONS = 1_000_000, 2_000, 16_383, 255


class Matches(Func):
    """Joins the index to the articles and looks a query up in it."""

    template = "(articles_search.article_id = %(expressions)s::tsquery)"
    arg_joiner = " AND articles_search.terms @@ "
    output_field = BooleanField()


class Rank(Func):
    """The better the match, the lower; the weights are those of D, C, B and A, from body to headline."""

    template = "-ts_rank('{0.05, 0.2, 0.45, 1.0}', articles_search.terms, %(expressions)s::tsquery)"
    output_field = FloatField()


def search(queryset: ArticleQuerySet, groups: list[list[Phrase]]) -> ArticleQuerySet:
    query = _query(groups)
    joined = cast(ArticleQuerySet, queryset.extra(tables=["articles_search"]))
    matching = joined.filter(Matches(F("pk"), Value(query)))
    return matching.order_by(Rank(Value(query)), "-published_at", "-id")


def write(entries: Iterable[Entry]) -> None:
    rows = [(entry.article_id, _vector(entry)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, rows)


def forget(article_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search WHERE article_id = %s", [article_id])


def tidy() -> None:
    """Drop entries without an article."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM articles_search WHERE article_id NOT IN (SELECT id FROM articles_article)"
        )


def _vector(entry: Entry) -> str:
    """Return the entry as a tsvector literal, within the server's limits: 'ferry':1A,7D 'harbour':2A."""
    positions: defaultdict[str, list[str]] = defaultdict(list)
    position = 0
    size = 0
    for weight, text in zip("ABCD", entry[1:], strict=True):
        for word in words(text):
            position += 1
            known = positions.get(word)
            if known is None:
                size += len(word.encode()) + 8
                if size > MAX_BYTES or len(word) > MAX_WORD // 4:
                    continue
            if known is None or len(known) < MAX_POSITIONS:
                size += 2
                positions[word].append(f"{min(position, MAX_POSITION)}{weight}")
        position += 1  # so that no phrase runs from one field into the next
    return " ".join(f"'{word}':{','.join(places)}" for word, places in positions.items())


def _query(groups: list[list[Phrase]]) -> str:
    """Return the tsquery; words hold letters, digits and marks only, so there is nothing to escape."""
    alternatives = (
        " & ".join(
            " <-> ".join(f"'{word}'" for word in part.words) + (":*" if part.is_prefix else "")
            for part in phrases
        )
        for phrases in groups
    )
    return " | ".join(f"({every})" for every in alternatives)
