"""Reading the environment strictly: a value is right, or the start stops with its name and what was expected.

Any `NAME` may be given as `NAME_FILE` instead, the path of a file that holds the value (a mounted secret). An
empty value counts as unset.
"""

import importlib.util
import os
import re
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from urllib.parse import ParseResult, urlparse

from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

# Read as a mapping, not by `env("NAME")`: that takes a value beginning with `$` for the name of another
# variable, and a random secret may well begin so.
ENVIRONMENT = FileAwareMapping(cache=False)

# Only what can be in a Host header: other names would be answered to nobody. Origins are compared as browsers send
# them, in small letters and without a path.
LABELS = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
ADDRESS = r"\[[0-9a-f]*:[0-9a-f:.]+\]"
HOST = re.compile(rf"\*|\.?{LABELS}|{ADDRESS}", re.I)  # `*` is refused in words of its own
ORIGIN = re.compile(rf"https?://(?:(?:\*\.)?{LABELS}|{ADDRESS})(?::[0-9]{{1,5}})?")


def refuse(name: str, problem: str, expected: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} {problem}; expected {expected}.")


def text(name: str, default: str = "") -> str:
    try:
        return str(ENVIRONMENT.get(name, "")).strip() or default
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"{name}_FILE", f"cannot be read ({error})", f"the path of a text file holding {name}")


def choice(name: str, default: str, choices: list[str]) -> str:
    value = text(name, default)
    if value not in choices:
        refuse(name, f"is {value!r}", f"one of {', '.join(choices)}")
    return value


def flag(name: str, default: bool) -> bool:
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    value = text(name, str(default)).lower()
    if value not in words:
        refuse(name, f"is {value!r}", f"one of {', '.join(words)}")
    return words[value]


def number(name: str, default: int, low: int, high: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) < 12 and low <= int(value) <= high):
        refuse(name, f"is {value!r}", f"a whole number from {low} to {high}")
    return int(value)


def hosts(name: str) -> list[str]:
    expected = "host names without scheme, port or path, like news.example.org or .example.org"
    return _listed(name, HOST.fullmatch, expected)


def origins(name: str) -> list[str]:
    expected = "scheme and host in small letters, without a path, like https://desk.example.org"
    return _listed(name, ORIGIN.fullmatch, expected)


def key(name: str, laptop: Path | None) -> str:
    """Return the secret key; if it is unset, the one kept in the file `laptop`, where that is given."""
    value = text(name) or (laptop_key(laptop) if laptop else "")
    if not is_strong(value):
        refuse(
            name,
            "is too short or too simple" if value else "is not set while DEBUG=0",
            "50 random characters or more, as from python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
        )
    return value


def keys(name: str) -> list[str]:
    return _listed(name, is_strong, "earlier keys of 50 random characters or more", secret=True)


def is_strong(key: str) -> bool:
    return len(key) >= 50 and len(set(key)) >= 10  # of hexadecimal digits there are 16


def _listed(
    name: str, is_right: Callable[[str], object], expected: str, *, secret: bool = False
) -> list[str]:
    """Return the parts between commas, each of which has to be right. A secret one is told by its place only."""
    parts = [part.strip() for part in text(name).split(",") if part.strip()]
    for place, part in enumerate(parts, start=1):
        if not is_right(part):
            refuse(name, f"holds {f'number {place} of {len(parts)}' if secret else repr(part)}", expected)
    return parts


def url(name: str, default: str, example: str, schemes: dict[str, str]) -> ParseResult:
    """Return the URL in a variable; `schemes` gives, for each scheme allowed, the package it needs or "".

    The value is never repeated in an error, since it may hold a password.
    """
    try:
        parts = urlparse(text(name, default))
        _ = parts.port  # reading it raises ValueError unless it is a number
    except ValueError:
        refuse(name, "is not a URL", f"something like {example}")
    if parts.scheme not in schemes or "://" not in text(name, default):
        refuse(
            name,
            f"does not begin with {' or '.join(f'{scheme}://' for scheme in schemes)}",
            f"like {example}",
        )
    package = schemes[parts.scheme]
    if package and importlib.util.find_spec(package) is None:
        refuse(name, f"needs the package {package}", "it installed: pip install -r requirements-prod.txt")
    return parts


def laptop_key(path: Path) -> str:
    """Return this copy's own secret key, made at its first start: random, readable by its owner only."""
    try:
        if not path.exists():
            descriptor, new = tempfile.mkstemp(dir=path.parent, prefix=".secret-key-")  # with mode 600
            os.close(descriptor)
            Path(new).write_text(secrets.token_urlsafe(50), encoding="ascii")
            Path(new).replace(path)  # whole or not at all, also when two start at once
        return path.read_text(encoding="ascii")
    except OSError as error:
        refuse(
            "SECRET_KEY",
            f"is not set, and none can be kept in {path} ({error})",
            "it set, or that file writable",
        )
