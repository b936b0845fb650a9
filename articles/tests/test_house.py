"""The rules of the house: a room imports only from the rooms above it, files and functions stay small."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FILE_LINES, FUNCTION_LINES = 300, 60

# Data walks down this list. A room may import from the rooms it names, all above it, and what is inside them.
KNOWING = [
    "ingest.lexicon",
    "ingest.dates",
    "ingest.zones",
    "ingest.language",
    "ingest.names",
    "ingest.words",
    "ingest.reporting",
    "ingest.footnotes",
]
JUDGING = [
    "ingest.furniture",
    "ingest.calls",
    "ingest.line_kinds",
    "ingest.captions",
]  # what a line is by its own words
READ = ["errors", "ingest.versions", "ingest.story", "ingest.features", "ingest.document"]
VALUES = [*READ, *KNOWING, *JUDGING]
STEPS = ["ingest.reading", "ingest.cleaning", "ingest.extracting"]  # which know nothing of one another
TEXT = ["errors", "sanitising", "plain_text", "picture_tags", "moments"]
TABLES = ["querysets", "models", "permissions", "revisions"]
ROOMS: dict[str, list[str]] = {
    "errors": [],
    "ingest.footnotes": [],
    "sanitising": ["ingest.footnotes"],
    "plain_text": ["ingest.footnotes"],
    "picture_tags": [],
    "moments": [],
    "placing": ["ingest.footnotes", "plain_text"],
    "ingest.versions": [],
    "ingest.story": [],
    "ingest.features": [],
    "ingest.document": ["errors", "ingest.story", "ingest.features"],
    "ingest.lexicon": ["errors", "ingest.features"],
    "ingest.dates": ["ingest.features", "ingest.lexicon"],
    "ingest.zones": [*READ, "ingest.lexicon"],
    "ingest.language": [*READ, "ingest.lexicon"],
    "ingest.names": ["ingest.features", "ingest.lexicon"],
    "ingest.words": [],
    "ingest.reporting": ["ingest.features", "ingest.lexicon"],
    "ingest.furniture": ["ingest.features", "ingest.lexicon"],
    "ingest.calls": ["ingest.features", "ingest.lexicon"],
    "ingest.line_kinds": [
        "ingest.calls",
        "ingest.features",
        "ingest.lexicon",
        "ingest.names",
        "ingest.reporting",
        "ingest.furniture",
    ],
    "ingest.captions": ["ingest.features", "ingest.lexicon"],
    **dict.fromkeys(STEPS, VALUES),
    "ingest.shingles": [],
    "ingest.telling": ["ingest.shingles"],
    "ingest": [
        *VALUES,
        *STEPS,
        "ingest.shingles",
        "ingest.telling",
    ],  # the pipeline, the ledger, the rendering
    "querysets": [],
    "models": [*TEXT, "querysets"],
    "permissions": ["querysets", "models"],
    "revisions": ["plain_text", "placing", "moments", "querysets", "models"],
    "search": [*TEXT, *TABLES],
    "workflow": [*TEXT, *TABLES, "search"],
    "merging": [*TEXT, *TABLES, "search"],
    "relating": [*TEXT, "ingest.shingles", "ingest.telling", *TABLES, "search", "workflow"],
    "deciding": [
        *TEXT,
        "placing",
        "ingest.story",
        "ingest.features",
        "ingest.extracting",
        *TABLES,
        "search",
        "workflow",
    ],
    "storing": [*TEXT, "ingest", *TABLES, "search", "workflow", "relating"],
    "jobs": ["errors", "ingest", *TABLES, "search", "workflow", "relating", "storing"],
    "tasks": ["jobs"],
    "management": [
        "errors",
        "moments",
        "ingest",
        *TABLES,
        "search",
        "workflow",
        "relating",
        "storing",
        "jobs",
    ],
    "admin": [
        *TEXT,
        "ingest.story",
        *TABLES,
        "search",
        "workflow",
        "merging",
        "relating",
        "deciding",
        "jobs",
    ],
    "pagination": [],
    "shelves": TABLES,
    "coverage": ["plain_text", "ingest.telling", *TABLES, "search"],
    "filters": [*TABLES, "search", "shelves"],
    "templatetags": ["sanitising", "plain_text", "picture_tags", "moments", "models", "filters"],
    "views": ["plain_text", *TABLES, "pagination", "shelves", "coverage", "filters"],
    "feeds": ["plain_text", *TABLES, "shelves"],
    "sitemaps": [*TABLES, "shelves"],
    "urls": ["models", "views", "feeds", "sitemaps"],
    "checks": [*TABLES, "search"],
    "apps": [*TABLES, "search", "workflow", "relating", "checks"],
}
# What the innermost rooms may use from outside; the other pure ones may use any library but Django.
LIBRARIES: dict[str, set[str]] = {
    "errors": set(),
    "sanitising": {"nh3"},
    "plain_text": set(),
    "picture_tags": set(),
    "placing": set(),
    "ingest.story": set(),
    "ingest.document": set(),
}

SOURCES = [
    path
    for folder in ("articles", "newsroom")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
OURS = [path for path in SOURCES if path.is_relative_to(ROOT / "articles") and "tests" not in path.parts]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Return the room of a module of `articles`, "" for none: the longest room name its own begins with."""
    name = module.removeprefix("articles.")
    return max((room for room in ROOMS if f"{name}.".startswith(f"{room}.")), key=len, default="")


