"""The addresses of the public site. They are promises: change one and the old one must redirect."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views import View

from . import sitemaps
from .feeds import NewestAtomFeed, NewestFeed, ShelfAtomFeed, ShelfFeed
from .models import Author, Publication, Topic, is_slug
from .views import lists
from .views.article import article
from .views.front import front
from .views.icon import icon
from .views.robots import robots
from .views.serving import for_readers, or_moved


class SlugConverter(StringConverter):
    """A slug in any script. A pattern knows letters and digits of all of them, but not the signs on them."""

    regex = r"[^/]{1,120}"

    def to_python(self, value: str) -> str:
        if not is_slug(value):
            raise ValueError(value)
        return value


register_converter(SlugConverter, "any_slug")

app_name = "articles"


def shelf(name: str, index: type[View], page: type[View], shelves: QuerySet[Any]) -> list[URLPattern]:
    """Return the addresses of one kind of shelf: all of them, one, and the two feeds of one."""
    of_one: dict[str, tuple[Callable[..., HttpResponseBase], str]] = {
        f"{name}s/<any_slug:slug>/": (page.as_view(), name),
        f"{name}s/<any_slug:slug>/feed/": (ShelfFeed(shelves), f"{name}_rss"),
        f"{name}s/<any_slug:slug>/atom/": (ShelfAtomFeed(shelves), f"{name}_atom"),
    }
    return [
        path(f"{name}s/", for_readers(index.as_view()), name=f"{name}_list"),
        *(
            path(address, for_readers(or_moved(name, view)), name=view_name)
            for address, (view, view_name) in of_one.items()
        ),
    ]


urlpatterns = [
    path("", for_readers(front), name="front"),
    path("articles/", for_readers(lists.ArticleListView.as_view()), name="article_list"),
    path("articles/<any_slug:slug>/", for_readers(or_moved("article", article)), name="article"),
    *shelf("author", lists.AuthorListView, lists.AuthorView, Author.objects.all()),
    *shelf("publication", lists.PublicationListView, lists.PublicationView, Publication.objects.all()),
    *shelf("topic", lists.TopicListView, lists.TopicView, Topic.objects.all()),
    path("feed/", for_readers(NewestFeed()), name="feed_rss"),
    path("atom/", for_readers(NewestAtomFeed()), name="feed_atom"),
    path("sitemap.xml", for_readers(sitemaps.index), name="sitemap"),
    path("sitemap-<any_slug:section>.xml", for_readers(sitemaps.section), name="sitemap_section"),
    path("favicon.ico", icon, name="icon"),
    path("robots.txt", for_readers(robots), name="robots"),
]
