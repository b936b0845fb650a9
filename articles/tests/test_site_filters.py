"""The filters of the list: what each lets through, and what becomes of nonsense."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from articles import search
from articles.models import Article, AuthorAlias, TopicAlias
from articles.pagination import LAST_PAGE
from articles.shelves import FEW
from articles.views.lists import PIECES_PER_PAGE, ArticleListView

from .factories import DAY, NOW, make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_offer() -> None:
    cache.clear()


@pytest.fixture
def pieces() -> None:
    writer, topic = (
        make_author(name="Inés Vale", slug="ines-vale"),
        make_topic(name="Sea birds", slug="sea-birds"),
    )
    AuthorAlias.objects.create(author=writer, name="I. M. Vale")
    TopicAlias.objects.create(topic=topic, name="Gulls")
    wanted = make_article(
        headline="Wanted", status="published", language="fr", genre="review", published_at=NOW,
        body="<p>An albatross over the harbour.</p>",
        publication=make_publication(name="Le Port", slug="port"), authors=(writer,), topics=(topic,),
    )  # fmt: skip
    other = make_article(
        headline="Other", status="published", published_at=NOW - 9 * DAY, publication=make_publication(),
        authors=(make_author(),), topics=(make_topic(),),
    )  # fmt: skip
    hidden = make_article(headline="Hidden", body="<p>An albatross.</p>", authors=(writer,), topics=(topic,))
    search.refresh_many([wanted.pk, other.pk, hidden.pk])


@pytest.mark.parametrize(
    "query",
    [
        {"publication": "port"},
        {"author": "ines-vale"},
        {"author": "ines vale"},
        {"author": "i m vale"},
        {"author": "vale"},
        {"topic": "sea-birds"},
        {"topic": "Sea birds"},
        {"topic": "gulls"},
        {"language": "fr"},
        {"genre": "review"},
        {"since": "2024-05-14"},
        {"since": "2024-05-14", "until": "2024-05-14"},
        {"q": "albatross"},
        {"q": "albatross", "author": "vale", "topic": "gulls", "genre": "review", "since": "2024-01-01"},
    ],
)
def test_filter_lets_through_what_was_asked_for(client: Client, pieces: None, query: dict[str, str]) -> None:
    page = client.get("/articles/", query).content.decode()
    assert "Wanted" in page
    assert "Other" not in page
    assert "Hidden" not in page


@pytest.mark.parametrize(
    "query",
    [{"until": "2024-05-13"}, {"author": "Nobody"}, {"topic": "Nothing"}, {"q": "zeppelin"},
     {"publication": "port", "language": "en"}],
)  # fmt: skip
def test_filter_keeps_out_what_was_not(client: Client, pieces: None, query: dict[str, str]) -> None:
    assert "Wanted" not in client.get("/articles/", query).content.decode()


def test_author_of_very_many_pieces_is_filtered_the_other_way_to_the_same_end(client: Client) -> None:
    writer = make_author(slug="tireless")
    for number in range(FEW + 1):
        make_article(headline=f"Piece {number}.", status="draft", authors=(writer,))
    make_article(headline="The one", status="published", authors=(writer,))
    make_article(headline="Other", status="published", authors=(make_author(),))
    page = client.get("/authors/tireless/").content.decode()
    assert "The one" in page
    assert "Other" not in page


def test_form_proposes_what_live_pieces_have(client: Client, pieces: None) -> None:
    make_article(
        language="ja", publication=make_publication(name="Unread"), topics=(make_topic(name="Unsaid"),)
    )
    page = client.get("/articles/").content.decode()
    for offered in ('<option value="port">Le Port</option>', '<option value="fr">Français</option>',
                    '<option value="Sea birds"></option>', 'list="topics"'):  # fmt: skip
        assert offered in page, offered
    for hidden in ("日本語", "Unread", "Unsaid"):
        assert hidden not in page


def test_form_is_open_where_it_narrows_and_closed_where_it_does_not(client: Client, pieces: None) -> None:
    assert "<details open>" in client.get("/articles/?genre=review").content.decode()
    assert "<details open>" not in client.get("/articles/?q=albatross").content.decode()


NONSENSE: list[Any] = [
    {"page": "-1"}, {"page": "0"}, {"page": "x"}, {"page": "9e9"}, {"page": "9" * 5000}, {"page": "last"},
    {"page": "1.5"}, {"page": "\0"}, {"page": ["1", "x"]}, {"page": str(LAST_PAGE)},
    {"page": str(LAST_PAGE + 1)},
    {"date": "0000-00-00"}, {"since": "0000-00-00"}, {"since": "0001-01-01"}, {"until": "9999-12-31"},
    {"until": "2024-02-30"}, {"since": "x" * 10_000}, {"since": "2024-05-14", "until": "1999-01-01"},
    {"q": "\0"}, {"q": "x" * 10_000}, {"q": '"'}, {"q": "* AND ( NEAR"}, {"q": "’"}, {"q": "%_\\"},
    {"q": ["a", "b"]}, {"q": "\ud83d\ude00"}, {"publication": "no-such"}, {"publication": "\0"},
    {"author": "\0"}, {"author": "%"}, {"author": "' OR 1=1"}, {"author": "x" * 10_000}, {"author": "-"},
    {"topic": "\0"}, {"topic": "x" * 10_000}, {"topic": "\uffff"}, {"language": "xx"}, {"language": "\0"},
    {"genre": "gossip"}, {"genre": ["news", "sport"]}, {"unknown": "1"}, {"": ""}, {"page": ""},
]  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE, ids=lambda query: str(query)[:40])
@pytest.mark.parametrize("address", ["/articles/", "/", "/authors/a/", "/topics/", "/authors/", "/feed/"])
def test_nonsense_gets_a_page_or_a_404(client: Client, address: str, query: dict[str, Any]) -> None:
    make_article(status="published", authors=(make_author(slug="a"),))
    if "q" in query:
        query = {
            key: "".join(value).encode("utf-16", "surrogatepass").decode("utf-16")
            for key, value in query.items()
        }
    assert client.get(address, query).status_code in {200, 404}


@pytest.mark.parametrize("name", ["\0", "%00", "x" * 10_000, "~", "é"])
def test_names_from_nonsense_on_are_a_page(client: Client, name: str) -> None:
    assert client.get("/authors/", {"from": name}).status_code == 200


@pytest.mark.parametrize("raw", ["q=%ED%A0%80", "q=%ff", "page=%00", "%00=1", "&&==&", "q=%"])
def test_broken_encoding_is_no_error(client: Client, raw: str) -> None:
    assert client.get(f"/articles/?{raw}").status_code in {200, 404}


@pytest.mark.parametrize(
    "path", ["/articles/%00/", "/articles/..%2f/", "/authors/%ff/", "/topics/%00/feed/", "/sitemap-x.xml",
             "/sitemap-articles.xml?p=0", "/sitemap-articles.xml?p=9999", "/sitemap-articles.xml?p=x"],
)  # fmt: skip
def test_addresses_that_lead_nowhere_are_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_wrong_value_is_marked_and_nothing_shown(client: Client, pieces: None) -> None:
    page = client.get("/articles/?since=2024-13-01").content.decode()
    assert "Enter a valid date." in page
    assert "Wanted" not in page


def test_pages_follow_one_another_and_end(client: Client) -> None:
    for number in range(PIECES_PER_PAGE + 1):
        make_article(headline=f"Piece {number}.", status="published", published_at=NOW - number * DAY)
    first = client.get("/articles/").content.decode()
    second = client.get("/articles/?page=2").content.decode()
    assert 'rel="next" href="?page=2"' in first
    assert "Piece 0." in first and f"Piece {PIECES_PER_PAGE}." not in first
    assert f"Piece {PIECES_PER_PAGE}." in second and "Piece 0." not in second
    assert 'rel="next"' not in second
    assert client.get("/articles/?page=3").status_code == 404


def test_pieces_of_the_same_moment_are_never_shown_twice(client: Client) -> None:
    for number in range(PIECES_PER_PAGE + 5):
        make_article(headline=f"Piece {number}.", status="published", published_at=NOW)
    pages = [client.get(f"/articles/?page={page}").content.decode() for page in (1, 2)]
    shown = [sum(f"Piece {number}.</a>" in page for page in pages) for number in range(PIECES_PER_PAGE + 5)]
    assert shown == [1] * (PIECES_PER_PAGE + 5)


def test_beyond_the_last_page_readers_are_told_to_go_by_date(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ArticleListView, "paginate_by", 1)
    Article.objects.bulk_create(
        Article(
            headline=f"Piece {n}",
            slug=f"piece-{n}",
            status="published",
            published_at=NOW,
            first_published_at=NOW,
        )
        for n in range(LAST_PAGE + 1)
    )
    response = client.get("/articles/", {"page": LAST_PAGE + 1})
    assert response.status_code == 404
    assert f"Lists go back {LAST_PAGE} pages." in response.content.decode()


@pytest.mark.parametrize("number", [2, LAST_PAGE, LAST_PAGE + 1, 999])
def test_a_page_that_a_short_list_does_not_have_is_said_to_be_missing(client: Client, number: int) -> None:
    make_article(status="published", published_at=NOW)
    response = client.get("/articles/", {"page": number})
    assert response.status_code == 404
    assert f"The list has no page {number}." in response.content.decode()


@pytest.mark.parametrize("name", ["publication", "language", "genre"])
def test_a_value_that_is_not_offered_is_refused_in_our_own_words(client: Client, name: str) -> None:
    make_article(status="published", published_at=NOW)
    text = client.get("/articles/", {name: "nope"}).content.decode()
    assert "Select a valid choice" not in text
    assert "Choose one from the list, or any." in text
    assert "Choose one from the list" not in client.get("/articles/", {name: ""}).content.decode()