def imports(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the absolute name of everything imported when it runs, inside functions as well."""
    tree = ast.parse(source)
    types_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in set(ast.walk(tree)) - types_only:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: -node.level + 1 or None] if node.level else []
            base = [*above, node.module or ""]
            yield from ((node.lineno, ".".join(filter(None, [*base, alias.name]))) for alias in node.names)


def forbidden(source: str, module: str, package: str) -> list[str]:
    """Return what a module imports though its room may not, each with its line."""
    room = room_of(module)
    allowed = {room, *ROOMS.get(room, [])}
    pure = room.startswith("ingest") or room in LIBRARIES
    wrong = []
    for line, name in imports(source, package):
        top = name.split(".")[0]
        if top == "articles":
            bad = not any(f"{room_of(name)}.".startswith(f"{other}.") for other in allowed)
        else:
            known = LIBRARIES.get(room)
            bad = (pure and top == "django") or (
                known is not None and top not in known | sys.stdlib_module_names
            )
        if bad:
            wrong.append(f"{module}:{line} (room {room}) imports {name}")
    return wrong


def test_rooms_are_there_and_name_only_rooms_above_them() -> None:
    assert {room_of(name_of(path)) for path in OURS} >= set(ROOMS)
    order = list(ROOMS)
    for room, allowed in ROOMS.items():
        assert all(order.index(other) < order.index(room) for other in allowed), room


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_imports_point_up(path: Path) -> None:
    module = name_of(path)
    if module == "articles":
        assert path.read_text(encoding="utf-8") == ""
        return
    assert room_of(module), f"{module} is in no room: give it one in ROOMS"
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    assert forbidden(path.read_text(encoding="utf-8"), module, package) == []


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("from articles import workflow", "articles.models.article"),
        ("from ..workflow import publish", "articles.models.article"),
        ("def late():\n    from .. import views", "articles.search.base"),
        ("import django.utils.text", "articles.ingest.cleaning.shares"),
        ("from articles.ingest.reading import plain_text", "articles.ingest.cleaning.shares"),
        ("import yaml", "articles.errors"),
    ],
)
def test_an_import_pointing_down_is_found(line: str, module: str) -> None:
    assert len(forbidden(line, module, module.rpartition(".")[0])) == 1


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("from . import author", "articles.models.article"),
        ("from ..querysets import ArticleQuerySet", "articles.models.article"),
        ("from ...errors import CleaningError", "articles.ingest.cleaning.shares"),
        ("import django.utils.text", "articles.models.article"),
        ("import re, dataclasses", "articles.ingest.story"),
        ("if TYPE_CHECKING:\n    from .models import Article", "articles.querysets"),
    ],
)
def test_an_import_pointing_up_is_left_alone(line: str, module: str) -> None:
    assert forbidden(line, module, module.rpartition(".")[0]) == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if "tests" not in path.parts:  # tables of cases may be long
        assert source.count("\n") <= FILE_LINES, f"split it: {FILE_LINES} lines are the most"
    long = [
        f"{node.name} (line {node.lineno})"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []
