"""Reading the settings as they are with other variables set, for the tests of them."""

import ast
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from .conftest import has

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


def settings_with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    """Return the settings as they are with these variables set and no others."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **variables}
    command = [sys.executable, "-W", "error", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
