"""`manage.py import_articles`: what it stores, prints and answers, from files to pieces on the site."""

import json
import os
from datetime import timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from articles import workflow
from articles.management.commands import import_articles
from articles.models import Article, ImportRun, Source

from .stories import WRITTEN, contents, edit
from .wire import PIECE, Told, make_wire, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    return make_wire(tmp_path / "wire")


# --- What it stores and says ------------------------------------------------------------------------


def test_pieces_are_imported_from_a_folder(wire: Path) -> None:
    told = Told(wire)
    assert told.status == 0
    assert told.summary == "3 offered: 3 created, 0 updated, 0 unchanged, 0 duplicate, 0 rejected"
    article = Article.objects.get(headline="The ferry is back")
    assert article.status == "draft"
    assert [b.author.name for b in article.bylines.all()] == ["Ada Marlow"]
    assert bytes(article.sources.get().raw) == (wire / "ferry.txt").read_bytes()


def test_running_it_again_writes_nothing_but_the_run(wire: Path) -> None:
    (wire / "bad.txt").write_bytes(b"%PDF-1.7 \0\0")
    first = Told(wire, "--publish")
    before = contents()
    again = Told(wire, "--publish")
    assert first.summary.startswith("4 offered: 3 created, 0 updated, 0 unchanged, 0 duplicate, 1 rejected")
    assert again.summary.startswith("4 offered: 0 created, 0 updated, 3 unchanged, 0 duplicate, 1 rejected")
    assert contents() == before
    assert ImportRun.objects.count() == 2


def test_standard_input_is_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", TextIOWrapper(BytesIO(PIECE.format(headline="Piped", word="barge").encode()))
    )
    assert Told("-").summary.startswith("1 offered: 1 created")
    assert Source.objects.get().name == "standard input"
    assert Article.objects.get().headline == "Piped"


def test_without_a_path_it_brings_in_the_seeds() -> None:
    told = Told("--dry-run")
    seeds = [path for path in (settings.BASE_DIR / "seeds").iterdir() if path.stem != "README"]
    assert told.status == 0
    assert told.summary.startswith(f"{len(seeds)} offered: {len(seeds)} created")


