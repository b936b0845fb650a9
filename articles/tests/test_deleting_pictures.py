"""A picture that something shows is not deleted at the desk, and said where; with any other its files go."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from articles.jobs import renditions, showing
from articles.models import Article, Image

from .desk_forms import change_url
from .factories import make_article, make_author, make_publication, make_user
from .formats.packing import photo

pytestmark = pytest.mark.django_db
Commit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def delete(client: Client, django_capture_on_commit_callbacks: Commit) -> Callable[..., str]:
    """Deletes the images: one on its own page, several from the list. Returns the page that follows."""
    client.force_login(make_user("Publisher"))

    def delete(*images: Image) -> str:
        address = reverse("admin:articles_image_delete", args=[images[0].pk])
        said: dict[str, Any] = {"post": "yes"}
        if len(images) > 1:
            address = reverse("admin:articles_image_changelist")
            said |= {"action": "delete_selected", "_selected_action": [image.pk for image in images]}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, said, follow=True).content.decode()

    return delete


def make_image(name: str = "pier.jpg", colour: str = "red") -> Image:
    image = Image.objects.create(file=ContentFile(photo(colour, "JPEG"), name), caption=f"Of {name}")
    renditions.make(image.pk)
    return Image.objects.get(pk=image.pk)


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def files_of(*images: Image) -> set[str]:
    return {name for image in images for name in (str(image.file.name), *image.rendition_names)}


def shown(image: Image) -> str:
    return f'<p>So.</p><figure><img src="{image.file.url}" alt=""></figure>'


# --- What nothing shows -----------------------------------------------------------------------------------


def test_its_file_and_its_sizes_go_with_it(delete: Callable[..., str], media: Path) -> None:
    image, other = make_image(), make_image("quay.jpg", "blue")
    make_article(body=shown(other))
    assert "was deleted successfully" in delete(image)
    assert list(Image.objects.all()) == [other]
    assert files(media) == files_of(other)


def test_of_several_all_go(delete: Callable[..., str], media: Path) -> None:
    delete(make_image(), make_image("quay.jpg", "blue"))
    assert not Image.objects.exists()
    assert files(media) == set()


def test_a_file_that_another_image_has_stays(delete: Callable[..., str], media: Path) -> None:
    image = make_image()
    twin = Image.objects.create(file=str(image.file.name))
    delete(image)
    assert files(media) == {str(twin.file.name)}


def test_a_file_that_cannot_be_removed_keeps_no_image(
    delete: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(name: str) -> None:
        raise OSError(name)

    image = make_image()
    monkeypatch.setattr(default_storage, "delete", refused)
    assert "was deleted successfully" in delete(image)
    assert not Image.objects.exists()


# --- What something shows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ["lead", "text", "copy", "photo", "logo"])
def test_one_that_is_shown_stays_and_where_is_told(use: str, delete: Callable[..., str], media: Path) -> None:
    image = make_image("große pier.jpg")
    match use:
        case "lead":
            row: Any = make_article(headline="The ferry", lead_image=image)
        case "text":
            row = make_article(headline="The ferry", body=shown(image))
        case "copy":
            row = make_article(body=shown(image), working_copy_of=make_article(status="published"))
        case "photo":
            row = make_author(photo=image)
        case _:
            row = make_publication(logo=image)
    page = delete(image)
    assert "cannot be deleted: readers would see a gap where it is shown." in page
    assert f'<a href="{change_url(row)}">{row}</a>' in page
    assert Image.objects.get() == image
    assert files(media) == files_of(image)


def test_of_several_none_goes_if_one_is_shown(delete: Callable[..., str], media: Path) -> None:
    images = make_image(), make_image("quay.jpg", "blue")
    article = make_article(body=shown(images[1]))
    page = delete(*images)
    assert "These images cannot be deleted" in page
    assert change_url(article) in page
    assert files(media) == files_of(*images)


def test_once_it_is_shown_nowhere_it_goes(delete: Callable[..., str], media: Path) -> None:
    image = make_image()
    article = make_article(body=shown(image))
    delete(image)
    Article.objects.filter(pk=article.pk).update(body="<p>So.</p>")
    delete(image)
    assert files(media) == set()


def test_a_name_that_begins_alike_is_another_one(delete: Callable[..., str]) -> None:
    image = make_image()
    make_article(body=shown(image).replace("pier.jpg", "pier.jpg.png"))
    assert "was deleted successfully" in delete(image)


@pytest.mark.parametrize("count", [2, 25])
def test_which_pictures_each_piece_shows_is_found_for_few_and_many(count: int) -> None:
    images = [
        Image.objects.create(file=f"images/2024/05/{number}.jpg", width=4, height=3)
        for number in range(count)
    ]
    since = images[0].created_at - timedelta(days=1)
    first = make_article(body=shown(images[0]) + shown(images[1]))
    second = make_article(body=shown(images[1]), lead_image=images[0])
    make_article(body=shown(images[0]).replace("/0.jpg", "/other.jpg"))
    both = {images[0].pk, images[1].pk}
    found = dict(showing(images, since))
    assert found == {first: both, second: both}
    assert dict(showing(images, images[-1].created_at + timedelta(days=1))) == {}
