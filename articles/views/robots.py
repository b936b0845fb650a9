"""What crawlers are told."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

ROBOTS = """\
User-agent: *
Disallow: {admin}
Disallow: {lists}?
Sitemap: {sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of the desk and out of the endless combinations of filters."""
    text = ROBOTS.format(
        admin=reverse("admin:index"),
        lists=reverse("articles:article_list"),
        sitemap=request.build_absolute_uri(reverse("articles:sitemap")),
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
