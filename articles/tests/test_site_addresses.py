"""Addresses are promises: what moved redirects, what was withdrawn says so, nothing else is there."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Correction, OldSlug
from articles.urls import urlpatterns

from .factories import DAY, NOW, make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db
FUTURE = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"status": "draft"}, id="draft"),
        pytest.param({"status": "approved"}, id="approved"),
        pytest.param({"status": "published", "published_at": FUTURE}, id="scheduled"),
        pytest.param({"status": "published", "embargoed_until": FUTURE}, id="embargoed"),
        pytest.param({"status": "published", "expires_at": NOW}, id="expired"),
    ],
)
def test_what_is_not_live_has_no_page(client: Client, fields: dict[str, Any]) -> None:
    make_article(slug="x", headline="Secret", **fields)
    response = client.get("/articles/x/")
    assert response.status_code == 404
    assert b"Secret" not in response.content


def test_withdrawn_article_is_gone_and_says_why(client: Client) -> None:
    article = make_article(slug="x", headline="Libel", status="withdrawn")
    article.corrections.create(kind=Correction.Kind.RETRACTION, text="We should not have printed it.")
    article.corrections.create(kind=Correction.Kind.APOLOGY, text="Unpublished note.", public=False)
    response = client.get("/articles/x/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "This piece has been withdrawn" in page
    assert "We should not have printed it." in page
    assert "Libel" not in page
    assert "Unpublished note." not in page


def make_old(kind: str, **fields: Any) -> Any:
    """A live piece (or one of `fields`) whose shelf, or itself, once had the slug `old` and now has `new`."""
    fields = {"status": "published", **fields}
    if kind == "article":
        target: Any = make_article(slug="new", **fields)
    else:
        make = {"author": make_author, "publication": make_publication, "topic": make_topic}[kind]
        target = make(slug="new")
        make_article(
            **fields, **({"publication": target} if kind == "publication" else {f"{kind}s": (target,)})
        )
    OldSlug.objects.create(kind=kind, slug="old", **{kind: target})
    return target


@pytest.mark.parametrize("kind", ["article", "author", "publication", "topic"])
def test_old_slug_redirects_for_good(client: Client, kind: str) -> None:
    make_old(kind)
    response = client.get(f"/{kind}s/old/?page=1")
    assert (response.status_code, response.headers["Location"]) == (301, f"/{kind}s/new/?page=1")


@pytest.mark.parametrize("kind", ["author", "publication", "topic"])
@pytest.mark.parametrize("feed", ["feed", "atom"])
def test_old_slug_of_a_feed_redirects_to_the_feed(client: Client, kind: str, feed: str) -> None:
    make_old(kind)
    response = client.get(f"/{kind}s/old/{feed}/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/{kind}s/new/{feed}/")


@pytest.mark.parametrize("kind", ["article", "author", "publication", "topic"])
def test_old_slug_does_not_tell_of_what_is_not_public(client: Client, kind: str) -> None:
    make_old(kind, status="draft")
    response = client.get(f"/{kind}s/old/")
    assert response.status_code == 404
    assert b"new" not in response.content.replace(b"newest", b"")


def test_old_slug_of_a_withdrawn_piece_is_gone_as_well(client: Client) -> None:
    make_old("article", status="withdrawn")
    assert client.get("/articles/old/").status_code == 410


def test_old_slug_of_one_kind_says_nothing_about_another(client: Client) -> None:
    make_old("author")
    assert client.get("/topics/old/").status_code == 404


def test_the_piece_that_has_the_slug_now_wins_over_the_one_that_had_it(client: Client) -> None:
    make_old("article")
    make_article(slug="old", headline="The present holder", status="published")
    assert b"The present holder" in client.get("/articles/old/").content


def test_topics_keep_their_script_in_the_address(client: Client) -> None:
    make_article(status="published", topics=(make_topic(name="海", slug="海"),))
    assert client.get("/topics/海/").status_code == 200


# One of each pattern there is, so that a page that is added is for reading only, too.
ADDRESSES = [
    reverse(f"articles:{pattern.name}", args=["x"] if pattern.pattern.converters else [])
    for pattern in urlpatterns
]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_for_reading_only(address: str, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, address)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert not response.cookies


def test_the_desk_still_refuses_a_forged_form() -> None:
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403


PAGES = ["/", "/articles/", "/articles/?q=ferry", "/articles/x/", "/authors/", "/publications/", "/topics/",
         "/feed/", "/atom/", "/sitemap.xml", "/sitemap-articles.xml", "/robots.txt"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_readers_get_no_cookie_and_pages_ask_to_be_checked_again(client: Client, address: str) -> None:
    make_article(slug="x", status="published", published_at=NOW - DAY)
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_is_seen_by_those_who_hold_the_page(client: Client) -> None:
    article = make_article(slug="x", status="published")
    tag = client.get("/articles/x/").headers["ETag"]
    article.standfirst = "A new standfirst."
    article.save()
    assert client.get("/articles/x/", headers={"If-None-Match": tag}).status_code == 200


def test_robots_are_kept_out_of_the_desk_and_the_filters(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /articles/?"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
