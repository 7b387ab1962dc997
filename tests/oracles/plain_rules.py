"""Rules in the plain engine: which condition holds, what is chosen, what luck decides, where to."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.program import NONE, Program, Subject
from tests.oracles.plain_state import Issue, as_lists

MASKS = (Subject.KNOWS, Subject.HAD)


class Rules:
    """Program and tape asked about one issue."""

    def __init__(self, program: Program, tape: Tape) -> None:
        self.tables: Any = as_lists(program)
        self.tape = tape

    def holds(self, condition: int, issue: Issue, visit: int) -> bool:
        """Tell whether every group of the condition holds by one of its tests."""
        if condition == NONE:
            return True
        table = self.tables.conditions
        traits = (
            issue.reason,
            issue.persona,
            issue.contact,
            visit,
            issue.knows,
            int(issue.resolved),
            issue.misery,
            issue.waited,
            issue.had,
            issue.channel,
        )
        return all(
            any(self._passes_test(test, traits) for test in rows_of(table.group_at, group))
            for group in rows_of(table.at, condition)
        )

    def _passes_test(self, test: int, traits: tuple[int, ...]) -> bool:
        table = self.tables.conditions
        subject, low = table.subject[test], table.low[test]
        if subject in MASKS:
            return bool(traits[subject] >> low & 1)
        return bool(low <= traits[subject] <= table.high[test])

    def choose(self, choice: int, issue: Issue, visit: int) -> int:
        """Give the first row of a choice whose condition holds."""
        when = self.tables.choices.when
        return next(
            row
            for row in rows_of(self.tables.choices.at, choice)
            if self.holds(when[row], issue, visit)
        )

    def happens(
        self, choice: int, slot: int, issue: Issue, visit: int, luck: int, factor: float = 1.0
    ) -> bool:
        """Tell whether a chance comes true; `luck` is the visit number of its draw."""
        if choice == NONE:
            return True
        chance = self.tables.choices.chance[self.choose(choice, issue, visit)]
        return bool(self.tape.share(slot, luck, issue.customer) < chance * factor)

    def route(self, route: int, issue: Issue, visit: int, luck: int) -> int:
        """Give the step or the end to which a route leads."""
        routes, forks = self.tables.routes, self.tables.forks
        fork = next(
            routes.fork[row]
            for row in rows_of(routes.at, route)
            if self.holds(routes.when[row], issue, visit)
        )
        ways = rows_of(forks.at, fork)
        if len(ways) == 1:
            return int(forks.target[ways[0]])
        share = self.tape.share(routes.slot[route], luck, issue.customer)
        return int(next(forks.target[way] for way in ways if share < forks.upto[way]))

    def onward(self, step: int, issue: Issue) -> int:
        """Give the route out of a step."""
        steps = self.tables.steps
        if steps.if_not[step] != NONE and not issue.resolved:
            return int(steps.if_not[step])
        return int(steps.next[step])


def rows_of(at: list[int], entry: int) -> range:
    """Give the rows of one entry of a ragged table."""
    return range(at[entry], at[entry + 1])
