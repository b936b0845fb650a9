"""RSS and Atom: the newest pieces of the site, of an author, a publication or a topic."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from .models import Article
from .querysets import ArticleQuerySet
from .shelves import Shelf, filed_under

NEWEST = 40


class NewestFeed(Feed):  # type: ignore[type-arg]  # not subscriptable at run time
    item_guid_is_permalink = False

    def title(self, shelf: Shelf | None) -> str:
        return settings.SITE_NAME

    def description(self, shelf: Shelf | None) -> str:
        return _("The newest pieces on %(site)s") % {"site": settings.SITE_NAME}

    subtitle = description

    def link(self, shelf: Shelf | None) -> str:
        return reverse("articles:front")

    def items(self, shelf: Shelf | None) -> list[Article]:
        return list(self.articles(shelf).newest_first().for_list()[:NEWEST])

    def articles(self, shelf: Shelf | None) -> ArticleQuerySet:
        return Article.objects.live()

    def item_title(self, item: Article) -> str:
        return item.headline

    def item_description(self, item: Article) -> str:
        return escape(item.standfirst)

    def item_guid(self, item: Article) -> str:
        """The same for ever, whatever becomes of the slug: a reader is told of a piece once."""
        return uuid5(NAMESPACE_OID, f"{item.pk} {item.first_published_at:%Y-%m-%dT%H:%M:%S.%f}").urn

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return max(item.updated_at, item.published_at or item.updated_at)

    def item_author_name(self, item: Article) -> str:
        return ", ".join(byline.author.name for byline in item.bylines.all())

    def item_categories(self, item: Article) -> list[str]:
        return [str(item.get_genre_display())]

    def item_copyright(self, item: Article) -> str:
        return item.publication.credit_line if item.publication else ""


class NewestAtomFeed(NewestFeed):
    feed_type = Atom1Feed


class ShelfFeed(NewestFeed):
    """The newest pieces of one author, publication or topic; 404 where none is live."""

    def __init__(self, shelves: QuerySet[Any]) -> None:
        self.shelves = shelves

    def get_object(self, request: HttpRequest, slug: str) -> Shelf:
        shelf: Shelf = self.shelves.get(slug=slug)
        return shelf

    def title(self, shelf: Shelf | None) -> str:
        return f"{shelf} – {settings.SITE_NAME}"

    def description(self, shelf: Shelf | None) -> str:
        return _("The newest pieces of “%(name)s” on %(site)s") % {"name": shelf, "site": settings.SITE_NAME}

    subtitle = description

    def link(self, shelf: Shelf | None) -> str:
        return shelf.get_absolute_url() if shelf else super().link(shelf)

    def articles(self, shelf: Shelf | None) -> ArticleQuerySet:
        articles = super().articles(shelf)
        return filed_under(shelf, articles) if shelf else articles

    def items(self, shelf: Shelf | None) -> list[Article]:
        items = super().items(shelf)
        if not items:
            raise Http404
        return items


class ShelfAtomFeed(ShelfFeed):
    feed_type = Atom1Feed
