"""The shared tables of a program, as they grow: slots, conditions, choices, routes, forks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np

from blueprint_sim.model.blueprint import ENDS
from blueprint_sim.model.conditions import Condition, Interval, Rule
from blueprint_sim.model.laws import Law
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_SECOND,
    By,
    Choices,
    Conditions,
    Flags,
    Floats,
    Forks,
    Ints,
    Names,
    Routes,
    Slot,
    Subject,
    Target,
    TeamLists,
)

T = TypeVar("T")
Test = tuple[int, int, int]
"""Subject, low, high."""

FOREVER = 2**62
"""The upper end of *or more*."""


def ints(values: Iterable[int]) -> Ints:
    """Give a column of whole numbers."""
    return np.array(list(values), dtype=np.int64)


def floats(values: Iterable[float]) -> Floats:
    """Give a column of numbers."""
    return np.array(list(values), dtype=np.float64)


def flags(values: Iterable[bool]) -> Flags:
    """Give a column of flags."""
    return np.array(list(values), dtype=np.bool_)


def offsets(counts: Iterable[int]) -> Ints:
    """Give where each row of a ragged table begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(ints(counts))]).astype(np.int64)


def int_grid(rows: Iterable[Sequence[int]], width: int) -> Ints:
    """Give a table of whole numbers; it may have no rows, or no columns."""
    kept = list(rows)
    return np.array(kept, dtype=np.int64).reshape(len(kept), width)


def float_grid(rows: Iterable[Sequence[float]], width: int) -> Floats:
    """Give a table of numbers; it may have no rows, or no columns."""
    kept = list(rows)
    return np.array(kept, dtype=np.float64).reshape(len(kept), width)


class Tables:
    """Rows that are shared by many steps; what is equal is kept once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._slots: dict[Slot, int] = {}
        self._conditions: dict[Condition, int] = {}
        self._choices: dict[tuple[tuple[int, int, float], ...], int] = {}
        self._forks: dict[tuple[tuple[float, int], ...], int] = {}
        self._routes: list[tuple[tuple[tuple[int, int], ...], int]] = []
        self._team_lists: dict[tuple[int, ...], int] = {}

    def slot(self, purpose: str, detail: str = "", step: str = "", law: Law | None = None) -> int:
        """Give the slot of the tape for a use."""
        return _row(self._slots, Slot(purpose, detail, step, law))

    def time(self, law: Law | None, purpose: str, detail: str = "", step: str = "") -> int:
        """Give the slot of a time that need not be written; NONE: it is not."""
        return NONE if law is None else self.slot(purpose, detail, step, law)

    def choice(self, rules: Iterable[Rule[T]], value: Callable[[T], int]) -> int:
        """Add rules that choose a number."""
        rows = tuple((self._when(rule.when), value(rule.then), 0.0) for rule in rules)
        return _row(self._choices, rows)

    def chance(self, rules: Iterable[Rule[float]] | None) -> int:
        """Add rules that choose a chance; NONE: certain."""
        if rules is None:
            return NONE
        rows = tuple((self._when(rule.when), NONE, float(rule.then)) for rule in rules)
        return _row(self._choices, rows)

    def by(self, teams: tuple[str, ...]) -> int:
        """Give the value of a choice of by whom."""
        if not teams:
            return int(By.NOBODY)
        if teams == ("same",):
            return int(By.SAME)
        numbers = tuple(self.names.teams.index(team) for team in teams)
        return _row(self._team_lists, numbers)

    def route(self, route: Iterable[Rule[dict[str, float]]], purpose: str, step: str) -> int:
        """Add a way on; its luck is that of the purpose at the step."""
        rules = tuple((self._when(rule.when), self._fork(rule.then)) for rule in route)
        self._routes.append((rules, self.slot(purpose, step=step)))
        return len(self._routes) - 1

    def finished(self) -> dict[str, Any]:
        """Give the tables, by their names in `Program`."""
        groups = [self._groups(condition) for condition in self._conditions]
        tests = [group for condition in groups for group in condition]
        cells = [test for group in tests for test in group]
        choice_rows = [row for rows in self._choices for row in rows]
        route_rows = [row for rows, _ in self._routes for row in rows]
        fork_rows = [row for rows in self._forks for row in rows]
        return {
            "slots": tuple(self._slots),
            "conditions": Conditions(
                offsets(map(len, groups)),
                offsets(map(len, tests)),
                *(ints(cell[i] for cell in cells) for i in range(3)),
            ),
            "choices": Choices(
                offsets(map(len, self._choices)),
                ints(row[0] for row in choice_rows),
                ints(row[1] for row in choice_rows),
                floats(row[2] for row in choice_rows),
            ),
            "routes": Routes(
                offsets(len(rows) for rows, _ in self._routes),
                ints(row[0] for row in route_rows),
                ints(row[1] for row in route_rows),
                ints(slot for _, slot in self._routes),
            ),
            "forks": Forks(
                offsets(map(len, self._forks)),
                floats(row[0] for row in fork_rows),
                ints(row[1] for row in fork_rows),
            ),
            "team_lists": TeamLists(
                offsets(map(len, self._team_lists)),
                ints(team for teams in self._team_lists for team in teams),
            ),
        }

    def _when(self, condition: Condition | None) -> int:
        return NONE if condition is None else _row(self._conditions, condition)

    def _fork(self, shares: dict[str, float]) -> int:
        """Cumulate shares in the fixed order: `done`, the other ends, then steps by name."""
        targets = [end for end in ENDS if end in shares]
        targets += sorted(set(shares) - set(ENDS))
        upto = np.cumsum([shares[target] for target in targets])
        upto[-1] = 1.0
        rows = zip(upto.tolist(), map(self._target, targets), strict=True)
        return _row(self._forks, tuple(rows))

    def _target(self, name: str) -> int:
        return int(Target[name.upper()]) if name in ENDS else self.names.steps.index(name)

    def _groups(self, condition: Condition) -> list[list[Test]]:
        names = self.names
        groups = [
            _among(Subject.REASON, condition.reason, names.reasons),
            _among(Subject.PERSONA, condition.persona, names.personas),
            _within(Subject.CONTACT, condition.contact),
            _within(Subject.VISIT, condition.visit),
            _among(Subject.KNOWS, condition.knows, names.facts),
            [] if condition.resolved is None else [_resolved(condition.resolved)],
            _within(Subject.MISERY, condition.misery),
            _within(Subject.WAITED, condition.waited, TICKS_PER_SECOND),
            _among(Subject.HAD, condition.had, names.events),
            _among(Subject.CHANNEL, condition.channel, names.channels),
        ]
        return [group for group in groups if group]


def _row(rows: dict[Any, int], key: Any) -> int:
    return rows.setdefault(key, len(rows))


def _among(subject: Subject, wanted: tuple[str, ...], names: tuple[str, ...]) -> list[Test]:
    """Test for any of some names; one that this variant does not know never holds."""
    numbers = [names.index(name) if name in names else 62 for name in sorted(wanted)]
    return [(int(subject), number, number) for number in numbers]


def _within(subject: Subject, wanted: tuple[Interval, ...], unit: int = 1) -> list[Test]:
    return [
        (
            int(subject),
            -FOREVER if low is None else int(np.ceil(low * unit)),
            FOREVER if high is None else int(np.floor(high * unit)),
        )
        for low, high in wanted
    ]


def _resolved(wanted: bool) -> Test:
    return (int(Subject.RESOLVED), int(wanted), int(wanted))
