"""A log beside its program, with what several measures derive from it worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.customers import Issues, Yardstick, tabulate
from blueprint_sim.measures.duty import Duty, duty
from blueprint_sim.measures.holding import Holding, holding
from blueprint_sim.measures.rows import Rows, derive
from blueprint_sim.measures.tasks import as_visits, beneath, beside, derive_beside
from blueprint_sim.simulation.log import Log, Table
from blueprint_sim.simulation.program import TICKS_PER_MINUTE, Flags, Ints, Program


class Record:
    """One replication of one variant, as the measures see it.

    Parameters
    ----------
    log, program
        What came out, and the program it came from.
    yardstick
        What the scenario judges by besides.
    """

    def __init__(self, log: Log, program: Program, yardstick: Yardstick) -> None:
        self.log = log
        self.program = program
        self.yardstick = yardstick

    @cached_property
    def rows(self) -> Rows:
        """Every visit and request, with its times."""
        return derive(self.log, self.program)

    @cached_property
    def beside(self) -> Table:
        """The spells that teams and steps see as visits: tasks, and waits for one in vain."""
        return beside(self.log)

    @cached_property
    def table(self) -> Table:
        """Every visit and, after them, every spell beside them as if it were one."""
        spells = self.beside
        visits = self.log.visits
        return np.append(visits, as_visits(self.log, spells)) if len(spells) else visits

    @cached_property
    def work(self) -> Rows:
        """The rows of the table: what teams do, seen by the customer or not."""
        if not len(self.beside):
            return self.rows
        visits = self.table[len(self.log.visits) :]
        return beneath(self.rows, derive_beside(self.beside, visits, self.program))

    @cached_property
    def holding(self) -> Holding:
        """Every spell on hold, with its times."""
        return holding(self.log, self.program)

    @cached_property
    def everyone(self) -> Issues:
        """One row a customer who came."""
        return tabulate(self.log, self.program, self.rows, self.work, self.holding, self.yardstick)

    @cached_property
    def counted(self) -> Flags:
        """[customer]: came after the warm-up."""
        return np.asarray(self.log.customers["arrived"] >= self.program.calendar.warm_up)

    def counts(self, customer: NDArray[Any]) -> Flags:
        """Tell which of some rows, given their customers, are of customers who count."""
        if self.counted.all():
            return np.ones(len(customer), dtype=np.bool_)
        found: Flags = self.counted[np.searchsorted(self.log.customers["customer"], customer)]
        return found

    @cached_property
    def issues(self) -> Issues:
        """One row for each customer who counts."""
        return self.everyone if self.counted.all() else self.everyone.where(self.counted)

    @cached_property
    def inside(self) -> Flags:
        """[row of the work]: asked for after the warm-up, to the end of the run."""
        return self.work.asked >= self.program.calendar.warm_up

    @cached_property
    def opening(self) -> tuple[Ints, Ints]:
        """When each day opens and closes, without the warm-up; ticks."""
        calendar = self.program.calendar
        return np.maximum(calendar.opens, calendar.warm_up), np.maximum(
            calendar.closes, calendar.warm_up
        )

    @cached_property
    def open_minutes(self) -> float:
        """Minutes for which the service is open after the warm-up."""
        opens, closes = self.opening
        return float((closes - opens).sum() / TICKS_PER_MINUTE)

    @cached_property
    def days(self) -> float:
        """Hours of opening after the warm-up, in days of full length."""
        calendar = self.program.calendar
        opens, closes = self.opening
        return float((closes - opens).sum() / (calendar.closes[0] - calendar.opens[0]))

    @cached_property
    def avoided(self) -> Table:
        """Those who count and did not have to come."""
        avoided = self.log.avoided
        return avoided[avoided["arrived"] >= self.program.calendar.warm_up]

    @cached_property
    def duty(self) -> Duty:
        """For how long each team was on duty."""
        return duty(self.table, self.work, self.holding, self.program)

    @cached_property
    def queued(self) -> Ints:
        """[row of the work]: ticks in line while the service was open, after the warm-up."""
        return self._while_open(self.work.asked, self.work.wait)

    @cached_property
    def parked(self) -> Ints:
        """[row of the work]: ticks parked before that, of the same time."""
        return self._while_open(self.work.asked - self.work.parked, self.work.parked)

    def _while_open(self, since: Ints, lasted: Ints) -> Ints:
        """[row]: how much of some times fell into the opening hours after the warm-up."""
        found = np.zeros(len(lasted), dtype=np.int64)
        at = np.flatnonzero(lasted)
        found[at] = self._open_time((since + lasted)[at]) - self._open_time(since[at])
        return found

    def _open_time(self, upto: Ints) -> Ints:
        """Ticks for which the service has been open, since the warm-up, up to each moment."""
        opens, closes = self.opening
        before = np.cumsum(closes - opens) - (closes - opens)
        day = (np.searchsorted(self.program.calendar.opens, upto, side="right") - 1).clip(0)
        since: Ints = before[day] + (np.minimum(upto, closes[day]) - opens[day]).clip(0)
        return since
