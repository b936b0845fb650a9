"""The settings: none needed on a laptop, strict in production, and a wrong value stops the start by name."""

import ast
import os
import runpy
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import CacheHandler
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from newsroom.environment import laptop_key

from .conftest import POSTGRES_URL, RABBITMQ_URL, REDIS_URL, has

ROOT = Path(settings.BASE_DIR)
KEY = "a-long-key-for-tests-only-of-more-than-fifty-characters-0123456789"
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "news.example.org, www.example.org",
    "HSTS_SUBDOMAINS": "1",
    "HSTS_PRELOAD": "1",
}
needs_production_packages = pytest.mark.skipif(
    not has("psycopg_pool", "redis", "celery", "storages"),
    reason="needs pip install -r requirements-prod.txt",
)


SETTINGS = ROOT / "newsroom" / "settings.py"
READERS = {"choice", "flag", "hosts", "key", "keys", "number", "origins", "text", "url"}
# Every variable that the settings read, as their source says.
VARIABLES = {
    str(node.args[0].value)
    for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS
    if isinstance(node.args[0], ast.Constant)
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function giving the settings as they are with these variables set and no others."""

    def read(**variables: str) -> dict[str, Any]:
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read


@pytest.fixture
def open_database(read: Any, django_db_blocker: Any) -> Iterator[Any]:
    """Return a function giving a connection to the real database, not the tests', as the settings say."""

    def open_database(**variables: str) -> Any:
        described = read(**variables)["DATABASES"]["default"]
        connections.settings["real"] = connections.configure_settings({"default": described})["default"]
        return connections["real"]

    with django_db_blocker.unblock():
        yield open_database
        connection: Any = connections["real"]
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
        del connections["real"], connections.settings["real"]


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **variables}
    command = [sys.executable, "-W", "error", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


# --- On a laptop ---------------------------------------------------------------------------------


def test_a_laptop_needs_no_settings(read: Any) -> None:
    values = read()
    assert values["DEBUG"] is True
    assert values["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert values["DATABASES"]["default"]["NAME"] == str(ROOT / "db.sqlite3")
    assert values["CACHES"]["default"]["BACKEND"].endswith("LocMemCache")
    assert values["CELERY_BROKER_URL"] == ""
    assert values["MEDIA_ROOT"] == str(ROOT / "media")
    assert values["TIME_ZONE"] == "UTC"


def test_an_empty_value_counts_as_unset(read: Any) -> None:
    assert read(DEBUG="", ALLOWED_HOSTS="", TIME_ZONE=" ", BROKER_URL="")["TIME_ZONE"] == "UTC"


def test_a_laptops_key_is_random_kept_and_private(tmp_path: Path) -> None:
    key = laptop_key(tmp_path / "key")
    assert len(key) >= 50
    assert laptop_key(tmp_path / "key") == key
    assert laptop_key(tmp_path / "other") != key
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key", "other"]


def test_a_key_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"SECRET_KEY is not set, and none can be kept in .*nowhere"
    ):
        laptop_key(tmp_path / "nowhere" / "key")


def test_sqlite_is_set_up_for_several_writers_and_power_cuts(open_database: Any, tmp_path: Path) -> None:
    connection = open_database(DATABASE_URL=f"sqlite:///{tmp_path}/news.sqlite3")
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cache_size")
        }
    assert pragmas == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000, "cache_size": -16_000,
    }  # fmt: skip
    assert connection.transaction_mode == "IMMEDIATE"


# --- Wrong values --------------------------------------------------------------------------------


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


# --- In production -------------------------------------------------------------------------------


