"""`manage.py import_articles`: its options, its reports, and how a shell sees it."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings

from articles import workflow
from articles.ingest.reading import readers
from articles.management.commands import import_articles
from articles.models import Article, ImportRun

from .factories import make_publication, make_user
from .stories import contents, edit
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
        ("--encoding", "rot13", "Try utf-8"),
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


# --- Options on files that are known already --------------------------------------------------------


def test_what_waits_untouched_is_published_by_a_later_run(wire: Path) -> None:
    Told(wire)
    told = Told(wire, "--publish")
    assert told.summary.endswith("3 unchanged, 0 duplicate, 0 rejected; 2 published")
    assert Article.objects.live().count() == 2
    (waiting,) = [line for line in told.out if "not published" in line]
    assert waiting.startswith(f"unchanged, not published: {wire}/nameless.txt (The piece has no headline")
    before = contents()
    assert Told(wire, "--publish").summary.endswith("; 0 published")
    assert contents() == before


def test_a_dry_run_says_what_a_later_run_would_publish_and_writes_nothing(wire: Path) -> None:
    Told(wire)
    before = contents()
    told = Told(wire, "--publish", "--accept-guesses", "--dry-run")
    assert "; 3 to be published" in told.summary
    assert contents() == before


def test_guesses_may_be_accepted_later(wire: Path) -> None:
    Told(wire, "--publish")
    told = Told(wire, "--publish", "--accept-guesses")
    assert told.summary.endswith("; 1 published")
    article = Article.objects.live().get(sources__name__endswith="nameless.txt")
    assert article.headline.startswith("The mail boat came back")
    write(wire, "nameless.txt", word="steamer")
    assert ", 1 updated," in Told(wire).summary
    article.refresh_from_db()
    assert "steamer" in article.body, "to accept the importer's guess is no edit of a person's"


def test_what_a_person_works_on_is_not_published_by_a_later_run(wire: Path) -> None:
    Told(wire)
    edit(Article.objects.get(headline="The ferry is back"), standfirst="A person's words.")
    workflow.submit(Article.objects.get(headline="The lamp is lit"), user=make_user("Publisher"))
    told = Told(wire, "--publish")
    assert told.summary.endswith("; 0 published")
    assert sum("Somebody at the desk is at work on it" in line for line in told.out) == 2
    assert not Article.objects.live().exists()


def test_what_was_withdrawn_stays_so_and_is_told(wire: Path) -> None:
    Told(wire, "--publish")
    workflow.withdraw(Article.objects.get(headline="The ferry is back"), note="Wrong.")
    told = Told(wire, "--publish")
    assert any("ferry.txt (It was withdrawn" in line for line in told.out)
    assert Article.objects.live().count() == 1


def test_another_encoding_reads_a_known_file_anew(tmp_path: Path) -> None:
    path = write(tmp_path, "caf\u00e9.txt")
    path.write_bytes(path.read_text().replace("harbour", "caf\u00e9").encode("cp1252"))
    Told(path, "--encoding", "cp1251")
    assert "caf\u0439" in Article.objects.get().body
    assert ", 1 updated," in Told(path, "--encoding", "cp1252").summary
    assert "caf\u00e9" in Article.objects.get().body
    before = contents()
    for options in (["--encoding", "windows-1252"], []):
        assert ", 1 unchanged," in Told(path, *options).summary
    assert contents() == before


def test_a_format_that_makes_no_difference_writes_nothing(wire: Path) -> None:
    Told(wire)
    before = contents()
    assert ", 3 unchanged," in Told(wire, "--format", "text").summary
    assert contents() == before


def test_another_format_reads_a_known_file_anew(tmp_path: Path) -> None:
    path = write(tmp_path, "piece.txt", word="*ferry*")
    Told(path)
    assert ", 1 updated," in Told(path, "--format", "markdown").summary
    assert "<em>ferry</em>" in Article.objects.get().body
    assert ", 1 unchanged," in Told(path).summary


def test_wishes_that_a_stored_piece_does_not_get_are_told(wire: Path) -> None:
    Told(wire, "--topic", "Ports")
    (line,) = [
        line for line in Told(wire, "--language", "fr", "--topic", "Ferries").out if "lamp.txt" in line
    ]
    assert "language, topics was not applied" in line
    assert not any("lamp.txt" in line for line in Told(wire, "--topic", "Ports").out)


# --- Arguments that mean nothing --------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", " "])
def test_an_empty_path_is_a_wrong_argument(path: str) -> None:
    told = Told(path)
    assert told.status == 2
    assert told.error.startswith("PATH '': the path is empty.")
    assert not ImportRun.objects.exists()


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Nothing here.")
    told = Told(tmp_path)
    assert told.status == 0
    assert told.err == [f"{tmp_path}: nothing to import is in there (hidden files and READMEs are left out)."]


@pytest.mark.parametrize("name", ["", "  ", "x" * 500])
def test_a_topic_without_a_name_or_with_too_long_a_one_is_refused(name: str, wire: Path) -> None:
    told = Told(wire, "--topic", name)
    assert told.status == 2
    assert told.error.startswith("--topic ")


def test_a_declared_language_that_is_none_is_found_out_instead(wire: Path, tmp_path: Path) -> None:
    path = write(wire, "ferry.txt")
    path.write_text(path.read_text().replace("title:", "language: klingon\ntitle:"))
    Told(path, "--report", tmp_path / "reports")
    article = Article.objects.get()
    report = json.loads((tmp_path / "reports" / "ferry.json").read_text())
    assert article.language == report["language"] == "en"
    assert "language-unknown" in {finding["code"] for finding in article.sources.get().findings}


def test_the_same_file_from_two_places_is_known_in_both(wire: Path) -> None:
    (wire / "twin.txt").write_bytes((wire / "ferry.txt").read_bytes())
    assert "3 created, 0 updated, 0 unchanged, 1 duplicate" in Told(wire).summary
    assert ", 4 unchanged," in Told(wire).summary
    write(wire, "twin.txt", headline="Another now", word="steamer and the pilot")
    assert "1 created, 0 updated, 3 unchanged" in Told(wire).summary
    write(wire, "twin.txt", headline="Another now", word="steamer and its pilot")
    assert "0 created, 1 updated, 3 unchanged" in Told(wire).summary


def test_distributing_without_celery_is_told_before_anything_starts(
    wire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_articles, "find_spec", lambda _package: None)
    told = Told(wire, "--distribute")
    assert told.status == 2
    assert told.error == "--distribute needs Celery: pip install -r requirements-prod.txt."
    assert not ImportRun.objects.exists()
