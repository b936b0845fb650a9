"""Front matter: YAML between `---`, TOML between `+++`, or a JSON object, before the text.

The forms are those of Jekyll, Hugo and their like. What is declared there wins over every guess.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

import yaml

from .. import dates
from ..document import Passage
from ..story import Facts, Finding, Person
from . import exchange

MAX_LENGTH = 64 * 1024
_FENCED = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)(?:^|\n)(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_UNCLOSED = re.compile(
    r"\A\ufeff?\s*(?:---|\+\+\+)[ \t]*\r?\n(?:[a-z_-]{2,20}\s*[:=][^\n]*\n){2}", re.IGNORECASE
)
_DEEP = re.compile(r"(?:[\w\"'-]{1,40}[ \t]{0,9}\.[ \t]{0,9}){60}")
_KEYED = re.compile(r"^\s*[\"']?[\w -]{1,40}[\"']?\s*[:=]", re.MULTILINE)
# Spellings of each fact, after Jekyll, Hugo, Eleventy, Ghost and schema.org.
NAMES = {
    "headline": ("headline", "title"),
    "standfirst": (
        "standfirst",
        "subtitle",
        "dek",
        "deck",
        "description",
        "summary",
        "excerpt",
        "subheadline",
        "lead",
    ),
    "kicker": ("kicker", "section", "eyebrow"),
    "dateline": ("dateline",),
    "authors": ("authors", "author", "byline", "by"),
    "publication": ("publication", "source", "publisher", "site", "sitename", "site_name"),
    "published": (
        "published",
        "date",
        "published_at",
        "publishdate",
        "publish_date",
        "pubdate",
        "datepublished",
    ),
    "language": ("language", "lang", "locale"),
    "genre": ("genre",),
    "canonical_url": ("canonical_url", "canonical", "source_url", "url", "link", "permalink"),
    "identity": ("id", "guid", "uuid", "identifier"),
    "topics": ("topics", "tags", "keywords", "categories", "category", "tag"),
    "slug": ("slug",),
    "is_machine_translated": ("is_machine_translated", "machine_translated"),
    "translation_of": ("translation_of", "translationof", "translated_from"),
    "usage_terms": ("usage_terms", "usageterms", "usage", "rights", "copyright", "license", "licence"),
    "embargoed": ("embargoed", "embargo", "embargoed_until", "embargo_until"),
}
# What says that a piece is not to be published, and how; no other word there means anything to us.
_YES, _NO = ("true", "yes", "1", "on"), ("false", "no", "0", "off")
HOLDING = {
    "draft": _YES,
    "published": _NO,
    "status": (
        "draft",
        "pending",
        "private",
        "unpublished",
        "withheld",
        "embargoed",
        "cancelled",
        "canceled",
    ),
}


class _Strings(yaml.SafeLoader):
    """YAML in which every scalar is text (`no` is no boolean), without aliases, so that no bomb can grow."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood before the text: facts, findings, and where it ends (0 if there is none)."""

    facts: Facts = field(default_factory=Facts)
    findings: tuple[Finding, ...] = ()
    end: int = 0

    def passages(self, text: str) -> list[Passage]:
        """The front matter as one passage that is a field, not body."""
        if not self.end:
            return []
        passage = Passage(text[: self.end], 0, self.end).trimmed()
        return [passage.as_kind("field:declared", "reading", "front matter")]


def read(text: str) -> FrontMatter:
    """The front matter of `text`. What only looks like it stays text; what cannot be read is a finding."""
    start, end, parse = _bounds(text)
    if not end:
        unclosed = _UNCLOSED.match(text[:MAX_LENGTH])
        return FrontMatter(findings=(_unreadable("It is never closed.", unclosed[0]),) if unclosed else ())
    raw = text[start:end]
    try:
        declared = parse(raw)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError, TypeError) as error:
        return FrontMatter(findings=(_unreadable(str(error).splitlines()[0][:200], raw),))
    if isinstance(declared, list):
        return FrontMatter(findings=(_unreadable("It is a list, not names with values.", raw),))
    if not isinstance(declared, dict) or not declared or not _after(text, end):
        return FrontMatter()
    facts, findings = facts_from(declared)
    return FrontMatter(facts, tuple(findings), _after(text, end))


def _bounds(text: str) -> tuple[int, int, Any]:
    """Where the declared part starts and ends, and how to read it; an end of 0 if there is none."""
    window = text[:MAX_LENGTH]
    fenced = _FENCED.match(window.removeprefix("\ufeff"))
    shift = window.startswith("\ufeff")
    if fenced and _KEYED.search(fenced["body"]):
        parse = _toml if fenced["fence"] == "+++" else _yaml
        return fenced.start("body") + shift, fenced.end("body") + shift, parse
    if window.lstrip("\ufeff \t\r\n").startswith("{"):
        start = window.index("{")
        try:
            _value, end = json.JSONDecoder().raw_decode(window, start)
        except (ValueError, RecursionError):
            return 0, 0, None
        return start, end, json.loads
    return 0, 0, None


def _after(text: str, end: int) -> int:
    """The offset of what follows the front matter that ends at `end`: behind the closing fence, if any."""
    fence = re.compile(r"\r?\n?(?:---|\+\+\+)?[ \t]*(?:\r?\n|\Z)").match(text, end)
    return fence.end() if fence else 0


