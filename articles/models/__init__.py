"""The tables. Every model is imported from here: `from articles.models import Article`."""

from .alias import name_key
from .article import Article, Byline, Genre, Status
from .author import Author, AuthorAlias
from .coverage import Awaited, Event, EventPiece, Fingerprint, Likeness
from .decisions import Decision
from .filing import filing_key
from .history import Correction, Revision
from .image import Image
from .imports import ImportRun, Source
from .merges import Merge
from .publication import Publication
from .slugs import OldSlug, is_slug, readable_slug, unicode_slug
from .topic import TaggedArticle, Topic, TopicAlias

__all__ = [
    "Article",
    "Author",
    "AuthorAlias",
    "Awaited",
    "Byline",
    "Correction",
    "Decision",
    "Event",
    "EventPiece",
    "Fingerprint",
    "Genre",
    "Image",
    "ImportRun",
    "Likeness",
    "Merge",
    "OldSlug",
    "Publication",
    "Revision",
    "Source",
    "Status",
    "TaggedArticle",
    "Topic",
    "TopicAlias",
    "filing_key",
    "is_slug",
    "name_key",
    "readable_slug",
    "unicode_slug",
]
