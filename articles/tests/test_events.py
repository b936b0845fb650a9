"""Events: pieces about one happening come together when they arrive; what a person says about it holds."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import relating
from articles.ingest.reading import files
from articles.jobs import Import, Wishes
from articles.models import Article, Event, EventPiece
from articles.storing import store

from .factories import NOW, make_article, make_topic
from .stories import make_piece, make_run, make_story, stored

pytestmark = pytest.mark.django_db

HARBOUR = """On Tuesday the governor, Ines Vale, met the pilot Jock Amund at Corriemouth and signed the
pier over to the Sound Trust. Before the storm, said Vale, nobody in Corriemouth had believed in Amund or
the Trust."""
SAME_EVENT = """They shook hands for a long time. When the pilot, Jock Amund, gave Governor Vale his cap,
all Corriemouth laughed. The pier now belongs to the Sound Trust, and the Trust to Amund’s daughters."""
SAME_TOWN = """The bakers of Corriemouth, led by Odile Prest, won the cup of Marrow County again. In the
final at Stonequay they beat Lowick by two loaves, which the judge, Sully Brand, called a scandal."""
MAY, JUNE = datetime(2024, 5, 3, tzinfo=UTC), datetime(2024, 6, 20, tzinfo=UTC)


def arrive(text: str, headline: str, **facts: Any) -> Article:
    return stored(make_story(text, headline=headline, **facts), f"{headline}.txt")


def event_of(article: Article) -> Event | None:
    return EventPiece.objects.get(article=article).event


def together(*articles: Article) -> bool:
    events = {event_of(article) for article in articles}
    return len(events) == 1 and None not in events


def import_folder(folder: Path) -> dict[str, Article]:
    """The articles that the files of a folder became, by the beginnings of the files' names."""
    job = Import(files.sources([folder]), Wishes(publish=True, accept_guesses=True))
    articles = {result.piece.name.rpartition("/")[2]: result.article_id for result in job}
    return {name: Article.objects.get(pk=pk or 0) for name, pk in articles.items()}


def test_reports_of_one_happening_come_into_one_event() -> None:
    first, other = arrive(HARBOUR, "The pier"), arrive(SAME_EVENT, "The cap")
    assert together(first, other)


def test_what_merely_happened_in_the_same_town_is_left_alone() -> None:
    first, other = arrive(HARBOUR, "The pier"), arrive(SAME_TOWN, "The cup")
    assert event_of(first) is None
    assert event_of(other) is None


def test_pieces_of_one_batch_find_each_other() -> None:
    texts = {"The pier": HARBOUR, "The cup": SAME_TOWN, "The cap": SAME_EVENT}
    pieces = [make_piece(make_story(text, headline=name), f"{name}.txt") for name, text in texts.items()]
    pier, cup, cap = (result.article_id for result in store(pieces, make_run()))
    (event,) = Event.objects.all()
    assert {*event.pieces.values_list("article_id", flat=True)} == {pier, cap}
    assert EventPiece.objects.get(article=cup).event is None


def test_dated_pieces_far_apart_are_of_two_events_and_one_without_a_date_is_of_either() -> None:
    may, june = arrive(HARBOUR, "The pier", published=MAY), arrive(SAME_EVENT, "The cap", published=JUNE)
    assert event_of(may) is None
    assert event_of(june) is None
    assert together(arrive(f"{SAME_EVENT} So much for that.", "The hat"), june)


def test_a_shared_topic_tips_the_balance() -> None:
    topic = make_topic(name="The Vale")
    two = "The Amund fell at Stonequay or Brackwald; the Vale, said Osthues of Lowick, rose in May."
    one = "In May the Vale ran dry, and at Corriemouth the Amund fell, said Ines Brand of Lowick."
    subject = arrive(one, "Dry", topics=(topic.name,))
    bare = arrive(two, "Wet")
    assert event_of(bare) is None
    bare.delete()
    assert together(arrive(f"{two} So they say.", "Wet again", topics=(topic.name,)), subject)


def test_the_number_of_queries_does_not_grow_with_the_pieces() -> None:
    def cost(count: int) -> int:
        pieces = [
            make_piece(make_story(f"{HARBOUR} That was no. {number} of {count}."), f"{count}-{number}.txt")
            for number in range(count)
        ]
        run = make_run()
        with CaptureQueriesContext(connection) as queries:
            store(pieces, run)
        return len(queries)

    cost(2)
    assert cost(3) == cost(20)


def test_what_a_person_took_out_stays_out() -> None:
    pier, cap = arrive(HARBOUR, "The pier"), arrive(SAME_EVENT, "The cap")
    relating.move([cap.pk], None)
    call_command("regroup", verbosity=0)
    assert event_of(cap) is None
    assert not together(pier, arrive(f"{SAME_EVENT} Fine.", "The hat")) or event_of(cap) is None


def test_what_a_person_put_in_stays_in() -> None:
    pier, cup = arrive(HARBOUR, "The pier"), arrive(SAME_TOWN, "The cup")
    event = Event.objects.create(name="A day in Corriemouth")
    relating.move([pier.pk, cup.pk], event)
    call_command("regroup", verbosity=0)
    assert event_of(pier) == event_of(cup) == event
    assert event_of(arrive(SAME_EVENT, "The cap")) == event


def test_a_name_given_by_a_person_keeps_the_event_together() -> None:
    pier, cap = arrive(HARBOUR, "The pier"), arrive(SAME_EVENT, "The cap")
    Event.objects.update(name="The pier is the Trust's")
    (event,) = Event.objects.all()
    Article.objects.filter(pk=cap.pk).update(body="<p>Nothing of that.</p>")
    call_command("regroup", verbosity=0)
    assert event_of(pier) == event_of(cap) == event


def test_regrouping_finds_what_was_written_at_the_desk_and_drops_what_is_no_more() -> None:
    pier, cap = arrive(HARBOUR, "The pier"), arrive(SAME_EVENT, "The cap")
    Article.objects.filter(pk=cap.pk).update(body=f"<p>{SAME_TOWN}</p>")
    written = make_article(headline="The hat", body=f"<p>{SAME_EVENT}</p>", published_at=NOW)
    call_command("regroup", verbosity=0)
    assert together(pier, written)
    assert event_of(cap) is None
    assert Event.objects.count() == 1


def test_regrouping_twice_changes_nothing() -> None:
    pier, cap, cup = (arrive(text, text[:20]) for text in (HARBOUR, SAME_EVENT, SAME_TOWN))
    for _time in range(2):
        call_command("regroup", verbosity=0)
        assert together(pier, cap)
        assert event_of(cup) is None
        assert Event.objects.count() == 1


def test_the_pairs_among_the_seeds_are_events_and_nothing_else_is() -> None:
    pieces = import_folder(settings.BASE_DIR / "seeds")
    dam = together(pieces["lowmarch-aldren-dam-vote.txt"], pieces["007_5e1c0b94d2a7f386.txt"])
    swim = together(
        pieces["halloran-swims-sound-of-vey.txt"], pieces["ostrand-review-interview-halloran.txt"]
    )
    assert dam
    assert swim
    assert EventPiece.objects.exclude(event=None).count() == 4
    assert Event.objects.count() == 2


@pytest.mark.needs("real_seeds")
def test_the_two_real_pieces_are_of_one_event(real_seeds: Path) -> None:
    """One of them came without a date, years later."""
    seeds = import_folder(settings.BASE_DIR / "seeds")
    real = import_folder(real_seeds)
    assert len(real) == 2
    assert together(*real.values())
    assert not {event_of(article) for article in real.values()} & {event_of(a) for a in seeds.values()}
