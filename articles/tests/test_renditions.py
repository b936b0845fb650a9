"""Renditions: made once, stored where pictures are, gone with their picture; one that fails stops no other."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Pixels

from articles.jobs import renditions
from articles.models import Image
from articles.models.image import Rendition

from .formats.packing import photo

pytestmark = pytest.mark.django_db
IN_MEMORY = "django.core.files.storage.InMemoryStorage"
Commit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Commit) -> Iterator[Callable[[], Any]]:
    """Returns the context in which what waits for the commit is done at its end."""
    yield lambda: django_capture_on_commit_callbacks(execute=True)


def make_image(data: bytes = b"", name: str = "pier.jpg", **fields: Any) -> Image:
    data = data or photo(kind="JPEG", size=(600, 400))
    return Image.objects.create(file=ContentFile(data, name), **fields)


def again(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in (media / "renditions").rglob("*") if path.is_file()}


def rendered(**fields: Any) -> Image:
    image = make_image(**fields)
    renditions.make(image.pk)
    return again(image)


class Made:
    """What one call of the command said, and the status it ended with."""

    def __init__(self, *args: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.status = 0
        try:
            call_command("make_renditions", *args, stdout=out, stderr=err)
        except CommandError as error:
            self.status = error.returncode
        self.out, self.err = out.getvalue().splitlines(), err.getvalue().splitlines()


# --- Making them --------------------------------------------------------------------------------------------


def test_each_size_is_in_the_storage_in_both_formats(media: Path) -> None:
    image = rendered()
    assert [(size["width"], size["height"]) for size in image.sizes] == [(480, 320), (600, 400)]
    assert image.rendition_names == files(media)
    for size in image.sizes:
        for kind in ("avif", "webp"):
            with default_storage.open(named(size, kind)) as file, Pixels.open(file) as picture:
                assert (picture.format, picture.size) == (kind.upper(), (size["width"], size["height"]))


def named(size: Rendition, kind: str) -> str:
    return size["avif"] if kind == "avif" else size["webp"]


def test_another_picture_gets_other_addresses_and_the_same_one_the_same(media: Path) -> None:
    image = rendered()
    first = image.rendition_names
    renditions.make(image.pk)
    assert again(image).rendition_names == first == files(media)
    other = rendered(data=photo("blue", "JPEG", (600, 400)))
    assert not first & other.rendition_names


def test_two_images_of_the_same_bytes_share_no_file(committed: Callable[[], Any], media: Path) -> None:
    first, second = rendered(), rendered()
    with committed():
        first.delete()
    assert files(media) == second.rendition_names


def test_a_file_that_a_killed_job_left_half_written_is_written_again(media: Path) -> None:
    image = rendered()
    path = media / image.sizes[0]["webp"]
    whole = path.read_bytes()
    path.write_bytes(whole[:20])
    renditions.make(image.pk)
    assert path.read_bytes() == whole
    assert again(image).rendition_names == files(media)


def test_one_that_was_deleted_meanwhile_is_no_error() -> None:
    assert renditions.make(9_999) == 0


def test_one_whose_file_was_changed_meanwhile_keeps_none_of_the_old_one(
    committed: Callable[[], Any], media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = make_image()
    whole = renditions._stored

    def meanwhile(*args: Any) -> Any:
        yield from whole(*args)
        Image.objects.filter(pk=image.pk).update(file="images/2024/05/other.jpg")

    monkeypatch.setattr(renditions, "_stored", meanwhile)
    with committed():
        renditions.make(image.pk)
    assert again(image).renditions == {}
    assert files(media) == set()


# --- The command --------------------------------------------------------------------------------------------


def test_the_command_makes_those_that_lack_and_leaves_the_others_alone(media: Path) -> None:
    done, new = rendered(), make_image(photo("blue", "JPEG"))
    for path in media.glob("renditions/**/*.webp"):
        path.write_bytes(b"left alone")
    told = Made()
    assert (told.out, told.err, told.status) == (["1 offered: 1 done, 0 failed"], [], 0)
    assert [size["width"] for size in again(new).sizes] == [40]
    assert (media / again(done).sizes[0]["webp"]).read_bytes() == b"left alone"
    assert Made().out == ["0 offered: 0 done, 0 failed"]


def test_all_are_made_anew_when_asked_for(media: Path) -> None:
    image = rendered()
    (media / image.sizes[0]["webp"]).unlink()
    assert Made("--all").out == ["1 offered: 1 done, 0 failed"]
    assert files(media) == again(image).rendition_names


def test_a_broken_one_is_named_and_the_others_are_made() -> None:
    broken = make_image()
    default_storage.delete(str(broken.file.name))
    default_storage.save(str(broken.file.name), ContentFile(b"no picture"))
    lost = make_image(name="lost.jpg")
    default_storage.delete(str(lost.file.name))
    good = make_image(name="good.jpg")
    told = Made()
    assert (told.out, told.status) == (["3 offered: 1 done, 2 failed"], 1)
    assert told.err == [
        f"{broken.file.name}: is no picture that can be shown. Save it as JPEG, PNG or WebP.",
        f"{lost.file.name}: is not there. Put the picture in anew, or delete it.",
    ]
    assert again(good).sizes
    assert not again(broken).is_rendered


def test_one_that_moves_is_looked_at_once() -> None:
    file = io.BytesIO()
    frames = [Pixels.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    image = rendered(data=file.getvalue(), name="wave.gif")
    assert (image.sizes, image.is_rendered) == ([], True)
    assert image.shown.url == image.file.url
    assert renditions.wanted() == []


def test_an_original_too_large_to_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "MAX_BYTES", 100)
    make_image()
    assert Made().err[0].endswith("pier.jpg: is larger than 0 MB. Save it smaller.")


def test_stopped_it_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_image(), make_image(photo("blue", "JPEG"))
    whole = renditions.make

    def stopped(pk: int) -> int:
        if pk == second.pk:
            raise KeyboardInterrupt
        return whole(pk)

    with monkeypatch.context() as patch:
        patch.setattr(renditions, "make", stopped)
        assert Made().status == 130
    assert (bool(again(first).sizes), bool(again(second).sizes)) == (True, False)
    assert Made().out == ["1 offered: 1 done, 0 failed"]


def test_they_are_in_whatever_storage_the_pictures_are(
    settings: Any, media: Path, committed: Callable[[], Any]
) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": IN_MEMORY}}
    image = rendered()
    assert all(default_storage.exists(name) for name in image.rendition_names)
    assert image.shown.url.endswith(f"{image.sizes[-1]['webp']}")
    with committed():
        image.delete()
    assert not any(default_storage.exists(name) for name in image.rendition_names)
    assert not media.exists()


# --- When the picture goes ------------------------------------------------------------------------------------


def test_they_go_with_their_picture_and_its_own_file_stays(committed: Callable[[], Any], media: Path) -> None:
    image = rendered()
    other = rendered(data=photo("blue", "JPEG"))
    with committed():
        Image.objects.filter(pk=image.pk).delete()
        assert image.rendition_names <= files(media)  # nothing is lost if the transaction fails
    assert files(media) == other.rendition_names
    assert default_storage.exists(str(image.file.name))


def test_they_go_when_another_file_is_put_in_its_place(committed: Callable[[], Any], media: Path) -> None:
    image = rendered()
    first = image.rendition_names
    with committed():
        image.file = ContentFile(photo("blue", "JPEG", (500, 300)), "pier.jpg")
        image.save()
    assert (again(image).sizes, files(media)) == ([], set())
    assert image.shown.url == image.file.url
    renditions.make(image.pk)
    assert again(image).rendition_names == files(media) != first


def test_they_stay_when_only_its_words_change(committed: Callable[[], Any], media: Path) -> None:
    image = rendered()
    with committed():
        image.alt = "A pier"
        image.save()
    assert again(image).rendition_names == image.rendition_names == files(media)


def test_finding_those_that_lack_is_one_query() -> None:
    rendered()
    make_image(photo("blue", "JPEG"))
    with CaptureQueriesContext(connection) as queries:
        assert len(renditions.wanted()) == 1
        assert len(renditions.wanted(every=True)) == 2
    assert len(queries) == 2


def test_no_time_left_none_is_begun() -> None:
    first, second = make_image(), make_image(photo("blue", "JPEG"))
    assert list(renditions.made([first.pk, second.pk], within=0)) == []
    assert list(renditions.made([first.pk], within=1e9)) == [None]
