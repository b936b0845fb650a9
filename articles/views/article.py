"""The page of one piece."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from ..coverage import in_other_languages, related
from ..models import Article, Byline, Correction, TaggedArticle
from .structured_data import news_article


def article(request: HttpRequest, slug: str) -> HttpResponse:
    pieces = (
        Article.objects.live()
        .select_related("publication__logo", "lead_image", "event_piece__event", "copy_of__publication")
        .defer("copy_of__body")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author__photo")),
            Prefetch("corrections", Correction.objects.filter(public=True), to_attr="public_corrections"),
            Prefetch("tagged_topics", TaggedArticle.objects.select_related("tag").order_by("tag__name")),
        )
    )
    piece = get_object_or_404(pieces, slug=slug)
    address = request.build_absolute_uri(piece.get_absolute_url())
    place = getattr(piece, "event_piece", None)
    context = {
        "article": piece,
        "address": address,
        "canonical": request.build_absolute_uri(piece.canonical_url or address),
        "topics": [link.tag for link in piece.tagged_topics.all()],
        "event": place.event if place else None,
        "related": related(piece),
        "languages": in_other_languages(piece),
        "structured_data": news_article(piece, request),
        "is_indexed": piece.publication is None or piece.publication.allow_index,
    }
    return TemplateResponse(request, "articles/article.html", context)
