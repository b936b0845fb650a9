"""The pages for what went wrong stand by themselves: no database, no request, nothing of the piece."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.views import defaults


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (defaults.server_error, 500, "Something went wrong on our side"),
        (lambda request: defaults.bad_request(request, ValueError("secret")), 400, "could not be understood"),
        (lambda request: defaults.permission_denied(request, ValueError("secret")), 403, "not for you"),
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
def test_error_in_a_page_is_told_without_its_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("articles.views.front.laid_out", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "secret" not in response.content.decode()
