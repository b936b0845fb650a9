"""The jobs: run by commands, uploads and workers alike, each safe to run twice."""

from .importing import Import, Wishes
from .uploads import unfolded

__all__ = ["Import", "Wishes", "unfolded"]
