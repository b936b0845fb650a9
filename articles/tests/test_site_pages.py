"""What readers see on each page, and what they never see."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

from articles.models import Byline, Correction, Genre

from .factories import DAY, HOUR, NOW, make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_offer() -> None:
    cache.clear()  # what the filter form proposes is kept for a minute


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_empty_site_says_so_and_tells_editors_what_to_do(client: Client) -> None:
    page = text_of(client, "/")
    assert "The first edition is being prepared" in page
    assert "manage.py import_articles" in page


def test_front_page_leads_with_the_newest_piece_that_has_a_standfirst(client: Client) -> None:
    make_article(status="published", headline="Bare", published_at=NOW)
    make_article(
        status="published", headline="Carried", standfirst="By its standfirst.", published_at=NOW - HOUR
    )
    page = text_of(client, "/")
    assert page.index("Carried") < page.index("Bare")


def test_front_page_leads_with_the_newest_piece_where_none_has_a_standfirst(client: Client) -> None:
    make_article(status="published", headline="Later", published_at=NOW)
    make_article(status="published", headline="Earlier", published_at=NOW - HOUR)
    page = text_of(client, "/")
    assert page.index("Later") < page.index("Earlier")
    assert "The ferry came back to the harbour" in page  # the opening of the lead's text


def test_front_page_puts_opinion_and_other_languages_under_their_own_headings(client: Client) -> None:
    for number in range(6):
        make_article(status="published", published_at=NOW - number * HOUR)
    make_article(status="published", headline="I think", genre=Genre.COMMENT, published_at=NOW - DAY)
    make_article(status="published", headline="مكتبة على زورق", language="ar", published_at=NOW - DAY)
    page = text_of(client, "/")
    assert page.index("Comment and analysis") < page.index("I think") < page.index("In other languages")
    assert re.search(r'lang="ar"\s+dir="rtl">\s*<h3><a [^>]*>مكتبة على زورق', page)


def test_article_page_has_everything_about_the_piece(client: Client) -> None:
    paper = make_publication(name="The Courier", slug="courier", credit_line="© The Courier, by permission")
    writer = make_author(name="Ines Vale", slug="ines-vale", bio="Ines Vale writes about harbours.")
    article = make_article(
        status="published", slug="ferry", kicker="Harbour", headline="The ferry is back",
        standfirst="Three years after the storm.", dateline="VEY, 13 May", publication=paper,
        source_url="https://www.courier.example/ferry", is_machine_translated=True,
        published_at=NOW, authors=(writer,), topics=(make_topic(name="Ferries", slug="ferries"),),
    )  # fmt: skip
    Byline.objects.create(
        article=article, author=make_author(name="Jo Lamm"), position=2, role="photographer"
    )
    article.corrections.create(kind=Correction.Kind.CORRECTION, text="The pier is stone, not oak.")
    article.corrections.create(text="Not for readers.", public=False)
    page = text_of(client, "/articles/ferry/")
    for part in (
        "Harbour", "<h1>The ferry is back</h1>", "Three years after the storm.", "Jo Lamm", "(photographer)",
        '<p><span class="dateline">VEY, 13 May</span> The ferry came back', "© The Courier, by permission",
        "Translated by machine", "Ines Vale</bdi></a><span lang=\"en\"> writes about harbours.", "courier.example</a>",
        '<time datetime="2024-05-14T09:30:00+00:00">14 May 2024</time>', "The pier is stone, not oak.",
        'href="/authors/ines-vale/"', 'href="/publications/courier/"', 'href="/topics/ferries/"',
        '<link rel="canonical" href="https://www.courier.example/ferry" />',
    ):  # fmt: skip
        assert part in page, part
    assert "Not for readers." not in page
    assert "The date is ours" not in page


def test_article_page_says_when_the_date_is_ours(client: Client) -> None:
    make_article(status="published", slug="ferry", published_at_assumed=True)
    assert "The date is ours" in text_of(client, "/articles/ferry/")


def test_article_page_is_in_the_language_and_direction_of_the_piece(client: Client) -> None:
    make_article(status="published", slug="zawraq", language="ar", headline="مكتبة على زورق")
    page = text_of(client, "/articles/zawraq/")
    assert '<article class="article" lang="ar" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in page


def test_structured_data_is_json_that_no_text_breaks_out_of(client: Client) -> None:
    headline = "</script><script>alert(1)</script> & “more”"
    make_article(
        status="published", slug="x", headline=headline, genre=Genre.COMMENT, published_at=NOW,
        authors=(make_author(name="Ines Vale", slug="ines-vale"),),
    )  # fmt: skip
    page = text_of(client, "/articles/x/")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == page.count("<script") == 1
    data = json.loads(found[0])
    assert data["headline"] == headline
    assert data["@type"] == "OpinionNewsArticle"
    assert data["datePublished"] == "2024-05-14T09:30:00+00:00"
    assert data["author"] == [
        {"@type": "Person", "name": "Ines Vale", "url": "http://testserver/authors/ines-vale/"}
    ]


def test_a_publication_can_keep_its_pieces_out_of_search_engines(client: Client) -> None:
    make_article(status="published", slug="kept", publication=make_publication(allow_index=False))
    make_article(status="published", slug="open", publication=make_publication())
    assert '<meta name="robots" content="noindex" />' in text_of(client, "/articles/kept/")
    assert "noindex" not in text_of(client, "/articles/open/")


def test_body_is_shown_as_html_and_everything_else_as_text(client: Client) -> None:
    make_article(
        status="published",
        slug="x",
        headline="<b>Bold</b>",
        standfirst="<i>Lean</i>",
        body="<p><em>Yes</em></p>",
    )
    page = text_of(client, "/articles/x/")
    assert "<p><em>Yes</em></p>" in page
    assert "<b>Bold</b>" not in page
    assert "<i>Lean</i>" not in page


@pytest.mark.parametrize("address", ["/authors/a/", "/publications/p/", "/topics/t/"])
def test_shelf_lists_its_live_pieces_and_no_others(client: Client, address: str) -> None:
    author, paper = make_author(slug="a"), make_publication(slug="p")
    topic = make_topic(slug="t")
    for status in ("published", "draft", "withdrawn"):
        make_article(
            headline=f"Now {status}", status=status, publication=paper, authors=(author,), topics=(topic,)
        )
    make_article(headline="Elsewhere", status="published")
    page = text_of(client, address)
    assert "Now published" in page
    for unseen in ("Now draft", "Now withdrawn", "Elsewhere"):
        assert unseen not in page


@pytest.mark.parametrize("kind", ["author", "publication", "topic"])
def test_names_without_a_live_piece_are_nowhere(client: Client, kind: str) -> None:
    """Not as a page, nor in the index, the filter form, feeds or sitemaps."""
    make = {"author": make_author, "publication": make_publication, "topic": make_topic}[kind]
    seen, unseen = make(name="Seen Name", slug="seen"), make(name="Secret Name", slug="secret")
    for shelf, status in ((seen, "published"), (unseen, "draft")):
        fields = {"publication": shelf} if kind == "publication" else {f"{kind}s": (shelf,)}
        make_article(status=status, **fields)
    for address in (f"/{kind}s/secret/", f"/{kind}s/secret/feed/", f"/{kind}s/secret/atom/"):
        assert "Secret Name" not in text_of(client, address, status=404)
    for address in (f"/{kind}s/", "/articles/", f"/sitemap-{kind}s.xml", "/feed/"):
        assert "ecret" not in text_of(client, address)
    assert "seen" in text_of(client, f"/{kind}s/")


def test_names_can_be_listed_from_a_letter_on(client: Client) -> None:
    for name in ("Ann Abel", "Zoe Zander"):
        make_article(status="published", authors=(make_author(name=name, slug=name.split()[0].lower()),))
    page = text_of(client, "/authors/?from=m")
    assert "Zander, Zoe" in page
    assert "Abel, Ann" not in page


def test_author_links_lead_to_web_pages_only(client: Client) -> None:
    links = {"Home": "https://vale.example", "Trick": "javascript:alert(1)"}
    make_article(status="published", authors=(make_author(slug="vale", links=links),))
    page = text_of(client, "/authors/vale/")
    assert 'href="https://vale.example"' in page
    assert "javascript:" not in page


def test_topics_stand_in_one_alphabet_whatever_their_case(client: Client) -> None:
    names = ["Lakes", "business", "climate", "Ports"]
    make_article(status="published", topics=tuple(make_topic(name=name, slug=name.lower()) for name in names))
    page = text_of(client, "/topics/")
    assert sorted(names, key=page.index) == ["business", "climate", "Lakes", "Ports"]
    for begins in ("l", "L", "Climb"):
        assert "Lakes" in text_of(client, f"/topics/?from={begins}")
        assert "climate" not in text_of(client, f"/topics/?from={begins}")
    assert "business" in text_of(client, "/topics/?from=%3F")


@pytest.mark.parametrize(
    ("bio", "told"),
    [
        ("Ines Vale covers harbours.", "Ines Vale covers harbours."),
        ("Ines Vale, of Tarn, swims.", "Ines Vale, of Tarn, swims."),
        ("Covers harbours.", "Ines Vale Covers harbours."),
        ("Ines Valera’s deputy.", "Ines Vale Ines Valera’s deputy."),
        ("Ines Vale & Sons <b>build</b> boats.", "Ines Vale &amp; Sons &lt;b&gt;build&lt;/b&gt; boats."),
    ],
)
def test_a_name_stands_once_under_a_piece_also_where_the_biography_begins_with_it(
    client: Client, bio: str, told: str
) -> None:
    make_article(slug="a", status="published", authors=(make_author(name="Ines Vale", bio=bio),))
    under = client.get("/articles/a/").content.decode().partition('<p class="bio">')[2].partition("</p>")[0]
    assert re.sub(r"<[^>]*>", "", under).strip() == told


def test_a_byline_keeps_the_order_of_our_language_within_a_line_of_the_other_direction(
    client: Client,
) -> None:
    make_article(slug="a", status="published", language="ar", authors=(make_author(name="ليلى حداد"),))
    line = client.get("/articles/a/").content.decode().partition('<p class="byline">')[2].partition("</p>")[0]
    assert re.fullmatch(r"<bdi>By\s.*<bdi>ليلى حداد</bdi>.*</bdi>", line, re.S)
