"""What a piece is known again by, what a plan says of it, and two imports at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.errors import ReadingError
from articles.models import Article, Revision
from articles.storing import Ledger, Outcome, Piece, plan, store
from articles.storing.pieces import is_unique

from .factories import make_author
from .stories import NEW, contents, edit, make_piece, make_run, make_story, store_one, stored

pytestmark = pytest.mark.django_db

# --- Planning ---------------------------------------------------------------------------------------


def test_a_plan_says_what_storing_would_do_and_writes_nothing() -> None:
    edited = stored(make_story("Edited here."), "edited.txt")
    edit(edited, headline="A person's headline")
    stored(make_story("Stored."), "stored.txt")
    pieces = [
        make_piece(make_story("Stored."), "stored.txt"),
        make_piece(make_story("New."), "new.txt"),
        make_piece(make_story("New.", headline="Other"), "twin.txt"),
        make_piece(make_story("Newer."), "new.txt"),
        make_piece(make_story("Changed."), "edited.txt"),
        Piece.refused(ReadingError("x.pdf", "is a PDF.", "Convert it.")),
    ]
    before = contents()
    ledger = Ledger()
    planned = [result for piece in pieces for result in plan([piece], ledger)]  # as if in many batches
    assert contents() == before
    done = store(pieces, make_run())
    assert [str(r.outcome) for r in planned] == [
        "unchanged", "created", "duplicate", "updated", "updated", "rejected",
    ]  # fmt: skip
    assert [(r.outcome, r.in_place, r.reason) for r in planned] == [
        (r.outcome, r.in_place, r.reason) for r in done
    ]


# --- Cost -------------------------------------------------------------------------------------------


def test_a_large_batch_of_updates_takes_as_many_queries_as_a_small_one() -> None:
    counts = []
    make_author(name="Bo Elm")
    for count in (3, 20):
        names = [f"{count}-{n}.txt" for n in range(2 * count)]
        store([make_piece(make_story(f"Old {name}"), name) for name in names], make_run())
        for article in Article.objects.filter(sources__name__in=names[count:]):
            Article.objects.filter(pk=article.pk).update(version=7)  # as edited by a person
        pieces = [make_piece(make_story(f"New {name}", authors=["Bo Elm"]), name) for name in names]
        run = make_run()
        with CaptureQueriesContext(connection) as queries:
            results = store(pieces, run)
        assert [r.in_place for r in results] == [True] * count + [False] * count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 60
    assert Revision.objects.filter(kind="import").count() == 3 * (3 + 20)


# --- Two imports at once ----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_what_another_import_stores_meanwhile_is_not_stored_twice(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = [make_piece(make_story(f"Piece {n}."), f"{n}.txt") for n in range(count)]
    store(pieces, make_run())
    before = contents()
    look_up, looks = Ledger.look_up, []

    def look_up_too_early(ledger: Ledger, pieces: list[Piece]) -> None:
        looks.append(len(pieces))
        if len(looks) > 1:  # the first look came before the other import was done
            look_up(ledger, pieces)

    monkeypatch.setattr(Ledger, "look_up", look_up_too_early)
    results = store(pieces, make_run())
    assert [r.outcome for r in results] == [Outcome.UNCHANGED] * count
    assert contents() == before


def test_quite_another_text_does_not_take_over_a_published_address() -> None:
    store_one(
        make_story("The whale was seen off the point by forty people on the morning ferry."), "latest.txt"
    )
    article = Article.objects.get()
    workflow.publish(article)
    other = make_story(
        "The roof of the school is to be mended before winter, said its caretaker.", headline="School roof"
    )
    later = store_one(other, "latest.txt")
    article.refresh_from_db()
    assert (later.outcome, "whale" in article.body) == (Outcome.UPDATED, True)
    assert "roof" in article.working_copy.body


# --- Ids of a few signs -----------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [{}, {"publication": "The Courier"}])
def test_an_id_of_a_few_signs_that_two_files_bear_makes_one_piece_of_neither(facts: dict[str, str]) -> None:
    ferry = make_piece(make_story(identity="1", **facts), "ferry.md")
    whale = make_piece(
        make_story("Forty people saw the whale.", headline="Whale", identity="1", **facts), "whale.md"
    )
    planned = plan([ferry, whale], Ledger())
    done = store([ferry, whale], make_run())
    assert [r.outcome for r in planned] == [r.outcome for r in done] == [Outcome.CREATED] * 2
    assert [r.outcome for r in store([ferry, whale], make_run())] == [Outcome.UNCHANGED] * 2
    changed = make_story("Fifty people saw the whale.", headline="Whale", identity="1", **facts)
    assert store_one(changed, "whale.md").article_id == done[1].article_id
    assert "came back" in Article.objects.get(headline="The ferry is back").body


def test_a_file_that_is_called_otherwise_now_is_known_by_its_id_and_something_in_common() -> None:
    article = stored(make_story(identity="1"), "ferry.md")
    renamed = store_one(
        make_story(f"{NEW}\n\nThree years had passed since the storm.", identity="1"), "ferries.md"
    )
    assert (renamed.outcome, renamed.article_id) == (Outcome.UPDATED, article.pk)


@pytest.mark.parametrize(
    ("identity", "is_one"),
    [
        ("https://x.example/?p=1", True),
        ("urn:uuid:1", True),
        ("tag:x.example,2024:1", True),
        ("0d7b1a52-9f0e-4b7e-8f39-6b0a7c2d1e44", True),
        ("65f1c0ffee65f1c0ffee65f1", True),
        ("AP.2026.0503.4321", True),
        ("42", False),
        ("2026:1", False),
        ("20260503000000000042", False),
        ("hello-world-and-welcome", False),
        ("", False),
    ],
)
def test_which_ids_can_hardly_be_given_twice(identity: str, is_one: bool) -> None:
    assert is_unique(identity) is is_one
