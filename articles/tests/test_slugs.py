"""Slugs in every script: what they say, that addresses with them work, and that strange ones lead nowhere."""

import re
import unicodedata

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles import workflow
from articles.models import OldSlug, readable_slug
from articles.sitemaps import BlockSitemap

from .factories import make_article, make_author, make_publication

ARABIC, JAPANESE = "عودة-العبارة", "港に船が戻った"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Größe zählt: Łódź & Ærø", "grosse-zahlt-lodz-aero"),
        ("L’été à São Paulo", "lete-a-sao-paulo"),
        ("The film 東京 at Cannes", "the-film-at-cannes"),
        ("عودةُ «العبّارة»", ARABIC),
        ("عَوْدَة ۲۰۲۴", "عودة-۲۰۲۴"),
        ("東京のNHK", "東京のnhk"),
        ("ジョン・スミス、東京で", "ジョン-スミス-東京で"),
        ("か\u3099ぎ", "がぎ"),
        ("Путин едет", "путин-едет"),
        ("हिन्दी में", ""),
        ("ที่นี่", ""),
        ("?!", ""),
        ("word " * 40, "-".join(["word"] * 16)),
        ("NHK " + "東" * 100, "nhk-" + "東" * 76),
    ],
)
def test_a_slug_says_the_words_in_their_script_and_latin_ones_plainly(text: str, slug: str) -> None:
    assert readable_slug(text) == slug


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_whatever_it_says_a_slug_fits_into_an_address(text: str) -> None:
    slug = readable_slug(text)
    assert re.fullmatch(r"[-\w]{0,80}", slug)
    assert slug == unicodedata.normalize("NFKC", slug)


# --- On the site ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [ARABIC, JAPANESE, "piece-3f2a91bc"])
def test_a_piece_is_found_under_its_slug(client: Client, slug: str) -> None:
    article = make_article(slug=slug, headline="The ferry", status="published")
    address = article.get_absolute_url()
    assert address.isascii()
    assert client.get(address).status_code == 200
    assert f"{address}" in client.get("/articles/").content.decode()


@pytest.mark.django_db
def test_feeds_sitemaps_and_the_page_itself_name_it_percent_encoded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BlockSitemap, "limit", 10**9)
    article = make_article(slug=ARABIC, headline="العبارة", language="ar", status="published")
    address = f"http://testserver{article.get_absolute_url()}"
    for place in ("/feed/", "/atom/", "/sitemap-articles.xml"):
        assert address in client.get(place).content.decode(), place
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'<link rel="canonical" href="{address}"' in page


@pytest.mark.django_db
def test_authors_and_publications_are_found_under_theirs(client: Client) -> None:
    author = make_author(name="أمل حداد", slug="أمل-حداد")
    paper = make_publication(name="朝の新聞", slug="朝の新聞")
    article = make_article(authors=(author,), publication=paper, status="published")
    elsewhere = make_article(status="published")
    for row in (author, paper):
        assert client.get(row.get_absolute_url()).status_code == 200
        assert client.get(f"{row.get_absolute_url()}feed/").status_code == 200
    cache.clear()  # of what the filters offer
    listed = client.get("/articles/", {"publication": paper.slug}).content.decode()
    assert article.get_absolute_url() in listed
    assert elsewhere.get_absolute_url() not in listed


@pytest.mark.django_db
def test_an_old_slug_leads_to_one_in_another_script(client: Client) -> None:
    article = make_article(slug="piece-3f2a91bc", status="published")
    workflow.record_edit(article, user=None)
    workflow.change_slug(article, JAPANESE)
    assert OldSlug.objects.get().slug == "piece-3f2a91bc"
    answer = client.get("/articles/piece-3f2a91bc/")
    assert (answer.status_code, answer.headers["Location"]) == (301, article.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug", ["%D8%B9%D9%88", "%FF%FE", "%00", "%ED%A0%80", "%E3%81%8B%E3%82%99", "%E2%80%AE", "x" * 500]
)
def test_a_wrong_slug_is_not_found(client: Client, slug: str) -> None:
    make_article(slug=ARABIC, status="published")
    for shelf in ("articles", "authors", "publications", "topics"):
        assert client.get(f"/{shelf}/{slug}/").status_code == 404
