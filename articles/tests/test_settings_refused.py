"""Wrong settings stop the start, by name and with what was expected, and their secrets are not told."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from .settings_reading import KEY, PRODUCTION, manage, needs_production_packages, settings_with


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    return partial(settings_with, monkeypatch)


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'; expected one of 1, true"),
        ({"DEBUG": "0"}, "ALLOWED_HOSTS is not set while DEBUG=0; expected the site's host names"),
        (
            {"DEBUG": "0", "ALLOWED_HOSTS": "a.example"},
            "SECRET_KEY is not set while DEBUG=0; expected 50 random",
        ),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY is too short or too simple; expected 50 random"),
        ({**PRODUCTION, "SECRET_KEY": "ab" * 40}, "SECRET_KEY is too short or too simple"),
        ({**PRODUCTION, "SECRET_KEY": "abcde" * 11}, "SECRET_KEY is too short or too simple"),
        ({**PRODUCTION, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is '*'"),
        *[
            (
                {**PRODUCTION, "ALLOWED_HOSTS": f"a.example, {host}"},
                f"ALLOWED_HOSTS holds '{host}'; .* host names",
            )
            for host in (
                "https://x.org",
                "x y",
                "x.org:8000",
                "x.org/news",
                "x.org.",
                "münchen.example",
                "a_b",
            )
        ],
        *[
            (
                {"CSRF_TRUSTED_ORIGINS": origin},
                f"CSRF_TRUSTED_ORIGINS holds '{origin}'; expected scheme and host",
            )
            for origin in (
                "x.org",
                "ftp://x.org",
                "https://",
                "https://x.org/",
                "https://X.org",
                "https://x y",
            )
        ],
        (
            {"ALLOWED_HOSTS": "news.example.org"},
            "DEBUG is on .* while ALLOWED_HOSTS names more .* expected DEBUG=0",
        ),
        (
            {"SECRET_KEY_FILE": "/nowhere/key"},
            "SECRET_KEY_FILE cannot be read .*expected the path of a text file",
        ),
        ({"DATABASE_URL": "mysql://h/news"}, "DATABASE_URL does not begin with sqlite:// or postgres://"),
        ({"DATABASE_URL": "postgres"}, "DATABASE_URL does not begin with"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL names no file; expected"),
        (
            {"DATABASE_URL": "sqlite:///db.sqlite3?mode=ro"},
            "DATABASE_URL gives options after the file; expected",
        ),
        (
            {"DATABASE_URL": "sqlite:////nowhere/news.sqlite3"},
            "DATABASE_URL names a file in /nowhere, which is no",
        ),
        (
            {"DATABASE_POOL_SIZE": "many"},
            "DATABASE_POOL_SIZE is 'many'; expected a whole number from 1 to 500",
        ),
        ({"CACHE_URL": "memcached://h"}, "CACHE_URL does not begin with locmem:// or redis://"),
        ({"BROKER_URL": "http://h"}, "BROKER_URL does not begin with amqp://"),
        ({"MEDIA_STORAGE": "media"}, "MEDIA_STORAGE does not begin with file:// or s3://"),
        ({"MEDIA_STORAGE": "file://media"}, "MEDIA_STORAGE does not give an absolute path"),
        ({"HSTS_SECONDS": "-1"}, "HSTS_SECONDS is '-1'; expected a whole number from 0"),
        ({"PROXY_COUNT": "11"}, "PROXY_COUNT is '11'; expected a whole number from 0 to 10"),
        ({"TIME_ZONE": "Mars/Base"}, "TIME_ZONE is 'Mars/Base'; expected a name from the time zone database"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud'; expected one of DEBUG, INFO"),
    ],
)
def test_a_wrong_value_is_refused_by_name(read: Any, variables: dict[str, str], words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        read(**variables)


@needs_production_packages
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (
            "DATABASE_URL",
            "postgres://desk:s3cret@h:port/news",
            "DATABASE_URL is not a URL; expected something like",
        ),
        ("DATABASE_URL", "postgres://desk:s3cret@h:5432/", "DATABASE_URL names no database"),
        ("CACHE_URL", "https://desk:s3cret@h/0", "CACHE_URL does not begin with"),
        ("MEDIA_STORAGE", "s3://pictures?password=s3cret", "MEDIA_STORAGE has an unknown option password"),
        (
            "SECRET_KEY_FALLBACKS",
            f"{KEY},s3cret",
            "SECRET_KEY_FALLBACKS holds number 2 of 2; expected earlier keys",
        ),
        ("SECRET_KEY_FALLBACKS", f"{KEY[:-6]}s3cret,b", "SECRET_KEY_FALLBACKS holds number 2 of 2; expected"),
        ("MEDIA_STORAGE", "s3:///s3cret", "MEDIA_STORAGE names no bucket"),
    ],
)
def test_a_refusal_keeps_secrets_to_itself(read: Any, name: str, value: str, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words) as refusal:
        read(**{name: value})
    assert "s3cret" not in str(refusal.value)


def test_manage_says_what_is_wrong_in_one_line() -> None:
    done = manage("check", DEBUG="0", ALLOWED_HOSTS="news.example.org")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "Newsroom cannot start: SECRET_KEY is not set while DEBUG=0; expected 50 random"
    )
    assert done.stderr.count("\n") == 1
