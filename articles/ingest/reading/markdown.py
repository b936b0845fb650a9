"""Markdown (CommonMark), with or without front matter."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .. import footnotes
from ..document import Document, Edit, Passage
from ..story import Options, SourceFile
from . import characters, front_matter, layout
from .decoding import decode

name = "markdown"
media_type = "text/markdown"
_BLOCK = re.compile(r"(?:(?:^|(?<=\r))[^\S\r\n]*\S[^\r\n]*(?:\r?\n|\r|\Z))+", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINED = re.compile(r"([^\r\n]+)\r?\n[ \t]*(=+|-+)[ \t]*$")
_ITEM = re.compile(r"^[ \t]{0,3}(?:([-*+])|(\d{1,9})[.)])[ \t]+", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_COMPLEX = re.compile(r"^[ \t]*(?:```|~~~|\|)|^ {4}|^[ \t]+(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_INDENTED = re.compile(r"(?:(?: {4}|\t)[^\S\r\n]{0,3}[^\s`~|\-*+>#][^\r\n]*(?:\r?\n|\r|\Z))+")


def accepts(source: SourceFile) -> bool:
    return source.name.lower().endswith((".md", ".markdown", ".mdown"))


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """One document: headings, lists and quotes by their marks, the inline marks kept in the text."""
    text, encoding = decode(source, options.encoding)
    head = front_matter.read(text)
    odd = characters.edits(text, source.name)
    passages = list(_read(text, head.end, odd))
    layout.refuse_too_many(source.name, len(passages))
    document = Document(
        source.name, text, (*head.passages(text), *passages), encoding=encoding, media_type=media_type
    )
    return (replace(document, facts=head.facts, findings=head.findings),)


def _read(text: str, offset: int, odd: list[Edit]) -> Iterator[Passage]:
    """The passages; a note is told from a paragraph by the mark that leads to it."""
    blocks = list(_blocks(text, offset))
    prose = [text[start:end] for start, end in blocks if not _FENCE.search(text, start, end)]
    waiting = {label for block in prose for label in footnotes.mentioned(block)}
    in_note = False
    for start, end in blocks:
        is_code = bool(_FENCE.search(text, start, end))
        notes = [] if is_code else [note.start() for note in footnotes.NOTE.finditer(text, start, end)]
        for begin, stop in pairwise([*dict.fromkeys([start, *notes]), end]):
            label = "" if is_code else footnotes.opening(text, begin)
            goes_on = in_note and not label and bool(_INDENTED.fullmatch(text, begin, stop))
            in_note = label in waiting or goes_on
            waiting.discard(label)  # of two notes of one label the first is the one
            if in_note:
                yield _passage(text, begin, stop, odd, "note")
            else:
                yield from _passages(text, begin, stop, odd)


def _blocks(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The stretches between empty lines; a fenced code block is one, with its empty lines."""
    fence_open = -1
    for match in _BLOCK.finditer(text, offset):
        fences = len(_FENCE.findall(match.group()))
        if fence_open >= 0:
            if fences % 2:
                yield fence_open, match.end()
                fence_open = -1
        elif fences % 2 and _FENCE.search(text, match.end()):
            fence_open = match.start()
        else:
            yield match.start(), match.end()


def _passages(text: str, start: int, end: int, odd: list[Edit]) -> Iterator[Passage]:
    block = text[start:end].rstrip()
    end = start + len(block)
    if _COMPLEX.search(block):  # code, tables, lists in lists: rendered whole
        yield _passage(text, start, end, odd, "raw")
        return
    lines = list(re.finditer(r"[^\r\n]+", block))
    group: list[tuple[int, int]] = []
    for line in lines:
        single = _single(line.group(), len(lines))
        if (
            single
            or _ITEM.match(line.group())
            or (_QUOTE.match(line.group()) and not _quoted(text, start, group))
        ):
            yield from _flush(text, start, group, odd)
            group = []
        if single:
            yield _passage(text, start + line.start(), start + line.end(), odd, single)
        else:
            group.append((line.start(), line.end()))
    yield from _flush(text, start, group, odd)


def _quoted(text: str, start: int, group: list[tuple[int, int]]) -> bool:
    return bool(group) and bool(_QUOTE.match(text[start + group[0][0] : start + group[0][1]]))


def _single(line: str, lines: int) -> str:
    """What a line is that cannot be part of a paragraph."""
    heading = _HEADING.match(line)
    if heading:
        return "h2" if len(heading[1]) <= 2 else "h3"
    return "hr" if _RULE.match(line) and lines == 1 else ""


def _flush(text: str, start: int, group: list[tuple[int, int]], odd: list[Edit]) -> Iterator[Passage]:
    if not group:
        return
    begin, stop = start + group[0][0], start + group[-1][1]
    block = text[begin:stop]
    if _UNDERLINED.fullmatch(block):
        kind = "h2"
    elif _QUOTE.match(block):
        kind = "quote"
    else:
        item = _ITEM.match(block)
        kind = "p" if not item else "li" if item[1] else "oli"
    yield _passage(text, begin, stop, odd, kind)


_MARKS = {"h2": _HEADING, "h3": _HEADING, "li": _ITEM, "oli": _ITEM, "quote": _QUOTE}


def _passage(text: str, start: int, end: int, odd: list[Edit], kind: str) -> Passage:
    marks = list(_marks(text, start, end, kind))
    inside = odd[bisect_left(odd, start, key=_start) : bisect_left(odd, end, key=_start)]
    edits = [e for e in inside if e.end <= end and not _touches(e, marks)] + marks
    edits.sort(key=lambda edit: edit.start)
    parts, at = [], start
    for edit in edits:
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    passage = Passage("".join(parts) + text[at:end], start, end, tuple(edits))
    return (passage if kind == "raw" else passage.trimmed()).as_kind(
        kind, "reading", "" if kind == "p" else "markdown"
    )


def _start(edit: Edit) -> int:
    return edit.start


def _touches(edit: Edit, marks: list[Edit]) -> bool:
    """Whether it reaches into one of the marks, which stand in order."""
    at = bisect_left(marks, edit.end, key=_start)
    return at > 0 and marks[at - 1].end > edit.start


def _marks(text: str, start: int, end: int, kind: str) -> Iterator[Edit]:
    """The edits that take block marks away: they say what a block is and are no words of it."""
    block = text[start:end]
    heading = _HEADING.match(block) if kind in ("h2", "h3") else None
    underlined = _UNDERLINED.fullmatch(block) if kind == "h2" and not heading else None
    if heading:
        yield Edit(start, start + heading.start(2), "", "markdown")
        if heading.end(2) < len(block):
            yield Edit(start + heading.end(2), end, "", "markdown")
    elif underlined:
        yield Edit(start + underlined.end(1), end, "", "markdown")
    elif kind in ("li", "oli"):
        item = _ITEM.match(block)
        if item:
            yield Edit(start, start + item.end(), "", "markdown")
    elif kind == "quote":
        for mark in _QUOTE.finditer(block):
            yield Edit(start + mark.start(), start + mark.end(), "", "markdown")
