"""The way on: where a route leads, past steps with nothing left to do, and by whom they are done.

Rules and luck decide; the decisions themselves are in `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, By
from blueprint_sim.simulation.simpy_engine.plan import StepPlan

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.contact import Contact

MOST_HOPS = 10_000
"""Steps passed in a row without a visit, before the way on counts as endless."""


class Way:
    """Finds the way of one contact."""

    __slots__ = ("_contact", "_house", "_issue", "hops")

    def __init__(self, contact: Contact) -> None:
        self._contact = contact
        self._issue = contact.issue
        self._house = contact.house
        self.hops = 0

    def start(self) -> int:
        """Give the step at which the contact begins, or its end."""
        return self.on(self._led(self._house.program.start, self._issue.contacts - 1, 0))

    def leaving(self, step: StepPlan, visit: int) -> int:
        """Give the next step, or the end, for somebody who leaves a step."""
        return self.on(self._exit(step, visit))

    def on(self, target: int) -> int:
        """Go past the steps that are skipped; each uses up a number of its visits."""
        steps, visits = self._house.plan.steps, self._issue.visits
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
            name = self._house.program.names.steps[number]
            raise Runaway(f"the way on from step '{name}' leads round and round, doing nothing")

    def by_whom(self, step: StepPlan) -> tuple[int, ...]:
        """Give the teams that may serve, in order of preference; none: the customer acts."""
        if step.teams is not None:
            return step.teams
        house, held = self._house, self._contact.held
        visit = self._issue.visits.get(step.number, 0)
        by = house.program.choices.value[self.choose(step.by, visit + 1)]
        if by >= 0:
            return house.plan.team_lists[by]
        return (held[0],) if by == By.SAME and held is not None else ()

    def choose(self, choice: int, visit: int) -> int:
        """Give the position of the rule that applies; `visit` counts from 1."""
        program = self._house.program
        first = program.choices.at[choice]
        if program.choices.when[first] == NONE:
            return first
        traits = self._issue.traits(self._contact.case.known, visit)
        return rules.first_match(program.choices, choice, program.conditions, traits)

    def happens(self, choice: int, slot: int, index: int, visit: int) -> bool:
        """Tell whether a chance comes true; NONE always does. `index` is that of the tape."""
        if choice == NONE:
            return True
        chance = self._house.program.choices.chance[self.choose(choice, visit)]
        return self._house.tape.share(slot, index, self._issue.customer) < chance

    def _exit(self, step: StepPlan, visit: int) -> int:
        unresolved = not self._issue.resolved and step.if_not != NONE
        return self._led(step.if_not if unresolved else step.next, visit, visit + 1)

    def _led(self, route: int, index: int, visit: int) -> int:
        house = self._house
        target = house.plan.lead[route]
        if target is not None:
            return target
        program = house.program
        routes, forks = program.routes, program.forks
        rule = routes.at[route]
        if routes.when[rule] != NONE:
            traits = self._issue.traits(self._contact.case.known, visit)
            rule = rules.first_match(routes, route, program.conditions, traits)
        fork = routes.fork[rule]
        if forks.at[fork + 1] - forks.at[fork] == 1:
            return forks.target[forks.at[fork]]
        luck = house.tape.share(routes.slot[route], index, self._issue.customer)
        return rules.branch(forks, fork, luck)

    def _is_skipped(self, step: StepPlan) -> bool:
        """Tell whether nothing is to be done: emptied, or all that it would ask is known."""
        if step.emptied:
            return True
        if step.works or not step.questions:
            return False
        teams = self.by_whom(step)
        if not teams:
            return False
        known = self._known_to(teams)
        return all(known & question.bit for question in step.questions)

    def _known_to(self, teams: tuple[int, ...]) -> int:
        """Give what the next actor would know, as far as it is known who that is."""
        case, held = self._contact.case, self._contact.held
        if held is not None and held[0] in teams:
            return case.known
        if self._house.program.teams.size[teams[0]] == NONE:
            return case.known_by((teams[0], NONE))
        return case.passed()
