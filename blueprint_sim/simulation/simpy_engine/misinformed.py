"""The misinformed: what happened to them may turn out to be wrong, after it seemed to be resolved.

Only programs in which something may turn out so have such customers.
"""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Outcome
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.plan import StepPlan

_RESOLVED = int(Outcome.RESOLVED)


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
        """Which of these they will come back for."""
        self._back = NONE
        """When they will come back."""

    def begin(self) -> None:
        """Begin a contact, in which nothing has happened yet."""
        now = self.house.clock.time
        if self._wrong is not None and self._back == now:  # else something else came first
            self.house.diary.surfaced.append((self.number, self.contacts, *self._wrong, now))
        self._wrong, self.lately = None, 0
        super().begin()

    def let_happen(self, step: StepPlan, now: int) -> tuple[int, float]:
        """Let events happen or not; give their mask and the sum of their feelings."""
        happened, total = super().let_happen(step, now)
        self.lately |= happened
        for event, bit, *_ in step.happenings:
            if happened & bit:
                self._places[event] = (step.number, self.turn + 1, event, now)
        return happened, total

    def delay_of_return(self, outcome: int) -> int:
        """Give the slot of how long it takes them to come back; NONE: they do not."""
        surfacing = self.house.program.surfacing
        if outcome == _RESOLVED:
            for row in rules.may_surface(surfacing, self.lately, self.surfaced):
                if self.happens(surfacing.chance[row], surfacing.slot[row], self.contacts - 1, 0):
                    self.surfaced[row] += 1
                    self._wrong = self._places[surfacing.event[row]]
                    self.resolved = False
                    slot: int = surfacing.delay_slot[row]
                    return slot
        return super().delay_of_return(outcome)

    def due_back(self, now: int, slot: int) -> int:
        """Give when the customer comes back; NONE: not before the last close."""
        self._back = super().due_back(now, slot)
        return self._back
