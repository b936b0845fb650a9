"""The article's form shows its picture, and what to look at in pictures before the piece goes out."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Image

from .desk_forms import change_url
from .factories import make_article, make_user

pytestmark = pytest.mark.django_db
FILE = "images/2024/05/pier_rMSxuNI.png"
UNDESCRIBED = "The picture is not described"
KNOWN: dict[str, Any] = {"file": FILE, "width": 40, "height": 30}  # so that no file is opened for its size
FAR = '<p>So.</p><p><img src="https://far.example/a.jpg"><img src="https://far.example/b.jpg"></p>'


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Editor"))
    return client


def form(desk: Client, article: Article) -> str:
    return desk.get(change_url(article)).content.decode()


def test_an_image_goes_by_its_words_else_by_its_files_bare_name() -> None:
    assert str(Image(**KNOWN, caption="The pier", alt="A pier")) == "The pier"
    assert str(Image(**KNOWN, alt="A pier")) == "A pier"
    assert str(Image(**KNOWN)) == "pier_rMSxuNI.png"
    assert str(Image()) == ""


def test_the_form_shows_the_picture_and_that_it_is_not_described(desk: Client) -> None:
    html = form(desk, make_article(lead_image=Image.objects.create(**KNOWN)))
    assert f'<img class="thumb" src="/media/{FILE}" alt="" loading="lazy">' in html
    assert UNDESCRIBED in html


def test_a_described_picture_and_none_are_no_remark(desk: Client) -> None:
    html = form(desk, make_article(lead_image=Image.objects.create(**KNOWN, alt="A pier")))
    assert 'class="thumb"' in html
    assert UNDESCRIBED not in html
    bare = form(desk, make_article())
    assert 'class="thumb"' not in bare
    assert "Look at before publishing" not in bare


def test_pictures_elsewhere_are_counted_before_publishing(desk: Client) -> None:
    html = form(desk, make_article(body=FAR))
    assert "2 pictures in the text are on other sites (far.example)" in html


def test_a_published_piece_is_not_remarked_upon(desk: Client) -> None:
    assert "Look at before publishing" not in form(desk, make_article(body=FAR, status="published"))


def test_a_new_piece_has_no_picture_yet(desk: Client) -> None:
    assert desk.get("/admin/articles/article/add/").status_code == 200
