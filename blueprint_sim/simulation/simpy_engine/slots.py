"""Slots: workers who serve several customers at once, each in a slot of their own."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from blueprint_sim.simulation.program import NONE, Program
from blueprint_sim.simulation.simpy_engine.clock import Clock
from blueprint_sim.simulation.simpy_engine.plan import Actor
from blueprint_sim.simulation.simpy_engine.team import Teams


class SlotTeams(Teams):
    """Teams whose idle choice is the worker with the fewest customers in hand.

    A worker with `h` in hand has the free slots `h`, `h + 1`, ... up to the last one. So the least
    free slot, by its own number and then the worker's, is that of the worker to choose.
    """

    def __init__(self, program: Program, clock: Clock) -> None:
        super().__init__(program, clock)
        self._slots = program.teams.at_once
        self._in_hand = [[0] * max(0, size) for size in self._size]
        self._free = [
            [(slot, worker) for slot in range(slots) for worker in range(size)]
            for slots, size in zip(self._slots, self._size, strict=True)
        ]

    def find_idle(self, teams: tuple[int, ...]) -> Actor | None:
        """Take a slot: teams in order of preference, then the fewest in hand, then the lowest."""
        for team in teams:
            if self._free[team]:
                worker = heappop(self._free[team])[1]
                self._in_hand[team][worker] += 1
                return team, worker
            if self._size[team] == NONE:
                return team, NONE
        return None

    def take(self, actor: Actor) -> bool:
        """Take the next slot of this worker, if one is free."""
        team, worker = actor
        free, slot = self._free[team], (self._in_hand[team][worker], worker)
        if slot not in free:
            return False
        free.remove(slot)
        heapify(free)
        self._in_hand[team][worker] += 1
        return True

    def let_go(self, actor: Actor) -> None:
        """Let a worker fill the slot that is free now, or keep it so."""
        team, worker = actor
        self._in_hand[team][worker] -= 1
        self.fill(team, self._in_hand[team][worker], worker)

    def fill(self, team: int, slot: int, worker: int) -> None:
        """Fill the next slot of a worker with the best waiting request, or keep it free."""
        if self.takes_next((team, worker)):
            self._in_hand[team][worker] += 1
        else:
            heappush(self._free[team], (slot, worker))
