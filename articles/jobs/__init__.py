"""The jobs: run by commands, uploads and workers alike, each safe to run twice."""

from .importing import Import, Wishes
from .undoing import Undone, undo
from .uploads import unfolded

__all__ = ["Import", "Undone", "Wishes", "undo", "unfolded"]
