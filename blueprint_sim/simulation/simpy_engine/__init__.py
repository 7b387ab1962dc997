"""The engine on SimPy: every customer is one event, set anew for each thing to come to them.

A customer is one object, told in layers, each in a file: who they are and how they feel
(`customer`), who has their case in hand (`case`), which way they go (`way`), how they are served
(`visit`), how they walk through a contact (`contact`), how often they come (`journey`), and, where
a program says so, on which channels (`channels`) or in none (`away`), who stays on the line
meanwhile (`on_the_line`), to whom they come back (`acquaintance`), what they were promised
(`promise`) and what goes on without them (`backstage`, `branch`, `backlog`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from blueprint_sim.simulation.engine import BOUNDS, Bounds, Tape
from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import Customers, Program
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.kinds import kind_of_customer

__all__ = ["simulate"]


def simulate(program: Program, customers: Customers, tape: Tape, bounds: Bounds = BOUNDS) -> Log:
    """Send the customers through a program; give the log.

    Raises
    ------
    Runaway
        The run would never end; the message names the step at hand.
    """
    house = House(program, tape, bounds)
    kind = kind_of_customer(house)
    house.leave = [kind.leave]
    house.arrivals = (kind(house, *person) for person in _who_come(house, customers))
    house.expect_next()
    house.expect_closing(0)
    with _no_search_for_cycles():
        house.clock.go_on()
    ended = max(house.closes[-1], house.diary.latest())
    house.backlog.leave_undone(ended)
    for issue in list(house.present.values()):
        house.send_home(issue, ended)
    return house.diary.log(ended)


def _who_come(house: House, customers: Customers) -> Iterator[tuple[int, int, int, int]]:
    """Give number, arrival, reason and persona of those who come, in spite of what is fixed."""
    columns = (column.tolist() for column in customers[:3])
    people = zip(count(), *columns, strict=False)
    if not any(house.program.fixes.share):
        return people
    return (person for person in people if not house.spares(*person))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python not look for cyclic garbage: a run makes none, and looking takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
