"""The sizes of an import's pictures: made when its pieces are stored, and never in the way of the import."""

from pathlib import Path
from typing import Any

import pytest

from articles.jobs import renditions
from articles.models import Image

from .formats.packing import photo, zipped
from .test_renditions import Made, files, make_image
from .wire import PIECE, Told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def packed(folder: Path, *names: str, data: bytes = b"") -> Path:
    """An archive of a piece for each name, with its picture, or with one of these bytes."""
    files: dict[str, Any] = {}
    for number, name in enumerate(names):
        piece = PIECE.format(headline=f"The {name} is back", word=name)
        files[f"{name}.md"] = f"{piece}\n![A pier]({name}.jpg)\n"
        files[f"{name}.jpg"] = data or photo(("red", "blue", "green")[number], "JPEG")
    (folder / "all.zip").write_bytes(zipped(files))
    return folder / "all.zip"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_import_makes_them_when_its_pieces_are_stored(tmp_path: Path, workers: int) -> None:
    told = Told(packed(tmp_path, "ferry", "barge"), workers=workers)
    assert told.out == ["2 pictures made ready", told.summary]
    assert told.summary.startswith("2 offered: 2 created")
    assert all(image.shown.url.endswith(".webp") for image in Image.objects.all())
    assert "2 pictures made ready" not in Told(tmp_path / "all.zip").out
    assert Made().out == ["0 offered: 0 done, 0 failed"]


def test_a_dry_run_makes_none(tmp_path: Path, media: Path) -> None:
    make_image()
    assert Told(packed(tmp_path, "barge"), "--dry-run").summary.startswith("1 offered: 1 created")
    assert files(media) == set()


def test_one_that_cannot_be_made_smaller_is_told_and_stops_no_import(tmp_path: Path) -> None:
    cut = photo(kind="JPEG", size=(600, 400))
    told = Told(packed(tmp_path, "ferry", data=cut[: len(cut) // 2]))
    assert told.status == 0
    (said,) = told.err
    assert "is damaged" in said
    assert told.summary.startswith("1 offered: 1 created")
    assert Told(packed(tmp_path, "barge")).err == []  # it was told when it came


def test_a_storage_that_fails_is_told_and_stops_no_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused(Exception):
        """As storages other than the disk raise their own."""

    def refused(*args: Any) -> str:
        raise Refused

    with monkeypatch.context() as patch:
        patch.setattr(renditions, "_saved", refused)
        told = Told(packed(tmp_path, "ferry"))
    assert told.status == 0
    assert "cannot be stored in smaller sizes. Check the storage of the pictures." in told.err[0]
    assert Made().out == ["1 offered: 1 done, 0 failed"]


def test_killed_before_they_were_made_the_next_import_makes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(pk: int) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(renditions, "make", stopped)
        told = Told(packed(tmp_path, "ferry"))
    assert told.status == 130
    assert told.error == "Stopped: all is stored. manage.py make_renditions makes the other pictures ready."
    assert not Image.objects.get().sizes
    again = Told(tmp_path / "all.zip")
    assert again.out[0] == "1 picture made ready"
    assert "1 unchanged" in again.summary
