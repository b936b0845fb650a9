"""The jobs: run by commands, uploads and workers alike, each safe to run twice."""

from . import renditions
from .importing import Import, Wishes
from .undoing import Undone, undo
from .uploads import unfolded

__all__ = ["Import", "Undone", "Wishes", "renditions", "undo", "unfolded"]
