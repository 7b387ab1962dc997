"""The customer: who they are, and how their issue has gone and felt so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.clock import Alarm

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.house import House


class Customer(Alarm):
    """One customer with one issue: an alarm, set for whatever comes next to them."""

    __slots__ = (
        "arrived",
        "brought",
        "contacts",
        "had",
        "house",
        "key",
        "misery",
        "number",
        "reason",
        "resolved",
        "told",
        "visits",
        "waited",
        "who",
    )

    channel: int = NONE
    """The channel of the contact, or of the last one; NONE: there are no channels."""
    onward: bool = False
    """The contact goes on from the one before."""
    moves: int = 0
    """Contacts that did."""
    away: bool = False
    """In no contact, though the matter goes on."""

    def __init__(self, house: House, number: int, arrival: int, reason: int, persona: int) -> None:
        self.house = house
        self.number = number
        self.key = number << 64
        """The customer's part of a key of the calendar, where it stands first."""
        self.reason = reason
        self.who = house.personas[persona]
        self.arrived = arrival
        self.contacts = 0
        self.brought = 0
        """What the next contact's first actor will know: a mask of facts."""
        self.told = 0
        self.had = 0
        self.resolved = False
        self.misery = 0
        self.waited = 0
        self.visits = [0] * len(house.steps)
        """Visits used up, by step."""

    def traits(self, known: int, visit: int) -> tuple[int, ...]:
        """Give what conditions may ask, in the order of `Subject`."""
        return (
            self.reason,
            self.who.number,
            self.contacts,
            visit,
            known,
            int(self.resolved),
            self.misery,
            self.waited,
            self.had,
            self.channel,
        )

    def feel(self, total: float) -> float:
        """Live through a moment of truth; `total` is the sum of its feelings."""
        if not total:
            return total
        valence = rules.clipped(total)
        if valence <= rules.MISERY:
            self.misery += 1
        return valence
