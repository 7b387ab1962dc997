"""The house: what all journeys of one run share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation import rules
from blueprint_sim.simulation.engine import Bounds, Tape
from blueprint_sim.simulation.program import NONE, Program, Target
from blueprint_sim.simulation.simpy_engine.backlog import Backlog
from blueprint_sim.simulation.simpy_engine.clock import Clock, Rank, Then, priority
from blueprint_sim.simulation.simpy_engine.diary import Diary
from blueprint_sim.simulation.simpy_engine.lines import Lines
from blueprint_sim.simulation.simpy_engine.plan import NEVER, plan
from blueprint_sim.simulation.simpy_engine.roster import teams

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.journey import Issue

_HOME = int(Target.DONE)
"""Where the way of those leads, for whoever serves them, who are sent home at closing."""


class House:
    """Tables, luck, clock and teams, who is present, and the log so far.

    The parts that a journey looks at most are laid out side by side: it looks at them millions
    of times.
    """

    def __init__(self, program: Program, tape: Tape, bounds: Bounds) -> None:
        self.plan = plan(program)
        self.program = self.plan.program
        self.steps = self.plan.steps
        self.unlimited = self.plan.unlimited
        self.personas = self.plan.personas
        self.callbacks = self.plan.callbacks
        announced = self.program.announcements.after
        self.says = [
            terms is not None or after != NONE
            for terms, after in zip(self.callbacks, announced, strict=True)
        ]
        """Whether anything is said to those who wait in the line of each team."""
        self.share, self.duration = tape.share, tape.duration
        self.clock = Clock(bounds, self.whereabouts)
        self.teams = teams(self.program, self.clock)
        self.lines = Lines(self.program)
        self.backlog = Backlog(self)
        self.is_machine = self.program.teams.machine
        self.wraps = self.program.teams.wraps
        self.routes, self.forks = self.program.routes, self.program.forks
        self.afterwards = self.program.afterwards
        self.comes_back = self.afterwards.chance
        self.done_resolves = program.done_resolves
        self.opens: list[int] = program.calendar.opens.tolist()
        self.closes: list[int] = program.calendar.closes.tolist()
        self.doors = NEVER
        """The next closing after which nobody starts who is inside by then."""
        self.closed = -1
        """The last such closing."""
        self.arrivals: Iterator[Issue] = iter(())
        """Those still to come, in the order of their arrival."""
        self.present: dict[int, Issue] = {}
        """Issues in a contact, by customer."""
        self._most = bounds.customers_present
        self.most_turns = bounds.visits_of_one_step
        self.at_hand = -1
        """The step that a customer came to last."""
        self.leave: Then = []
        """What the end of a visit sets off: that its customer leaves, each kind in their way."""
        self.diary = Diary(program.steps.visible)
        self.add_visit, self.pack_visit = self.diary.visits.add, self.diary.visits.pack

    def opening(self) -> int:
        """Give the first instant from now on at which it is open; NONE: the last day is over."""
        return rules.next_opening(self.clock.time, self.opens, self.closes)

    def is_night(self) -> bool:
        """Tell whether it is closed."""
        return self.opening() != self.clock.time

    def needs_somebody(self, teams: tuple[int, ...]) -> bool:
        """Tell whether work takes a worker's time, as none does of a machine without limit."""
        return bool(teams) and self.unlimited[teams[0]] is None

    def expect_next(self) -> None:
        """Put the next arrival into the calendar, if there is one."""
        issue = next(self.arrivals, None)
        if issue is not None:
            issue.expect()

    def spares(self, customer: int, arrival: int, reason: int, persona: int) -> bool:
        """Tell whether somebody need not come, and write it down."""
        fixes = self.program.fixes
        slot = fixes.slot[reason]
        if slot == NONE or not rules.is_spared(self.share(slot, 0, customer), fixes.share[reason]):
            return False
        self.diary.avoided.append((customer, reason, persona, arrival))
        return True

    def expect_closing(self, day: int) -> None:
        """Put the closing of a day into the calendar, if nobody starts after it."""
        if self.program.calendar.stop and day < len(self.closes):
            self.doors = self.closes[day]
            self.clock.call(self.doors, priority(Rank.CLOSING), lambda _: self._close(day))

    def _close(self, day: int) -> None:
        """Send everyone in line home; who is being served follows as the visit ends."""
        self.closed = self.closes[day]
        self.backlog.close(day)
        in_line = [issue for issue in self.present.values() if issue.request is not None]
        requests = [issue.request for issue in in_line if issue.request is not None]
        there = [self.teams.call(request) for request in requests]
        for issue, whoever in zip(in_line, there, strict=True):
            issue.relieve(_HOME)
            whoever.cut_off(self.closed)
        self.expect_closing(day + 1)

    def send_home(self, issue: Issue, now: int) -> None:
        """Cut somebody off, by way of the stand-in if one is in line for them."""
        there = issue if issue.request is None else self.teams.call(issue.request)
        there.cut_off(now)

    def let_in(self, issue: Issue) -> None:
        """Count somebody as present.

        Raises
        ------
        Runaway
            There is no end to them.
        """
        self.present[issue.number] = issue
        if len(self.present) > self._most:
            where = self.whereabouts()
            raise Runaway(f"more than {self._most:,} customers present at once, {where}")

    def never_ends(self) -> Runaway:
        """Give the error about a customer who goes through a step again and again."""
        step = self.program.names.steps[self.at_hand]
        return Runaway(
            f"a customer came to step '{step}' more than {self.most_turns:,} times, and never left"
        )

    def whereabouts(self) -> str:
        """Say which step a customer came to last."""
        if self.at_hand < 0:
            return "before anybody has come to a step"
        return f"the last of them at step '{self.program.names.steps[self.at_hand]}'"
