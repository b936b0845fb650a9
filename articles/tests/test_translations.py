"""Translations: linked by a declared id or by an editor, and readers are led from one to the other."""

from typing import Any

import pytest
from django.test import Client

from articles import workflow
from articles.ingest.reading.front_matter import facts_from
from articles.models import Article

from .factories import make_article, make_user
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


def test_what_is_not_live_is_not_offered(client: Client) -> None:
    original = published("en")
    make_article(language="de", translation_of=original)
    assert "other languages" not in page(client, original)


def test_an_unlinked_piece_offers_nothing(client: Client) -> None:
    published("de")
    assert "other languages" not in page(client, published("en"))


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
