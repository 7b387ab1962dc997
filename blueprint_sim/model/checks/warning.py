"""A problem that is no error: legal, but suspect."""

from __future__ import annotations

from blueprint_sim.errors import Path, Problem


def warning(path: Path, said: str, remedy: str) -> Problem:
    """Give a warning: what is suspect, and what would do."""
    return Problem(path, said, remedy, warning=True)
