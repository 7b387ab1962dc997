"""The way on: where a route leads, past steps with nothing left to do, and by whom they are done.

Rules and luck decide; the decisions themselves are in `rules`.
"""

from __future__ import annotations

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, By
from blueprint_sim.simulation.simpy_engine.case import Case
from blueprint_sim.simulation.simpy_engine.plan import Actor, StepPlan

MOST_HOPS = 10_000
"""Steps passed in a row without a visit, before the way on counts as endless."""


class Way(Case):
    """A customer who finds the way."""

    __slots__ = ("held", "hops")

    held: Actor | None
    """Whose time the customer is taking right now."""
    hops: int
    """Steps passed since the last visit."""

    def way_in(self) -> int:
        """Give the step at which the contact begins, or its end."""
        self.held = None
        self.hops = 0
        house = self.house
        target = house.plan.way_in
        if target is None:
            target = self.on(self._led(house.program.start, self.contacts - 1, 0))
        return target

    def way_out(self, step: StepPlan, visit: int) -> int:
        """Give the next step, or the end, for somebody who leaves a step."""
        target = self._exit(step, visit)
        return target if target < 0 else self.on(target)

    def on(self, target: int) -> int:
        """Go past the steps that are skipped; each uses up a number of its visits."""
        steps, visits = self.house.steps, self.visits
        while target >= 0 and steps[target].may_be_passed and self._is_skipped(steps[target]):
            self.hop(target)
            visit = visits[target]
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
        visit = self.visits[step.number]
        by: int = self.house.program.choices.value[self.choose(step.by, visit + 1)]
        if by >= 0:
            return self.house.plan.team_lists[by]
        has = self.whoever_has(step) if by == By.SAME else None
        return () if has is None else (has[0],)

    def whoever_has(self, step: StepPlan) -> Actor | None:
        """Give who has the customer on the way to a step."""
        return self.held

    def choose(self, choice: int, visit: int) -> int:
        """Give the position of the rule that applies; `visit` counts from 1."""
        program = self.house.program
        first: int = program.choices.at[choice]
        if program.choices.when[first] == NONE:
            return first
        traits = self.traits(self.known, visit)
        return rules.first_match(program.choices, choice, program.conditions, traits)

    def happens(self, choice: int, slot: int, index: int, visit: int) -> bool:
        """Tell whether a chance comes true; NONE always does. `index` is that of the tape."""
        if choice == NONE:
            return True
        chance: float = self.house.program.choices.chance[self.choose(choice, visit)]
        return self.house.share(slot, index, self.number) < chance

    def _exit(self, step: StepPlan, visit: int) -> int:
        unresolved = step.if_not != NONE and not self.resolved
        return self._led(step.if_not if unresolved else step.next, visit, visit + 1)

    def _led(self, route: int, index: int, visit: int) -> int:
        house = self.house
        lead = house.plan.lead[route]
        if lead is not None:
            return lead
        routes, forks = house.routes, house.forks
        fork = house.plan.forks[route]
        if fork is None:
            traits = self.traits(self.known, visit)
            fork = routes.fork[rules.first_match(routes, route, house.program.conditions, traits)]
            if forks.at[fork + 1] - forks.at[fork] == 1:
                return rules.branch(forks, fork, 0.0)
        return rules.branch(forks, fork, house.share(routes.slot[route], index, self.number))

    def _is_skipped(self, step: StepPlan) -> bool:
        """Tell whether nothing is to be done: emptied, or all that it would ask is known."""
        if step.works or step.emptied:
            return step.emptied
        teams = self.by_whom(step)
        if not teams:
            return False
        known = self.known_at(step, teams)
        return all(known & question.bit for question in step.questions)

    def known_at(self, step: StepPlan, teams: tuple[int, ...]) -> int:
        """Give what the next actor would know at a step, as far as it is known who that is."""
        if self.held is not None and self.held[0] in teams:
            return self.known
        if self.house.program.teams.size[teams[0]] == NONE:
            return self.known_by((teams[0], NONE))
        return self.passed()
