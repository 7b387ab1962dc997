"""The lines: how many contacts are on each channel at once."""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Program


class Lines:
    """The lines of all channels of a variant; on no channel (NONE) there is always one."""

    def __init__(self, program: Program) -> None:
        self._lines = [*program.channels.lines, NONE]
        self._taken = [0] * len(self._lines)

    def take(self, channel: int) -> bool:
        """Take a line, if one is free; tell whether it was."""
        if not rules.line_is_free(self._taken[channel], self._lines[channel]):
            return False
        self._taken[channel] += 1
        return True

    def free(self, channel: int) -> None:
        """Give a line back."""
        self._taken[channel] -= 1
