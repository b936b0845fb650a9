"""The index on SQLite: an FTS5 table whose rowid is the article's id. FTS5 ranks by BM25."""

from collections.abc import Iterable
from typing import cast

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Value

from articles.querysets import ArticleQuerySet

from .entries import Entry
from .terms import Phrase, fold

# The tokenizer has only to cut at ASCII punctuation: all else was folded before.
CREATE = """
    CREATE VIRTUAL TABLE articles_search USING fts5(headline, standfirst, names, body, tokenize = 'ascii')
"""


class Matches(Func):
    """Joins the index to the articles and looks a query up in it.

    The plus keeps SQLite from walking the archive and asking the index about each article.
    """

    template = "(+articles_search.rowid = %(expressions)s)"
    arg_joiner = " AND articles_search MATCH "
    output_field = BooleanField()


class Rank(Func):
    """The better the match, the lower.

    BM25 levels off with the number of hits: weights far apart keep a headline above a long body.
    """

    template = "bm25(articles_search, 200.0, 50.0, 20.0, 1.0)"
    output_field = FloatField()


def search(queryset: ArticleQuerySet, groups: list[list[Phrase]]) -> ArticleQuerySet:
    joined = cast(ArticleQuerySet, queryset.extra(tables=["articles_search"]))
    matching = joined.filter(Matches(F("pk"), Value(_query(groups))))
    return matching.order_by(Rank(), "-published_at", "-id")


def write(entries: Iterable[Entry]) -> None:
    rows = [
        (pk, fold(headline), fold(standfirst), fold(names), fold(body))
        for pk, headline, standfirst, names, body in entries
    ]
    with connection.cursor() as cursor:
        cursor.executemany("REPLACE INTO articles_search (rowid, headline, standfirst, names, body)"
                           " VALUES (%s, %s, %s, %s, %s)", rows)  # fmt: skip


def forget(article_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search WHERE rowid = %s", [article_id])


def tidy() -> None:
    """Drop entries without an article and merge the index into one piece."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search WHERE rowid NOT IN (SELECT id FROM articles_article)")
        cursor.execute("INSERT INTO articles_search (articles_search) VALUES ('optimize')")


def _query(groups: list[list[Phrase]]) -> str:
    """Return the FTS5 expression; between double quotes nothing is an operator, and no word holds a quote."""
    alternatives = (
        " AND ".join(f'"{" ".join(part.words)}"{" *" if part.is_prefix else ""}' for part in phrases)
        for phrases in groups
    )
    return " OR ".join(f"({every})" for every in alternatives)
