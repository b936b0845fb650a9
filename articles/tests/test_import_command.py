"""`manage.py import_articles`: what it stores, prints and answers, from files to pieces on the site."""

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from articles import workflow
from articles.management.commands import import_articles
from articles.models import Article, ImportRun, Source

from .factories import make_publication
from .stories import WRITTEN, contents

pytestmark = pytest.mark.django_db

PIECE = """---
title: {headline}
author: Ada Marlow
date: 2024-05-03
---

The {word} came back to the harbour on Tuesday, three years after the storm took the pier and the lights.

Nobody on the quay had expected to see the {word} again, said the harbour master, who had kept its berth free.
"""


class Told:
    """What one call of the command said, and the status it ended with."""

    def __init__(self, *args: Any, **options: Any) -> None:
        out, err = StringIO(), StringIO()
        self.status = 0
        self.error = ""
        try:
            call_command("import_articles", *map(str, args), stdout=out, stderr=err, **options)
        except CommandError as error:
            self.status, self.error = error.returncode, str(error)
        self.out, self.err = out.getvalue().splitlines(), err.getvalue().splitlines()
        self.summary = self.out[-1] if self.out else ""


def write(folder: Path, name: str, headline: str = "The ferry is back", word: str = "ferry") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PIECE.format(headline=headline, word=word), encoding="utf-8")
    return path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder of two good pieces and one without a headline."""
    folder = tmp_path / "wire"
    write(folder, "ferry.txt")
    write(folder, "deep/lamp.txt", "The lamp is lit", "lighthouse keeper")
    text = PIECE.format(headline="x", word="mail boat").replace("title: x\n", "")
    (folder / "nameless.txt").write_text(text)
    return folder


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


def test_every_table_that_an_import_writes_to_is_compared() -> None:
    """The tables that `contents` leaves out are those of runs, people and pictures, and of sessions."""
    names = {model.__name__ for model in WRITTEN}
    ours = {model.__name__ for model in apps.get_app_config("articles").get_models()}
    assert ours - names == {"Correction", "Image", "ImportRun"}


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
        "updated, to be published: ferry.txt",
        "created, not published: nameless.txt",
        "created, to be published: twin.txt",
        "duplicate: deep/lamp.txt",
    }
    assert told.summary == (
        "5 offered: 2 created, 1 updated, 0 unchanged, 1 duplicate, 1 rejected; 2 to be published"
        " (dry run: nothing was stored)"
    )


# --- Reports ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dry", [True, False])
def test_reports_hold_a_record_of_each_piece(dry: bool, wire: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "new"
    Told(wire, "--report", folder, dry_run=dry)
    assert sorted(path.name for path in folder.iterdir()) == ["ferry.json", "lamp.json", "nameless.json"]
    report = json.loads((folder / "ferry.json").read_text(encoding="utf-8"))
    assert report["headline"] == "The ferry is back"
    assert report["published"] == "2024-05-03"
    assert report["authors"][0]["name"] == "Ada Marlow"
    assert (report["source"], report["outcome"]) == (f"{wire}/ferry.txt", "created")
    assert len(report["body"]) == 2
    for removed in report["removed"]:
        assert removed.keys() >= {"kind", "text", "rule", "start", "end", "confidence"}
    assert json.loads((folder / "nameless.json").read_text())["headline_derived"]


def test_a_report_is_written_of_an_unchanged_piece_too(wire: Path, tmp_path: Path) -> None:
    Told(wire)
    Told(wire, "--report", tmp_path / "reports")
    report = json.loads((tmp_path / "reports" / "ferry.json").read_text())
    assert report["outcome"] == "unchanged"
    assert report["headline"] == "The ferry is back"


def test_pieces_of_one_name_do_not_write_over_each_other(wire: Path, tmp_path: Path) -> None:
    write(wire, "deep/ferry.txt", "Another ferry", "other ferry")
    write(wire, "ferry.md", "A third ferry", "third ferry")
    for _again in range(2):  # nor does a second run make ever more of them
        Told(wire, "--report", tmp_path / "reports", "--dry-run")
        headlines = {
            path.name: json.loads(path.read_text())["headline"]
            for path in (tmp_path / "reports").glob("ferry*")
        }
        assert headlines == {
            "ferry.json": "A third ferry",
            "ferry-2.json": "The ferry is back",
            "ferry-3.json": "Another ferry",
        }


@pytest.mark.needs("import_cases")
def test_the_reports_are_what_score_reads(import_cases: Path, tmp_path: Path) -> None:
    pieces = sorted(import_cases.glob("*.txt"))
    Told(*pieces, "--dry-run", "--report", tmp_path)
    score = [
        sys.executable,
        str(import_cases / "score.py"),
        str(tmp_path),
        "--json",
        str(tmp_path / "score.out"),
    ]
    done = subprocess.run(score, capture_output=True, text=True, check=True)
    assert "no output file" not in done.stdout
    total = json.loads((tmp_path / "score.out").read_text())["total"]
    assert total["files"] == len(pieces)
    assert total["kept"] > 0.9


# --- Options ----------------------------------------------------------------------------------------


def test_what_is_said_about_all_pieces_holds_for_each(wire: Path) -> None:
    courier = make_publication(name="The Harbour Courier", slug="courier")
    Told(
        wire, "--publication", "courier", "--language", "fr", "--topic", "Ports", "--topic", "Ferries",
        "--encoding", "latin-1", "--format", "text",
    )  # fmt: skip
    assert Article.objects.count() == 3
    for article in Article.objects.all():
        assert (article.publication, article.language) == (courier, "fr")
        assert sorted(article.topics.names()) == ["Ferries", "Ports"]
        assert article.sources.get().encoding == "iso8859-1"
    assert ImportRun.objects.get().options["publication"] == "The Harbour Courier"


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--publication", "gazette", "There are: courier."),
        ("--language", "xx", "There are: af, ar,"),
        ("--format", "docx", "There are: markdown, text."),
        ("--encoding", "utf-99", "Try utf-8"),
        ("--report", "/dev/null/reports", "no folder can be made there"),
    ],
)
def test_a_wrong_argument_is_named_with_what_there_is(
    option: str, value: str, expected: str, wire: Path
) -> None:
    make_publication(slug="courier")
    told = Told(wire, option, value)
    assert told.status == 2
    assert told.error.startswith(f"{option} {value}: ")
    assert expected in told.error
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("code", ["en", "pt-BR", "pt_br", "zh-hant"])
def test_language_codes_may_name_a_region(code: str) -> None:
    assert import_articles.language(code).partition("-")[0] == code[:2]


# --- The bar and the exit status, as a shell sees them ----------------------------------------------


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_on_a_terminal_and_none_in_a_pipe(wire: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    Told(wire)
    assert "/3 " in terminal.getvalue()
    monkeypatch.setattr("sys.stderr", pipe := StringIO())
    Told(wire)
    assert pipe.getvalue() == ""


def test_a_database_without_tables_is_told_so(tmp_path: Path) -> None:
    done = shell(tmp_path, "import_articles")
    assert done.returncode == 1
    assert done.stderr == "CommandError: The database is not ready: run manage.py migrate first.\n"


def test_wrong_options_end_with_status_2(tmp_path: Path) -> None:
    done = shell(tmp_path, "import_articles", "--nonsense")
    assert done.returncode == 2
    assert "--nonsense" in done.stderr


def shell(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py by itself, on an empty database of its own."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
