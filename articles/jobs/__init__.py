"""The jobs: run by commands, uploads and workers alike, each safe to run twice."""

from . import renditions
from .importing import Import, Wishes
from .undoing import Undone, undo
from .uploads import Uploaded, unfolded

__all__ = ["Import", "Undone", "Uploaded", "Wishes", "renditions", "undo", "unfolded"]
