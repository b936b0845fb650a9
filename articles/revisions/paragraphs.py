"""Two texts that come of one, brought together paragraph by paragraph, as version control does with lines."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from articles.placing import TAG, VOID

# From and to which block of the base, and what stands there instead.
Change = tuple[int, int, tuple[str, ...]]
MOST = 1_000  # blocks: to compare more may take the square of them


def merged(base: str, ours: str, theirs: str) -> str | None:
    """Return the sanitised body with the changes of both; None where both have changed one place differently, or
    the text is very long."""
    old, *new = map(blocks, (base, ours, theirs))
    if max(map(len, (old, *new))) > MOST:
        return None
    changes = sorted({change for side in new for change in _changes(old, side)})
    if any(then[0] < now[1] or then[0] == now[0] for now, then in pairwise(changes)):
        return None
    found: list[str] = []
    at = 0
    for start, end, instead in changes:
        found += [*old[at:start], *instead]
        at = end
    return "\n".join([*found, *old[at:]])


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    matched = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, begin, stop in matched.get_opcodes():
        if what != "equal":
            yield start, end, tuple(new[begin:stop])


def blocks(body: str) -> list[str]:
    """Cut a sanitised body into its outermost elements, each with bare words before it."""
    found: list[str] = []
    depth = start = 0
    for tag in TAG.finditer(body):
        if tag[2] not in VOID:
            depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(body[start : tag.end()].strip())
            start = tag.end()
    return [*found, rest] if (rest := body[start:].strip()) else found
