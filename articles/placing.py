"""Where words that were taken out of a piece belong in its body as it stands now. No Django here.

The importer knows the place of everything in the source, the body knows nothing of the source any more. What ties
them is the words: each block of the body is looked up in what was read of the source, and what is to be put in goes
beside the block that stood next to it there.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .ingest.footnotes import MARK
from .plain_text import plain_text

TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)(?:"[^"]*"|'[^']*'|[^>"'])*>""")
EMPTY_LIST = re.compile(r"<(ul|ol)\b[^>]*>\s*</\1>\s*")
BLOCK = re.compile(r"\s*<(?:table|figure|blockquote|pre|ul|ol|dl|h[2-4])\b")
VOID = {"br", "hr", "img"}
LISTS = {"ul", "ol"}
ANCHOR = 24  # letters by whose likes the beginning or the end of a rewritten block is still known


@dataclass(frozen=True, slots=True)
class Unit:
    """A block of a body, from `start` to `end` of its HTML: a paragraph, a quote, a table, or one item of a list."""

    start: int
    end: int
    text: str
    list_tag: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The letters and digits of the source that were to be read in the body, and the place of each of them."""

    letters: str
    places: tuple[int, ...]

    def stretch(self, begin: int, stop: int) -> tuple[int, int]:
        """The place in the source of letters[begin:stop]."""
        return self.places[begin], self.places[stop - 1] + 1


@dataclass(frozen=True, slots=True)
class Place:
    """How many units of the body stand before it, and how sure that is.

    `exact`: its neighbour in the source stands there; `near`: the neighbour is gone, another one was taken; `end`:
    no block of the body was known.
    """

    index: int
    how: Literal["exact", "near", "end"]


def units(body: str) -> list[Unit]:
    """The blocks of a sanitised body in their order."""
    found: list[Unit] = []
    open_list, depth, at = "", 0, 0

    def add(start: int, end: int) -> None:
        text = " ".join(plain_text(body[start:end]).split())
        if text or "<" in body[start:end]:
            found.append(Unit(start, end, text, open_list))

    for tag in TAG.finditer(body):
        closes, name = bool(tag[1]), tag[2]
        base = 1 if open_list else 0
        if depth == base and not (closes and not depth):
            add(at, tag.start())  # bare words between the blocks
            at = tag.start()
        if name in VOID:
            if depth == base:
                add(at, tag.end())
                at = tag.end()
        elif not closes:
            depth += 1
            if depth == 1 and name in LISTS:
                open_list, at = name, tag.end()
        elif depth:
            depth -= 1
            if not depth and open_list:
                open_list, at = "", tag.end()
            elif depth == base:
                add(at, tag.end())
                at = tag.end()
    add(at, len(body))
    return found


def reading(source: str, gone: Iterable[tuple[int, int]], edits: Iterable[tuple[int, int, str]]) -> Reading:
    """What is to be read of the source: without the stretches that are `gone` and the marks of footnotes, with the
    `edits` made."""
    marks = [mark.span() for mark in MARK.finditer(source)]
    done = sorted([*((start, end, "") for start, end in (*gone, *marks)), *edits])
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, after in [*done, (len(source), len(source), "")]:
        for place in range(at, start):
            if source[place].isalnum():
                letters.append(source[place])
                places.append(place)
        if start >= at:  # an edit inside what is gone is gone, too
            put_in = [letter for letter in after if letter.isalnum()]
            letters += put_in
            places += [start] * len(put_in)
        at = max(at, end)
    return Reading("".join(letters), tuple(places))


def locate(blocks: Sequence[Unit], read: Reading) -> list[tuple[int, int] | None]:
    """Which letters of what was read each block is made of; None for one that is not from there."""
    found: list[tuple[int, int] | None] = []
    at = 0
    for block in blocks:
        key = letters_of(block.text)
        here = _find(key, read, at) or (_find(key, read, 0) if at else None) or _ends(key, read)
        at = here[1] if here else at
        found.append(here)
    return found


def letters_of(text: str) -> str:
    """The letters and digits of a text by which its place is found; marks of footnotes are numbers in a body."""
    return "".join(letter for letter in MARK.sub("", text) if letter.isalnum())


def _find(key: str, read: Reading, at: int) -> tuple[int, int] | None:
    """Where the key stands as whole words."""
    while key and (at := read.letters.find(key, at)) >= 0:
        stop = at + len(key)
        if _is_edge(read, at) and _is_edge(read, stop):
            return at, stop
        at += 1
    return None


def _is_edge(read: Reading, at: int) -> bool:
    return at in (0, len(read.places)) or read.places[at] - read.places[at - 1] != 1


def _ends(key: str, read: Reading) -> tuple[int, int] | None:
    """The bounds of a block that somebody has rewritten, by its beginning and its end, if one still stands."""
    if len(key) < ANCHOR:
        return None
    head, tail = read.letters.find(key[:ANCHOR]), read.letters.rfind(key[-ANCHOR:])
    if head < 0 and tail < 0:
        return None
    if head < 0 or (tail >= 0 and tail < head):
        return tail, tail + ANCHOR
    return head, (tail if tail >= 0 else head) + ANCHOR


def place(start: int, located: Sequence[tuple[int, int] | None], read: Reading) -> Place:
    """Where that which stands at `start` of the source, and is not read there now, belongs in the body."""
    at = bisect_left(read.places, start)
    if start < 0 or not any(located):
        return Place(len(located), "end")
    known = [(index, bounds) for index, bounds in enumerate(located) if bounds]
    before = max(((stop, index) for index, (_b, stop) in known if stop <= at), default=None)
    after = min(((begin, index) for index, (begin, _s) in known if begin >= at), default=None)
    around = next((index for index, (begin, stop) in known if begin < at < stop), None)
    if around is not None:
        return Place(around + 1, "near")
    if before and (before[0] == at or after is None or (after[0] > at and at - before[0] <= after[0] - at)):
        return Place(before[1] + 1, "exact" if before[0] == at else "near")
    assert after  # something is known, and it is neither before nor around
    return Place(after[1], "exact" if after[0] == at else "near")


def insert(body: str, index: int, inner: str) -> str:
    """The body with `inner` as a paragraph (if it is no block itself) after so many units, or as an item between
    two of one list."""
    blocks = units(body)
    whole = inner if BLOCK.match(inner) else f"<p>{inner}</p>"
    if index <= 0 or not blocks:
        return f"{whole}\n{body}" if body.strip() else whole
    last = blocks[min(index, len(blocks)) - 1]
    at = last.end
    if last.list_tag:
        following = blocks[index] if index < len(blocks) else None
        if following and following.list_tag and "<" not in body[at : following.start]:
            return f"{body[:at]}<li>{inner}</li>{body[at:]}"
        closing = f"</{last.list_tag}>"
        at = body.find(closing, at) + len(closing) if closing in body[at:] else len(body)
    return f"{body[:at]}\n{whole}{body[at:]}"


def without(body: str, indices: Iterable[int]) -> str:
    """The body without these units, and without a list that has no item any more."""
    blocks = units(body)
    for index in sorted(set(indices), reverse=True):
        block = blocks[index]
        body = body[: block.start] + body[block.end :].removeprefix("\n")
    return EMPTY_LIST.sub("", body).strip()


def inner_html(body: str, unit: Unit) -> str:
    """What stands inside the unit's own tag; all of it where putting a paragraph around would not do."""
    outer = body[unit.start : unit.end]
    match = re.fullmatch(r"<(p|li|h[2-4])\b[^>]*>(.*)</\1>", outer, re.DOTALL)
    return match[2] if match else html.escape(unit.text, quote=False)


def mended(body: str, unit: Unit, old: str, new: str) -> str | None:
    """The body with the first `old` in the unit's words read as `new`; None if it does not stand there."""
    word = re.compile(rf"(?<!\w){re.escape(html.escape(old, quote=False))}(?!\w)(?![^<]*>)")
    match = word.search(body, unit.start, unit.end)
    return body[: match.start()] + html.escape(new, quote=False) + body[match.end() :] if match else None
