"""The front page: one bounded look at the newest pieces, laid out."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Article, Genre

NEWEST, SECONDARY, PER_SECTION = 60, 4, 6
# The lead is the newest of these few that has a standfirst to carry it.
LEAD_AMONG = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pieces under a heading that leads to `address`, where there is more of the kind."""

    title: str
    pieces: list[Article]
    address: str = ""
    shows_language: bool = False


def front(request: HttpRequest) -> HttpResponse:
    newest = list(Article.objects.live().newest_first().for_list()[:NEWEST])
    context: dict[str, object] = {"lead": None, "secondary": [], "sections": []}
    return TemplateResponse(request, "articles/front.html", {**context, **laid_out(newest)})


def laid_out(newest: list[Article]) -> dict[str, object]:
    """Return lead, secondary pieces and sections; nothing for nothing."""
    if not newest:
        return {}
    home = Counter(article.language for article in newest).most_common(1)[0][0]
    ours = [article for article in newest if article.language == home]
    abroad = [article for article in newest if article.language != home]
    lead = next((article for article in ours[:LEAD_AMONG] if article.standfirst), ours[0])
    rest = [article for article in ours if article is not lead]
    return {
        "lead": lead,
        "secondary": rest[:SECONDARY],
        "sections": [section for section in sections(rest[SECONDARY:], abroad) if section.pieces],
    }


def sections(pieces: list[Article], abroad: list[Article]) -> list[Section]:
    opinion = [Genre.COMMENT, Genre.ANALYSIS, Genre.LETTERS]
    long_reads = [Genre.FEATURE, Genre.INTERVIEW, Genre.REVIEW, Genre.OBITUARY, Genre.SCIENCE]
    every = reverse("articles:article_list")
    reports = [article for article in pieces if article.genre not in {*opinion, *long_reads}]
    return [
        Section(_("More news"), reports[:PER_SECTION], every),
        Section(_("Comment and analysis"), of(pieces, opinion), address_of(Genre.COMMENT)),
        Section(_("Long reads and reviews"), of(pieces, long_reads), address_of(Genre.FEATURE)),
        Section(_("In other languages"), abroad[:PER_SECTION], shows_language=True),
    ]


def of(pieces: list[Article], genres: Collection[str]) -> list[Article]:
    return [article for article in pieces if article.genre in genres][:PER_SECTION]


def address_of(genre: Genre) -> str:
    return f"{reverse('articles:article_list')}?{urlencode({'genre': genre.value})}"
