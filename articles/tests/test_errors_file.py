"""`--errors FILE`: what was rejected is written down so that it can be mended and brought in; `--map` of columns."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.models import Article, Source

from .formats.packing import zipped
from .ingest.pieces import FIRST, LAST
from .wire import Told, make_wire, write

pytestmark = pytest.mark.django_db
TABLE = f'Title,Text\nThe pier is back,"{FIRST}"\nTorn,one,too many\nThe herring is gone,"{LAST}"\n'


@pytest.fixture
def errors(tmp_path: Path) -> Path:
    return tmp_path / "errors.jsonl"


def lines(errors: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]


def mend(errors: Path, before: str, after: str) -> None:
    """Correct the file as a person does in an editor."""
    errors.write_text(errors.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_what_is_rejected_is_written_down_with_reason_remedy_and_text(tmp_path: Path, errors: Path) -> None:
    wire = make_wire(tmp_path / "wire")
    (wire / "note.log").write_text("A piece called by a wrong name.")
    (wire / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    Told(wire, "--errors", errors)
    log, photo = lines(errors)
    assert log == {
        "file": f"{wire}/note.log",
        "reason": "is of no kind that is read: .log.",
        "remedy": log["remedy"],
        "origin": f"path:{(wire / 'note.log').resolve()}",
        "content": "A piece called by a wrong name.",
    }
    assert log["remedy"]
    assert photo["reason"] == "is a picture that no piece beside it shows."
    assert "content" not in photo


def test_a_mended_errors_file_brings_in_the_rest(tmp_path: Path, errors: Path) -> None:
    (tmp_path / "all.csv").write_text(TABLE)
    told = Told(tmp_path / "all.csv", "--errors", errors)
    assert told.summary.startswith("3 offered: 2 created")
    (torn,) = lines(errors)
    assert (torn["file"], torn["member"]) == (f"{tmp_path}/all.csv#2", "2")
    assert torn["content"].splitlines() == ["Title,Text", "Torn,one,too many"]
    mend(errors, "one,too many", "Nobody walks there.")
    assert Told(errors).summary.startswith("1 offered: 1 created")
    assert Article.objects.count() == 3
    mended = Source.objects.get(article__headline="Torn")
    assert mended.name == f"{tmp_path}/all.csv#2"
    assert mended.origin == f"path:{(tmp_path / 'all.csv').resolve()}#2"


def test_the_table_mended_in_its_place_is_the_same_piece(tmp_path: Path, errors: Path) -> None:
    table = tmp_path / "all.csv"
    table.write_text(TABLE)
    Told(table, "--errors", errors)
    mend(errors, "one,too many", "Nobody walks there.")
    Told(errors)
    table.write_text(TABLE.replace("one,too many", "Nobody walks there any more."))
    assert Told(table).summary == "3 offered: 0 created, 1 updated, 2 unchanged, 0 duplicate, 0 rejected"


def test_a_line_that_is_not_mended_is_rejected_again(tmp_path: Path, errors: Path) -> None:
    (tmp_path / "all.csv").write_text(TABLE)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    Told(tmp_path / "all.csv", tmp_path / "photo.png", "--errors", errors)
    told = Told(errors, "--errors", errors)
    assert told.summary.startswith("2 offered: 0 created")
    assert [line["file"].rpartition("/")[2] for line in lines(errors)] == ["all.csv#2", "photo.png"]
    assert "import it itself" in told.err[1]


def test_a_member_of_an_archive_is_named(tmp_path: Path, errors: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"in/note.log": "A note.", "in/pier.txt": FIRST}))
    Told(tmp_path / "all.zip", "--errors", errors)
    (note,) = lines(errors)
    assert (note["file"], note["member"]) == (f"{tmp_path}/all.zip/in/note.log", "in/note.log")


def test_an_import_without_rejections_leaves_an_empty_errors_file(tmp_path: Path, errors: Path) -> None:
    errors.write_text('{"file": "old"}\n')
    assert Told(make_wire(tmp_path / "wire"), "--errors", errors).status == 0
    assert errors.read_text() == ""
    assert list(tmp_path.glob("*.part")) == []


def test_a_torn_line_of_an_errors_file_costs_only_itself(tmp_path: Path, errors: Path) -> None:
    good = {
        "file": "a.txt",
        "reason": "was bad.",
        "remedy": "Mend it.",
        "content": FIRST,
        "origin": "path:/wire/a.txt",
    }
    errors.write_text(json.dumps(good) + '\n{"file": "b.txt", "rea\n[]\n')
    told = Told(errors)
    assert told.summary.startswith("3 offered: 1 created")
    assert all("no line of an errors file" in line for line in told.err)


def test_an_errors_file_reads_no_file_that_it_names(tmp_path: Path, errors: Path) -> None:
    secret = write(tmp_path, "secret.txt")
    errors.write_text(
        json.dumps({"file": str(secret), "reason": "x.", "remedy": "y.", "origin": f"path:{secret}"})
    )
    assert Told(errors).summary.startswith("1 offered: 0 created")


def test_it_cannot_be_written_where_there_is_no_folder(tmp_path: Path) -> None:
    told = Told(tmp_path, "--errors", tmp_path / "nowhere" / "errors.jsonl")
    assert told.status == 2
    assert told.error.startswith("--errors ")


# --- Columns --------------------------------------------------------------------------------------


def test_columns_are_mapped_as_said(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text(f'Was,"Wie, genau",Wer\nDie Mole steht,"{FIRST}",Anna Kerr\n')
    told = Told(tmp_path, "--map", "headline=Was,body=Wie, genau", "--map", "authors=wer")
    assert told.summary.startswith("1 offered: 1 created")
    article = Article.objects.get()
    assert article.headline == "Die Mole steht"
    assert [byline.author.name for byline in article.bylines.all()] == ["Anna Kerr"]


def test_a_column_that_is_not_there_is_named_with_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text(TABLE)
    told = Told(tmp_path, "--map", "headline=Titel")
    assert told.err == [f"{tmp_path}/all.csv: has no column 'Titel'. It has: Title, Text."]


@pytest.mark.parametrize("said", ["pk=Title", "status=Title", "headline", "headline="])
def test_a_map_to_what_no_column_can_be_is_a_wrong_argument(said: str, tmp_path: Path) -> None:
    told = Told(tmp_path, "--map", said)
    assert told.status == 2
    assert told.error.startswith("--map ")
