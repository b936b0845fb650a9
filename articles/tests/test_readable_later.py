"""An import says which of the pieces it publishes readers see later only, and a dry run says the same."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import moments
from articles.models import Article, ImportRun

from .desk_forms import change_url
from .factories import make_publication, make_user
from .wire import Told, make_wire, write

pytestmark = pytest.mark.django_db
LATER = (timezone.now() + timedelta(days=40)).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Two pieces that can be read at once, or only after an embargo, and one that waits."""
    folder = make_wire(tmp_path / "wire")
    edit(folder / "ferry.txt", f"embargo: {LATER.isoformat()}")
    return folder


def edit(path: Path, line: str) -> None:
    path.write_text(path.read_text().replace("author:", f"{line}\nauthor:", 1))


@pytest.mark.parametrize(("options", "published"), [([], "published"), (["--dry-run"], "to be published")])
def test_the_summary_and_the_pieces_line_say_so(wire: Path, options: list[str], published: str) -> None:
    told = Told(wire, "--publish", *options)
    assert f"; 2 {published}, 1 of them readable later" in told.summary
    (line,) = [line for line in told.out if "ferry.txt" in line]
    assert line == f"created, {published}: {wire}/ferry.txt (readable from {moments.said(LATER)})"
    assert not [line for line in told.out if "lamp.txt" in line and "readable" in line]


def test_a_date_to_come_and_a_licence_to_come_count_as_well(wire: Path) -> None:
    make_publication(name="The Tidal Gazette", licence_from=LATER)
    edit(wire / "deep/lamp.txt", "publication: The Tidal Gazette")
    path = write(wire, "quay.txt", "The quay is dry", "quay")
    path.write_text(path.read_text().replace("date: 2024-05-03", f"date: {LATER.isoformat()}"))
    for options in (["--dry-run"], []):
        assert ", 3 of them readable later" in Told(wire, "--publish", *options).summary


def test_what_waits_and_is_published_later_says_the_same(wire: Path) -> None:
    Told(wire)
    for options in (["--dry-run"], []):
        told = Told(wire, "--publish", *options)
        assert ", 1 of them readable later" in told.summary
        assert [line for line in told.out if "ferry.txt" in line and "readable from" in line]


def test_a_run_that_publishes_nothing_for_later_says_nothing_of_it(wire: Path) -> None:
    (wire / "ferry.txt").unlink()
    assert Told(wire, "--publish").summary.endswith("; 1 published")


def test_without_publishing_nothing_is_said(wire: Path) -> None:
    assert "readable" not in Told(wire).summary


def test_the_report_of_a_piece_says_from_when(wire: Path, tmp_path: Path) -> None:
    Told(wire, "--publish", "--report", tmp_path / "report")
    said = {path.stem: json.loads(path.read_text()) for path in (tmp_path / "report").iterdir()}
    assert said["ferry"]["readable_from"] == LATER.isoformat()
    assert "readable_from" not in said["lamp"]


def test_the_report_of_an_upload_and_the_runs_page_say_so(client: Client, wire: Path) -> None:
    client.force_login(make_user("Publisher"))
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(wire.rglob("*.txt"))]
    answer = client.post(reverse("admin:articles_importrun_upload"), {"chosen": files, "publish": "on"})
    page = answer.content.decode()
    assert "2 published</span>" in page
    assert "1 of them readable later" in page
    assert page.count(f"readable from {moments.said(LATER)}") == 1
    run = client.get(change_url(ImportRun.objects.get())).content.decode()
    assert "Published, not readable yet" in run
    assert run.partition("Published, not readable yet")[2].partition('readonly">')[2].startswith("1<")
    Article.objects.update(embargoed_until=None)
    run = client.get(change_url(ImportRun.objects.get())).content.decode()
    assert run.partition("Published, not readable yet")[2].partition('readonly">')[2].startswith("0<")
