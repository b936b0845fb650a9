"""`manage.py import_articles`: its options, its reports, and how a shell sees it."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings

from articles.ingest.reading import readers
from articles.management.commands import import_articles
from articles.models import Article, ImportRun

from .factories import make_publication
from .wire import Told, make_wire, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    return make_wire(tmp_path / "wire")


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
        ("--format", "papyrus", f"There are: {', '.join(sorted(readers()))}."),
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
