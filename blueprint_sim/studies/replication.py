"""One replication of all variants: the unit of work. The same customers, the same luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from blueprint_sim.measures import (
    Fates,
    Picture,
    Readings,
    Record,
    Yardstick,
    faces,
    fates,
    picture,
    read,
)
from blueprint_sim.model.demand import Demand
from blueprint_sim.simulation.customers import population
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.program import Program
from blueprint_sim.simulation.tape import Blocks, Luck, SeededTape


class Found(NamedTuple):
    """What one replication of one variant gave; small enough to travel between processes."""

    readings: Readings
    picture: Picture
    fates: Fates | None
    """None: the baseline, beside which the others stand."""


@dataclass(frozen=True)
class Study:
    """All that a replication needs, whichever its number; travels between processes."""

    programs: tuple[Program, ...]
    """The variants, with the baseline among them; all of one calendar."""
    demand: Demand
    """With a share for each reason."""
    personas: tuple[float, ...]
    """Shares, in the order of the sorted names."""
    baseline: int
    """Which of them it is."""
    yardstick: Yardstick
    seed: int
    engine: Engine

    def records(self, replication: int) -> Iterator[Record]:
        """Send the customers of one replication through each variant; logs come with it."""
        calendar = self.programs[0].calendar
        people = population(self.demand, self.personas, calendar, self.seed, replication)
        blocks = Blocks(Luck(self.seed, replication), people)
        for program in self.programs:
            log = self.engine(program, people, SeededTape(program, blocks))
            yield Record(log, program, self.yardstick)

    def found(self, replication: int) -> tuple[Found, ...]:
        """Take the measures and the picture of one replication of each variant."""
        taken = [
            (read(record), picture(record), faces(record)) for record in self.records(replication)
        ]
        base, names = taken[self.baseline][-1], self.programs[0].names
        return tuple(
            Found(reading, drawn, None if met is base else fates(base, met, names))
            for reading, drawn, met in taken
        )
