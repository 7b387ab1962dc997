"""By whom a visit may be served, as far as a log decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE, By, Subject
from tests.oracles.audit_rows import Row


class ByWhom:
    """Answers from reason, persona, contact and visit; what else a rule asks, it leaves open.

    Verdicts are True, False, or None where the log does not say.
    """

    def __init__(self, tables: Any, people: Any) -> None:
        self.tables = tables
        self.people = people

    def lists(self, row: Row) -> Iterator[tuple[int, ...]]:
        """Give the lists of teams that the request may have had."""
        table = self.tables.team_lists
        for value in self._values(row):
            if value >= 0:
                teams = tuple(table.team[table.at[value] : table.at[value + 1]])
                if row.team in teams if row.how == End.SERVED else row.team == teams[0]:
                    yield teams

    def may_be_nobody(self, row: Row) -> bool:
        """Tell whether the visit may be the customer's own."""
        return any(value in (By.NOBODY, By.SAME) for value in self._values(row))

    def alone(self, row: Row) -> set[bool]:
        """Tell whether the visit takes no worker's time, as far as the log says."""
        table, sizes = self.tables.team_lists, self.tables.teams.size
        values = set(self._values(row))
        return {value < 0 or sizes[table.team[table.at[value]]] == NONE for value in values}

    def chances(self, choice: int, row: Row) -> Iterator[float]:
        """Give the chances that a choice may have yielded."""
        if choice == NONE:
            yield 1.0
        else:
            yield from (self.tables.choices.chance[rule] for rule in self._rules(choice, row))

    def _values(self, row: Row) -> Iterator[int]:
        """Give what the choice of `by` may have yielded."""
        choice = self.tables.steps.by[row.step]
        yield from (self.tables.choices.value[rule] for rule in self._rules(choice, row))

    def _rules(self, choice: int, row: Row) -> Iterator[int]:
        """Give the rules of a choice that may have applied."""
        choices = self.tables.choices
        for rule in range(choices.at[choice], choices.at[choice + 1]):
            holds = self.holds(choices.when[rule], row)
            if holds is not False:
                yield rule
            if holds:
                return

    def holds(self, condition: int, row: Row) -> bool | None:
        """Tell whether a condition holds for a visit."""
        if condition == NONE:
            return True
        table = self.tables.conditions
        groups = range(table.at[condition], table.at[condition + 1])
        return _all(
            _any(self._passes(test, row) for test in range(*table.group_at[group : group + 2]))
            for group in groups
        )

    def _passes(self, test: int, row: Row) -> bool | None:
        table = self.tables.conditions
        seen = {
            Subject.REASON: self.people.reason[row.customer],
            Subject.PERSONA: self.people.persona[row.customer],
            Subject.CONTACT: row.contact,
            Subject.VISIT: row.visit,
        }
        value = seen.get(table.subject[test])
        return None if value is None else table.low[test] <= value <= table.high[test]


def _all(verdicts: Iterable[bool | None]) -> bool | None:
    known = set(verdicts)
    return False if False in known else None if None in known else True


def _any(verdicts: Iterable[bool | None]) -> bool | None:
    known = set(verdicts)
    return True if True in known else None if None in known else False
