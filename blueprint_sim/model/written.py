"""A scenario as its author wrote it, and where everything stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import NamedTuple

from blueprint_sim.errors import Path
from blueprint_sim.model.base import Tree


class Place(NamedTuple):
    """Where something is written."""

    file: str
    line: int
    """From 1; 0 for what was set from outside any file."""
    column: int
    """From 1; for what was set, its number."""

    def __str__(self) -> str:
        """Render as ``file:line:column``; what stands on no line is only named."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Written(NamedTuple):
    """A scenario as its author wrote it, blueprints of their own file put in place."""

    tree: Tree
    folder: FilePath
    places: Mapping[Path, Place]
    """Where each value stands, by its path in `tree`."""
    origins: Mapping[Path, Path]
    """For what a variant inherits: where in `tree` it is written."""
