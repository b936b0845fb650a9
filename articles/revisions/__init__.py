"""How pieces stood: taken down as snapshots, compared word by word, put back."""

from .attributing import IMPORTER, Stretch, attributed
from .comparing import Difference, Piece, compare
from .snapshots import CONTENT, Snapshot, put_back, put_back_many, record, record_many, snapshots
from .three_ways import brought_together

__all__ = [
    "CONTENT",
    "IMPORTER",
    "Difference",
    "Piece",
    "Snapshot",
    "Stretch",
    "attributed",
    "brought_together",
    "compare",
    "put_back",
    "put_back_many",
    "record",
    "record_many",
    "snapshots",
]
