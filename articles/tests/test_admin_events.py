"""Events at the desk: named, filled and emptied by people, and what they decide holds."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles import relating
from articles.models import Article, Event, EventPiece

from .desk_forms import change_url
from .factories import DAY, NOW, make_article, make_publication, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_event_changelist")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def make_event(*pieces: Article, name: str = "") -> Event:
    event = Event.objects.create(name=name)
    EventPiece.objects.bulk_create(EventPiece(article=article, event=event) for article in pieces)
    return event


def members(event: Event) -> set[tuple[int, bool]]:
    return {*event.pieces.values_list("article_id", "by_person")}


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_list_names_each_event_by_its_name_or_first_headline(desk: Client) -> None:
    make_event(
        make_article(headline="Later", published_at=NOW),
        make_article(headline="Early", published_at=NOW - DAY),
    )
    make_event(make_article(headline="Hidden"), name="The dam")
    page = text(desk.get(LIST))
    assert "The dam" in page
    assert "Early" in page
    assert "Later" not in page
    assert "Hidden" not in page


def test_an_event_without_a_name_goes_by_its_earliest_headline_everywhere(desk: Client) -> None:
    pieces = [
        make_article(headline="Undated"),
        make_article(headline="Later", published_at=NOW),
        make_article(headline="Early", published_at=NOW - DAY),
        make_article(headline="", published_at=NOW - 2 * DAY),
    ]
    event = make_event(*pieces)
    assert str(event) == "Early"
    for address in (LIST, change_url(event), change_url(pieces[1])):
        page = text(desk.get(address))
        assert "Early" in page
        assert f"Event {event.pk}" not in page


def test_an_event_with_a_name_asks_for_no_headline(django_assert_num_queries: Any) -> None:
    event = make_event(make_article(headline="Early"), name="The dam")
    with django_assert_num_queries(0):
        assert str(event) == "The dam"


def test_an_event_without_pieces_is_known_by_its_number() -> None:
    event = make_event()
    assert str(event) == f"Event {event.pk}"
    assert str(Event()) == "Event None"


def test_the_list_costs_the_same_for_many_events(desk: Client, django_assert_max_num_queries: Any) -> None:
    for _number in range(20):
        make_event(make_article(), make_article())
    with django_assert_max_num_queries(6):
        desk.get(LIST)


def test_an_event_is_found_by_its_name_and_by_the_words_of_its_pieces(desk: Client) -> None:
    make_event(make_article(headline="Tram runs empty"), name="A night in Brackwald")
    make_event(make_article(headline="A swim"), name="The sound")
    for words in ("brackwald", "tram"):
        page = text(desk.get(LIST, {"q": words}))
        assert "A night in Brackwald" in page
        assert "The sound" not in page


def test_the_form_shows_the_coverage_in_order_of_time(desk: Client) -> None:
    late = make_article(headline="Late", published_at=NOW, publication=make_publication(name="The Echo"))
    early = make_article(
        headline="Early", published_at=NOW - DAY, publication=make_publication(name="The Courier")
    )
    page = text(desk.get(change_url(make_event(late, early))))
    table = page[page.index("<table>") : page.index("</table>")]
    assert table.index("The Courier") < table.index("Early") < table.index("The Echo") < table.index("Late")
    assert "grouping" in table


def test_pieces_are_put_in_and_taken_out_for_good(desk: Client) -> None:
    stays, goes, comes = make_article(), make_article(), make_article()
    event = make_event(stays, goes)
    other = make_event(comes)
    desk.post(change_url(event), {"name": "The dam", "pieces": [stays.pk, comes.pk]})
    event.refresh_from_db()
    assert event.name == "The dam"
    assert members(event) == {(stays.pk, False), (comes.pk, True)}
    assert members(other) == set()
    assert EventPiece.objects.get(article=goes).by_person
    call_command("regroup", verbosity=0)
    assert {article for article, _by in members(event)} == {stays.pk, comes.pk}
    assert EventPiece.objects.get(article=goes).event is None


def test_an_event_is_begun_by_a_person(desk: Client) -> None:
    article = make_article()
    desk.post(reverse("admin:articles_event_add"), {"name": "The dam", "pieces": [article.pk]})
    assert members(Event.objects.get(name="The dam")) == {(article.pk, True)}


def test_naming_alone_moves_nothing(desk: Client) -> None:
    article = make_article()
    event = make_event(article)
    desk.post(change_url(event), {"name": "The dam", "pieces": [article.pk]})
    assert members(event) == {(article.pk, False)}


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_deleted_event_is_not_found_again(desk: Client, in_bulk: bool) -> None:
    text_of_both = "<p>When Ruth Anstey met Gareth Pell at Ennock Mill, the Aldren was low.</p>"
    pieces = [make_article(body=text_of_both), make_article(body=text_of_both)]
    call_command("regroup", verbosity=0)
    event = Event.objects.get()
    if in_bulk:
        chosen = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
        desk.post(LIST, chosen)
    else:
        desk.post(reverse("admin:articles_event_delete", args=[event.pk]), {"post": "yes"})
    call_command("regroup", verbosity=0)
    assert not Event.objects.exists()
    assert Article.objects.count() == len(pieces)


def test_a_reporter_looks_and_changes_nothing(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    event = make_event(make_article(headline="Early"), name="The dam")
    assert "Early" in text(client.get(change_url(event)))
    assert client.post(change_url(event), {"name": "x"}).status_code == 403


def test_a_working_copy_cannot_be_chosen(desk: Client) -> None:
    original = make_article(status="published")
    copy = make_article(working_copy_of=original)
    event = make_event(original)
    page = text(desk.post(change_url(event), {"name": "", "pieces": [copy.pk]}))
    assert "errorlist" in page
    assert members(event) == {(original.pk, False)}
    relating.move([original.pk], None)
    assert members(event) == set()
