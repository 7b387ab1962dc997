"""The teams: who is idle, who waits in whose line, and who is served next."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Program
from blueprint_sim.simulation.simpy_engine.clock import Clock, Rank, priority

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.contact import Contact

Actor: TypeAlias = tuple[int, int]
"""Team and worker; the worker of an unlimited team is NONE."""

NOBODY: Actor = (NONE, NONE)


class Request:
    """One customer in line for any of some teams; the line is that of the first."""

    __slots__ = ("contact", "teams", "waiting")

    def __init__(self, contact: Contact, teams: tuple[int, ...]) -> None:
        self.contact = contact
        self.teams = teams
        self.waiting = True

    def __lt__(self, other: Request) -> bool:
        """Never goes first: only with one that has left already can there be a tie."""
        return False


class Teams:
    """All the teams of a variant.

    A pool of its own rather than SimPy's resources: customers wait for several teams at once,
    by priority, and give up at ties without a worker being lost.
    """

    def __init__(self, program: Program, clock: Clock) -> None:
        self.closed = False
        self._clock = clock
        self._size = program.teams.size
        self._limit = program.teams.limit
        self._waiting = [0] * len(self._size)
        self._idle = [list(range(max(size, 0))) for size in self._size]
        self._lines: list[list[tuple[tuple[int, ...], Request]]] = [[] for _ in self._size]

    def find_idle(self, teams: tuple[int, ...]) -> Actor | None:
        """Take an idle worker: teams in order of preference, then the lowest number."""
        for team in teams:
            if self._size[team] == NONE:
                return team, NONE
            if self._idle[team]:
                return team, heappop(self._idle[team])
        return None

    def is_full(self, team: int) -> bool:
        """Tell whether the line of a team has no room."""
        return rules.line_is_full(self._waiting[team], self._limit[team])

    def join(self, request: Request, place: tuple[int, ...]) -> None:
        """Let a request wait; any of its teams may take it."""
        self._waiting[request.teams[0]] += 1
        for team in request.teams:
            heappush(self._lines[team], (place, request))

    def leave(self, request: Request) -> None:
        """Take a request out of the line, served or not."""
        request.waiting = False
        self._waiting[request.teams[0]] -= 1

    def let_go(self, team: int, worker: int) -> None:
        """Let a worker take the best waiting request at once, or be idle."""
        line = self._lines[team]
        while line and not self.closed:
            request = heappop(line)[1]
            if request.waiting:
                self.leave(request)
                request.contact.granted((team, worker))
                return
        heappush(self._idle[team], worker)

    def wrap_up(self, team: int, worker: int, until: int) -> None:
        """Let a worker finish what a visit left to do, and then go."""
        key = priority(Rank.WRAP_UP_ENDS, team, worker)
        self._clock.call(until, key, lambda _: self.let_go(team, worker))

    def close(self) -> None:
        """From now on nobody starts."""
        self.closed = True
