"""How near the importer's records come to those an editor would want (the `.json` beside each piece of the corpus).

A record of the corpus has `group` (clean, mess, legit), the facts, `body` as `[{"type", "text", "alt"?}]` and
`removed` as `[{"kind", "text", "optional"?}]`; what is optional may stay or go. `alt` lists readings as good.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from statistics import mean
from typing import Any

Record = Mapping[str, Any]
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
MOSTLY = 0.7  # a removed item is right if so many of its pairs of words are clutter in the record


@dataclass(frozen=True, slots=True)
class Score:
    """One piece: shares from 0 to 1, None where the piece has nothing to be judged by."""

    exact: float
    kept: float
    removal_recall: float | None
    headline: float
    author: float
    date: float
    language: float
    taken: int  # items that were taken out
    rightly: int


SHARES = tuple(field.name for field in fields(Score) if field.name not in ("taken", "rightly"))


def flat(text: str | None) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text or "")).split())


def folded(text: str | None) -> str:
    return " ".join(_TOKEN.findall(flat(text).casefold()))


def score(gold: Record, out: Record) -> Score:
    """Judge a record of the importer (as_report) by the editor's."""
    optional = {flat(item["text"]) for item in gold["removed"] if item.get("optional")}
    body = [text for block in out["body"] if (text := flat(block["text"])) not in optional]
    wanted = [[flat(entry["text"]), *map(flat, entry.get("alt") or [])] for entry in gold["body"]]
    exact = len(body) == len(wanted) and all(text in right for text, right in zip(body, wanted, strict=True))
    whole = _padded(body)
    kept = mean(any(_holds(whole, text) for text in right) for right in wanted)
    right = _rightly(gold, out, wanted)
    return Score(
        float(exact),
        kept,
        _recall(gold, whole, wanted),
        **_facts(gold, out),
        taken=len(right),
        rightly=sum(right),
    )


def total(scores: Iterable[Score]) -> dict[str, float]:
    """The mean of each share over the pieces that can be judged by it; the precision of all removals together."""
    scores = list(scores)
    judged = {name: [v for s in scores if (v := getattr(s, name)) is not None] for name in SHARES}
    means = {name: float(mean(values)) if values else 1.0 for name, values in judged.items()}
    taken = sum(one.taken for one in scores)
    return {**means, "removal_precision": sum(one.rightly for one in scores) / taken if taken else 1.0}


def _recall(gold: Record, whole: str, wanted: list[list[str]]) -> float | None:
    """The share of the clutter that is gone from the body; clutter that repeats words of the body must stand once less."""
    clutter = [item["text"] for item in gold["removed"] if not item.get("optional") and folded(item["text"])]
    own = _padded(next((r for r in right if _holds(whole, r)), right[0]) for right in wanted)
    gone = [_times(whole, text) <= _times(own, text) for text in clutter]
    return mean(gone) if gone else None


def _rightly(gold: Record, out: Record, wanted: list[list[str]]) -> list[bool]:
    """Of each thing taken out: whether it is clutter, a title or a dateline for the editor, too."""
    taken = [item["text"] for item in out["removed"] if folded(item["text"])]
    datelines = [long.replace(right[0], " ") for right in wanted for long in right[1:]]
    free = [gold.get("headline"), gold.get("standfirst"), *datelines]
    clutter = {pair for item in gold["removed"] for pair in _pairs(item["text"])}
    allowed = _padded(flat(text) for text in [*free, *(item["text"] for item in gold["removed"])] if text)
    return [
        _holds(allowed, text) or sum(p in clutter for p in _pairs(text)) >= MOSTLY * len(_pairs(text))
        for text in taken
    ]


def _facts(gold: Record, out: Record) -> dict[str, float]:
    headline = "" if out.get("headline_derived") else folded(out.get("headline"))
    people = _names(out["authors"])
    return {
        "headline": float(headline in map(folded, [gold["headline"], *gold.get("headline_alt", [])])),
        "author": float(people in [_names(gold["authors"]), *map(_names, gold.get("authors_alt", []))]),
        "date": float(out["published"] == gold["published"]),
        "language": float(str(out["language"]).split("-")[0] == gold["language"]),
    }


def _names(people: Iterable[Any]) -> set[str]:
    return {folded(person if isinstance(person, str) else person["name"]) for person in people}


def _pairs(text: str) -> list[tuple[str, ...]]:
    tokens = folded(text).split()
    return list(pairwise(tokens)) or [tuple(tokens)]


def _padded(texts: Iterable[str]) -> str:
    return "".join(f" {folded(text)} \n" for text in texts)


def _times(whole: str, text: str) -> int:
    return whole.count(f" {folded(text)} ")


def _holds(whole: str, text: str) -> bool:
    return _times(whole, text) > 0
