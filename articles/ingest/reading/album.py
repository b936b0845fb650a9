"""The pictures that lie beside pieces, in an archive or a folder: those a piece shows come with it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice

from ...errors import ReadingError
from ..story import Picture
from . import pictures, references

MAX_PICTURES = 30  # of one piece
MAX_BYTES = 100_000_000  # of the pictures of one piece
MAX_ADDRESSES = 1_000  # of one piece, that are looked for
KEPT = 30_000_000  # bytes of pictures that are kept at hand for the next piece


@dataclass(slots=True)
class Album:
    """Pictures by their paths from the top of the archive or folder.

    `holds` says whether one lies at a path, `take` gives its printable name and its bytes, or raises ReadingError.
    `shown` are those that came with a piece, `refused` those that a piece shows and that cannot come, with why.
    """

    holds: Callable[[str], bool]
    take: Callable[[str], tuple[str, bytes]]
    shown: set[str] = field(default_factory=set)
    refused: dict[str, ReadingError] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def of(self, path: str, data: bytes) -> tuple[Picture, ...]:
        """The pictures that the piece at this path shows, each once, in its order."""
        said = islice(references.addresses(data), MAX_ADDRESSES)
        near = {at for at in {references.resolved(address, path) for address in said} if self.holds(at)}
        if not near:
            return ()  # as nearly always: the piece need not be looked at more closely
        found: dict[str, Picture] = {}
        left = MAX_BYTES
        for picture in references.pictures(data):
            at = references.resolved(picture.name, path)
            if at in near and at not in found and len(found) < MAX_PICTURES:
                taken = self._taken(at)
                if taken and len(taken) <= left:
                    left -= len(taken)
                    self.shown.add(at)
                    found[at] = replace(picture, data=taken)
        return tuple(found.values())

    def _taken(self, at: str) -> bytes:
        """Its bytes; none if it is refused."""
        if at not in self.kept and at not in self.refused:
            try:
                name, data = self.take(at)
                pictures.looked_at(name, data)
            except ReadingError as error:
                self.refused[at] = error
                return b""
            if sum(map(len, self.kept.values())) + len(data) > KEPT:
                self.kept.clear()
            self.kept[at] = data
        return self.kept.get(at, b"")
