"""A piece in schema.org's words, for search engines and aggregators."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ..models import Article, Byline, Correction, Genre, Image, Publication

TYPES = {
    Genre.ANALYSIS: "AnalysisNewsArticle",
    Genre.COMMENT: "OpinionNewsArticle",
    Genre.REVIEW: "ReviewNewsArticle",
}


def news_article(article: Article, request: HttpRequest) -> dict[str, Any]:
    """Return the piece as a schema.org NewsArticle, empty values left out.

    Expects `bylines` and `tagged_topics` fetched, and the public corrections in `public_corrections`.
    """
    address = request.build_absolute_uri(article.get_absolute_url())
    published_at = article.published_at or article.updated_at  # always the former where it is live
    bylines = list(article.bylines.all())
    data = {
        "@context": "https://schema.org",
        "@type": TYPES.get(Genre(article.genre), "NewsArticle"),
        "headline": article.headline,
        "description": article.standfirst,
        "inLanguage": article.language,
        "datePublished": published_at.isoformat(),
        "dateModified": max(published_at, article.updated_at).isoformat(),
        "url": address,
        "mainEntityOfPage": request.build_absolute_uri(article.canonical_url or address),
        "isBasedOn": article.source_url,
        "articleSection": str(article.get_genre_display()),
        "wordCount": article.word_count,
        "keywords": [link.tag.name for link in article.tagged_topics.all()],
        "author": [person(byline, request) for byline in bylines if not byline.role],
        "contributor": [person(byline, request) for byline in bylines if byline.role],
        "publisher": publisher(article.publication, request),
        "creditText": article.publication.credit_line if article.publication else "",
        "image": picture(article.lead_image, request),
        "correction": [correction(note) for note in getattr(article, "public_corrections", [])],
    }
    return {name: value for name, value in data.items() if value}


def person(byline: Byline, request: HttpRequest) -> dict[str, str]:
    author = byline.author
    found = {
        "@type": "Person",
        "name": author.name,
        "url": request.build_absolute_uri(author.get_absolute_url()),
        "jobTitle": author.job_title,
    }
    return {name: value for name, value in found.items() if value}


def publisher(publication: Publication | None, request: HttpRequest) -> dict[str, Any]:
    if publication is None:
        return {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME}
    found = {
        "@type": "NewsMediaOrganization",
        "name": publication.name,
        "url": publication.homepage_url or request.build_absolute_uri(publication.get_absolute_url()),
        "logo": picture(publication.logo, request),
    }
    return {name: value for name, value in found.items() if value}


def picture(image: Image | None, request: HttpRequest) -> dict[str, Any]:
    if image is None:
        return {}
    shown = image.shown
    found = {
        "@type": "ImageObject",
        "url": request.build_absolute_uri(shown.url),
        "width": shown.width,
        "height": shown.height,
        "creditText": image.credit,
    }
    return {name: value for name, value in found.items() if value}


def correction(note: Correction) -> dict[str, str]:
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": note.created_at.isoformat(),
    }
