"""Rules as tables: slots, conditions, choices, routes, forks, and lists of teams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from blueprint_sim.simulation.program import (
    NONE,
    By,
    Choices,
    Conditions,
    Forks,
    Ints,
    Routes,
    Slot,
    TeamLists,
)
from tests.oracles.specs import Condition, Fork, Rule, ints


class Rules:
    """Numbers rules and draws as they come, and lays them end to end.

    `grids` holds, by slot, the minutes among which the tape chooses; None for a share.
    """

    def __init__(self) -> None:
        self.grids: list[tuple[int, ...] | None] = []
        self.slots: list[Slot] = []
        self.conditions: list[Condition] = []
        self.choices: list[list[tuple[int, int, float]]] = []
        self.routes: list[tuple[int, list[tuple[int, int]]]] = []
        self.forks: list[Fork] = []
        self.lists: list[Sequence[int]] = []

    # Slots

    def share(self, purpose: str, detail: str = "", step: str = "") -> int:
        """Give the number of a new slot of shares."""
        return self._slot(None, Slot(purpose, detail, step))

    def minutes(
        self, among: tuple[int, ...] | None, purpose: str, detail: str = "", step: str = ""
    ) -> int:
        """Give the number of a new slot of durations; NONE if there is nothing to draw."""
        return NONE if among is None else self._slot(among, Slot(purpose, detail, step))

    def _slot(self, grid: tuple[int, ...] | None, slot: Slot) -> int:
        self.grids.append(grid)
        self.slots.append(slot)
        return len(self.slots) - 1

    # Rules

    def when(self, condition: Condition | None) -> int:
        """Give the row of a condition."""
        if condition is None:
            return NONE
        self.conditions.append(condition)
        return len(self.conditions) - 1

    def chances(self, rules: Sequence[Rule] | None) -> int:
        """Give the choice that these chances make."""
        if rules is None:
            return NONE
        return self._choice([(self.when(when), NONE, chance) for when, chance in rules])

    def durations(self, rules: Sequence[Rule] | None, step: str) -> int:
        """Give the choice between these durations."""
        if rules is None:
            return NONE
        slots = [self.minutes(among, "takes", "", step) for _, among in rules]
        conditions = [self.when(when) for when, _ in rules]
        return self._choice(
            [(when, slot, 0.0) for when, slot in zip(conditions, slots, strict=True)]
        )

    def whom(self, rules: Sequence[Rule]) -> int:
        """Give the choice between lists of teams, or `By`."""
        rows = []
        for when, value in rules:
            if not isinstance(value, By):
                self.lists.append(value)
                value = len(self.lists) - 1
            rows.append((self.when(when), int(value), 0.0))
        return self._choice(rows)

    def _choice(self, rows: list[tuple[int, int, float]]) -> int:
        self.choices.append(rows)
        return len(self.choices) - 1

    def route(self, rules: Sequence[Rule] | None, purpose: str, step: str = "") -> int:
        """Give the route that these forks make."""
        if rules is None:
            return NONE
        rows = []
        for when, fork in rules:
            self.forks.append(fork)
            rows.append((self.when(when), len(self.forks) - 1))
        self.routes.append((self.share(purpose, "", step), rows))
        return len(self.routes) - 1

    # Tables

    def lay_conditions(self) -> Conditions:
        """Lay the conditions end to end."""
        groups = flat(self.conditions)
        tests = flat(groups)
        return Conditions(
            at=offsets(self.conditions),
            group_at=offsets(groups),
            subject=ints(subject for subject, _, _ in tests),
            low=ints(low for _, low, _ in tests),
            high=ints(high for _, _, high in tests),
        )

    def lay_choices(self) -> Choices:
        """Lay the choices end to end."""
        rows = flat(self.choices)
        return Choices(
            at=offsets(self.choices),
            when=ints(when for when, _, _ in rows),
            value=ints(value for _, value, _ in rows),
            chance=np.array([chance for _, _, chance in rows], dtype=np.float64),
        )

    def lay_routes(self) -> Routes:
        """Lay the routes end to end."""
        rows = flat([rows for _, rows in self.routes])
        return Routes(
            at=offsets([rows for _, rows in self.routes]),
            when=ints(when for when, _ in rows),
            fork=ints(fork for _, fork in rows),
            slot=ints(slot for slot, _ in self.routes),
        )

    def lay_forks(self) -> Forks:
        """Lay the forks end to end."""
        rows = flat(self.forks)
        return Forks(
            at=offsets(self.forks),
            upto=np.array([upto for upto, _ in rows], dtype=np.float64),
            target=ints(target for _, target in rows),
        )

    def lay_lists(self) -> TeamLists:
        """Lay the lists of teams end to end."""
        return TeamLists(offsets(self.lists), ints(flat(self.lists)))


def offsets(parts: Iterable[Sequence[Any]]) -> Ints:
    """Give where each part begins when all are laid end to end."""
    return np.cumsum([0, *(len(part) for part in parts)], dtype=np.int64)


def flat(parts: Iterable[Sequence[Any]]) -> list[Any]:
    """Give the items of all parts."""
    return [item for part in parts for item in part]