def test_a_bad_file_is_rejected_with_reason_and_remedy_while_the_others_go_on(wire: Path) -> None:
    (wire / "empty.txt").touch()
    (wire / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (wire / "nulls.txt").write_bytes(b"a\0b\0c\0" * 500)
    (wire / "a-long-line.txt").write_bytes(b"word " * 10_000_000)
    os.mkfifo(wire / "pipe")
    (wire / "out.txt").symlink_to("/etc/passwd")
    told = Told(wire)
    assert told.status == 1
    assert told.summary == "9 offered: 3 created, 0 updated, 0 unchanged, 0 duplicate, 6 rejected"
    assert told.error == "6 of 9 rejected, for the reasons above."
    assert len(told.err) == 6
    reasons = dict(line.removeprefix(f"{wire}/").split(": ", 1) for line in told.err)
    assert sorted(reasons) == ["a-long-line.txt", "empty.txt", "nulls.txt", "out.txt", "picture.png", "pipe"]
    assert all(reason.count(".") >= 2 for reason in reasons.values()), "reason and remedy"
    assert Source.objects.filter(outcome="rejected").count() == 6


def test_what_lies_beside_the_pieces_is_rejected_and_takes_no_name_of_theirs(
    wire: Path, tmp_path: Path
) -> None:
    (wire / "ferry.json").write_text('{"headline": "The record of ferry.txt"}')
    (wire / "score.py").write_text("print('not a piece')")
    (wire / "2023.10.01 the ferry").write_text(PIECE.format(headline="No ending", word="raft"))
    told = Told(wire, "--report", tmp_path / "reports")
    assert told.summary.startswith("6 offered: 4 created")
    assert sorted(line.removeprefix(f"{wire}/").partition(". ")[0] for line in told.err) == [
        "ferry.json: is of no kind that is read: .json",
        "score.py: is of no kind that is read: .py",
    ]
    assert json.loads((tmp_path / "reports" / "ferry.json").read_text())["headline"] == "The ferry is back"


def test_a_file_of_unknown_kind_is_read_as_the_format_that_was_named(wire: Path) -> None:
    (wire / "ferry.txt").rename(wire / "ferry.log")
    assert Told(wire / "ferry.log").status == 1
    assert Told(wire / "ferry.log", "--format", "text").summary.startswith("1 offered: 1 created")


def test_verbose_it_names_every_piece(wire: Path) -> None:
    assert f"created: {wire}/ferry.txt" in Told(wire, verbosity=2).out
    assert f"unchanged: {wire}/ferry.txt" in Told(wire, verbosity=2).out


def test_pieces_with_new_text_are_named_and_those_without_are_not(wire: Path) -> None:
    assert not [line for line in Told(wire).out[:-1] if line.startswith("created: ")]
    write(wire, "ferry.txt", word="steamer")
    assert Told(wire).out[:-1] == [f"updated: {wire}/ferry.txt"]
    assert Told(wire).out[:-1] == []


def test_new_text_that_waits_is_named_with_the_reason(wire: Path) -> None:
    Told(wire)
    edit(Article.objects.get(headline="The ferry is back"), body="<p>In the desk's own words.</p>")
    write(wire, "ferry.txt", word="steamer")
    (line,) = Told(wire).out[:-1]
    assert line.startswith(f"updated: {wire}/ferry.txt (It cannot simply be replaced: ")


def test_of_very_many_with_new_text_the_last_are_but_counted(
    wire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_articles, "MOST_UPDATED", 1)
    Told(wire)
    for name, headline in (("ferry.txt", "The ferry is back"), ("deep/lamp.txt", "The lamp is lit")):
        write(wire, name, headline, f"steamer at {name}")
    named, counted = Told(wire).out[:-1]
    assert named == f"updated: {wire}/ferry.txt"
    assert counted == "updated: 1 more (--verbosity 2 names them all)"


# --- Wrong paths ------------------------------------------------------------------------------------


def test_a_path_that_is_not_there_stops_the_import_before_it_begins(wire: Path) -> None:
    told = Told(wire, wire / "fery.txt", wire / "ferry.txt" / "inside")
    assert told.status == 2
    assert told.error == (
        f"PATH {wire}/fery.txt, {wire}/ferry.txt/inside: is not there. Check the path; nothing was imported."
    )
    assert not Source.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_link_that_leads_nowhere_is_rejected_and_stops_nothing(wire: Path) -> None:
    (wire / "gone.txt").symlink_to(wire / "nothing")
    told = Told(wire / "gone.txt", wire / "ferry.txt")
    assert told.status == 1
    assert told.summary.startswith("2 offered: 1 created")


# --- Publishing -------------------------------------------------------------------------------------


def test_publish_publishes_what_leaves_no_doubt_and_says_why_not_the_rest(wire: Path) -> None:
    told = Told(wire, "--publish")
    assert sorted(Article.objects.live().values_list("headline", flat=True)) == [
        "The ferry is back",
        "The lamp is lit",
    ]
    assert told.summary.endswith("; 2 published")
    (waiting,) = [line for line in told.out if "nameless.txt" in line]
    assert waiting.startswith("created, not published: ")
    assert "headline" in waiting
    assert ImportRun.objects.get().published == 2


def test_an_imported_piece_carries_its_original_date(wire: Path) -> None:
    Told(wire, "--publish")
    article = Article.objects.get(headline="The ferry is back")
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2024-05-03"
    assert not article.published_at_assumed


def test_accept_guesses_publishes_under_the_suggested_headline(wire: Path) -> None:
    told = Told(wire, "--publish", "--accept-guesses")
    assert told.summary.endswith("; 3 published")
    assert Article.objects.live().count() == 3
    guessed = Article.objects.get(sources__name__endswith="nameless.txt")
    assert guessed.headline.startswith("The mail boat came back")


def test_without_publish_nothing_is_public(wire: Path) -> None:
    Told(wire, "--accept-guesses")
    assert Article.objects.count() == 3
    assert not Article.objects.live().exists()


def test_an_update_of_a_withdrawn_piece_does_not_bring_it_back(wire: Path) -> None:
    Told(wire, "--publish")
    article = Article.objects.get(headline="The ferry is back")
    workflow.withdraw(article, note="Not ours to publish.")
    write(wire, "ferry.txt", word="steamer")
    told = Told(wire, "--publish")
    article.refresh_from_db()
    assert article.status == "withdrawn"
    assert "steamer" in article.body
    assert any("withdrawn" in line for line in told.out)


# --- A dry run --------------------------------------------------------------------------------------


def test_a_dry_run_says_why_a_piece_would_wait_in_the_words_of_the_run_itself(wire: Path) -> None:
    def waiting(*call: str) -> list[str]:
        return [line for line in Told(wire, *call).out if "not published" in line]

    planned = waiting("--dry-run", "--publish")
    assert planned == waiting("--publish")
    assert [line.partition("(")[0] for line in planned] == [f"created, not published: {wire}/nameless.txt "]


def test_a_dry_run_says_of_pieces_stored_already_what_the_run_does(wire: Path) -> None:
    """New text of a published piece is no publishing; a withdrawn one stays so; another piece waits as a copy."""
    Told(wire, "--publish", "--accept-guesses")
    workflow.withdraw(Article.objects.get(headline="The lamp is lit"), note="Not ours to publish.")
    write(wire, "ferry.txt", word="steamer")
    write(wire, "deep/lamp.txt", "The lamp is lit", "lamplighter")
    (wire / "nameless.txt").write_text(
        "Another text\n\nIt shares no words with what stood there before it.\n"
    )
    planned, done = (Told(wire, *mode, "--publish", "-v2").out for mode in (["--dry-run"], []))
    assert planned[:-1] == done[:-1]
    assert sorted(line.partition(" (")[0].replace(f"{wire}/", "") for line in done[:-1]) == [
        "updated, not published: deep/lamp.txt",
        "updated, not published: nameless.txt",
        "updated: ferry.txt",
    ]
    assert planned[-1].endswith("; 0 to be published (dry run: nothing was stored)")
    assert done[-1].endswith("; 0 published")


def test_a_dry_run_that_is_not_to_publish_says_nothing_of_it(wire: Path) -> None:
    assert not [line for line in Told(wire, "--dry-run").out if "publish" in line]


def test_a_piece_under_embargo_is_published_and_not_readable_before(tmp_path: Path) -> None:
    path = write(tmp_path, "ferry.txt")
    later = f"{timezone.now() + timedelta(days=5):%Y-%m-%d}"
    path.write_text(path.read_text().replace("date: 2024-05-03", f"date: 2024-05-03\nembargo: {later}"))
    assert Told(path, "--publish").summary.endswith("; 1 published, 1 of them readable later")
    assert Article.objects.get().status == "published"
    assert not Article.objects.live().exists()


def test_a_dry_run_stores_nothing_and_says_what_would_become_of_each(wire: Path) -> None:
    Told(wire / "ferry.txt")
    write(wire, "ferry.txt", word="steamer")
    write(wire, "twin.txt", "Another headline", "lighthouse keeper")
    (wire / "empty.txt").touch()
    before = contents(*WRITTEN, ImportRun)
    told = Told(wire, "--dry-run", "--publish")
    assert contents(*WRITTEN, ImportRun) == before
    assert told.status == 1
    lines = {line.partition(" (")[0].replace(f"{wire}/", "") for line in told.out[:-1]}
    assert lines == {
        "updated, to be published: ferry.txt",  # a draft so far
        "created, not published: nameless.txt",
        "created, to be published: twin.txt",
        "duplicate: deep/lamp.txt",
    }
    assert told.summary == (
        "5 offered: 2 created, 1 updated, 0 unchanged, 1 duplicate, 1 rejected; 2 to be published"
        " (dry run: nothing was stored)"
    )
