"""Translations: linked by a declared id or by an editor, and readers are led from one to the other."""

from typing import Any

import pytest
from django.test import Client

from articles import workflow
from articles.ingest.reading.front_matter import facts_from
from articles.models import Article, Awaited

from .factories import NOW, make_article, make_user
from .stories import TEXT, make_story, stored

pytestmark = pytest.mark.django_db

GERMAN = "Die Fähre kam am Dienstag in den Hafen zurück.\n\nDrei Jahre waren seit dem Sturm vergangen."


def published(language: str, **fields: Any) -> Article:
    return make_article(status="published", language=language, **fields)


def page(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("facts", "declared"),
    [
        ({"identity": "tag:courier.example,2024:42"}, "tag:courier.example,2024:42"),
        ({"canonical_url": "https://courier.example/ferry"}, "https://courier.example/ferry"),
    ],
    ids=["id", "address"],
)
def test_a_piece_that_says_what_it_translates_is_linked(facts: dict[str, str], declared: str) -> None:
    original = stored(make_story(TEXT, **facts))
    german = stored(make_story(GERMAN, language="de", translation_of=declared), "de.txt")
    assert german.translation_of == original


@pytest.mark.parametrize("declared", ["", "tag:nowhere.example,2024:1"])
def test_a_piece_that_names_nothing_that_is_here_is_left_alone(declared: str) -> None:
    stored(make_story(TEXT, identity="tag:courier.example,2024:42"))
    assert stored(make_story(GERMAN, translation_of=declared), "de.txt").translation_of is None


@pytest.mark.parametrize(
    ("facts", "declared"),
    [
        ({"identity": "tag:courier.example,2024:42"}, "tag:courier.example,2024:42"),
        ({"canonical_url": "https://courier.example/ferry"}, "https://courier.example/ferry"),
    ],
    ids=["id", "address"],
)
def test_a_translation_that_comes_before_its_original_is_linked_when_that_comes(
    facts: dict[str, str], declared: str
) -> None:
    german = stored(make_story(GERMAN, language="de", translation_of=declared), "de.txt")
    other = stored(make_story(f"{GERMAN} Ja.", translation_of="tag:nowhere.example,2024:1"), "other.txt")
    original = stored(make_story(TEXT, **facts))
    german.refresh_from_db()
    other.refresh_from_db()
    assert german.translation_of == original
    assert other.translation_of is None
    assert Awaited.objects.get().article == other


def test_what_an_editor_has_linked_meanwhile_stays() -> None:
    tag = "tag:courier.example,2024:42"
    german = stored(make_story(GERMAN, language="de", translation_of=tag), "de.txt")
    chosen = make_article()
    Article.objects.filter(pk=german.pk).update(translation_of=chosen)
    stored(make_story(TEXT, identity=tag))
    german.refresh_from_db()
    assert german.translation_of == chosen
    assert not Awaited.objects.exists()


def test_the_working_copy_of_a_translation_that_waits_is_linked_too() -> None:
    tag = "tag:courier.example,2024:42"
    german = stored(make_story(GERMAN, language="de", translation_of=tag), "de.txt")
    Article.objects.filter(pk=german.pk).update(status="published", published_at=NOW, first_published_at=NOW)
    copy = workflow.start_working_copy(Article.objects.get(pk=german.pk), user=make_user("Publisher"))
    original = stored(make_story(TEXT, identity=tag))
    copy.refresh_from_db()
    assert copy.translation_of == original


def test_a_translation_of_a_translation_is_one_of_its_original() -> None:
    original = stored(make_story(TEXT, identity="tag:courier.example,2024:42"))
    tag = "tag:kurier.example,2024:42"
    german = stored(make_story(GERMAN, identity=tag, translation_of="tag:courier.example,2024:42"), "de.txt")
    dutch = stored(make_story(f"{GERMAN} Ja.", translation_of=tag), "nl.txt")
    assert german.translation_of == dutch.translation_of == original


def test_a_piece_is_no_translation_of_itself() -> None:
    tag = "tag:courier.example,2024:42"
    assert stored(make_story(TEXT, identity=tag, translation_of=tag)).translation_of is None


def test_front_matter_declares_it() -> None:
    facts, findings = facts_from({"translation-of": "tag:courier.example,2024:42"})
    assert facts.translation_of == "tag:courier.example,2024:42"
    assert findings == []


def test_readers_are_led_from_each_to_the_others(client: Client) -> None:
    original = published("en")
    german = published("de", translation_of=original)
    french = published("fr", translation_of=original, is_machine_translated=True)
    for one, others in ((original, (german, french)), (german, (original, french))):
        shown = page(client, one)
        for other in others:
            assert f'href="{other.get_absolute_url()}" hreflang="{other.language}"' in shown
        assert f'hreflang="{one.language}" lang' not in shown
    assert "English</bdi></a> (the original)" in page(client, german)
    assert "Français</bdi></a> (by machine)" in page(client, german)
    assert "(the original)" not in page(client, original)


def test_search_engines_are_told_of_each_language_its_own_included(client: Client) -> None:
    original = published("en")
    german = published("de", translation_of=original)
    for shown in (page(client, original), page(client, german)):
        for one in (original, german):
            told = f'hreflang="{one.language}" href="http://testserver{one.get_absolute_url()}"'
            assert f'<link rel="alternate" {told} />' in shown


def test_what_is_not_live_is_not_offered(client: Client) -> None:
    original = published("en")
    make_article(language="de", translation_of=original)
    assert "other languages" not in page(client, original)


def test_an_unlinked_piece_offers_nothing(client: Client) -> None:
    published("de")
    shown = page(client, published("en"))
    assert "other languages" not in shown
    assert "hreflang" not in shown


def test_a_machine_translation_names_its_publication_and_address(client: Client) -> None:
    shown = page(
        client, published("en", is_machine_translated=True, source_url="https://courier.example/faehre")
    )
    assert "Translated by machine" in shown
    assert 'href="https://courier.example/faehre" rel="external">Read the original' in shown


def test_the_link_goes_through_a_working_copy() -> None:
    original, german = published("en"), published("de")
    user = make_user("Publisher")
    copy = workflow.start_working_copy(german, user=user)
    copy.translation_of = original
    copy.save()
    workflow.publish(copy, user=user)
    german.refresh_from_db()
    assert german.translation_of == original
    assert german.revisions.order_by("-number")[0].snapshot["fields"]["translation_of"] == {
        "id": original.pk,
        "name": original.headline,
    }
