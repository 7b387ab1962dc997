"""Calling back: those in line are offered it, keep their place, and may not answer.

Whoever accepts leaves the line, and a stand-in keeps the place. The worker who calls the stand-in
out of the line calls the customer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import Target
from blueprint_sim.simulation.simpy_engine.plan import UNFELT, Actor, CallbackPlan

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.contact import Contact
    from blueprint_sim.simulation.simpy_engine.team import Request

_CALLBACK = int(Spell.CALLBACK)
_UNANSWERED = int(End.UNANSWERED)
_ABANDONED = int(Target.ABANDONED)


class StandIn:
    """Keeps the place in line of a customer who will be called back."""

    __slots__ = ("accepted", "customer", "felt")

    def __init__(self, customer: Contact, request: Request) -> None:
        now = customer.house.clock.time
        customer.stood(request)
        self.customer = customer
        self.accepted = now
        self.felt = customer.end_spell(now)
        """How the wait in line was, up to then."""

    def granted(self, request: Request, actor: Actor) -> None:
        """Have the worker call; nothing but that comes next to the customer."""
        clock = self.customer.house.clock
        key = request.step.callback + self.customer.key + request.visit
        clock.call(clock.time, key, lambda _: self._call(request, actor))

    def cut_off(self, now: int) -> None:
        """Be sent home, or be there still as the run ends, without a call."""
        assert self.customer.request is not None
        self._write(self.customer.request, now)
        self.customer.cut_off(now)

    def _call(self, request: Request, actor: Actor) -> None:
        """Let the customer be served, or the worker go if nobody answers."""
        customer, terms = self.customer, _terms(self.customer, request)
        house, contact = customer.house, customer.contacts - 1
        now = house.clock.time
        customer.request = None
        self._write(request, now)
        if customer.happens(terms.answers, terms.answers_luck, contact, request.visit + 1):
            customer.serve(request.step, actor, request.asked)
            return
        customer.write_unserved(_UNANSWERED, request, now, UNFELT)
        house.teams.let_go(actor)
        customer.reach(_ABANDONED)

    def _write(self, request: Request, ended: int) -> None:
        customer, visit = self.customer, request.visit + 1
        row = (customer.number, customer.contacts, request.step.number, visit)
        customer.house.diary.callback((*row, _CALLBACK, self.accepted, ended), self.felt)


def _terms(customer: Contact, request: Request) -> CallbackPlan:
    terms = customer.house.callbacks[request.teams[0]]
    assert terms is not None
    return terms
