"""Related coverage: two reports of one event find each other; what merely shares a country need not."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles import relating, search
from articles.coverage import WITHIN, related
from articles.ingest.telling import telling
from articles.models import Article, Event, EventPiece, Likeness

from .factories import DAY, NOW, make_article, make_publication, make_topic

pytestmark = pytest.mark.django_db

HARBOUR = """<p>On Tuesday the governor, Ines Vale, met the pilot Jock Amund at Corriemouth and signed the
pier over to the Sound Trust. Before the storm, said Vale, nobody in Corriemouth had believed in Amund or
the Trust.</p>"""
SAME_EVENT = """<p>They shook hands for a long time. When the pilot, Jock Amund, gave Governor Vale his cap,
all Corriemouth laughed. The pier now belongs to the Sound Trust, and the Trust to Amund’s daughters.</p>"""
SAME_TOWN = """<p>The bakers of Corriemouth, led by Odile Prest, won the cup of Marrow County again. In the
final at Stonequay they beat Lowick by two loaves, which the judge, Sully Brand, called a scandal.</p>"""
ELSEWHERE = "<p>The trams of Brackwald ran empty, said Lennart Osthues, and nobody in Moorkamp asked why.</p>"
ATHLETES = """<p>In the capital, Pyongyang, runners from China lined up for North Korea’s spring race,
and Pak Kum Dong of Rason won before Choe Il and the Beijing club.</p>"""


def piece(headline: str, body: str, **fields: Any) -> Article:
    article = make_article(**{"headline": headline, "body": body, "status": "published", **fields})
    search.refresh_many([article.pk])
    return article


def headlines(article: Article, **options: Any) -> list[str]:
    return [other.headline for other in related(article, **options)]


@pytest.fixture
def harbour() -> Article:
    piece("The bakers’ cup", SAME_TOWN)
    piece("Empty trams", ELSEWHERE)
    return piece("Pier signed over", HARBOUR)


def test_two_reports_of_one_event_find_each_other(harbour: Article) -> None:
    other = piece("The cap", SAME_EVENT, publication=make_publication())
    assert headlines(harbour) == ["The cap"]
    assert headlines(other) == ["Pier signed over"]


def test_what_only_happened_in_the_same_town_is_left_alone(harbour: Article) -> None:
    assert headlines(harbour) == []


def test_translations_share_their_names(harbour: Article) -> None:
    spanish = """<p>El martes, la gobernadora Ines Vale recibió en Corriemouth al práctico Jock Amund
    y cedió el muelle al Sound Trust. Según Vale, nadie creía en Amund.</p>"""
    piece("El muelle", spanish, language="es")
    assert headlines(harbour) == ["El muelle"]


@pytest.mark.parametrize(
    "fields",
    [{"status": "draft"}, {"status": "withdrawn"}, {"embargoed_until": NOW + 9999 * DAY}],
    ids=["draft", "withdrawn", "embargoed"],
)
def test_what_is_not_live_is_not_related(harbour: Article, fields: dict[str, Any]) -> None:
    piece("The cap", SAME_EVENT, **fields)
    assert headlines(harbour) == []


def test_at_tells_what_was_live_then(harbour: Article) -> None:
    piece("The cap", SAME_EVENT, published_at=NOW)
    assert headlines(harbour, at=NOW) == ["The cap"]
    assert headlines(harbour, at=NOW - timedelta(seconds=1)) == []


def test_dated_pieces_far_apart_are_two_events(harbour: Article) -> None:
    assert harbour.published_at is not None
    piece("Last year", SAME_EVENT, published_at=harbour.published_at - WITHIN - DAY)
    piece("Last week", SAME_EVENT, published_at=harbour.published_at - WITHIN + DAY)
    assert headlines(harbour) == ["Last week"]


def test_a_date_that_is_ours_keeps_nothing_apart(harbour: Article) -> None:
    other = piece("The cap", SAME_EVENT, published_at=NOW + 400 * DAY, published_at_assumed=True)
    assert headlines(harbour) == ["The cap"]
    assert headlines(other) == ["Pier signed over"]


def test_newest_stands_first_and_no_more_than_the_limit(harbour: Article) -> None:
    for number in range(8):
        piece(f"No. {number}", SAME_EVENT, published_at=NOW - number * DAY)
    found = related(harbour, limit=5)
    assert len(found) == 5
    assert found == sorted(found, key=lambda other: other.published_at or NOW, reverse=True)


def test_scripts_without_capitals_are_compared_by_what_comes_again() -> None:
    text = """<p>海女の手帳は霧ヶ浦にある。霧ヶ浦の海女、浜地トヨさんの手帳だ。
    浜地さんは毎朝ダイビングする。ダイビングは。</p>"""
    first = piece("手帳", text, language="ja")
    piece("海女", text.replace("毎朝", "毎晩"), language="ja")
    piece("電車", "<p>電車は夜に走る。電車の駅長は喫茶店にいる。駅長の喫茶店だ。</p>", language="ja")
    assert headlines(first) == ["海女"]


@pytest.mark.parametrize("body", ["", "<p>so it goes, and nobody is named here</p>", "<p>Vale.</p>"])
def test_a_piece_without_names_has_no_relations(harbour: Article, body: str) -> None:
    assert headlines(piece("nothing", body)) == []


def test_a_shared_topic_tips_the_balance() -> None:
    topic = make_topic()
    one = "<p>In May the Vale ran dry, and at Corriemouth the Amund fell, said Ines Brand of Lowick.</p>"
    two = "<p>The Amund fell at Stonequay or Brackwald; the Vale, said Osthues of Lowick, rose in May.</p>"
    bare, tagged = piece("Bare", two), piece("Tagged", two, topics=(topic,))
    subject = piece("Subject", one, topics=(topic,))
    found = related(subject)
    assert bare not in found
    assert found == [tagged]


def test_names_are_words_with_a_capital_within_a_sentence() -> None:
    names = telling("Vale wins", "Yesterday the voters chose Ines Vale’s party. Vale wept. Nobody else did.")
    assert set(names) == {"ines", "vale"}
    assert names["vale"] > names["ines"]


def test_two_queries_whatever_is_proposed(harbour: Article, django_assert_num_queries: Any) -> None:
    harbour.topics.add(make_topic())
    for number in range(45):
        piece(f"No. {number}", SAME_EVENT)
    fetched = Article.objects.select_related("event_piece").prefetch_related("tagged_topics")
    subject = fetched.get(pk=harbour.pk)
    with django_assert_num_queries(2):
        related(subject)


def test_article_page_shows_related_coverage_with_its_publication(client: Client, harbour: Article) -> None:
    piece("The cap", SAME_EVENT, publication=make_publication(name="The Courier"))
    page = client.get(harbour.get_absolute_url()).content.decode()
    assert page.index("More on this story") < page.index("The Courier") < page.index("The cap")


@pytest.mark.needs("real_seeds")
def test_the_two_real_pieces_find_each_other(real_seeds: Path) -> None:
    """One has a date and no topics in common with the other, whose date is the moment of import."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(real_seeds.glob("0*.txt"))]
    assert len(texts) == 2
    bodies = ["".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip()) for text in texts]
    undated = piece(
        "When a reclusive dictator", bodies[0], published_at_assumed=True, published_at=NOW + 800 * DAY
    )
    dated = piece("Why Putin met Kim", bodies[1], published_at=NOW)
    piece("The bakers’ cup", SAME_TOWN)
    piece("The race", ATHLETES)
    assert headlines(undated) == ["Why Putin met Kim"]
    assert headlines(dated) == ["When a reclusive dictator"]


