"""The one place where a piece changes its state or its published words.

Each function checks the person's permission, changes only what is still as that person saw it, and writes a
revision and a line in the admin's log, all in one transaction. `user=None` is the system itself: the importer
or a scheduler. What cannot be done raises WorkflowError, which says of which piece, why, and what to do.
"""

from .copies import start_working_copy
from .corrections import correct, withdraw_note
from .edits import change_slug, hold_version, record_edit, restore
from .publishing import publish, publish_many, readable_from
from .states import approve, call_back, problems, send_back, submit, withdraw
from .telling import words_changed

__all__ = [
    "approve",
    "call_back",
    "change_slug",
    "correct",
    "hold_version",
    "problems",
    "publish",
    "publish_many",
    "readable_from",
    "record_edit",
    "restore",
    "send_back",
    "start_working_copy",
    "submit",
    "withdraw",
    "withdraw_note",
    "words_changed",
]
