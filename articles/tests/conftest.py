"""What the tests share: the servers and the browser they may need, and what is said where one is not there.

A test that needs one says so with `@pytest.mark.needs("redis")`, or by using Playwright's `page`. Where it
is not there the test is skipped with the reason and how to get it; `NEWSROOM_REQUIRE=browser,redis` (or
`all`) makes such a skip a failure. The tests run on the database of DATABASE_URL, SQLite unless set; the
few that are about one database only say `@pytest.mark.only_on("postgresql")` and are left out of a run on
the other.
"""

import importlib.util
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from pytest_django.plugin import blocking_manager_key

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/newsroom")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
RABBITMQ_URL = os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//")
BROWSER_FIXTURES = {"browser", "context", "new_context", "page"}
CHROMIUM_FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root, as in a container, with one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright's own event loop makes Django think that the tests are asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def chromium() -> str | None:
    """Return the path of the Chromium to test with, if there is one."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)


def has(*packages: str) -> bool:
    return all(importlib.util.find_spec(package) for package in packages)


def answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname, parts.port), timeout=2).close()
    except OSError:
        return False
    return True


def folder(variable: str) -> bool:
    return Path(os.environ.get(variable) or "/nowhere").is_dir()


# Each need: is it there, and how to get it.
NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "browser": (
        lambda: has("pytest_playwright", "axe_playwright_python") and chromium() is not None,
        "pip install -r requirements-dev.txt, and Chromium (apt install chromium, or CHROMIUM=PATH)",
    ),
    "postgres": (
        lambda: has("psycopg", "psycopg_pool") and answers(POSTGRES_URL),
        "pip install -r requirements-prod.txt, and PostgreSQL (TEST_POSTGRES_URL, of a user who may "
        "create databases; unset: postgres@127.0.0.1:5432)",
    ),
    "redis": (
        lambda: has("redis") and answers(REDIS_URL),
        "pip install -r requirements-prod.txt, and Redis (TEST_REDIS_URL; unset: 127.0.0.1:6379)",
    ),
    "rabbitmq": (
        lambda: has("celery") and answers(RABBITMQ_URL),
        "pip install -r requirements-prod.txt, and RabbitMQ (TEST_RABBITMQ_URL; unset: 127.0.0.1:5672)",
    ),
    "real_seeds": (
        lambda: folder("NEWSROOM_REAL_SEEDS"),
        "NEWSROOM_REAL_SEEDS=FOLDER of the two real pieces",
    ),
    "import_cases": (
        lambda: folder("NEWSROOM_IMPORT_CASES"),
        "NEWSROOM_IMPORT_CASES=FOLDER of labelled pieces",
    ),
}


@cache
def is_there(need: str) -> bool:
    return NEEDS[need][0]()


@cache
def required() -> frozenset[str]:
    named = {part.strip() for part in os.environ.get("NEWSROOM_REQUIRE", "").split(",") if part.strip()}
    if named == {"all"}:
        return frozenset(NEEDS)
    if not named <= set(NEEDS):
        raise pytest.UsageError(
            f"NEWSROOM_REQUIRE={','.join(sorted(named))}: expected all, or of {', '.join(NEEDS)}"
        )
    return frozenset(named)


def fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def needs_of(item: pytest.Item) -> set[str]:
    needs = {need for mark in item.iter_markers("needs") for need in mark.args}
    return needs | ({"browser"} if BROWSER_FIXTURES & fixtures_of(item) else set())


# --- How pytest is told ---------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "leave out the tests that touch no database, as in a second run on the other one"
    parser.addoption("--only-database", action="store_true", help=words)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    required()  # a misspelt need is told before anything runs
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # real ones are slow by design
    if hasattr(config.option, "allow_hosts"):  # pytest-socket: no test reaches out of this machine
        config.option.allow_hosts = config.option.allow_hosts or "127.0.0.1,::1,localhost"
        config.option.allow_unix_socket = True
    if has("hypothesis"):
        import hypothesis

        # The same examples every time, none timed; --hypothesis-profile=search looks for new ones.
        hypothesis.settings.register_profile("search", deadline=None, max_examples=2_000)
        hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
        hypothesis.settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if empties_tables(item):  # it begins with what migrations put there
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))
    kept = [item for item in items if belongs(item, only_database=config.getoption("--only-database"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def empties_tables(item: pytest.Item) -> bool:
    """Say whether a test works with real transactions, and so empties every table at its end."""
    marked = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    return marked or bool({"live_server", "transactional_db"} & fixtures_of(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Give the next test what migrations put into the tables, where this one has emptied them.

    Django itself does so only before a test of that kind, so that every other one would have to come first.
    """
    yield
    if nextitem is not None and empties_tables(item) and not empties_tables(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            contents = connection._test_serialized_contents  # type: ignore[attr-defined]
            connection.creation.deserialize_db_from_string(contents)


def belongs(item: pytest.Item, *, only_database: bool) -> bool:
    """Say whether a test is one for this run's database."""
    uses_database = "db" in fixtures_of(item) or item.get_closest_marker("django_db")
    vendors = [mark.args for mark in item.iter_markers("only_on")]
    return all(connection.vendor in args for args in vendors) and bool(uses_database or not only_database)


def pytest_report_header() -> str:
    missing = [f"{need} (get it: {how})" for need, (_, how) in NEEDS.items() if not is_there(need)]
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    return "\n".join(
        [
            f"newsroom: on {connection.vendor}; what is about {other} is left out (DATABASE_URL chooses)",
            *(f"newsroom: not here: {need}" for need in missing),
        ]
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for need in sorted(needs_of(item)):
        if not is_there(need):
            told = f"needs {need}, which is not here. To get it: {NEEDS[need][1]}"
            if need in required():
                pytest.fail(told, pytrace=False)
            pytest.skip(told)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where needs are required, a test skipped for anything but a need left out of them is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not required() or reporter is None:
        return
    excused = [f"needs {need}, " for need in NEEDS.keys() - required()]
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    if stray := [reason for reason in skipped if not any(excuse in reason for excuse in excused)]:
        reporter.write_line(
            f"\nNEWSROOM_REQUIRE allows no skipped test, yet there are {len(stray)}.", red=True
        )
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# --- Fixtures -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let every connection give back what migrations put there (see `serialized_rollback` above).

    Only the one that made the test database knows, and under Playwright's event loop Django opens another.
    """
    known = connections[DEFAULT_DB_ALIAS]
    if contents := getattr(known, "_test_serialized_contents", None):
        type(known)._test_serialized_contents = contents  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def media_of_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test writes a picture among the real ones."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: the system's Chromium, so that nothing is downloaded."""
    return {"executable_path": chromium(), "args": CHROMIUM_FLAGS, "chromium_sandbox": False}


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained of; a test that expects some empties the list."""
    return []


@pytest.fixture
def page(page: Any, complaints: list[str]) -> Iterator[Any]:
    """Playwright's page, where any error (a script's, a missing file, the policy's) fails the test."""

    def note(message: Any) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url', '')})")

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    # A browser asks for the icon by itself, on the desk's pages too, which name none.
    assert [complaint for complaint in complaints if "/favicon.ico" not in complaint] == []


@pytest.fixture
def sign_in(live_server: Any, client: Client) -> Callable[[Any, User], None]:
    """Return a function that signs a user in to a page's browser, without the login form."""

    def sign_in(page: Any, user: User) -> None:
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def real_seeds() -> Path:
    return Path(os.environ["NEWSROOM_REAL_SEEDS"])


@pytest.fixture
def import_cases() -> Path:
    return Path(os.environ["NEWSROOM_IMPORT_CASES"])
