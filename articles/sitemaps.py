"""Sitemaps, cheap whatever the archive holds: a page is a range of ids, so nothing is counted or skipped."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from .models import Article, Author, Publication, Topic
from .querysets import ArticleQuerySet
from .shelves import stocked


class Blocks(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Page n holds the rows whose ids are in the n-th range of `per_page` ids; some pages may be empty."""

    object_list: QuerySet[Any]

    @cached_property
    def num_pages(self) -> int:
        last = self.object_list.order_by("-pk").values_list("pk", flat=True).first()
        return max(1, -(-(last or 0) // self.per_page))

    def page(self, number: int | float | str) -> Page:  # type: ignore[type-arg]
        number = self.validate_number(number)
        end = number * self.per_page
        block = self.object_list.filter(pk__gt=end - self.per_page, pk__lte=end)
        return Page(list(block.order_by("pk")), number, self)


class BlockSitemap(Sitemap):  # type: ignore[type-arg]
    limit = 5_000

    def items(self) -> QuerySet[Any]:
        raise NotImplementedError

    @property
    def paginator(self) -> Blocks:
        return Blocks(self.items(), self.limit)

    def get_latest_lastmod(self) -> datetime | None:
        return None  # the base class would read every item


class ArticleSitemap(BlockSitemap):
    """Pieces that search engines may list, and whose original is not elsewhere."""

    def items(self) -> ArticleQuerySet:
        ours = Q(source_url="") | Q(publication__canonical_policy=Publication.CanonicalPolicy.OURS)
        indexed = Q(publication=None) | Q(publication__allow_index=True)
        return Article.objects.live().filter(ours, indexed).only("slug", "updated_at")

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at


class ShelfSitemap(BlockSitemap):
    def __init__(self, shelves: QuerySet[Any]) -> None:
        self.shelves = shelves

    def items(self) -> QuerySet[Any]:
        return stocked(self.shelves).only("slug")


def sitemaps() -> "dict[str, type[Sitemap[Any]] | Sitemap[Any]]":
    return {
        "articles": ArticleSitemap(),
        "authors": ShelfSitemap(Author.objects.all()),
        "publications": ShelfSitemap(Publication.objects.all()),
        "topics": ShelfSitemap(Topic.objects.all()),
    }


def index(request: HttpRequest) -> HttpResponse:
    return views.index(request, sitemaps(), sitemap_url_name="articles:sitemap_section")


def section(request: HttpRequest, section: str) -> HttpResponse:
    return views.sitemap(request, sitemaps(), section)
