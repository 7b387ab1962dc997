"""The way on: where a route leads, past steps with nothing left to do, and by whom they are done.

Rules and luck decide; the decisions themselves are in `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, By
from blueprint_sim.simulation.simpy_engine.case import Case
from blueprint_sim.simulation.simpy_engine.plan import StepPlan
from blueprint_sim.simulation.simpy_engine.team import Actor

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.journey import Issue

MOST_HOPS = 10_000
"""Steps passed in a row without a visit, before the way on counts as endless."""


class Way:
    """A contact as it finds its way."""

    __slots__ = ("case", "held", "hops", "house", "issue")

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.house = issue.house
        self.case = Case(issue)
        self.held: Actor | None = None
        """Whose time the customer is taking right now."""
        self.hops = 0

    def way_in(self) -> int:
        """Give the step at which the contact begins, or its end."""
        return self.on(self._led(self.house.program.start, self.issue.contacts - 1, 0))

    def way_out(self, step: StepPlan, visit: int) -> int:
        """Give the next step, or the end, for somebody who leaves a step."""
        target = self._exit(step, visit)
        return target if target < 0 else self.on(target)

    def on(self, target: int) -> int:
        """Go past the steps that are skipped; each uses up a number of its visits."""
        steps, visits = self.house.steps, self.issue.visits
        while target >= 0 and self._is_skipped(steps[target]):
            self.hop(target)
            visit = visits.get(target, 0)
            visits[target] = visit + 1
            target = self._exit(steps[target], visit)
        return target

    def hop(self, number: int) -> None:
        """Count a step that is passed without a visit.

        Raises
        ------
        Runaway
            The way never comes to a step with something to do.
        """
        self.hops += 1
        if self.hops > MOST_HOPS:
            name = self.house.program.names.steps[number]
            raise Runaway(f"the way on from step '{name}' leads round and round, doing nothing")

    def by_whom(self, step: StepPlan) -> tuple[int, ...]:
        """Give the teams that may serve, in order of preference; none: the customer acts."""
        if step.teams is not None:
            return step.teams
        visit = self.issue.visits.get(step.number, 0)
        by: int = self.house.program.choices.value[self.choose(step.by, visit + 1)]
        if by >= 0:
            return self.house.plan.team_lists[by]
        return (self.held[0],) if by == By.SAME and self.held is not None else ()

    def choose(self, choice: int, visit: int) -> int:
        """Give the position of the rule that applies; `visit` counts from 1."""
        program = self.house.program
        first: int = program.choices.at[choice]
        if program.choices.when[first] == NONE:
            return first
        traits = self.issue.traits(self.case.known, visit)
        return rules.first_match(program.choices, choice, program.conditions, traits)

    def happens(self, choice: int, slot: int, index: int, visit: int) -> bool:
        """Tell whether a chance comes true; NONE always does. `index` is that of the tape."""
        if choice == NONE:
            return True
        chance: float = self.house.program.choices.chance[self.choose(choice, visit)]
        return self.house.tape.share(slot, index, self.issue.customer) < chance

    def _exit(self, step: StepPlan, visit: int) -> int:
        unresolved = step.if_not != NONE and not self.issue.resolved
        return self._led(step.if_not if unresolved else step.next, visit, visit + 1)

    def _led(self, route: int, index: int, visit: int) -> int:
        house = self.house
        target = house.plan.lead[route]
        if target is not None:
            return target
        program = house.program
        routes, forks = program.routes, program.forks
        rule: int = routes.at[route]
        if routes.when[rule] != NONE:
            traits = self.issue.traits(self.case.known, visit)
            rule = rules.first_match(routes, route, program.conditions, traits)
        fork: int = routes.fork[rule]
        luck = 0.0
        if forks.at[fork + 1] - forks.at[fork] > 1:
            luck = house.tape.share(routes.slot[route], index, self.issue.customer)
        return rules.branch(forks, fork, luck)

    def _is_skipped(self, step: StepPlan) -> bool:
        """Tell whether nothing is to be done: emptied, or all that it would ask is known."""
        if step.works or step.emptied:
            return step.emptied
        teams = self.by_whom(step)
        if not teams:
            return False
        known = self._known_to(teams)
        return all(known & question.bit for question in step.questions)

    def _known_to(self, teams: tuple[int, ...]) -> int:
        """Give what the next actor would know, as far as it is known who that is."""
        if self.held is not None and self.held[0] in teams:
            return self.case.known
        if self.house.program.teams.size[teams[0]] == NONE:
            return self.case.known_by((teams[0], NONE))
        return self.case.passed()
