"""Rows of a table that declare no id: which is which when the table comes again, its rows moved about."""

import csv
import io
from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.ingest.story import SourceFile
from articles.jobs import Import, Wishes, importing
from articles.models import Article, Source

pytestmark = pytest.mark.django_db

PIER = (
    "The pier went down at four on Sunday morning, and nobody was on it when it did, said the harbour master."
)
EELS = "Eels are back in the ditches behind the church after an absence of nineteen years, to the joy of the vicar."
BOARD = "The board of the ferry met for two hours behind closed doors and decided that it would meet again in May."
LAMPS = (
    "All lamps along the sea wall will be taken down before winter, because no one makes the bulbs any more."
)


@dataclass
class Table:
    """A table of pieces at one place, and what became of each row when it was brought in."""

    rows: list[tuple[str, ...]] = field(
        default_factory=lambda: [("Pier lost", PIER), ("Eels return", EELS), ("No decision", BOARD)]
    )
    head: tuple[str, ...] = ("headline", "body")

    def import_(self, *, dry_run: bool = False) -> list[str]:
        out = io.StringIO()
        csv.writer(out).writerows([self.head, *self.rows])
        file = SourceFile("all.csv", out.getvalue().encode(), "path:/inbox/all.csv")
        return [str(result.outcome) for result in Import([file], Wishes(dry_run=dry_run))]

    def again(self) -> list[str]:
        """What a dry run says, and then the import itself, which must be the same."""
        planned = self.import_(dry_run=True)
        assert self.import_() == planned
        return planned


@pytest.fixture
def table() -> Table:
    table = Table()
    assert table.again() == ["created"] * 3
    return table


def article(headline: str) -> Article:
    return Article.objects.get(headline=headline)


def test_a_row_put_in_on_top_leaves_the_others_what_they_are(table: Table) -> None:
    ids = {row[0]: article(row[0]).pk for row in table.rows}
    table.rows.insert(0, ("Lamps go", LAMPS))
    assert table.again() == ["created", "unchanged", "unchanged", "unchanged"]
    assert {headline: article(headline).pk for headline in ids} == ids
    assert "lamps" in article("Lamps go").body
    assert table.again() == ["unchanged"] * 4


def test_a_row_that_goes_takes_no_other_with_it(table: Table) -> None:
    table.rows.pop(0)
    assert table.again() == ["unchanged"] * 2
    assert Article.objects.count() == 3


def test_rows_in_another_order_are_unchanged(table: Table) -> None:
    table.rows.reverse()
    assert table.again() == ["unchanged"] * 3


def test_a_row_with_another_text_is_the_same_piece_wherever_it_stands(table: Table) -> None:
    pk = article("Eels return").pk
    table.rows = [("Eels return", f"{EELS} They were counted on Monday."), *table.rows[2:], table.rows[0]]
    assert table.again() == ["updated", "unchanged", "unchanged"]
    assert "counted on Monday" in article("Eels return").body
    assert article("Eels return").pk == pk


def test_a_row_with_another_headline_is_the_same_piece(table: Table) -> None:
    pk = article("Eels return").pk
    table.rows = [("Lamps go", LAMPS), table.rows[0], ("Joy over eels", EELS), table.rows[2]]
    assert table.again() == ["created", "unchanged", "updated", "unchanged"]
    assert article("Joy over eels").pk == pk


def test_a_row_with_both_changed_is_known_by_most_of_its_words() -> None:
    table = Table([("Pier lost", PIER), ("Eels return", f"{EELS} {BOARD}")])
    table.import_()
    pk = article("Eels return").pk
    table.rows = [
        ("Lamps go", LAMPS),
        table.rows[0],
        ("Joy over eels", f"{EELS} {BOARD}".replace("vicar", "verger")),
    ]
    assert table.again() == ["created", "unchanged", "updated"]
    assert article("Joy over eels").pk == pk


def test_a_row_in_the_place_of_another_is_a_piece_of_its_own(table: Table) -> None:
    table.rows[1] = ("Lamps go", LAMPS)
    assert table.again() == ["unchanged", "created", "unchanged"]
    assert "Eels" in article("Eels return").body
    assert Article.objects.count() == 4


