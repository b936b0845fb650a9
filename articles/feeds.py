"""RSS and Atom: the newest pieces of the site, of an author, a publication or a topic."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Left
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from .models import Article
from .plain_text import opening_words
from .querysets import ArticleQuerySet
from .shelves import Shelf, filed_under

NEWEST = 40
# Where a piece has no standfirst, how it begins: words told of it, and characters of the body read for them.
OPENING_WORDS, OPENING = 40, 2_000
DUBLIN_CORE = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}


class RssWriter(Rss201rev2Feed):
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name, DUBLIN_CORE)


class AtomWriter(Atom1Feed):
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


class NewestFeed(Feed):  # type: ignore[type-arg]  # not subscriptable at run time
    item_guid_is_permalink = False
    feed_type: type[SyndicationFeed] = RssWriter

    def title(self, shelf: Shelf | None) -> str:
        return settings.SITE_NAME

    def description(self, shelf: Shelf | None) -> str:
        return _("The newest pieces on %(site)s") % {"site": settings.SITE_NAME}

    subtitle = description

    def author_name(self, shelf: Shelf | None) -> str:
        """Atom wants an author for each entry: for those without any it is the feed's."""
        return settings.SITE_NAME

    def link(self, shelf: Shelf | None) -> str:
        return reverse("articles:front")

    def items(self, shelf: Shelf | None) -> list[Article]:
        opening = Case(When(standfirst="", then=Left("body", OPENING)), default=Value(""))
        return list(self.articles(shelf).newest_first().for_list().annotate(opening=opening)[:NEWEST])

    def articles(self, shelf: Shelf | None) -> ArticleQuerySet:
        return Article.objects.live()

    def item_title(self, item: Article) -> str:
        return item.headline

    def item_description(self, item: Article) -> str | None:  # type: ignore[override]  # Django leaves None out
        begins = opening_words(str(getattr(item, "opening", "")), OPENING_WORDS)
        return escape(item.standfirst or begins) or None  # an empty element says nothing

    def item_guid(self, item: Article) -> str:
        """The same for ever, whatever becomes of the slug: a reader is told of a piece once."""
        return uuid5(NAMESPACE_OID, f"{item.pk} {item.first_published_at:%Y-%m-%dT%H:%M:%S.%f}").urn

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return max(item.updated_at, item.published_at or item.updated_at)

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        return {"authors": [byline.author.name for byline in item.bylines.all()]}

    def item_categories(self, item: Article) -> list[str]:
        return [str(item.get_genre_display())]

    def item_copyright(self, item: Article) -> str | None:
        return (item.publication.credit_line or None) if item.publication else None


class NewestAtomFeed(NewestFeed):
    feed_type = AtomWriter


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
    feed_type = AtomWriter
