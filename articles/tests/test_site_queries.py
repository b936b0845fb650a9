"""What pages cost: so many queries whatever the number of rows; lists are read from an index, not sorted."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article, Publication
from articles.shelves import filed_under, stocked

from .factories import DAY, NOW, make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db
# What the issue allows.
LIST, ARTICLE, FEED = 6, 8, 4
# Feeds read how a piece without a standfirst begins, and no more of it.
BEGINNING = re.compile(r'"standfirst" = \S+ THEN (?:LEFT|SUBSTR)\("articles_article"."body", (?:1, )?2000\)')


@pytest.fixture(autouse=True)
def fresh_offer() -> None:
    cache.clear()


def fill(number: int) -> None:
    """So many live pieces with everything a page may show, about one event, so that they are related."""
    paper, author, topic = make_publication(slug="p"), make_author(slug="a"), make_topic(slug="t")
    made = [
        make_article(
            slug=f"piece-{i}", status="published", published_at=NOW - i * DAY, publication=paper,
            body="<p>When Ruth Anstey met Gareth Pell at Ennock Mill, the Aldren was low.</p>",
            authors=(author, make_author()), topics=(topic, make_topic()),
        )
        for i in range(number)
    ]  # fmt: skip
    made[0].corrections.create(text="It was high.")
    search.refresh_many([article.pk for article in made])


def cost(client: Client, address: str) -> tuple[int, str]:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(queries), "\n".join(query["sql"] for query in queries)


PAGES = [
    ("/", LIST), ("/articles/", LIST), ("/articles/?page=1&genre=news", LIST),
    ("/articles/?author=a&topic=t&publication=p&q=ennock&since=2020-01-01", LIST),
    ("/authors/", LIST), ("/publications/", LIST), ("/topics/", LIST),
    ("/authors/a/", LIST), ("/publications/p/", LIST), ("/topics/t/", LIST),
    ("/articles/piece-0/", ARTICLE),
    ("/feed/", FEED), ("/atom/", FEED), ("/authors/a/feed/", FEED), ("/publications/p/atom/", FEED),
    ("/topics/t/feed/", FEED), ("/sitemap.xml", LIST), ("/sitemap-articles.xml", LIST), ("/robots.txt", 0),
]  # fmt: skip


@pytest.mark.parametrize(("address", "allowed"), PAGES, ids=[address for address, _ in PAGES])
@pytest.mark.parametrize("number", [1, 30])
def test_queries_stay_within_bounds(client: Client, address: str, allowed: int, number: int) -> None:
    fill(number)
    queries, sql = cost(client, address)
    assert queries <= allowed, sql


@pytest.mark.parametrize("address", [address for address, _ in PAGES if address != "/articles/piece-0/"])
def test_no_list_counts_or_reads_bodies(client: Client, address: str) -> None:
    fill(3)
    sql = cost(client, address)[1]
    assert "COUNT(" not in sql.upper()
    if address != "/":  # where the opening of the lead is read, of one piece
        assert '"articles_article"."body"' not in BEGINNING.sub("", sql)


def test_front_page_reads_one_body_at_most(client: Client) -> None:
    fill(30)
    sql = cost(client, "/")[1]
    assert sql.count('"articles_article"."body"') == 1
    assert 'WHERE "articles_article"."id" = ' in sql


def plan(queryset: Any) -> str:
    return str(queryset.explain())


def listing() -> Any:
    return Article.objects.live().newest_first().for_list()


@pytest.fixture
def archive() -> Any:
    """Enough rows for the planner to care, with its statistics, as an import leaves them."""
    paper, author, topic = make_publication(), make_author(), make_topic()
    papers = [make_publication() for _ in range(5)]
    Article.objects.bulk_create(
        Article(
            headline=f"Piece {i}", slug=f"piece-{i}", status="published" if i % 9 else "draft",
            published_at=NOW - i * DAY, first_published_at=NOW, publication=papers[i % 5],
        )
        for i in range(600)
    )  # fmt: skip
    make_article(status="published", publication=paper, authors=(author,), topics=(topic,))
    for _ in range(40):
        make_article(authors=(make_author(),), topics=(make_topic(),))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield paper, author, topic
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({}, "article_front (status=? AND published_at<?)"),
        ({"language": "fr"}, "article_language (language=? AND status=? AND published_at<?)"),
        ({"publication_id": 1}, "article_publication (publication_id=? AND status=? AND published_at<?)"),
        ({"published_at__gte": NOW}, "article_front (status=? AND published_at>? AND published_at<?)"),
    ],
)
def test_lists_walk_an_index_and_sort_nothing(filters: dict[str, Any], index: str) -> None:
    found = plan(listing().filter(**filters)[:25])
    assert f"USING INDEX {index}" in found
    assert "TEMP B-TREE" not in found
    assert "SCAN" not in found


@pytest.mark.only_on("sqlite")
def test_lists_walk_the_same_index_when_the_database_knows_its_rows(archive: Any) -> None:
    found = plan(listing()[:25])
    assert "USING INDEX article_front (status=? AND published_at<?)" in found
    assert "TEMP B-TREE" not in found


@pytest.mark.only_on("sqlite")
def test_the_few_pieces_of_an_author_or_topic_are_looked_up_one_by_one(archive: Any) -> None:
    for shelf in archive[1:]:
        found = plan(filed_under(shelf, listing())[:25])
        assert "articles_article USING INTEGER PRIMARY KEY (rowid=?)" in found


@pytest.mark.only_on("sqlite")
def test_publications_with_live_pieces_are_found_by_their_newest_one() -> None:
    assert "article_publication (publication_id=? AND status=? AND published_at<?)" in plan(
        stocked(Publication.objects.order_by("name"))
    )


@pytest.mark.only_on("sqlite")
def test_sitemap_pages_are_ranges_of_ids(client: Client, archive: Any) -> None:
    sql = cost(client, "/sitemap-articles.xml")[1]
    assert '"articles_article"."id" >' in sql
    assert "OFFSET" not in sql
