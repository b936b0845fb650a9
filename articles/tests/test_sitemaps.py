"""Sitemaps: what is in them, and that their size does not depend on the archive's."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from articles.models import Article, Publication
from articles.sitemaps import ArticleSitemap, Blocks, BlockSitemap

from .factories import make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [found.text or "" for found in ElementTree.fromstring(response.content).iter(f"{NS}loc")]


def test_index_names_the_sections(client: Client) -> None:
    assert locations(client, "/sitemap.xml") == [
        f"http://testserver/sitemap-{name}.xml" for name in ("articles", "authors", "publications", "topics")
    ]


def test_index_names_every_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BlockSitemap, "limit", 1)
    ids = [make_article(status="published").pk for _ in range(3)]
    named = [found for found in locations(client, "/sitemap.xml") if "articles" in found]
    assert len(named) == max(ids)
    assert named[-1] == f"http://testserver/sitemap-articles.xml?p={max(ids)}"


@pytest.fixture
def one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows on the first page, whatever ids the tests before have used up."""
    monkeypatch.setattr(BlockSitemap, "limit", 10**9)


@pytest.mark.usefixtures("one_page")
def test_live_pieces_are_listed_with_their_last_change(client: Client) -> None:
    article = make_article(slug="ferry", status="published")
    make_article(slug="draft")
    page = client.get("/sitemap-articles.xml").content.decode()
    assert locations(client, "/sitemap-articles.xml") == ["http://testserver/articles/ferry/"]
    assert f"<lastmod>{article.updated_at:%Y-%m-%d}</lastmod>" in page


@pytest.mark.parametrize(
    ("policy", "allowed", "source", "listed"),
    [
        ("source", True, "", True),
        ("source", True, "https://elsewhere.example/x", False),
        ("ours", True, "https://elsewhere.example/x", True),
        ("ours", False, "", False),
    ],
)
def test_only_what_search_engines_may_take_for_ours_is_listed(
    policy: str, allowed: bool, source: str, listed: bool
) -> None:
    paper = make_publication(canonical_policy=Publication.CanonicalPolicy(policy), allow_index=allowed)
    article = make_article(status="published", publication=paper, source_url=source)
    assert ArticleSitemap().items().contains(article) is listed


@pytest.mark.usefixtures("one_page")
@pytest.mark.parametrize("kind", ["author", "publication", "topic"])
def test_shelves_with_live_pieces_are_listed(client: Client, kind: str) -> None:
    make = {"author": make_author, "publication": make_publication, "topic": make_topic}[kind]
    for slug, status in (("seen", "published"), ("unseen", "draft")):
        shelf = make(slug=slug)
        make_article(
            status=status, **({"publication": shelf} if kind == "publication" else {f"{kind}s": (shelf,)})
        )
    assert locations(client, f"/sitemap-{kind}s.xml") == [f"http://testserver/{kind}s/seen/"]


def test_blocks_hold_every_row_once_whatever_is_missing_between_them() -> None:
    for number in range(10):
        make_article(status="published" if number % 3 else "draft")
    live = Article.objects.live()
    blocks = Blocks(live, per_page=4)
    found = [article.pk for number in blocks.page_range for article in blocks.page(number)]
    assert found == sorted(live.values_list("pk", flat=True))


def test_blocks_of_nothing_are_one_empty_page() -> None:
    blocks = Blocks(Article.objects.live(), per_page=4)
    assert list(blocks.page_range) == [1]
    assert list(blocks.page(1)) == []
