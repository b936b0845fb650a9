"""Pictures at the desk: put in, shown in small, their sizes made at once; one that cannot be is kept and told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Image

from .factories import make_user
from .formats.packing import photo

pytestmark = pytest.mark.django_db
Commit = Callable[..., AbstractContextManager[Any]]
ADD, LIST = "admin:articles_image_add", "admin:articles_image_changelist"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def send(client: Client, django_capture_on_commit_callbacks: Commit) -> Callable[..., str]:
    """Fill in the form of a new image, or of the one given; returns the page that follows."""
    client.force_login(make_user("Reporter", is_superuser=True))

    def send(image: Image | None = None, **said: Any) -> str:
        address = reverse("admin:articles_image_change", args=[image.pk]) if image else reverse(ADD)
        said = {"alt": "A pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5", **said}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, said)
        assert response.status_code == 302, response.content.decode()
        return client.get(response.headers["Location"]).content.decode()

    return send


def file(data: bytes, name: str = "pier.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def form(client: Client) -> str:
    return client.get(reverse("admin:articles_image_change", args=[Image.objects.get().pk])).content.decode()


def test_a_picture_put_in_has_its_sizes_at_once(client: Client, send: Callable[..., str]) -> None:
    send(file=file(photo(kind="JPEG", size=(700, 400))))
    image = Image.objects.get()
    assert [size["width"] for size in image.sizes] == [480, 700]
    html = form(client)
    assert f'<img class="preview" src="{image.at_least(640).url}" alt="A pier">' in html
    for size in image.sizes:
        assert f'{size["width"]} × {size["height"]} (<a href="/media/{size["avif"]}">AVIF</a>' in html


def test_another_file_gets_sizes_of_its_own(send: Callable[..., str]) -> None:
    send(file=file(photo(kind="JPEG")))
    first = Image.objects.get()
    send(first, file=file(photo("blue", "JPEG", (600, 300))))
    image = Image.objects.get()
    assert [size["width"] for size in image.sizes] == [480, 600]
    assert not first.rendition_names & image.rendition_names


def test_the_focal_point_is_kept_and_makes_no_picture_anew(send: Callable[..., str]) -> None:
    send(file=file(photo(kind="JPEG")))
    first = Image.objects.get()
    send(first, focal_x="0.2", focal_y="0.9")
    image = Image.objects.get()
    assert (image.focal_x, image.focal_y) == (0.2, 0.9)
    assert image.renditions == first.renditions


def test_a_focal_point_outside_of_the_picture_is_refused(client: Client, send: Callable[..., str]) -> None:
    send(file=file(photo(kind="JPEG")))
    with pytest.raises(AssertionError, match="less than or equal to 1"):
        send(Image.objects.get(), focal_x="1.2")


def test_one_that_cannot_be_made_smaller_is_kept_and_told(
    transactional_db: None, client: Client, send: Callable[..., str]
) -> None:
    html = send(file=file(photo(kind="TIFF"), "pier.tiff"))
    assert "shown as it came" in html
    assert "Save it as JPEG, PNG or WebP." in html
    image = Image.objects.get()
    assert image.shown.url == image.file.url
    assert "None: it is shown as it came." in form(client)


def test_the_list_shows_small_ones_and_the_empty_form_none(client: Client, send: Callable[..., str]) -> None:
    html = send(file=file(photo(kind="JPEG", size=(1000, 500))))
    assert f'<img class="thumb" src="{Image.objects.get().at_least(160).url}"' in html
    assert "<img" not in client.get(reverse(ADD)).content.decode().partition("image_form")[2]
