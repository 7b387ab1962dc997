"""The engine on SimPy: every customer is a process that reads like their journey."""

from __future__ import annotations

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation.engine import Bounds, Tape
from blueprint_sim.simulation.log import Log, Writer
from blueprint_sim.simulation.program import Customers, Program
from blueprint_sim.simulation.simpy_engine.clock import Clock, Journey, Rank, priority
from blueprint_sim.simulation.simpy_engine.journey import House, Issue
from blueprint_sim.simulation.simpy_engine.plan import plan
from blueprint_sim.simulation.simpy_engine.team import Teams

__all__ = ["simulate"]

_TIDY_EVERY = 4096
"""Customers between two packings of the rows so far."""


def simulate(
    program: Program, customers: Customers, tape: Tape, bounds: Bounds = Bounds()
) -> Log:
    """Send the customers through a program; give the log.

    Raises
    ------
    Runaway
        The run would never end; the message names the step at hand.
    """
    writer = Writer()
    laid_out = plan(program)
    clock = Clock(bounds, lambda: _whereabouts(house))
    house = House(
        program=laid_out.program,
        plan=laid_out,
        tape=tape,
        clock=clock,
        teams=Teams(laid_out.program),
        present={},
        log=writer.rows,
    )
    clock.start(_arrivals(house, customers, writer, bounds.customers_present))
    if program.calendar.stop:
        clock.at(laid_out.closes[-1], priority(Rank.CLOSING), house.teams.close)
    clock.run()
    last = laid_out.closes[-1]
    ended = max(last, writer.latest())
    for issue in list(house.present.values()):
        issue.cut_off(last if program.calendar.stop else ended)
    return writer.log(ended)


def _arrivals(house: House, customers: Customers, writer: Writer, most: int) -> Journey:
    """Let every customer begin their issue when it is time."""
    columns = (customers.arrival, customers.reason, customers.persona)
    people = zip(*(column.tolist() for column in columns), strict=True)
    for number, (arrival, reason, persona) in enumerate(people):
        yield house.clock.at(arrival, priority(Rank.ARRIVAL, number))
        issue = house.present[number] = Issue(house, number, reason, persona)
        house.clock.start(issue.run())
        if len(house.present) > most:
            where = _whereabouts(house)
            raise Runaway(f"more than {most:,} customers present at once, {where}")
        if number % _TIDY_EVERY == 0:
            writer.tidy()


def _whereabouts(house: House) -> str:
    """Name the step that saw the last visit."""
    visits = house.log["visits"]
    if not visits:
        return "before any visit has ended"
    return f"the last of them at step '{house.program.names.steps[visits[-1][2]]}'"
