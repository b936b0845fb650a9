"""How pieces stood: taken down as snapshots, compared word by word, put back."""

from .comparing import Difference, Piece, compare
from .snapshots import CONTENT, Snapshot, put_back, record, record_many, snapshots

__all__ = [
    "CONTENT",
    "Difference",
    "Piece",
    "Snapshot",
    "compare",
    "put_back",
    "record",
    "record_many",
    "snapshots",
]
