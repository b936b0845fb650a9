"""The doors: headers on every page, the login throttle, and the address a request counts for."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from newsroom.middleware import ClientAddressMiddleware

LOGIN = "/admin/login/"


@pytest.fixture
def client_address(settings: Any) -> Any:
    """Return a function giving the address a request is counted for."""

    def client_address(proxies: int, forwarded: str | None) -> str:
        settings.PROXY_COUNT = proxies
        headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
        request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")
        seen: list[str] = []

        def view(request: HttpRequest) -> HttpResponse:
            seen.append(request.META["REMOTE_ADDR"])
            return HttpResponse()

        ClientAddressMiddleware(view)(request)
        return seen[0]

    return client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        pytest.param(1, "203.0.113.7", "203.0.113.7", id="one proxy"),
        pytest.param(2, "203.0.113.7, 10.0.0.2", "203.0.113.7", id="two proxies"),
        pytest.param(1, "2001:db8::7", "2001:db8::7", id="IPv6"),
        pytest.param(
            1, "198.51.100.1, 203.0.113.7", "203.0.113.7", id="the left end is the client's own claim"
        ),
        pytest.param(2, "203.0.113.7", "10.0.0.1", id="fewer than our proxies: one was passed by"),
        pytest.param(1, "<script>", "10.0.0.1", id="no address"),
        pytest.param(1, None, "10.0.0.1", id="no header"),
    ],
)
def test_a_request_counts_for_the_address_our_proxies_saw(
    client_address: Any, proxies: int, forwarded: str | None, address: str
) -> None:
    assert client_address(proxies, forwarded) == address


def test_without_proxies_nobody_is_believed(client_address: Any) -> None:
    with pytest.raises(MiddlewareNotUsed):
        client_address(0, "203.0.113.7")


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor", password="right-horse-battery", is_staff=True)


def attempt(client: Client, password: str, address: str = "203.0.113.7") -> int:
    form = {"username": "editor", "password": password, "next": "/admin/"}
    return client.post(LOGIN, form, REMOTE_ADDR=address).status_code


def test_the_right_password_opens_the_desk(client: Client, editor: User) -> None:
    assert attempt(client, "right-horse-battery") == 302


def test_ten_wrong_passwords_close_the_door_even_to_the_right_one(client: Client, editor: User) -> None:
    statuses = [attempt(client, "wrong") for _ in range(10)]
    assert statuses == [200] * 9 + [429]
    assert attempt(client, "right-horse-battery") == 429


def test_a_closed_door_leaves_other_addresses_alone(client: Client, editor: User) -> None:
    for _ in range(10):
        attempt(client, "wrong")
    assert attempt(client, "right-horse-battery", address="198.51.100.1") == 302


def test_nine_wrong_passwords_are_forgiven_by_the_right_one(client: Client, editor: User) -> None:
    for _ in range(2):
        assert {attempt(client, "wrong") for _ in range(9)} == {200}
        assert attempt(client, "right-horse-battery") == 302


@pytest.mark.django_db
def test_every_page_says_what_the_browser_may_do(client: Client) -> None:
    headers = client.get(LOGIN).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.django_db
def test_the_desk_is_closed_to_strangers(client: Client) -> None:
    response = client.get(reverse("admin:index"))
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/login/?next=/admin/")
