"""RSS and Atom."""

from collections import Counter
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from articles.models import Article

from .factories import HOUR, NOW, make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


@pytest.fixture
def piece() -> Article:
    return make_article(
        status="published", slug="ferry", headline="Ferry & pier", standfirst="Is <b>it</b> back?",
        published_at=NOW, publication=make_publication(slug="p", credit_line="© The Courier"),
        authors=(make_author(name="Ines Vale", slug="a"), make_author(name="Jo Lamm")),
        topics=(make_topic(slug="t"),),
    )  # fmt: skip


@pytest.mark.parametrize("prefix", ["/", "/authors/a/", "/publications/p/", "/topics/t/"])
def test_rss_carries_the_newest_live_pieces(client: Client, piece: Article, prefix: str) -> None:
    make_article(headline="Draft", authors=(piece.authors.all()[0],), publication=piece.publication)
    items = feed(client, f"{prefix}feed/").findall("channel/item")
    assert [item.findtext("title") for item in items] == ["Ferry & pier"]
    assert items[0].findtext("link") == "http://testserver/articles/ferry/"
    assert items[0].findtext("description") == "Is &lt;b&gt;it&lt;/b&gt; back?"
    assert items[0].findtext("pubDate") == "Tue, 14 May 2024 09:30:00 +0000"
    creators = items[0].findall("{http://purl.org/dc/elements/1.1/}creator")
    assert [creator.text for creator in creators] == ["Ines Vale", "Jo Lamm"]


@pytest.mark.parametrize("prefix", ["/", "/authors/a/", "/publications/p/", "/topics/t/"])
def test_atom_carries_the_newest_live_pieces(client: Client, piece: Article, prefix: str) -> None:
    make_article(headline="Draft", authors=(piece.authors.all()[0],), publication=piece.publication)
    entries = feed(client, f"{prefix}atom/").findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Ferry & pier"]
    assert entries[0].findtext(f"{ATOM}published") == "2024-05-14T09:30:00+00:00"
    assert entries[0].findtext(f"{ATOM}rights") == "© The Courier"
    names = [author.findtext(f"{ATOM}name") for author in entries[0].findall(f"{ATOM}author")]
    assert names == ["Ines Vale", "Jo Lamm"]


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("<p>The <em>ferry</em> &amp; the pier.</p><p>Both.</p>", "The ferry & the pier. Both."),
        ("<p>" + "ferry " * 50 + "</p>", "ferry " * 40 + "…"),
        ("<p>" + "渡" * 3000 + "</p>", "渡" * 480 + " …"),
        (f'<p>Ferry <a href="https://example.org/{"x" * 3000}">back</a></p>', "Ferry"),
    ],
    ids=["short", "long", "without spaces", "cut within a tag"],
)
def test_a_piece_without_a_standfirst_is_told_by_how_it_begins(
    client: Client, body: str, begins: str
) -> None:
    make_article(status="published", body=body)
    assert feed(client, "/feed/").findtext("channel/item/description") == escape(begins)
    assert feed(client, "/atom/").findtext(f"{ATOM}entry/{ATOM}summary") == escape(begins)


def test_a_standfirst_is_not_mixed_with_the_body(client: Client) -> None:
    make_article(status="published", standfirst="It is back.", body="<p>The ferry.</p>")
    assert feed(client, "/feed/").findtext("channel/item/description") == "It is back."


@pytest.mark.parametrize("address", ["/feed/", "/atom/"])
def test_no_element_is_empty(client: Client, address: str) -> None:
    make_article(status="published", body="", standfirst="", publication=make_publication(credit_line=""))
    said = [part for part in feed(client, address).iter() if not len(part) and not part.attrib]
    assert [part.tag for part in said if not (part.text or "").strip()] == []


def test_atom_says_who_wrote_a_piece_without_a_byline(client: Client) -> None:
    """RFC 4287, 4.1.1: an entry without an author stands in a feed with one."""
    make_article(status="published")
    root = feed(client, "/atom/")
    assert root.findall(f"{ATOM}entry/{ATOM}author") == []
    assert root.findtext(f"{ATOM}author/{ATOM}name") == settings.SITE_NAME


def test_atom_keeps_to_its_specification(client: Client, piece: Article) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what there must be, and of what there must not be two."""
    root = feed(client, "/atom/")
    for part in (root, root.find(f"{ATOM}entry")):
        assert part is not None
        tags = Counter(child.tag.removeprefix(ATOM) for child in part)
        assert [tags[name] for name in ("id", "title", "updated")] == [1, 1, 1]
        assert all(tags[name] <= 1 for name in ("rights", "summary", "subtitle", "published"))
        assert [link.get("rel") for link in part.findall(f"{ATOM}link")].count("alternate") == 1


def test_newest_comes_first(client: Client) -> None:
    for number in (3, 1, 2):
        make_article(headline=f"No. {number}", status="published", published_at=NOW - number * HOUR)
    titles = [item.findtext("title") for item in feed(client, "/feed/").findall("channel/item")]
    assert titles == ["No. 1", "No. 2", "No. 3"]


def test_a_piece_keeps_its_identity_when_its_slug_changes(client: Client, piece: Article) -> None:
    before = feed(client, "/feed/").findtext("channel/item/guid")
    Article.objects.filter(pk=piece.pk).update(slug="renamed", headline="Renamed")
    after = feed(client, "/feed/").findtext("channel/item/guid")
    assert before == after
    assert before is not None and before.startswith("urn:uuid:")


def test_two_pieces_have_two_identities(client: Client, piece: Article) -> None:
    make_article(status="published", first_published_at=piece.first_published_at)
    guids = {item.findtext("guid") for item in feed(client, "/feed/").findall("channel/item")}
    assert len(guids) == 2


def test_feed_of_an_empty_site_is_a_valid_one(client: Client) -> None:
    assert feed(client, "/feed/").findall("channel/item") == []
    assert feed(client, "/atom/").findall(f"{ATOM}entry") == []


def test_withdrawn_piece_leaves_the_feed(client: Client, piece: Article) -> None:
    Article.objects.filter(pk=piece.pk).update(status="withdrawn")
    assert feed(client, "/feed/").findall("channel/item") == []
