"""What tables and JSON lines share: a row is a piece, its columns are facts and the body.

A row's text is its other columns, one `name: value` a line, and then the body; so nothing of it is out of sight.
"""

import re
import shlex
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ...errors import ReadingError
from ..document import Document, Passage
from ..story import Facts, Finding, Options
from . import characters, front_matter, html_blocks, layout
from .column_names import COLUMN_NAMES
from .decoding import MAX_CHARACTERS

# Spellings of the body, the most telling first; those of the facts are front matter's.
BODY = (
    "body", "body_html", "content_html", "html", "content", "body_text", "content_text", "text", "article",
    "article_text", "articlebody", "full_text", "fulltext", "story", *COLUMN_NAMES["body"],
)  # fmt: skip
NAMES = {fact: (*names, *COLUMN_NAMES.get(fact, ())) for fact, names in front_matter.NAMES.items()}
FACTS = {name: fact for fact, names in NAMES.items() for name in names}
MAPPED = (*front_matter.NAMES, "body")  # what a column can be said to be
MAX_CELL = 2_000  # characters of a column that is no body; more is text that nobody asked for
IGNORED = "columns-ignored"  # the finding whose evidence are the columns that were not used
_TAGS = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|table|section|article)\b[^<>]*>|</[a-z]\w*>", re.I
)
_SEVERAL = {"topics": "|;", "authors": "|"}  # what sets several apart in one cell, besides a comma

Row = Mapping[str, Any]


def key(column: str) -> str:
    """A column's name as it is compared: `Pub Date` is `pub_date`."""
    return re.sub(r"[\s.-]+", "_", unicodedata.normalize("NFC", column).strip().lower())


def chosen(columns: Iterable[str], options: Options, name: str) -> dict[str, str]:
    """The column of each fact, and of `body`: as the options map them, the others by their names.

    Raises ReadingError, naming the columns there are, where one is mapped that is not there, or none can be the
    text or the headline of a piece.
    """
    there = list(dict.fromkeys(column for column in columns if column.strip()))
    found: dict[str, str] = {}
    for fact, wanted in options.columns:
        match = next((c for c in there if c == wanted), None) or next(
            (c for c in there if key(c) == key(wanted)), None
        )
        if match is None:
            raise ReadingError(name, f"has no column {wanted!r}.", f"It has: {', '.join(there)[:500]}.")
        found[fact] = match
    free = {key(column): column for column in reversed(there) if column not in found.values()}
    for fact, names in (*NAMES.items(), ("body", BODY)):
        spelled = next((free[n] for n in names if n in free), None)
        if fact not in found and spelled:
            found[fact] = spelled
    if "body" not in found and "headline" not in found:
        raise ReadingError(
            name,
            f"has no column that is a text or a headline; it has: {', '.join(there)[:500] or 'none'}.",
            "Say which is which: --map headline=Title,body=Text.",
        )
    return found


def called(table: str, number: int) -> str:
    """The name of a row; one that comes from an errors file has its name already."""
    return table if "#" in table else f"{table}#{number}"


def is_telling(columns: Iterable[str]) -> bool:
    """Whether columns of these names can only be those of pieces: a text, and at least one fact of it."""
    keys = {key(column) for column in columns}
    return bool(keys & set(BODY)) and bool(keys & set(FACTS))


def document(name: str, row: Row, column: Mapping[str, str], raw: bytes, media_type: str) -> Document:
    """One row as a document; a row that is no piece is one with an `error`, so that the others go on."""
    try:
        return _document(name, row, column, raw, media_type)
    except ReadingError as error:
        return refused(name, error, raw, media_type)


def refused(name: str, error: ReadingError, raw: bytes, media_type: str) -> Document:
    return Document(name, "", (), media_type=media_type, raw=raw, error=error)