def _toml(raw: str) -> Any:
    if _DEEP.search(raw):  # tomllib takes gigabytes for a key of ten thousand parts
        raise ValueError("A key has too many parts.")
    return tomllib.loads(raw)


def _yaml(raw: str) -> Any:
    return yaml.load(raw, Loader=_Strings)  # noqa: S506  (a SafeLoader that knows nothing but text)


def _unreadable(error: str, raw: str) -> Finding:
    return Finding(
        "front-matter-unreadable",
        "The front matter cannot be read, so it was left in the text.",
        evidence=error,
        suggestion="Correct it and import the file again.",
        confidence=1.0,
    )


def facts_from(declared: Mapping[Any, Any]) -> tuple[Facts, list[Finding]]:
    """Facts from a mapping of any of NAMES; what is unknown or unreadable becomes a finding, never an error."""
    given = {str(key).strip().lower().replace("-", "_"): value for key, value in declared.items()}
    values: dict[str, Any] = {}
    findings = [*_held_back(given)]
    if str(given.get("published", "")).strip().lower() in (*_YES, *_NO):  # Jekyll's, and no date
        del given["published"]
    for fact, names in NAMES.items():
        raw = next((given[name] for name in names if given.get(name) not in (None, "", [])), None)
        if raw is not None:
            values[fact] = _value(fact, raw, findings)
    known = {name for names in NAMES.values() for name in names} | {"draft"}
    ignored = sorted(key for key in given if key not in known)
    if ignored:
        findings.append(_ignored(ignored))
    return Facts(**{fact: value for fact, value in values.items() if value}), findings


def _value(fact: str, raw: Any, findings: list[Finding]) -> Any:
    if fact == "authors":
        return _authors(raw)
    if fact == "topics":
        return tuple(dict.fromkeys(_strings(raw)))[:50]
    if fact == "published":
        return _date(raw, findings)
    if fact == "embargoed":
        return _embargo(raw, findings)
    if fact == "is_machine_translated":
        return str(raw).strip().lower() in _YES
    text = " ".join(_strings(raw, split=False))
    if fact == "canonical_url" and not re.match(r"https?://", text):
        if re.match(
            r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE
        ):  # a path of a site is usual, `javascript:` is not
            message = "The declared address is none of a web page, so it was not used."
            findings.append(
                Finding("address-unusable", message, text[:100], "Set it by hand.", confidence=1.0)
            )
        return ""
    return text[:2000]


def _held_back(given: Mapping[str, Any]) -> Iterator[Finding]:
    for key, words in HOLDING.items():
        if str(given.get(key, "")).strip().lower() in words:
            message = "The piece says that it is not to be published."
            suggestion = "Publish it only if it may be read now."
            yield Finding("held-back", message, f"{key}: {given[key]}"[:100], suggestion, confidence=1.0)


def _embargo(raw: Any, findings: list[Finding]) -> datetime | None:
    """Until when; a day alone ends with it. An embargo that cannot be read holds the piece back."""
    when = _date(raw, [])
    if when is None:
        message = "The piece is embargoed, until a time that cannot be read."
        findings.append(Finding("held-back", message, str(raw)[:100], "Set it by hand.", confidence=1.0))
        return None
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.max)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _strings(raw: Any, split: bool = True) -> list[str]:
    if isinstance(raw, str):
        found = [_plain(part) for part in (raw.split(",") if split else [raw])]
        return [part for part in found if part]
    if isinstance(raw, Iterable) and not isinstance(raw, Mapping):
        return [text for item in raw if isinstance(item, (str, int, float)) and (text := _plain(str(item)))]
    return [str(raw).strip()] if isinstance(raw, (int, float, date)) else []


def _plain(value: str) -> str:
    """The value without markup; nothing for what means nothing in YAML."""
    value = re.sub(r"<[^<>]{0,500}>", "", value).strip()
    return "" if value.lower() in ("~", "null", "none") else value


def _authors(raw: Any) -> tuple[Person, ...]:
    items = raw if isinstance(raw, list) else [raw]
    people: list[Person] = []
    for item in items[:50]:
        if isinstance(item, Mapping):
            fields = {str(key).lower(): _plain(str(value)) for key, value in item.items()}
            if fields.get("name"):
                role = fields.get("role") or "author"
                people.append(
                    Person(fields["name"][:200], fields.get("bio", ""), role, fields.get("affiliation", ""))
                )
        else:
            name = re.sub(r"(?i)^by\s+", "", _plain(str(item))).strip()
            people += (
                exchange.people(name) if not isinstance(raw, list) else [Person(name[:200])] * bool(name)
            )
    return tuple(people)


def _date(raw: Any, findings: list[Finding]) -> date | datetime | None:
    if isinstance(raw, (date, datetime)):
        return raw
    when = dates.parse(str(raw))
    if when is None:
        findings.append(
            Finding(
                "date-unreadable",
                "The declared date cannot be read.",
                evidence=str(raw)[:100],
                suggestion="Set the date by hand, as 2026-05-31.",
                confidence=1.0,
            )
        )
    return when


def _ignored(keys: list[str]) -> Finding:
    return Finding(
        "front-matter-ignored",
        "The front matter holds keys that mean nothing here; they were not used.",
        evidence=", ".join(keys)[:500],
        confidence=1.0,
    )
