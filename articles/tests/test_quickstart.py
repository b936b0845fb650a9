"""`manage.py quickstart`: one command to a running newsroom, and a second one that changes nothing."""

import os
import re
import socket
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article, ImportRun

from .stories import WRITTEN, contents

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def laptop(settings: Any) -> None:
    settings.DEBUG = True  # which the test runner switches off


def quickstart(*args: str) -> str:
    out = StringIO()
    call_command("quickstart", *args, stdout=out)
    return out.getvalue()


def test_the_seeds_are_published_and_what_is_in_doubt_waits() -> None:
    said = quickstart("--no-serve")
    total = len([path for path in (configured.BASE_DIR / "seeds").iterdir() if path.stem != "README"])
    assert total >= 16
    assert f"{total} pieces from seeds/: {total - 2} published, 2 wait at the desk." in said
    assert Article.objects.live().count() == total - 2
    assert list(Article.objects.filter(status="draft").values_list("headline", flat=True)) == ["", ""]


def test_the_account_is_an_editors_with_a_password_that_is_told_once() -> None:
    said = quickstart("--no-serve")
    user = User.objects.get()
    (password,) = re.findall(r"editor, password (\S{16}) ", said)
    assert user.check_password(password)
    assert (user.username, user.is_staff, user.is_superuser) == ("editor", True, False)
    for permission in ("publish_article", "add_article", "change_author", "view_source", "upload_pieces"):
        assert user.has_perm(f"articles.{permission}"), permission
    assert not user.has_perm("auth.change_user")
    assert password not in quickstart("--no-serve")


def test_each_newsroom_has_a_password_of_its_own() -> None:
    first = quickstart("--no-serve")
    User.objects.all().delete()
    assert re.findall(r"password (\S+) ", first) != re.findall(r"password (\S+) ", quickstart("--no-serve"))


def test_a_second_run_changes_nothing_and_says_so() -> None:
    quickstart("--no-serve")
    before = contents(*WRITTEN, ImportRun, User)
    said = quickstart("--no-serve")
    assert contents(*WRITTEN, ImportRun, User) == before
    assert said.startswith("Nothing to do")
    assert "manage.py changepassword editor" in said


def test_an_account_of_that_name_keeps_its_password() -> None:
    User.objects.create_user("editor", password="mine")
    assert "password" not in quickstart("--no-serve")
    assert User.objects.get().check_password("mine")
    assert not User.objects.get().is_staff


def test_a_port_in_use_is_told_before_anything_is_done() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Cannot serve on port {port} .*--port {port + 1}"):
            quickstart("--port", str(port))
    assert not Article.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("port", ["-1", "0", "70000"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match=f"--port {port}: a port is a number from 1 to 65535") as caught:
        quickstart(f"--port={port}")
    assert caught.value.returncode == 2
    assert not User.objects.exists()


def test_it_is_refused_in_production(settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG=0"):
        quickstart("--no-serve")
    assert not User.objects.exists()


def test_from_an_empty_database_to_a_page_with_the_pieces(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3", "DEBUG": "1"}
    environment.pop("ALLOWED_HOSTS", None)
    command = [sys.executable, str(configured.BASE_DIR / "manage.py"), "quickstart", "--port", str(port)]
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen(command, env=environment, stdout=said, stderr=said) as server,
    ):
        try:
            page = patiently(f"http://127.0.0.1:{port}/", server)
        finally:
            server.terminate()
    told = (tmp_path / "said").read_text()
    assert "The database is ready." in told
    assert f"The desk: http://127.0.0.1:{port}/admin/" in told
    assert 'href="/articles/' in page


def patiently(url: str, server: "subprocess.Popen[bytes]") -> str:
    """The page, as soon as the server answers."""
    for _attempt in range(600):
        try:
            with urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            assert server.poll() is None, "the server has ended"
            time.sleep(0.1)
    raise AssertionError("no answer within a minute")
