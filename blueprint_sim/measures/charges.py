"""What the time of workers and machines costs: by the minute of use, and as a part of their pay."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.program import (
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    Floats,
    Ints,
    Program,
)


class Charges(NamedTuple):
    """Costs of time, in currency."""

    use: Floats
    """By the minute."""
    staff: Floats
    """At the hourly rate, shared by those served at once."""


def charges(taken: Ints, team: Ints, program: Program) -> Charges:
    """Charge the ticks for which somebody of a team was taken up; nobody (-1) costs nothing."""
    rates, at_once = program.rates, program.teams.at_once
    return Charges(
        use=taken / TICKS_PER_MINUTE * by_team(rates.per_minute, team),
        staff=taken / TICKS_PER_HOUR * by_team(rates.per_hour / at_once, team),
    )


def by_team(values: NDArray[Any], team: Ints) -> Any:
    """Look a team's value up; nobody (-1) has none."""
    return np.append(values, np.zeros(1, values.dtype))[team]