def test_of_rows_with_one_headline_each_stays_itself() -> None:
    table = Table([("Letters", PIER), ("Letters", EELS)])
    table.import_()
    table.rows = [("Letters", LAMPS), ("Letters", PIER), ("Letters", f"{EELS} More in May.")]
    assert table.again() == ["created", "unchanged", "updated"]
    assert Article.objects.count() == 3
    assert Article.objects.get(body__contains="More in May").body.count("Eels") == 1


def test_rows_of_two_days_are_two_pieces_though_much_alike() -> None:
    table = Table(
        [("Weather", "Rain from the west, wind four to five, sea moderate, at noon.", "2026-05-03")]
    )
    table.head = ("headline", "body", "date")
    table.rows.append(
        ("Tides", "High water at six in the morning and at half past six at night.", "2026-05-03")
    )
    table.import_()
    table.rows[0] = ("Weather", "Rain from the west, wind five to six, sea moderate, at noon.", "2026-05-04")
    assert table.again() == ["created", "unchanged"]


def test_a_row_that_stands_there_twice_is_a_duplicate_and_stays_one(table: Table) -> None:
    table.rows.append(table.rows[0])
    assert table.again() == ["unchanged"] * 3 + ["duplicate"]
    assert table.again() == ["unchanged"] * 4


def test_a_table_that_grows_from_one_row_and_shrinks_to_one() -> None:
    table = Table([("Pier lost", PIER)])
    assert table.again() == ["created"]
    table.rows.insert(0, ("Eels return", EELS))
    assert table.again() == ["created", "unchanged"]
    table.rows.pop()
    assert table.again() == ["unchanged"]


def test_a_row_deleted_at_the_desk_does_not_come_back_when_it_moves(table: Table) -> None:
    article("Pier lost").delete()
    table.rows.insert(0, ("Lamps go", LAMPS))
    assert table.again() == ["created", "unchanged", "unchanged", "unchanged"]
    assert not Article.objects.filter(headline="Pier lost").exists()


def test_a_published_row_is_not_overwritten_by_the_one_that_takes_its_number(table: Table) -> None:
    workflow.publish(article("Pier lost"))
    table.rows.insert(0, ("Lamps go", LAMPS))
    table.import_()
    assert "pier" in article("Pier lost").body
    assert not Article.objects.exclude(working_copy_of=None).exists()


def test_a_column_more_is_no_new_piece(table: Table) -> None:
    table.head, table.rows = (*table.head, "kicker"), [(*row, "Harbour") for row in table.rows]
    assert table.again() == ["updated"] * 3
    assert {row.kicker for row in Article.objects.all()} == {"Harbour"}


def test_rows_in_batches_of_their_own_are_told_apart(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    monkeypatch.setattr(importing, "BATCH_PIECES", 1)
    table.rows = [("Lamps go", LAMPS), ("Eels return", f"{EELS} More in May."), table.rows[0], table.rows[2]]
    assert table.again() == ["created", "updated", "unchanged", "unchanged"]


def test_an_id_in_a_column_is_the_rows_whatever_it_says() -> None:
    table = Table([("1", "Pier lost", PIER), ("2", "Eels return", EELS)], ("id", "headline", "body"))
    table.import_()
    table.rows = [("3", "No decision", BOARD), ("2", "Eels return", EELS), ("1", "Lamps go", LAMPS)]
    assert table.again() == ["created", "unchanged", "updated"]


def test_many_rows_cost_as_many_queries_as_few() -> None:
    counts = []
    for count in (4, 40):
        Article.objects.all().delete()
        Source.objects.all().delete()
        table = Table(
            [(f"Piece {n}", f"{PIER} It was the pier of number {n} of {count}.") for n in range(count)]
        )
        table.import_()
        table.rows = [(f"New {headline}", f"{text} And so on.") for headline, text in table.rows]
        with CaptureQueriesContext(connection) as queries:
            assert table.import_(dry_run=True) == ["updated"] * count
        counts.append(len(queries))
    assert counts[0] == counts[1]
