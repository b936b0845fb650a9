"""Full text: one small interface over FTS5 and PostgreSQL.

The index holds what pieces say, not who may read them. That is for the queryset to decide: readers search
in `Article.objects.live()`, the desk in all articles. So whoever changes words, bylines, topics or a name
calls one of the `refresh` functions, while a change of state needs none.
"""

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from django.db import connection, transaction

from articles.models import Article
from articles.querysets import ArticleQuerySet

from .entries import entries
from .terms import phrases

AT_ONCE = 500


def _backend() -> ModuleType:
    if connection.vendor == "postgresql":
        from . import postgres

        return postgres
    from . import sqlite_fts5

    return sqlite_fts5


def search(queryset: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """Return the articles of `queryset` in which all words of `text` stand, best first.

    Any typed text is safe. Empty text returns the queryset as it is; text without a word finds nothing.
    """
    if not text.strip():
        return queryset
    wanted = phrases(text)
    return _backend().search(queryset, [wanted]) if wanted else queryset.none()


def search_any(queryset: ArticleQuerySet, groups: Iterable[Iterable[str]]) -> ArticleQuerySet:
    """Return the articles of `queryset` in which all texts of at least one group stand, best first."""
    wanted = [[part for text in group for part in phrases(f'"{text}"')] for group in groups]
    wanted = [group for group in wanted if group]
    return _backend().search(queryset, wanted) if wanted else queryset.none()


def refresh_many(article_ids: Sequence[int]) -> None:
    """Index these articles anew, inside the caller's transaction; ids that are no more are passed over."""
    for start in range(0, len(article_ids), AT_ONCE):
        _backend().write(entries(article_ids[start : start + AT_ONCE]))


def refresh_on_commit(article: Article) -> None:
    """Index the article anew when the transaction under way has ended well; at once if there is none."""
    transaction.on_commit(lambda: refresh_many([article.pk]))


def forget_deleted(instance: Article, **kwargs: Any) -> None:
    """Take an article that has just been deleted out of the index. Receives Django's `post_delete`."""
    _backend().forget(instance.pk)


def rebuild() -> int:
    """Index the whole archive anew, in parts, while readers go on searching; return how many there are."""
    done = 0
    last = 0
    while ids := _refresh_after(last):
        done += len(ids)
        last = ids[-1]
    _backend().tidy()
    return done


@transaction.atomic
def _refresh_after(last: int) -> list[int]:
    """Index the next articles, held so that no edit falls between reading one and writing its entry."""
    held = Article.objects.select_for_update().filter(pk__gt=last).order_by("pk")
    ids = list(held.values_list("pk", flat=True)[:AT_ONCE])
    refresh_many(ids)
    return ids
