"""Which pieces belong together: copies of one another, and reports of one event.

`relate` looks pieces up as they arrive; `settle_*` and `move` are what people decide, and that holds against
whatever is found later.
"""

from .afresh import regroup
from .arrivals import Arrival, relate
from .deciding import move
from .edited import look_up_when_saved
from .settling import keep_both, link_copy, merge_copy, reopen
from .unmerging import undo_merge
from .unsettled import unsettled

__all__ = [
    "Arrival",
    "keep_both",
    "link_copy",
    "look_up_when_saved",
    "merge_copy",
    "move",
    "regroup",
    "relate",
    "reopen",
    "undo_merge",
    "unsettled",
]
