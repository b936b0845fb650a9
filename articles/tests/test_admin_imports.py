"""Import runs at the desk, and bringing pieces in by upload."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.admin import upload
from articles.models import Article, ImportRun, Source

from .desk_forms import change_url
from .factories import make_publication, make_source, make_topic, make_user
from .formats.packing import photo, zipped
from .wire import Told

pytestmark = pytest.mark.django_db
UPLOAD = reverse("admin:articles_importrun_upload")
PIECE = b"""The ferry is back

By Ada Marlow

The ferry came back to the harbour on Tuesday, three years after the storm took the pier and half of the town.

It carries two hundred people and, on a good day, their bicycles, dogs and one piano that nobody has claimed.
"""


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def file(name: str = "ferry.txt", content: bytes = PIECE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def sent(client: Client, *files: SimpleUploadedFile, **options: Any) -> Any:
    answer = client.post(UPLOAD, {"chosen": list(files), **options})
    assert answer.status_code == 200
    return answer


def outcomes(answer: Any) -> list[str]:
    return [str(result.outcome) for result, _piece in answer.context.get("rows", [])]


# --- Upload ---------------------------------------------------------------------------------------


def test_uploaded_pieces_go_through_the_importer(desk: Client) -> None:
    answer = sent(desk, file())
    article = Article.objects.get()
    assert article.headline == "The ferry is back"
    assert [byline.author.name for byline in article.bylines.all()] == ["Ada Marlow"]
    assert change_url(article) in answer.content.decode()
    assert bytes(Source.objects.get().raw) == PIECE


def test_an_uploaded_archive_is_a_folder_of_pieces(desk: Client) -> None:
    packed = zipped(
        {"in/ferry.md": PIECE + b"\n![A lamp](lamp.png)\n", "in/lamp.png": photo(), "in/style.css": "p {}"}
    )
    answer = sent(desk, file("all.zip", packed))
    assert outcomes(answer) == ["created", "rejected"]
    assert Source.objects.filter(article__isnull=False).get().name == "all.zip/in/ferry.md"
    lead = Article.objects.get().lead_image
    assert lead is not None and lead.alt == "A lamp"


def test_an_uploaded_archive_holds_no_more_than_a_request_can_take(desk: Client) -> None:
    answer = sent(desk, file("all.zip", zipped({f"{n}.txt": PIECE for n in range(501)})))
    assert outcomes(answer) == ["rejected"]
    assert "more than 500 in all" in answer.content.decode()


def test_the_run_is_the_uploaders_and_its_numbers_add_up(desk: Client) -> None:
    sent(desk, file(), file("again.txt"), file("empty.txt", b""), file("photo.jpg", b"\xff\xd8\xff\x00\x01"))
    run = ImportRun.objects.get()
    assert (run.offered, run.created, run.rejected) == (4, 1, 2)
    assert run.offered == run.created + run.updated + run.unchanged + run.duplicate + run.rejected
    assert run.user is not None and "photo.jpg" in run.command


def test_a_bad_file_is_told_with_reason_and_remedy_and_the_others_go_on(desk: Client) -> None:
    answer = sent(desk, file("empty.txt", b""), file())
    assert outcomes(answer) == ["rejected", "created"]
    assert "is empty. Leave it out." in answer.content.decode()


def test_a_trial_stores_nothing(desk: Client) -> None:
    answer = sent(desk, file(), dry_run="on")
    assert outcomes(answer) == ["created"]
    assert "Nothing was stored." in answer.content.decode()
    assert not Article.objects.exists() and not ImportRun.objects.exists()


@pytest.mark.parametrize(("mode", "said"), [({"dry_run": "on"}, "1 to be published"), ({}, "1 published")])
def test_a_trial_says_what_would_be_published(client: Client, mode: dict[str, str], said: str) -> None:
    client.force_login(make_user("Publisher"))
    page = sent(client, file(), publish="on", **mode).content.decode()
    assert re.findall(r"1 (?:to be )?published", page) == [said]


def test_same_bytes_again_are_unchanged(desk: Client) -> None:
    sent(desk, file())
    assert outcomes(sent(desk, file())) == ["unchanged"]
    assert Article.objects.count() == 1


def test_another_file_of_the_same_name_is_another_piece(desk: Client) -> None:
    sent(desk, file("piece.txt"))
    other = PIECE.replace(b"ferry", b"lighthouse").replace(b"bicycles", b"lamps")
    assert outcomes(sent(desk, file("piece.txt", other))) == ["created"]
    assert Article.objects.count() == 2


def test_options_hold_for_all_pieces(desk: Client) -> None:
    paper, topic = make_publication(name="The Ledger"), make_topic(name="Ferries")
    sent(desk, file(), publication=paper.pk, language="EN", topics="ferries", publish="on")
    article = Article.objects.get()
    assert (article.publication, article.language, article.status) == (paper, "en", "published")
    assert topic in article.topics.all()


def test_who_may_not_publish_cannot_publish_by_upload(client: Client) -> None:
    client.force_login(make_user("Editor"))
    assert "publish" not in client.get(UPLOAD).context["form"].fields
    sent(client, file(), publish="on")
    assert Article.objects.get().status == "draft"


def test_who_may_not_upload_is_kept_out(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"chosen": [file()]}).status_code == 403
    assert "Upload pieces" not in client.get(reverse("admin:articles_importrun_changelist")).content.decode()


def test_number_and_size_are_bounded(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MOST_FILES", 1)
    assert "at most 1 fit one upload" in sent(desk, file(), file("b.txt")).content.decode()
    monkeypatch.setattr(upload, "MOST_BYTES", 10)
    assert "Together these files are larger" in sent(desk, file()).content.decode()
    assert not ImportRun.objects.exists()


def test_one_file_too_large_is_rejected_alone(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "FILE_BYTES", len(PIECE))
    assert outcomes(sent(desk, file("long.txt", PIECE * 2), file())) == ["rejected", "created"]


@pytest.mark.parametrize(
    "options",
    [{"language": "english please"}, {"publication": "x"}, {"publication": "9" * 30}, {"chosen": ""}],
)
def test_wrong_options_are_told_and_nothing_runs(desk: Client, options: dict[str, str]) -> None:
    answer = desk.post(UPLOAD, {"chosen": file(), **options})
    assert "Please correct what is marked below." in answer.content.decode()
    assert not ImportRun.objects.exists()


# --- Runs -----------------------------------------------------------------------------------------


def test_run_shows_its_numbers_and_leads_to_its_sources(desk: Client) -> None:
    run = ImportRun.objects.create(
        command="import_articles seeds", offered=7, created=4, rejected=3, state="finished"
    )
    kept = make_source(run=run)
    make_source()
    page = desk.get(change_url(run)).content.decode()
    assert "import_articles seeds" in page
    address = page.split(reverse("admin:articles_source_changelist") + "?")[1].split('"')[0]
    listed = desk.get(reverse("admin:articles_source_changelist") + "?" + address)
    assert [source.pk for source in listed.context["cl"].result_list] == [kept.pk]


def test_runs_are_nobodys_to_add_change_or_delete(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    run = ImportRun.objects.create(command="x")
    assert client.get(reverse("admin:articles_importrun_add")).status_code == 403
    assert client.post(change_url(run), {"command": "y"}).status_code == 403
    assert client.get(reverse("admin:articles_importrun_delete", args=[run.pk])).status_code == 403


def test_runs_are_listed_latest_first_at_the_same_cost(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        ImportRun.objects.create(command=f"run {number}", user=make_user())
    with django_assert_max_num_queries(6):
        page = desk.get(reverse("admin:articles_importrun_changelist"))
    assert page.context["cl"].result_list[0].command == "run 29"


def test_a_run_says_in_words_what_was_asked_for(desk: Client, tmp_path: Path) -> None:
    make_publication(name="The Courier", slug="courier")
    (tmp_path / "a b.csv").write_text("Title,Text\nThe ferry,It is back in the harbour since Tuesday.\n")
    said = ["--publish", "--publication", "courier", "--topic", "Ports", "--topic", "Ships"]
    Told(tmp_path / "a b.csv", *said, "--map", "headline=Title", "--workers", "1")
    page = desk.get(change_url(ImportRun.objects.get())).content.decode()
    assert unescape(page).count(
        "import_articles --publish --publication=courier --topic=Ports --topic=Ships --map=headline=Title"
        f" --workers=1 '{tmp_path}/a b.csv'"
    )
    assert (
        "publish what leaves no serious doubt; all of the publication: The Courier; with the topics: Ports, Ships;"
        " columns of tables: headline=Title"
    ) in page


def test_a_run_without_options_says_none(desk: Client, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry is back.\n")
    Told(tmp_path / "a.txt")
    run = ImportRun.objects.get()
    assert run.command == f"import_articles {tmp_path}/a.txt"
    assert '<div class="readonly">—</div>' in desk.get(change_url(run)).content.decode()
