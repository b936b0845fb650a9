"""Near-duplicates: found when a piece arrives, whoever sends it and however it was cut; others are left alone."""

import random
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.management.benchmarking import copied, copying
from articles.models import Article, Fingerprint, Likeness
from articles.relating import holders
from articles.storing import store

from .factories import make_article
from .stories import edit, make_piece, make_run, make_story, stored

pytestmark = pytest.mark.django_db

SEEDS = settings.BASE_DIR / "seeds"
WRITER = copied.Writer(SEEDS, random.Random(9))
TEXT = WRITER.text(400, WRITER.names())
OTHER = WRITER.text(400, WRITER.names())
JAPANESE = """霧ヶ浦の海女、浜地トヨさんは毎朝四時に起きて、手帳に水の音を書きとめる。五十年のあいだ一日も休んだことがない。

手帳は今では百二十冊になり、町の図書館が預かることになった。館長の話では、潮の流れと魚の数がこれほど細かく記された例は国内にない。

大学の研究者たちは記録を読み解き、湾の温度が半世紀で二度上がったことを示した。トヨさんは「海はずっと前から知っていた」と話す。"""


def arrive(text: list[str], name: str, **facts: Any) -> Article:
    return stored(make_story("\n\n".join(text), headline=f"No. {name}", **facts), f"{name}.txt")


def pairs() -> set[tuple[int, int]]:
    return {*Likeness.objects.values_list("article", "other")}


@pytest.mark.parametrize("kind", copied.KINDS)
def test_a_copy_of_each_kind_is_found(kind: str) -> None:
    first = arrive(TEXT, "first")
    arrive(OTHER, "other")
    copy = arrive(copied.DERIVING[kind](list(TEXT), WRITER), "copy")
    assert pairs() == {(copy.pk, first.pk)}


def test_another_piece_is_left_alone() -> None:
    arrive(TEXT, "first")
    arrive(OTHER, "other")
    assert pairs() == set()


def test_a_quotation_makes_no_copy() -> None:
    arrive(TEXT, "first")
    arrive([*OTHER, *TEXT[:1]], "other")
    assert pairs() == set()


def test_what_is_too_short_to_tell_is_left_alone() -> None:
    arrive(["The ferry is back.", "It came on Tuesday."], "first")
    arrive(["The ferry is back!", "It came on Tuesday, then."], "other")
    assert pairs() == set()


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    first = arrive(JAPANESE.split("\n\n"), "first", language="ja")
    copy = arrive(["霧ヶ浦発", *JAPANESE.split("\n\n")[:2]], "copy", language="ja")
    assert pairs() == {(copy.pk, first.pk)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [("same", [*TEXT, "One more line at the end of it."]), ("part", TEXT[: len(TEXT) // 2])],
)
def test_it_is_told_how_they_are_alike(kind: str, text: list[str]) -> None:
    arrive(TEXT, "first")
    arrive(text, "copy")
    assert Likeness.objects.get().kind == kind
    assert Likeness.objects.get().overlap >= 95


def test_the_one_that_appeared_first_is_the_likely_original() -> None:
    late = arrive(TEXT, "late", published=copying.FIRST.replace(year=2024))
    early = arrive([*TEXT, "Or so they say."], "early", published=copying.FIRST)
    pair = Likeness.objects.get()
    assert (pair.original, pair.copy) == (early, late)


def test_a_piece_with_a_date_goes_before_one_without() -> None:
    undated = arrive(TEXT, "undated")
    dated = arrive([*TEXT, "Or so they say."], "dated", published=copying.FIRST)
    pair = Likeness.objects.get()
    assert (pair.original, pair.copy) == (dated, undated)


def test_pieces_of_one_batch_are_compared_with_each_other() -> None:
    texts = [TEXT, OTHER, [*TEXT, "Or so they say."]]
    pieces = [make_piece(make_story("\n\n".join(text)), f"{n}.txt") for n, text in enumerate(texts)]
    first, _other, copy = (result.article_id for result in store(pieces, make_run()))
    assert pairs() == {(copy, first)}


def test_a_new_text_of_the_same_piece_is_looked_up_anew() -> None:
    first, other = arrive(TEXT, "first"), arrive(OTHER, "other")
    arrive([*OTHER, "And more."], "first")
    assert pairs() == {(other.pk, first.pk)}
    count = Fingerprint.objects.filter(article=first).count()
    arrive([*OTHER, "And more, and more."], "first")
    assert Fingerprint.objects.filter(article=first).count() <= count + 2


def test_a_working_copy_is_no_copy() -> None:
    first = arrive(TEXT, "first")
    edit(first, headline="A better one")
    arrive([*TEXT, "And more."], "first")
    assert Article.objects.filter(working_copy_of=first).exists()
    assert pairs() == set()


def test_a_decision_holds_when_they_are_found_again() -> None:
    arrive(TEXT, "first")
    arrive([*TEXT, "And more."], "copy")
    Likeness.objects.update(decision=Likeness.Decision.KEPT)
    call_command("regroup", verbosity=0)
    assert Likeness.objects.get().decision == Likeness.Decision.KEPT


def test_what_was_written_at_the_desk_is_found_by_looking_anew() -> None:
    first = arrive(TEXT, "first")
    written = make_article(body="".join(f"<p>{paragraph}</p>" for paragraph in TEXT))
    assert pairs() == set()
    call_command("regroup", verbosity=0)
    assert pairs() == {(written.pk, first.pk)}


def test_a_value_is_kept_of_so_many_pieces_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """So what it costs to look up a standing note does not grow with the pieces that it stands under."""
    monkeypatch.setattr(holders, "MOST", 3)
    for number in range(6):
        arrive([*TEXT, f"This is no. {number} of them."], str(number))
    values = Fingerprint.objects.values_list("value", flat=True)
    assert max(list(values).count(value) for value in set(values)) == 3
    assert len({article for article, _other in pairs()}) == 5  # each was found all the same


def test_the_number_of_queries_does_not_grow_with_the_copies() -> None:
    def cost(count: int) -> int:
        texts = ([*TEXT, f"This was no. {number} of {count}."] for number in range(count))
        pieces = [
            make_piece(make_story("\n\n".join(text)), f"{count}-{n}.txt") for n, text in enumerate(texts)
        ]
        run = make_run()
        with CaptureQueriesContext(connection) as queries:
            store(pieces, run)
        return len(queries)

    cost(2)
    assert cost(3) == cost(15)


def test_looking_up_is_by_the_index() -> None:
    arrive(TEXT, "first")
    with CaptureQueriesContext(connection) as queries:
        holders.Holders([1, 2, 3])
    (query,) = queries.captured_queries
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {query['sql']}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
        assert "fingerprint_value" in str(cursor.fetchall())


def test_copies_are_found_as_well_as_is_asked() -> None:
    """A smaller set than the one that `benchmark_copies` makes, of the same making."""
    made = copied.make(300, 75, SEEDS)
    figures = copying.find(made)
    found = sum(figures[kind] for kind in copied.KINDS)
    assert found >= 0.95 * 75, figures
    assert figures["wrong"] <= 0.01 * figures["pairs"], figures