@pytest.mark.parametrize("decision", ["open", "linked", "merged"])
def test_a_copy_is_no_coverage(harbour: Article, decision: str) -> None:
    copy, cap = piece("The pier again", HARBOUR), piece("The cap", SAME_EVENT)
    Likeness.objects.create(article=copy, other=harbour, kind="same", overlap=97, decision=decision)
    assert headlines(harbour) == headlines(copy) == ["The cap"]
    put_together(harbour, copy, cap)
    assert headlines(harbour) == headlines(copy) == ["The cap"]
    assert {*headlines(cap)} == {"Pier signed over", "The pier again"}


def test_a_copy_that_is_kept_as_a_piece_of_its_own_is_coverage(harbour: Article) -> None:
    copy = piece("The pier again", HARBOUR)
    Likeness.objects.create(article=copy, other=harbour, kind="same", overlap=97, decision="kept")
    assert headlines(harbour) == ["The pier again"]
    assert headlines(copy) == ["Pier signed over"]


def put_together(*pieces: Article, name: str = "") -> Event:
    event = Event.objects.create(name=name)
    relating.move([article.pk for article in pieces], event)
    for article in pieces:
        article.refresh_from_db()
    return event


def test_what_a_person_put_into_the_event_is_shown_and_nothing_else(harbour: Article) -> None:
    piece("The cap", SAME_EVENT)
    trams = Article.objects.get(headline="Empty trams")
    put_together(harbour, trams)
    assert headlines(harbour) == ["Empty trams"]
    assert headlines(trams) == ["Pier signed over"]


def test_what_a_person_took_out_is_not_proposed_again(harbour: Article) -> None:
    cap = piece("The cap", SAME_EVENT)
    relating.move([cap.pk], None)
    assert headlines(harbour) == []
    cap.refresh_from_db()
    assert headlines(cap) == []


def test_the_event_comes_first_and_then_what_is_like_it(harbour: Article) -> None:
    piece("The cap", SAME_EVENT, published_at=NOW)
    trams = Article.objects.get(headline="Empty trams")
    put_together(harbour, trams)
    EventPiece.objects.update(by_person=False)
    assert headlines(Article.objects.get(pk=harbour.pk)) == ["Empty trams", "The cap"]


def test_the_event_is_told_in_order_of_time_with_what_is_not_live_left_out(harbour: Article) -> None:
    later = piece("Later", ELSEWHERE, published_at=NOW)
    earlier = piece("Earlier", ELSEWHERE, published_at=NOW - 9 * DAY)
    put_together(harbour, earlier, later, piece("Never", ELSEWHERE, status="draft"))
    assert headlines(harbour) == ["Later", "Earlier"]


def test_article_page_tells_the_name_of_the_event(client: Client, harbour: Article) -> None:
    put_together(harbour, piece("The cap", SAME_EVENT), name="The pier & the Trust")
    page = client.get(harbour.get_absolute_url()).content.decode()
    assert "More on this story: <bdi>The pier &amp; the Trust</bdi>" in page


def test_article_page_stays_within_eight_queries_in_an_event(
    client: Client, harbour: Article, django_assert_max_num_queries: Any
) -> None:
    put_together(harbour, piece("The cap", SAME_EVENT, translation_of=harbour), name="The pier")
    EventPiece.objects.update(by_person=False)
    for _number in range(3):
        hat = piece("The hat", SAME_EVENT)
        Likeness.objects.create(article=hat, other=harbour, kind="same", overlap=97)
    Article.objects.filter(pk=harbour.pk).update(copy_of=piece("The original", HARBOUR))
    with django_assert_max_num_queries(8):
        assert client.get(harbour.get_absolute_url()).status_code == 200
