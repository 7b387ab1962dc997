"""The backlog: work without the customer, and what of it waits for the morning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.clock import Rank, priority

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.backstage import BackstageIssue
    from blueprint_sim.simulation.simpy_engine.house import House


class Work(Protocol):
    """What may be put off: a task, or the case of somebody who is away."""

    @property
    def place(self) -> tuple[int, ...]:
        """Whose turn it is: the least goes first."""

    def take_up(self) -> None:
        """Begin, or wait in line; a full line does not turn it away."""


class Backlog:
    """The issues for which work goes on, and what nobody begins with at night."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.issues: dict[int, BackstageIssue] = {}
        """By customer."""
        self.closed = False
        """Nobody begins with anything until the next opening."""
        self._opens = False
        """The next opening is in the calendar."""
        self._put_off: list[Work] = []
        self._away: dict[int, BackstageIssue] = {}
        """By customer, those who have nothing to wait for any more but the opening."""

    def put_off(self, work: Work) -> None:
        """Let something wait for the next opening."""
        self._put_off.append(work)
        if not (self.closed or self._opens):
            self._expect_opening()

    def put_off_going_on(self, issue: BackstageIssue) -> None:
        """Let somebody who is away go on at the next opening."""
        self._away[issue.number] = issue

    def close(self, day: int) -> None:
        """Put off what is in line; it goes on at the next opening, once everybody is there.

        Who waits for it is sent home, unless they are away.
        """
        self.closed = True
        for issue in list(self.issues.values()):
            if issue.parked != NONE and not issue.away:
                issue.cut_off(self._house.closed)
            for branch in issue.branches:
                if branch.leave_line():
                    self.put_off(branch)
        if day + 1 < len(self._house.opens):
            for someone in self._house.present.values():
                if someone.away and someone.request is not None:
                    someone.put_off()
            self._expect_opening()

    def leave_undone(self, ended: int) -> None:
        """Log what nobody has begun as the run ends."""
        for issue in list(self.issues.values()):
            issue.leave_undone(ended)

    def _expect_opening(self) -> None:
        """Put the next opening into the calendar, if there is one."""
        house = self._house
        due = rules.next_opening(house.clock.time, house.opens, house.closes)
        if due != NONE:
            self._opens = True
            key = priority(Rank.ROSTER_CHANGES, len(house.wraps))  # after the rosters of all teams
            house.clock.call(due, key, lambda _: self._open())

    def _open(self) -> None:
        self.closed = self._opens = False
        waiting, self._put_off = self._put_off, []
        for work in sorted(waiting, key=lambda work: work.place):
            work.take_up()
        away, self._away = self._away, {}
        for number in sorted(away):
            away[number].go_on()
