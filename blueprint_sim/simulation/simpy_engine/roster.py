"""The roster: workers who come and go by the clock."""

from __future__ import annotations

from heapq import heapify

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import Program
from blueprint_sim.simulation.simpy_engine.clock import Clock, Rank, priority
from blueprint_sim.simulation.simpy_engine.plan import Actor
from blueprint_sim.simulation.simpy_engine.slots import SlotTeams
from blueprint_sim.simulation.simpy_engine.team import Teams


class ShiftTeams(SlotTeams):
    """Teams of which some have rosters; a variant without any needs no look at the roster."""

    def __init__(self, program: Program, clock: Clock) -> None:
        super().__init__(program, clock)
        self._rosters = program.rosters
        self._roster = list(program.teams.size)
        """How many are on duty; of an unlimited team nobody is ever let go."""
        for team in range(len(self._roster)):
            first = self._rosters.at[team]
            if self._next_row(team, first):
                self._roster[team] = 0
                self._free[team].clear()

    def let_go(self, actor: Actor) -> None:
        """Let a worker fill the slot that is free now or keep it so, unless their shift is over."""
        if self.is_on_duty(actor):
            super().let_go(actor)
        else:
            self._in_hand[actor[0]][actor[1]] -= 1

    def is_on_duty(self, actor: Actor) -> bool:
        """Tell whether a worker's shift is on."""
        team, worker = actor
        return rules.is_on_duty(worker, self._roster[team])

    def _next_row(self, team: int, row: int) -> bool:
        """Put a row of the roster into the calendar, if the team has one more."""
        if row == self._rosters.at[team + 1]:
            return False
        key = priority(Rank.ROSTER_CHANGES, team)
        self._clock.call(self._rosters.time[row], key, lambda _: self._change(team, row))
        return True

    def _change(self, team: int, row: int) -> None:
        """Let go whose shift is over, and let newcomers fill their slots, the first ones first."""
        self._next_row(team, row + 1)
        before, roster = self._roster[team], self._rosters.workers[row]
        self._roster[team] = roster
        free, in_hand = self._free[team], self._in_hand[team]
        free[:] = [slot for slot in free if rules.is_on_duty(slot[1], roster)]
        heapify(free)
        newcomers = range(before, roster)
        slots = [(n, who) for who in newcomers for n in range(in_hand[who], self._slots[team])]
        for slot, worker in sorted(slots):
            self.fill(team, slot, worker)


def teams(program: Program, clock: Clock) -> Teams:
    """Give the teams of a program: no more of a kind than it needs, for the sake of speed."""
    if program.rosters.time:
        return ShiftTeams(program, clock)
    several = any(slots > 1 for slots in program.teams.at_once)
    return (SlotTeams if several else Teams)(program, clock)
