"""Lists: all pieces with the filter form, those of one shelf, and the shelves themselves."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import ListView
from django_filters.views import FilterView

from ..filters import ArticleFilter
from ..models import Article, Author, Publication, Topic, filing_key, unicode_slug
from ..pagination import NextPaginator
from ..querysets import ArticleQuerySet
from ..shelves import filed_under, stocked

PIECES_PER_PAGE, SHELVES_PER_PAGE = 24, 60


class ArticleListView(FilterView):
    filterset_class = ArticleFilter
    template_name = "articles/article_list.html"
    paginator_class = NextPaginator
    paginate_by = PIECES_PER_PAGE

    def get_queryset(self) -> ArticleQuerySet:
        return Article.objects.live().newest_first().for_list()


class ShelfView(ListView):  # type: ignore[type-arg]  # not subscriptable at run time
    """The pieces of one author, publication or topic. Where none is live there is no page."""

    shelves: QuerySet[Any]
    shelf: Author | Publication | Topic
    paginator_class = NextPaginator
    paginate_by = PIECES_PER_PAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.shelf = get_object_or_404(self.shelves, slug=kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleQuerySet:
        return filed_under(self.shelf, Article.objects.live()).newest_first().for_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(shelf=self.shelf, **kwargs)
        if not context["object_list"]:
            raise Http404
        return context


class AuthorView(ShelfView):
    shelves = Author.objects.select_related("photo")
    template_name = "articles/author.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = self.shelf.links if isinstance(self.shelf, Author) else {}
        safe = [(name, url) for name, url in links.items() if str(url).startswith(("https://", "http://"))]
        return super().get_context_data(links=safe, **kwargs)


class PublicationView(ShelfView):
    shelves = Publication.objects.select_related("logo")
    template_name = "articles/publication.html"


class TopicView(ShelfView):
    shelves = Topic.objects.select_related("parent")
    template_name = "articles/topic.html"


class ShelfListView(ListView):  # type: ignore[type-arg]  # not subscriptable at run time
    """The authors, publications or topics that have live pieces, by name, from `?from=` on."""

    shelves: QuerySet[Any]
    sorted_by: str
    paginator_class = NextPaginator
    paginate_by = SHELVES_PER_PAGE

    @property
    def begins(self) -> str:
        return self.request.GET.get("from", "").replace("\0", "").strip()[:100]

    def get_queryset(self) -> QuerySet[Any]:
        shelves = self.shelves.order_by(self.sorted_by, "pk")
        if first := self.first():
            shelves = shelves.filter(**{f"{self.sorted_by}__gte": first})
        return stocked(shelves)

    def first(self) -> str:
        """Return what was typed, as `sorted_by` would have it."""
        return self.begins[:1].upper() + self.begins[1:]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(begins=self.begins, **kwargs)


class AuthorListView(ShelfListView):
    shelves = Author.objects.all()
    sorted_by = "sort_key"
    template_name = "articles/author_list.html"

    def first(self) -> str:
        return filing_key(self.begins)


class PublicationListView(ShelfListView):
    shelves = Publication.objects.all()
    sorted_by = "name"
    template_name = "articles/publication_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        newest = Article.objects.live().filter(publication=OuterRef("pk")).newest_first()
        newest_at = Subquery(newest.values("published_at")[:1])
        publications: QuerySet[Any] = super().get_queryset().annotate(newest_at=newest_at)
        return publications


class TopicListView(ShelfListView):
    """Topics by their slugs, which an index holds: what came in as `Lakes` and as `lakes` is one alphabet."""

    shelves = Topic.objects.all()
    sorted_by = "slug"
    template_name = "articles/topic_list.html"

    def first(self) -> str:
        return unicode_slug(self.begins)
