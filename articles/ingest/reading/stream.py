"""Documents of a file of many pieces, made one by one from its parts (see `xml_parts`), whatever the format."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import ReadingError
from ..document import Document, Streamed
from ..story import SourceFile
from . import exchange
from .exchange import Piece, State
from .xml_parts import Faults, Parts


@dataclass(slots=True)
class Stream:
    """The parts that may be pieces, by their numbers, and the elements that stand for them.

    Nobody asks for the elements inside a part that are called as in `but`.
    """

    source: SourceFile
    parts: Parts
    markers: Mapping[int, Any]
    but: tuple[str, ...] = ()

    def items(self) -> Iterator[tuple[int, Any]]:
        """Each part as an element, with its number; None in place of one that is built to do harm."""
        for number in self.markers:
            try:
                yield number, self.item(number)[0]
            except ReadingError:
                yield number, None

    def item(self, number: int, *but: str) -> tuple[Any, Faults]:
        return self.parts.read(number, self.markers[number], *(but or self.but))

    def documents(
        self, states: Mapping[int, State], piece: Callable[[Any, bytes], Piece], media_type: str
    ) -> Streamed:
        """A document for each part of which there is a state; of several states of a piece for the newest alone."""
        numbers = exchange.newest(states)
        torn = self._torn(list(states))

        def make(at: int) -> Document:
            number, name = numbers[at], f"{self.source.name}#{at + 1}"
            raw = self.parts.raw(number, *self.but)
            try:
                item, faults = self.item(number)
                found = piece(item, raw)
            except ReadingError as error:  # this piece alone
                error = ReadingError(name, error.reason, error.remedy)
                return Document(name, "", (), media_type=media_type, raw=raw, error=error)
            for fault in (*faults, *torn.get(number, ())):
                exchange.note_broken(found, fault)
            return exchange.document(name, found, media_type, self.parts.encoding)

        return Streamed(len(numbers), make, lambda at: self.parts.raw(numbers[at], *self.but))

    def _torn(self, numbers: list[int]) -> dict[int, Faults]:
        """What is wrong around the parts, with the piece that stands before it: words may be missing there."""
        lines = [self.markers[number].sourceline or 0 for number in numbers]
        found: dict[int, Faults] = {}
        for line, said in self.parts.faults:
            number = numbers[max(0, bisect_right(lines, line) - 1)]
            inside = sum(self.parts.lines(one) for one in range(number + 1))
            found[number] = (*found.get(number, ()), (line + inside, said))
        return found
