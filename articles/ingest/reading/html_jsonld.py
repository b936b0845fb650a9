"""What a page says of itself in JSON-LD (schema.org): the article among it, with its people by name."""

import json
import re
from collections.abc import Iterator
from typing import Any

MAX_SCRIPT, MAX_NODES = 1_000_000, 5_000
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Posting|Review)$")
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$")

Node = dict[str, Any]


def article(tree: Any) -> Node:
    """The article that the page is about: its properties, empty where it declares none."""
    nodes = list(_nodes(tree))
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    found = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    if not found:
        return {}
    best = max(found, key=lambda node: sum(name in node for name in ("headline", "author", "datePublished")))
    return {name: _resolved(value, known) for name, value in best.items()}


def texts(value: Any) -> list[str]:
    """The strings in a value that may be one or a list of them; of things, their names."""
    values = value if isinstance(value, list) else [value]
    found = [each.get("name") if isinstance(each, dict) else each for each in values]
    flat = [inner for each in found for inner in (each if isinstance(each, list) else [each])]
    return [" ".join(each.split()) for each in flat if isinstance(each, str) and each.strip()]


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    values = value if isinstance(value, list) else [value]
    whole = [known.get(v["@id"], v) if isinstance(v, dict) and _is_reference(v) else v for v in values]
    return whole if isinstance(value, list) else whole[0]


def _is_reference(value: Node) -> bool:
    return isinstance(value.get("@id"), str) and "name" not in value


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _nodes(tree: Any) -> Iterator[Node]:
    """Every object in the scripts, outer ones first."""
    waiting = [value for script in tree.iter("script") for value in _loaded(script)]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [inner for inner in value.values() if isinstance(inner, dict | list)]


def _loaded(script: Any) -> Iterator[Any]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = _WRAPPING.sub("", (script.text or "").strip())
    if len(text) > MAX_SCRIPT:
        return
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return  # broken scripts are common; the page says the rest another way
