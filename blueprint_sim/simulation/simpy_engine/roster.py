"""The roster: workers who come and go by the clock."""

from __future__ import annotations

from heapq import heapify

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import Program
from blueprint_sim.simulation.simpy_engine.clock import Clock, Rank, priority
from blueprint_sim.simulation.simpy_engine.plan import Actor
from blueprint_sim.simulation.simpy_engine.team import Teams


class ShiftTeams(Teams):
    """Teams of which some have rosters; a variant without any needs no look at the roster."""

    def __init__(self, program: Program, clock: Clock) -> None:
        super().__init__(program, clock)
        self._rosters = program.rosters
        self._roster = list(program.teams.size)
        """How many are on duty; of an unlimited team nobody is ever let go."""
        self._away: list[set[int]] = [set() for _ in self._roster]
        """Workers who are not on duty, and not at work either."""
        for team in range(len(self._roster)):
            first = self._rosters.at[team]
            if self._next_row(team, first):
                self._roster[team] = 0
                self._send_away(team)

    def let_go(self, actor: Actor) -> None:
        """Let a worker take the best waiting request or be idle, or go if their shift is over."""
        team, worker = actor
        if rules.is_on_duty(worker, self._roster[team]):
            super().let_go(actor)
        else:
            self._away[team].add(worker)

    def _next_row(self, team: int, row: int) -> bool:
        """Put a row of the roster into the calendar, if the team has one more."""
        if row == self._rosters.at[team + 1]:
            return False
        key = priority(Rank.ROSTER_CHANGES, team)
        self._clock.call(self._rosters.time[row], key, lambda _: self._change(team, row))
        return True

    def _change(self, team: int, row: int) -> None:
        """Let idle workers go whose shift is over, and newcomers begin, in order of number."""
        self._next_row(team, row + 1)
        self._roster[team] = roster = self._rosters.workers[row]
        self._send_away(team)
        for worker in sorted(self._away[team]):
            if rules.is_on_duty(worker, roster):
                self._away[team].remove(worker)
                super().let_go((team, worker))

    def _send_away(self, team: int) -> None:
        idle, roster = self._idle[team], self._roster[team]
        self._away[team].update(n for _, n in idle if not rules.is_on_duty(n, roster))
        idle[:] = [actor for actor in idle if rules.is_on_duty(actor[1], roster)]
        heapify(idle)


def teams(program: Program, clock: Clock) -> Teams:
    """Give the teams of a program."""
    return (ShiftTeams if program.rosters.time else Teams)(program, clock)
