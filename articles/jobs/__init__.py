"""The jobs: run by commands, uploads and workers alike, each safe to run twice."""

from . import leftovers, renditions
from .importing import Import, Wishes
from .showing import showing
from .undoing import Undone, undo
from .uploads import Uploaded, unfolded

__all__ = ["Import", "Undone", "Uploaded", "Wishes", "leftovers", "renditions", "showing", "undo", "unfolded"]
