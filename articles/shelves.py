"""What pieces are filed under: an author, a publication or a topic, and how an index finds its pieces."""

from typing import Any, TypeVar, cast

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from .models import Article, Author, Byline, Publication, TaggedArticle, Topic
from .querysets import ArticleQuerySet

Shelf = Author | Publication | Topic
AnyShelf = TypeVar("AnyShelf", Author, Publication, Topic)

# Up to this many pieces it is cheaper to look each up and sort them; beyond, to walk the archive from its
# newest end and ask of each piece whether it belongs, which soon fills a page.
FEW = 500


def filed_under(shelf: Shelf, articles: ArticleQuerySet) -> ArticleQuerySet:
    """Return those of `articles` that belong to `shelf`."""
    if isinstance(shelf, Publication):
        return articles.filter(publication=shelf)
    if isinstance(shelf, Author):
        return linked(articles, Byline.objects.filter(author=shelf), "article")
    return linked(articles, TaggedArticle.objects.filter(tag=shelf), "content_object")


def linked(articles: ArticleQuerySet, links: QuerySet[Any], to: str) -> ArticleQuerySet:
    """Return those of `articles` that `links` lead to by their field `to`. Costs one bounded query."""
    ids = set(links.order_by().values_list(to, flat=True)[: FEW + 1])
    if len(ids) <= FEW:
        return articles.filter(pk__in=ids)
    return articles.filter(Exists(links.order_by().filter(**{to: OuterRef("pk")})))


def stocked(shelves: "QuerySet[AnyShelf]") -> "QuerySet[AnyShelf]":
    """Return those of `shelves` that hold a live piece: the others have no page and show no name."""
    live = Article.objects.live()
    if shelves.model is Publication:
        # Ordered, unlike Exists(): so its newest piece is looked up, instead of any piece looked for.
        newest = live.filter(publication=OuterRef("pk")).newest_first()
        holding = shelves.alias(newest=Subquery(newest.values("pk")[:1])).filter(newest__isnull=False)
        return cast("QuerySet[AnyShelf]", holding)
    path = "bylines__author" if shelves.model is Author else "tagged_topics__tag"
    return shelves.filter(Exists(live.filter(**{path: OuterRef("pk")})))
