"""The workers of the plain engine: who is there, and who has room for one more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from blueprint_sim.simulation.program import NONE
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_rules import rows_of
from tests.oracles.plain_state import Actor, Issue


class Workers:
    """By team, how many are on duty; by worker, how many customers are in hand."""

    def __init__(self, decide: Decisions) -> None:
        self.decide = decide
        self.tables = decide.tables
        self.on_duty = [self._at_first(team) for team in range(len(self.tables.teams.size))]
        self.in_hand: Counter[Actor] = Counter()

    def roster_of(self, team: int) -> list[tuple[int, int]]:
        """Give from when on how many of a team are there."""
        rosters = self.tables.rosters
        return [(rosters.time[row], rosters.workers[row]) for row in rows_of(rosters.at, team)]

    def _at_first(self, team: int) -> int:
        """Give how many are there before anything happens: none of those who come by shifts."""
        return 0 if self.roster_of(team) else max(0, self.tables.teams.size[team])

    def is_on_duty(self, actor: Actor) -> bool:
        """Tell whether a worker may take somebody, as far as shifts go."""
        return actor[1] < self.on_duty[actor[0]]

    def has_room(self, actor: Actor) -> bool:
        """Tell whether a worker can have one more in hand."""
        return bool(self.in_hand[actor] < self.tables.teams.at_once[actor[0]])

    def owner(self, step: int, teams: list[int], issue: Issue) -> Actor | None:
        """Give the worker whom a customer returns to, unless they have gone home."""
        owner = self.decide.owner(step, teams, issue)
        return owner if owner and self.is_on_duty(owner) else None

    def take_idle(self, teams: list[int]) -> Actor | None:
        """Give the first of these teams that has somebody with room, who has one more in hand."""
        for team in teams:
            if self.decide.unlimited(team):
                return team, NONE
            if (actor := self.freest(team)) is not None:
                self.in_hand[actor] += 1
                return actor
        return None

    def freest(self, team: int, resting: Container[Actor] = ()) -> Actor | None:
        """Give who has the fewest in hand of those with room for one more, then the first."""
        workers = [(team, worker) for worker in range(self.on_duty[team])]
        free = [actor for actor in workers if self.has_room(actor) and actor not in resting]
        return min(free, key=lambda actor: (self.in_hand[actor], actor), default=None)