def _document(name: str, row: Row, column: Mapping[str, str], raw: bytes, media_type: str) -> Document:
    body = as_text(row.get(column["body"])) if "body" in column else ""
    if len(body) > MAX_CHARACTERS:
        raise ReadingError(
            name,
            f"has {len(body):,} characters, more than the {MAX_CHARACTERS:,} of the longest piece.",
            "Split it into single pieces.",
        )
    facts, findings = _facts(row, column)
    if not body.strip() and not (facts.headline or facts.standfirst):
        raise _empty(name, findings)
    head = _head(row, column)
    document = Document(name, head, (), facts, findings, media_type=media_type, raw=raw)
    if head:
        declared = Passage(head, 0, len(head)).trimmed().as_kind("field:declared", "reading", "columns")
        document = replace(document, text=f"{head}\n\n", passages=(declared,))
    return _partial(_with_body(document, body, facts.canonical_url))


def _empty(name: str, findings: Iterable[Finding]) -> ReadingError:
    unused = next((finding.evidence for finding in findings if finding.code == IGNORED), "")
    remedy = f"Columns not used: {unused}; say what they are with {mapping(unused)}. " if unused else ""
    return ReadingError(name, "has neither text nor headline.", f"{remedy}Leave the row out, or fill it in.")


def mapping(unused: str) -> str:
    """How the first of the unused columns would be said to be something."""
    column = unused.split(", ")[0]
    is_one_word = re.fullmatch(r"[\w.-]+", column)
    return f"--map headline={column if is_one_word else shlex.quote(column)}"


def _with_body(document: Document, body: str, base: str) -> Document:
    if not body.strip():
        return replace(document, text=document.text.rstrip("\n"))
    offset = len(document.text)
    if _TAGS.search(body):
        found = html_blocks.blocks(body, base, offset, document.name)
        return replace(
            document,
            text=document.text + found.text,
            passages=(*document.passages, *found.passages),
            marks=found.marks,
            blocks=found.blocks,
        )
    text = document.text + body
    passages = layout.passages(document.name, text, characters.edits(text, document.name), offset)
    return replace(document, text=text, passages=(*document.passages, *passages))


def _partial(document: Document) -> Document:
    """A summary is no body: such a piece is not to be published as it is."""
    if any(p.in_body for p in document.passages) or not document.facts.standfirst:
        return document
    message = "There is only a summary of the piece, not its text."
    return document.noting(
        Finding("partial", message, evidence=document.facts.standfirst[:300], confidence=1.0)
    )


def _facts(row: Row, column: Mapping[str, str]) -> tuple[Facts, tuple[Finding, ...]]:
    spelling = {fact: names[0] for fact, names in front_matter.NAMES.items()}
    said = {spelling[fact]: _several(fact, row.get(name)) for fact, name in column.items() if fact != "body"}
    holding = {name: value for name, value in row.items() if key(name) in ("draft", "status")}
    facts, findings = front_matter.facts_from(said | {key(name): value for name, value in holding.items()})
    findings = [finding for finding in findings if finding.code != "front-matter-ignored"]
    used = {*column.values(), *holding}
    ignored = [name for name, value in row.items() if name not in used and value not in (None, "", [], {})]
    if ignored:
        message = "Some columns mean nothing here; they were not used."
        findings.append(Finding(IGNORED, message, evidence=", ".join(ignored)[:500], confidence=1.0))
    return facts, tuple(findings)


def _several(fact: str, value: Any) -> Any:
    """A cell with several names in it, as such lists are read everywhere: by commas."""
    if isinstance(value, str):
        for sign in _SEVERAL.get(fact, ""):
            value = value.replace(sign, ";" if fact == "authors" else ",")
    return value


def _head(row: Row, column: Mapping[str, str]) -> str:
    """All columns but the body, a line each."""
    shown = []
    for name, value in row.items():
        text = " ".join(as_text(value).split())
        if text and name != column.get("body"):
            shown.append(f"{' '.join(name.split())}: {text[:MAX_CELL]}")
    return "\n".join(shown).strip()


def as_text(value: Any) -> str:
    """A value as words: lists as paragraphs, nothing of what has no words of its own."""
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int() | float() | date() | datetime():
            return str(value)
        case list():
            return "\n\n".join(filter(None, map(as_text, value)))
        case dict():
            return ", ".join(f"{name} {as_text(inner)}" for name, inner in value.items())
    return ""
