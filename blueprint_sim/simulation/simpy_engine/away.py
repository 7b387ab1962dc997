"""Away: a customer whose case goes on while they are in no contact.

No closing sends them home. What comes next for them begins while it is open, unless it is one more
step away that takes nobody's time: then it may begin at any hour.
"""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.simpy_engine.channels import IssueOnChannels
from blueprint_sim.simulation.simpy_engine.clock import Then
from blueprint_sim.simulation.simpy_engine.plan import StepPlan
from blueprint_sim.simulation.simpy_engine.team import Request


class Away(IssueOnChannels):
    """A customer who may go away, and whose case may have to wait for the opening."""

    __slots__ = ()  # mixed with other kinds: what only this one needs is no slot

    place: tuple[int, ...]
    """Whose turn the case is at the opening, if it was put off."""
    _case: Request
    """What was put off."""

    def walk(self, target: int) -> None:
        """Go to a step, perhaps beyond this contact and at the next opening; or reach an end."""
        back = self.away and target >= 0 and not self.house.steps[target].away
        if back and self.house.is_night():
            self._wait_for_opening(target)
        else:
            super().walk(target)

    def parks(self, step: StepPlan) -> bool:
        """Wait for the opening if somebody else has to do a step away; tell whether it has to be.

        What a step needs is waited for before that, by a `BackstageIssue`.
        """
        house = self.house
        waits = step.away and house.needs_somebody(self.by_whom(step)) and house.is_night()
        if waits:
            self._wait_for_opening(step.number)
        return waits

    def _wait_for_opening(self, target: int) -> None:
        self.target = target
        self.go_on_by_day(self.house.clock.time, _GO_ON)

    def go_on_there(self) -> None:
        """Go where it was too late to go at night."""
        self.walk(self.target)

    # -- in line as all stops ---------------------------------------------------------------------

    def put_off(self) -> None:
        """Let the case, which is in line, wait for the next opening."""
        assert self.request is not None
        self._case, self.request = self.request, None
        self.house.teams.call(self._case)
        step, since = self._case.step.number, self._case.asked - self.who.head_start
        self.place = rules.standing(self.who.priority, since, self.number, step, self._case.visit)
        self.house.backlog.put_off(self)

    def take_up(self) -> None:
        """Let the case be worked on, or stand in line again, for any of its teams."""
        case, teams = self._case, self.house.teams
        actor = teams.find_idle(case.teams)
        if actor is not None:
            self.granted(case, actor)
            return
        self.request = Request(self, case.step, case.visit, case.teams, case.asked)
        teams.join(self.request, self.place)


_GO_ON: Then = [Away.go_on_there]
