"""How pieces stood: taken down as snapshots, compared word by word, put back."""

from .attributing import IMPORTER, Stretch, attributed
from .comparing import Difference, Piece, compare
from .snapshots import CONTENT, Snapshot, put_back, record, record_many, snapshots

__all__ = [
    "CONTENT",
    "IMPORTER",
    "Difference",
    "Piece",
    "Snapshot",
    "Stretch",
    "attributed",
    "compare",
    "put_back",
    "record",
    "record_many",
    "snapshots",
]
