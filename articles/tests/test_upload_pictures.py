"""Pictures in an upload come with the pieces of it that show them; the others are told, each with what to do."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.admin import upload
from articles.models import Article, Image, ImportRun

from .factories import make_user
from .formats.packing import photo, zipped
from .wire import PIECE

pytestmark = pytest.mark.django_db
UPLOAD = reverse("admin:articles_importrun_upload")
UNSHOWN = "is a picture that no piece of this upload shows."


@pytest.fixture
def desk(client: Client, settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path / "media"
    client.force_login(make_user("Publisher"))
    return client


def piece(*lines: str, word: str = "ferry") -> bytes:
    return (PIECE.format(headline=f"The {word} is back", word=word) + "\n" + "\n\n".join(lines)).encode()


def sent(desk: Client, *files: tuple[str, bytes], **options: Any) -> dict[str, str]:
    """What became of each file: its outcome, or why it was rejected."""
    answer = desk.post(
        UPLOAD, {"chosen": [SimpleUploadedFile(name, data) for name, data in files], **options}
    )
    return {
        result.piece.name: result.reason or str(result.outcome) for result, _piece in answer.context["rows"]
    }


@pytest.mark.parametrize("address", ["boat.png", "./boat.png", "img/boat.png", "/img/bo%61t.png"])
def test_a_picture_comes_with_the_piece_that_shows_it_whichever_comes_first(
    desk: Client, address: str
) -> None:
    told = sent(desk, ("boat.png", photo()), ("ferry.md", piece(f"![A boat]({address})")))
    assert told == {"ferry.md": "created"}
    lead = Article.objects.get().lead_image
    assert lead and lead.alt == "A boat"
    run = ImportRun.objects.get()
    assert (run.offered, run.created, run.rejected) == (1, 1, 0)


def test_one_that_two_pieces_show_is_stored_once(desk: Client) -> None:
    two = [(f"{word}.md", piece("![A boat](boat.png)", word=word)) for word in ("ferry", "lantern")]
    assert sent(desk, *two, ("boat.png", photo())) == {"ferry.md": "created", "lantern.md": "created"}
    assert Image.objects.count() == 1


def test_one_that_no_piece_shows_is_told_with_what_to_do(desk: Client) -> None:
    told = sent(desk, ("ferry.md", piece("![A boat](other.png)")), ("boat.png", photo()))
    assert told == {"ferry.md": "created", "boat.png": f"{UNSHOWN} Add it under Images."}
    assert not Image.objects.exists()


def test_one_that_is_none_is_told_and_its_piece_comes_in(desk: Client) -> None:
    told = sent(desk, ("ferry.md", piece("![A boat](boat.png)")), ("boat.png", b"no picture"))
    assert told["ferry.md"] == "created"
    assert told["boat.png"].startswith("is no picture that can be shown.")


def test_of_two_of_one_name_the_first_is_taken_and_the_other_told(desk: Client) -> None:
    pieces = ("ferry.md", piece("![A boat](boat.png)"))
    told = sent(desk, pieces, ("boat.png", photo("red")), ("boat.png", photo("blue")))
    assert told["boat.png"].startswith("has the same name")
    lead = Article.objects.get().lead_image
    assert lead
    with default_storage.open(str(lead.file.name)) as kept:
        assert kept.read() == photo("red")


def test_an_archive_keeps_its_pictures_to_itself(desk: Client) -> None:
    packed = zipped({"in/boat.png": photo(), "in/lantern.md": piece("So.", word="lantern")})
    told = sent(desk, ("all.zip", packed), ("ferry.md", piece("![A boat](boat.png)")))
    assert told["all.zip/in/boat.png"].startswith("is a picture that no piece of the archive shows.")
    assert Article.objects.get(headline="The ferry is back").lead_image is None


def test_a_trial_stores_no_picture(desk: Client) -> None:
    sent(desk, ("ferry.md", piece("![A boat](boat.png)")), ("boat.png", photo()), dry_run="on")
    assert not Image.objects.exists()


def test_its_pictures_are_made_in_the_sizes_that_pages_show(desk: Client) -> None:
    sent(desk, ("ferry.md", piece("![A boat](boat.png)")), ("boat.png", photo(size=(600, 400))))
    assert [size["width"] for size in Image.objects.get().sizes] == [480, 600]


def test_those_for_which_there_is_no_time_are_told(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "PICTURE_SECONDS", 0)
    files = [
        SimpleUploadedFile("ferry.md", piece("![A boat](boat.png)")),
        SimpleUploadedFile("boat.png", photo()),
    ]
    page = desk.post(UPLOAD, {"chosen": files}).content.decode()
    assert "1 picture is shown as it came until" in page
    assert not Image.objects.get().sizes


def test_one_that_cannot_be_made_smaller_is_told_with_its_piece_in(desk: Client) -> None:
    cut = photo(kind="JPEG", size=(600, 400))
    files = [
        SimpleUploadedFile("ferry.md", piece("![A boat](boat.jpg)")),
        SimpleUploadedFile("boat.jpg", cut[: len(cut) // 2]),
    ]
    page = desk.post(UPLOAD, {"chosen": files}).content.decode()
    assert "is damaged: it cannot be read to its end." in page
    assert Article.objects.get().lead_image
