"""blueprint-sim: the same customers through each design of a service, compared."""

from __future__ import annotations

__version__ = "0.1.0"
