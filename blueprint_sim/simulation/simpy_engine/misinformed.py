"""The misinformed: what happened to them may turn out to be wrong, after it seemed to be resolved.

Only programs in which something may turn out so have such customers.
"""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Outcome
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.plan import StepPlan

_RESOLVED, _WALKED_AWAY = int(Outcome.RESOLVED), int(Outcome.WALKED_AWAY)


class Misinformed(Issue):
    """A customer who comes back, though resolved, as what they were told turns out to be wrong."""

    __slots__ = ()  # mixed with other kinds: what only this one needs is no slot

    def __init__(self, house: House, number: int, arrival: int, reason: int, persona: int) -> None:
        super().__init__(house, number, arrival, reason, persona)
        self.lately = 0
        """What happened since they came, in this contact or one that it goes on from: a mask."""
        self.surfaced = [0] * len(house.program.surfacing.event)
        """How often it turned out, by row of what may."""
        self._places: dict[int, tuple[int, int, int, int]] = {}
        """Step, visit, event and when, of what happened lately, the last time, by event."""
        self._wrong: tuple[int, int, int, int] | None = None
        """Which of these they will find out about."""
        self._finds_out = NONE
        """When they will; NONE: not before the last close."""
        self._for_it = False
        """That is what is to bring them back."""

    def begin(self) -> None:
        """Begin a contact, in which nothing has happened yet."""
        now = self.house.clock.time
        if self._for_it and self._wrong is not None and self._finds_out == now:
            self.house.diary.surfaced.append((self.number, self.contacts, *self._wrong, now))
            self._wrong = None
        self._for_it, self.lately = False, 0
        super().begin()

    def let_happen(self, step: StepPlan, now: int) -> tuple[int, float]:
        """Let events happen or not; give their mask and the sum of their feelings."""
        happened, total = super().let_happen(step, now)
        self.lately |= happened
        for event, bit, *_ in step.happenings:
            if happened & bit:
                self._places[event] = (step.number, self.turn + 1, event, now)
        return happened, total

    def due_back(self, now: int, outcome: int) -> int | None:
        """Give when they come back: as they find out, or before, as something else brings them."""
        if outcome in (_RESOLVED, _WALKED_AWAY):
            self._wrong = None  # whatever it was, it is mended, or nobody asks any more
        if outcome == _RESOLVED:
            return self._turns_out(now)
        due = super().due_back(now, outcome)
        if self._wrong is None:
            return due
        self._finds_out = self._next_chance(now)
        comes = min((at for at in (due, self._finds_out) if at not in (None, NONE)), default=NONE)
        self._for_it = comes == self._finds_out
        return comes

    def _turns_out(self, now: int) -> int | None:
        """Give when they come back, though resolved; as in `due_back`."""
        surfacing = self.house.program.surfacing
        for row in rules.may_surface(surfacing, self.lately, self.surfaced):
            if self.happens(surfacing.chance[row], surfacing.slot[row], self.contacts - 1, 0):
                self.surfaced[row] += 1
                self._wrong = self._places[surfacing.event[row]]
                self.resolved = False
                self._finds_out, self._for_it = self.after(now, surfacing.delay_slot[row]), True
                return self._finds_out
        return super().due_back(now, _RESOLVED)

    def _next_chance(self, now: int) -> int:
        """Give when they find out: at once, if it was due while they were in touch."""
        if self._finds_out == NONE:
            return NONE
        house = self.house
        return rules.next_opening(max(now, self._finds_out), house.opens, house.closes)
