"""The pages for what went wrong stand by themselves: no database, no request, nothing of the piece."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.test import Client, RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (defaults.server_error, 500, "Something went wrong on our side"),
        (lambda request: defaults.bad_request(request, ValueError("secret")), 400, "could not be understood"),
        (lambda request: defaults.permission_denied(request, ValueError("secret")), 403, "not for you"),
        (lambda request: csrf_failure(request, reason="secret"), 403, "Nothing was saved"),
    ],
)
def test_error_page_needs_no_database(
    rf: RequestFactory, view: Callable[[HttpRequest], HttpResponse], status: int, words: str
) -> None:
    response = view(rf.get("/"))  # any query would fail this test: it may not touch the database
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "secret" not in page
    assert '<link rel="stylesheet"' in page


@pytest.mark.django_db
def test_missing_page_offers_a_way_on(client: Client) -> None:
    response = client.get("/no/such/address/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "There is nothing at this address" in page
    assert 'role="search"' in page
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("address", ["/no/such/address/", "/articles/no-such-piece/", "/topics/none/"])
def test_readers_page_is_shown_on_a_laptop_as_well(settings: Any, debug: bool, address: str) -> None:
    settings.DEBUG = debug
    response = Client().get(address)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
    assert "DEBUG" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_a_forgotten_slash_is_put_right_and_the_desk_asks_who_is_there(settings: Any, debug: bool) -> None:
    settings.DEBUG = debug
    assert Client().get("/articles").headers["Location"] == "/articles/"
    for address in ("/admin/no/such/page/", "/admin/articles/article/1/change/"):
        assert Client().get(address).headers["Location"].startswith("/admin/login/")
    assert Client().get("/articles/").status_code == 200


@pytest.mark.django_db
def test_an_error_is_still_shown_in_full_on_a_laptop(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("told to developers")

    settings.DEBUG = True
    monkeypatch.setattr("articles.views.front.laid_out", fail)
    client = Client(raise_request_exception=False)
    response = client.get("/")
    assert response.status_code == 500
    assert "told to developers" in response.content.decode()


@pytest.mark.django_db
def test_the_icon_is_where_programs_look_for_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response.headers["Location"]) == (302, static("articles/favicon.ico"))
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies
    found = finders.find("articles/favicon.ico")
    assert found
    assert Path(found).read_bytes()[:4] == b"\0\0\1\0"
    assert client.post("/favicon.ico").status_code == 405


@pytest.mark.django_db
def test_error_in_a_page_is_told_without_its_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("articles.views.front.laid_out", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "secret" not in response.content.decode()