def test_production_is_closed_by_default(read: Any) -> None:
    values = read(**PRODUCTION)
    assert values["DEBUG"] is False
    assert values["ALLOWED_HOSTS"] == ["news.example.org", "www.example.org"]
    assert values["SECRET_KEY"] == KEY
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert values[name] is True, name
    assert values["SECURE_HSTS_SECONDS"] == 31_536_000
    assert values["SECURE_PROXY_SSL_HEADER"] is None
    assert values["STORAGES"]["staticfiles"]["BACKEND"].startswith("whitenoise.")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (
            "ALLOWED_HOSTS",
            ["news.example.org", ".example.org", "10.0.0.1", "[2001:db8::1]", "xn--mnchen-3ya.example"],
        ),
        (
            "CSRF_TRUSTED_ORIGINS",
            ["https://desk.example.org", "http://10.0.0.1:8000", "https://*.example.org"],
        ),
        ("SECRET_KEY_FALLBACKS", [KEY, KEY[::-1]]),
    ],
)
def test_what_is_right_in_a_list_is_taken(read: Any, name: str, values: list[str]) -> None:
    assert read(**PRODUCTION | {name: ", ".join(values)})[name] == values


def test_a_secret_may_come_from_a_file_and_begin_with_a_dollar(read: Any, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"${KEY}\n")
    without_key = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    assert read(**without_key, SECRET_KEY_FILE=str(tmp_path / "key"))["SECRET_KEY"] == f"${KEY}"


def test_the_policy_allows_nothing_inline(read: Any) -> None:
    directives = read()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert not any("unsafe" in str(source) for sources in directives.values() for source in sources)


def test_media_may_lie_anywhere_on_the_machine(read: Any, tmp_path: Path) -> None:
    assert read(MEDIA_STORAGE=f"file://{tmp_path}/our%20media")["MEDIA_ROOT"] == f"{tmp_path}/our media"


@needs_production_packages
def test_media_may_lie_in_an_object_store(read: Any) -> None:
    values = read(MEDIA_STORAGE="s3://pictures/desk/?endpoint_url=https://objects.example.org&region_name=eu")
    options = values["STORAGES"]["default"]["OPTIONS"]
    assert (options["bucket_name"], options["location"], options["region_name"]) == ("pictures", "desk", "eu")
    assert "https://objects.example.org" in values["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"]


@pytest.mark.needs("postgres")
def test_postgres_is_reached_through_djangos_pool(open_database: Any) -> None:
    server = POSTGRES_URL.rpartition("/")[0]
    url = f"{server}/postgres?application_name=newsroom"
    connection = open_database(DATABASE_URL=url, DATABASE_POOL_SIZE="3")
    with connection.cursor() as cursor:
        cursor.execute("SHOW application_name")
        assert cursor.fetchone() == ("newsroom",)
    assert connection.pool.max_size == 3
    assert connection.settings_dict["CONN_MAX_AGE"] == 0


@pytest.mark.needs("redis")
def test_redis_is_the_cache(read: Any) -> None:
    cache = CacheHandler(read(CACHE_URL=REDIS_URL)["CACHES"])["default"]
    cache.set("headline", "The ferry is back", 5)
    assert cache.get("headline") == "The ferry is back"
    cache.delete("headline")
    cache.close()


@pytest.mark.needs("rabbitmq")
def test_celery_reaches_the_broker(read: Any) -> None:
    from celery import Celery

    with Celery(broker=read(BROKER_URL=RABBITMQ_URL)["CELERY_BROKER_URL"]).connection() as connection:
        connection.ensure_connection(max_retries=1)
        assert connection.connected


@needs_production_packages
def test_check_deploy_finds_nothing_in_production() -> None:
    server = POSTGRES_URL.rpartition("/")[0]
    services = {
        "DATABASE_URL": f"{server}/postgres",
        "CACHE_URL": REDIS_URL,
        "BROKER_URL": "amqp://127.0.0.1//",
    }
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **services)
    # A clone has not collected its files yet; that is told, and nothing else.
    told = [
        line for line in done.stderr.splitlines() if line.startswith("?:") and "articles.I001" not in line
    ]
    assert (done.returncode, told) == (0, [])


def test_the_readme_names_every_variable() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in VARIABLES if f"`{name}`" not in readme} == set()
