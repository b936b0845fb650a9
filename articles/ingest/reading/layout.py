"""Step 3: lines to passages. A file is hard-wrapped, or every line is a paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...errors import ReadingError
from ..document import Edit, Passage
from ..features import is_cjk

MAX_PASSAGES = 5_000  # as many paragraphs as a long novel has
NARROW, WIDE = 40, 100  # a hard-wrapped file is as wide as a typewriter, a mail or a terminal
WRAPPED_PAIRS, WRAPPED_SHARE = 4, 0.6
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\w+")
_WORD_END = re.compile(r"([^\W\d_]+)-$")
_MARKED = re.compile(r"[-*•·‣]\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str
    after_gap: bool  # an empty line, or nothing, stands before it
    indent: int


def passages(name: str, text: str, edits: list[Edit], offset: int = 0) -> list[Passage]:
    """The passages of text[offset:], each with those of `edits` that fall into it."""
    lines = list(_lines(text, offset))
    refuse_too_many(name, len(lines))
    width = _wrapped_at(lines)
    groups = _joined(lines, width) if width else [[line] for line in lines]
    starts = [edit.start for edit in edits]
    known = _Words(text)
    return [_passage(text, group, edits, starts, known) for group in groups]


def refuse_too_many(name: str, lines: int) -> None:
    """Raises ReadingError for what is too long to be one piece."""
    if lines > MAX_PASSAGES:
        raise ReadingError(
            name,
            f"has {lines:,} lines, more than the {MAX_PASSAGES:,} of the longest piece.",
            "Split it into single pieces.",
        )


def _lines(text: str, offset: int) -> Iterator[Line]:
    previous = -1
    for match in _LINE.finditer(text, offset):
        content = match.group()
        stripped = content.strip()
        if not stripped:
            continue
        indent = len(content) - len(content.lstrip())
        start = match.start() + indent
        gap = text[previous:start].replace("\r\n", "\n").replace("\r", "\n") if previous >= 0 else "\n\n"
        yield Line(start, start + len(stripped), stripped, gap.count("\n") > 1, indent)
        previous = match.end()


def _wrapped_at(lines: list[Line]) -> int:
    """The width at which the file is hard-wrapped, or 0: lines end where the next word would not fit."""
    width = max((len(line.text) for line in lines), default=0)
    if not NARROW <= width <= WIDE:
        return 0
    blocks = [[_is_full(a, b, width) for a, b in pairwise(block)] for block in _blocks(lines)]
    full = sum(map(sum, blocks))
    pairs = sum(len(block) for block in blocks if any(block))  # menus and names over comments say nothing
    return width if full >= WRAPPED_PAIRS and full >= WRAPPED_SHARE * pairs else 0


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """The lines between empty ones."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.after_gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _is_full(line: Line, following: Line, width: int) -> bool:
    if is_cjk(line.text):
        return len(line.text) >= width - 2
    # Wrapping leaves some slack, as when the width was counted in bytes or with an indent.
    return (
        len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - 3
        and len(line.text) > width // 2
    )


def _joined(lines: list[Line], width: int) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last and not line.after_gap and not _is_indented(line, groups[-1]) and _is_full(last, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_indented(line: Line, group: list[Line]) -> bool:
    """Whether an indent starts a paragraph; under the mark of a list item it goes on with the item."""
    return line.indent > group[-1].indent + 1 and not _MARKED.match(group[0].text)


def _passage(text: str, group: list[Line], edits: list[Edit], starts: list[int], known: "_Words") -> Passage:
    start, end = group[0].start, group[-1].end
    joints = list(_joints(group, known))
    inside = [e for e in edits[bisect_left(starts, start) : bisect_left(starts, end)] if e.end <= end]
    inside = [e for e in inside if not any(j.start < e.end and e.start < j.end for j in joints)] + joints
    inside.sort(key=lambda edit: edit.start)
    return Passage(_read(text, start, end, inside), start, end, tuple(inside)).trimmed()


class _Words:
    """The words of a text, gone through once, and only if a line ends within one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: set[str] = set()

    def __contains__(self, word: str) -> bool:
        self.found = self.found or set(_RUN.findall(self.text))
        return word in self.found


def _joints(group: list[Line], known: "_Words") -> Iterator[Edit]:
    """The edits that join wrapped lines: a space, or nothing where a word or a CJK sentence goes on.

    A hyphen at the end of a line goes where the rest of the text has the word without it, and stays elsewhere.
    """
    for line, following in pairwise(group):
        end = _WORD_END.search(line.text)
        broken = end and following.text[:1].isalpha()
        joint = "" if broken or (is_cjk(line.text[-1]) and is_cjk(following.text[0])) else " "
        whole = f"{end[1]}{_WORD.match(following.text)[0]}" if end and broken else ""  # type: ignore[index]
        mended = bool(whole) and whole in known
        reason = "The word was divided here." if mended else "The paragraph was wrapped here."
        yield Edit(line.end - mended, following.start, joint, "wrapped line", 1.0, reason)


def _read(text: str, start: int, end: int, edits: list[Edit]) -> str:
    if not edits:
        return text[start:end]
    parts, at = [], start
    for edit in edits:
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join(parts) + text[at:end]
