"""Slugs in every script: what they say, that addresses with them work, and that strange ones lead nowhere."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles import workflow
from articles.models import OldSlug, Topic, is_slug, readable_slug, unicode_slug
from articles.models.slugs import SlugFormField, composed
from articles.sitemaps import BlockSitemap

from .factories import make_article, make_author, make_publication

ARABIC, JAPANESE = "عودة-العبارة", "港に船が戻った"
HINDI, THAI, TAMIL = "हिन्दी-में-नाव", "ที่นี่มีน้ำ", "தமிழ்-நாடு"


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
        ("हिन्दी में: ‘नाव’ लौटी!", "हिन्दी-में-नाव-लौटी"),
        ("क्‍षेत्र श‍्री", "क्षेत्र-श्री"),  # joiners only say how it is drawn
        ("ที่นี่มีน้ำ", "ที่นี่มีน้ำ"),
        ("ນ້ຳ", "ນ້ຳ"),
        ("தமிழ் நாடு 2024", "தமிழ்-நாடு-2024"),
        ("বাংলায় লেখা", "বাংলায়-লেখা"),
        ("ශ්‍රී ලංකා", "ශ්රී-ලංකා"),
        ("မြန်မာ", "မြန်မာ"),
        ("שָׁלוֹם לְכֻלָּם", "שלום-לכלם"),
        ("за́мок и замо́к", "замок-и-замок"),
        ("東京 \u2764\ufe0f 葛\U000e0100", "東京-葛"),
        ("\u0902 नाव", "नाव"),
        ("न" * 79 + "की नाव", "न" * 79),
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
    assert len(slug) <= 80
    assert slug == composed(slug)
    assert not slug or is_slug(slug)
    assert unicode_slug(slug) == slug


# --- On the site ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [ARABIC, JAPANESE, HINDI, THAI, TAMIL, "piece-3f2a91bc"])
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
@pytest.mark.parametrize("slug", [JAPANESE, HINDI])
def test_an_old_slug_leads_to_one_in_another_script(client: Client, slug: str) -> None:
    article = make_article(slug="piece-3f2a91bc", status="published")
    workflow.record_edit(article, user=None)
    workflow.change_slug(article, slug)
    assert OldSlug.objects.get().slug == "piece-3f2a91bc"
    answer = client.get("/articles/piece-3f2a91bc/")
    assert (answer.status_code, answer.headers["Location"]) == (301, article.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug",
    [
        "%D8%B9%D9%88",
        "%FF%FE",
        "%00",
        "%ED%A0%80",
        "%E3%81%8B%E3%82%99",
        "%E2%80%AE",
        "x" * 500,
        "%E0%A4%82%E0%A4%95",
        "a.b",
        "a%20b",
    ],
)
def test_a_wrong_slug_is_not_found(client: Client, slug: str) -> None:
    make_article(slug=ARABIC, status="published")
    for shelf in ("articles", "authors", "publications", "topics"):
        assert client.get(f"/{shelf}/{slug}/").status_code == 404


@pytest.mark.django_db
def test_an_old_slug_with_signs_leads_on(client: Client) -> None:
    article = make_article(slug=HINDI, status="published")
    old = article.get_absolute_url()
    workflow.record_edit(article, user=None)
    workflow.change_slug(article, "the-ferry")
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/articles/the-ferry/")


# --- What is typed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["ferry_2", HINDI, THAI, TAMIL, ARABIC, JAPANESE, "שלום", "५-नाव"])
def test_a_slug_of_every_script_may_be_typed(slug: str) -> None:
    assert SlugFormField(allow_unicode=True).clean(slug) == slug


@pytest.mark.parametrize(
    "slug", ["a b", "a.b", "a/b", "\u093f", "क-\u093f", "क_\u0902", "a\u0301\u0300b", "क\u200dष", "東\ufe0f", "a\u202eb", "\u2764"]
)  # fmt: skip
def test_what_is_no_slug_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError, match="Enter a valid"):
        SlugFormField(allow_unicode=True).clean(slug)


def test_what_is_typed_is_kept_in_the_form_in_which_it_is_looked_up() -> None:
    assert SlugFormField(allow_unicode=True).clean("か\u3099ぎ") == "がぎ"
    assert SlugFormField(allow_unicode=True).clean("น\u0e49\u0e4d\u0e32") == "น้ำ"


@pytest.mark.django_db
def test_a_topic_has_the_signs_of_its_name_and_is_found_by_them(client: Client) -> None:
    topic = Topic.objects.create(name="हिन्दी में")
    assert topic.slug == "हिन्दी-में"
    article = make_article(topics=(topic,), status="published")
    make_article(status="published", slug="elsewhere")
    assert client.get(topic.get_absolute_url()).status_code == 200
    for typed in (topic.slug, topic.name):
        listed = client.get("/articles/", {"topic": typed}).content.decode()
        assert article.get_absolute_url() in listed
        assert "/articles/elsewhere/" not in listed


@pytest.mark.django_db
def test_topics_of_other_scripts_keep_the_slugs_they_had() -> None:
    assert [Topic.objects.create(name=name).slug for name in ("Ärzte & Co.", "عَوْدَة", "東京", "C++", "?!", "!?")] == [
        "ärzte-co", "عودة", "東京", "c", "topic", "topic_1",
    ]  # fmt: skip
