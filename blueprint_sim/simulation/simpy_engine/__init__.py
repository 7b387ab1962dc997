"""The engine on SimPy: every customer is a process that reads like their journey."""

from __future__ import annotations

from blueprint_sim.simulation.engine import BOUNDS, Bounds, Tape
from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import Customers, Program
from blueprint_sim.simulation.simpy_engine.clock import Alarm, Journey, Rank, priority
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.journey import Issue

__all__ = ["simulate"]


def simulate(program: Program, customers: Customers, tape: Tape, bounds: Bounds = BOUNDS) -> Log:
    """Send the customers through a program; give the log.

    Raises
    ------
    Runaway
        The run would never end; the message names the step at hand.
    """
    house = House(program, tape, bounds)
    clock, last = house.clock, house.closes[-1]
    _Arrivals(house, customers).begin()
    if program.calendar.stop:
        clock.call(last, priority(Rank.CLOSING), lambda _: house.teams.close())
    clock.go_on()
    ended = max(last, house.diary.latest())
    for issue in list(house.present.values()):
        issue.cut_off(last if program.calendar.stop else ended)
    return house.diary.log(ended)


class _Arrivals:
    """Lets every customer begin their issue when it is time."""

    def __init__(self, house: House, customers: Customers) -> None:
        self._house = house
        self._customers = customers
        self._alarm = Alarm(house.clock, self._come())

    def begin(self) -> None:
        """Put the first arrival into the calendar."""
        self._alarm.ring()

    def _come(self) -> Journey:
        house, columns = self._house, self._customers[:3]
        people = zip(*(column.tolist() for column in columns), strict=True)
        for number, (arrival, reason, persona) in enumerate(people):
            self._alarm.set(arrival, priority(Rank.ARRIVAL, number))
            yield
            Issue(house, number, reason, persona).alarm.ring()
        yield
