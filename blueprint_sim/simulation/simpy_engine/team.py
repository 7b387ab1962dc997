"""The teams: who is idle, who waits in whose line, and who is served next."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, TypeAlias, cast

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Program
from blueprint_sim.simulation.simpy_engine.clock import Alarm, Clock, Rank, Then, priority
from blueprint_sim.simulation.simpy_engine.plan import Actor, StepPlan

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.branch import Branch
    from blueprint_sim.simulation.simpy_engine.callback import StandIn
    from blueprint_sim.simulation.simpy_engine.contact import Contact
    from blueprint_sim.simulation.simpy_engine.house import House


class Request(Alarm):
    """One customer, or a task of theirs, in line for any of some teams: that of the first.

    The alarm is their patience, or before that what is said in the line; a task has none.
    """

    __slots__ = ("asked", "customer", "reservation", "step", "teams", "visit")

    def __init__(
        self,
        customer: Contact | Branch,
        step: StepPlan,
        visit: int,
        teams: tuple[int, ...],
        asked: int,
    ) -> None:
        self.callbacks = None  # type: ignore[assignment]  # not set: patience may be infinite
        self.customer: Contact | StandIn | Branch | None = customer
        """None: is in line no more."""
        self.step = step
        self.visit = visit
        self.teams = teams
        self.asked = asked
        self.reservation: Reservation | None = None
        """The time for which only one worker may take it; None: it is open to all its teams."""

    def run_out(self) -> None:
        """Lose patience."""
        customer = cast("Contact", self.customer)  # nobody has a stand-in who still may hang up
        customer.house.teams.call(self)
        customer.hang_up(self)

    def __lt__(self, other: Request) -> bool:
        """Never goes first: only with one that has left already can there be a tie."""
        return False


RUN_OUT: Then = [Request.run_out]
"""What the alarm of a request sets off in the end."""


Line: TypeAlias = "list[tuple[tuple[int, ...], Request]]"
"""A heap of requests with their places: the least goes first."""


class Reservation(Alarm):
    """A time for which only one worker may take a request. The alarm is its end."""

    __slots__ = ("house", "place", "request")

    def __init__(self, house: House, request: Request, place: tuple[int, ...]) -> None:
        self.house = house
        self.request = request
        self.place = place

    def run_out(self) -> None:
        """Open the request to all of its teams."""
        self.house.diary.heard = self.house.clock.time
        self.request.reservation = None
        self.house.teams.open_up(self.request, self.place)


_OPEN: Then = [Reservation.run_out]


class Teams:
    """All the teams of a variant.

    A pool of its own rather than SimPy's resources: customers wait for several teams at once,
    by priority, and give up at ties without a worker being lost.
    """

    def __init__(self, program: Program, clock: Clock) -> None:
        self._clock = clock
        self._size = program.teams.size
        self._limit = program.teams.limit
        self._waiting = [0] * len(self._size)
        self._idle = [[(team, n) for n in range(size)] for team, size in enumerate(self._size)]
        self._lines: list[Line] = [[] for _ in self._size]
        self._reserved: dict[Actor, Line] = {}
        """By worker, the requests that only they may take; some have left or are open by now."""

    def find_idle(self, teams: tuple[int, ...]) -> Actor | None:
        """Take an idle worker: teams in order of preference, then the lowest number."""
        for team in teams:
            if self._idle[team]:
                return heappop(self._idle[team])
            if self._size[team] == NONE:
                return team, NONE
        return None

    def is_on_duty(self, actor: Actor) -> bool:
        """Tell whether a worker's shift is on; without shifts it always is."""
        return True

    def take(self, actor: Actor) -> bool:
        """Take this worker, if they are idle."""
        idle = self._idle[actor[0]]
        if actor not in idle:
            return False
        idle.remove(actor)
        heapify(idle)
        return True

    def is_full(self, team: int) -> bool:
        """Tell whether the line of a team has no room."""
        return rules.line_is_full(self._waiting[team], self._limit[team])

    def waiting(self, team: int) -> int:
        """Count those who wait in the line of a team."""
        return self._waiting[team]

    def join(self, request: Request, place: tuple[int, ...]) -> None:
        """Let a request wait; any of its teams may take it."""
        self._waiting[request.teams[0]] += 1
        for team in request.teams:
            heappush(self._lines[team], (place, request))

    def reserve(self, request: Request, place: tuple[int, ...], owner: Actor) -> None:
        """Let a request wait for one worker, and for all of its teams from a time on."""
        customer, step = cast("Contact", request.customer), request.step
        self._waiting[request.teams[0]] += 1
        request.reservation = Reservation(customer.house, request, place)
        heappush(self._reserved.setdefault(owner, []), (place, request))
        key = step.reserved + customer.key + request.visit
        self._clock.book(request.reservation, request.asked + step.returns, key, _OPEN)

    def open_up(self, request: Request, place: tuple[int, ...]) -> None:
        """Let any of its teams take a request that was reserved, at once if somebody is idle."""
        actor = self.find_idle(request.teams)
        if actor is not None:
            self.call(request).granted(request, actor)
            return
        for team in request.teams:
            heappush(self._lines[team], (place, request))

    def call(self, request: Request) -> Contact | StandIn | Branch:
        """Take a request out of the line, served or not; give its customer."""
        if request.callbacks is not None:
            self._clock.forget(request)
        customer = request.customer
        assert customer is not None
        if request.reservation is not None:
            self._clock.forget(request.reservation)
            request.reservation = None
        request.customer = None
        self._waiting[request.teams[0]] -= 1
        return customer

    def let_go(self, actor: Actor) -> None:
        """Let a worker take the best waiting request at once, or be idle."""
        if not self.takes_next(actor):
            heappush(self._idle[actor[0]], actor)

    def takes_next(self, actor: Actor) -> bool:
        """Let a worker take the best waiting request, if there is one; tell whether there is."""
        line = self._reserved_or_open(actor) if self._reserved else self._lines[actor[0]]
        while line:
            request = heappop(line)[1]
            if request.customer is not None:
                self.call(request).granted(request, actor)
                return True
        return False

    def _reserved_or_open(self, actor: Actor) -> Line:
        """Give the line whose best request goes first: the worker's own, or their team's."""
        own, line = self._reserved.get(actor), self._lines[actor[0]]
        if own is None:
            return line
        while own and own[0][1].reservation is None:
            heappop(own)
        while line and line[0][1].customer is None:
            heappop(line)
        if not own:
            del self._reserved[actor]
            return line
        return own if not line or own[0][0] < line[0][0] else line

    def wrap_up(self, actor: Actor, until: int) -> None:
        """Let a worker finish what a visit left to do, and then go."""
        key = priority(Rank.WRAP_UP_ENDS, *actor)
        self._clock.call(until, key, lambda _: self.let_go(actor))
