"""The settings: none needed on a laptop, strict in production, and a wrong value stops the start by name."""

import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import CacheHandler
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from newsroom.environment import laptop_key

from .conftest import POSTGRES_URL, RABBITMQ_URL, REDIS_URL
from .settings_reading import (
    KEY,
    PRODUCTION,
    ROOT,
    VARIABLES,
    manage,
    needs_production_packages,
    settings_with,
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    return partial(settings_with, monkeypatch)


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
