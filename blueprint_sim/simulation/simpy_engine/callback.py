"""Calling back: those in line are offered it, keep their place, and may not answer.

Two kinds of requests tell it. An `Offer` stands in line like any other until it is accepted; then
a `Promise` takes its place, whose customer is off the line and waits for nothing but the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import Target
from blueprint_sim.simulation.simpy_engine.clock import Then
from blueprint_sim.simulation.simpy_engine.plan import UNFELT, Actor, CallbackPlan
from blueprint_sim.simulation.simpy_engine.team import Request

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.contact import Contact

_CALLBACK = int(Spell.CALLBACK)
_UNANSWERED = int(End.UNANSWERED)
_ABANDONED = int(Target.ABANDONED)


class Offer(Request):
    """A request in the line of a team that calls back.

    The alarm is the offer, and then patience; or only patience, if that runs out before.
    """

    __slots__ = ("runs_out",)

    runs_out: int
    """When patience does."""

    def expect(self, runs_out: int) -> None:
        """Set the alarm; at a tie the offer goes first."""
        assert self.customer is not None
        customer, house = self.customer, self.customer.house
        self.runs_out = runs_out
        after = _terms(customer, self).after
        offered = self.asked + house.duration(after, customer.contacts - 1, customer.number)
        if self.step.visible and rules.offer_comes(offered, runs_out):
            house.clock.book(self, offered, _key(customer, self), _OFFER)
        else:
            super().expect(runs_out)

    def offer(self) -> None:
        """Ask the customer."""
        assert self.customer is not None
        customer, terms = self.customer, _terms(self.customer, self)
        customer.house.diary.offered = customer.house.clock.time
        contact, visit = customer.contacts - 1, self.visit + 1
        if customer.happens(terms.accept, terms.accept_luck, contact, visit):
            Promise.take_over(self, customer)
        else:
            super().expect(self.runs_out)


class Promise(Request):
    """A request of somebody who will be called back."""

    __slots__ = ("accepted", "felt")

    accepted: int
    felt: float
    """How the wait in line was, up to then."""

    @classmethod
    def take_over(cls, offer: Offer, customer: Contact) -> None:
        """Take the place of an offer; its customer leaves the line."""
        teams, clock = customer.house.teams, customer.house.clock
        teams.leave(offer)
        customer.stood(offer)
        promise = cls(customer, offer.step, offer.visit, offer.teams, offer.asked)
        promise.accepted, promise.felt = clock.time, customer.end_spell(clock.time)
        customer.join(promise)

    def granted(self, customer: Contact, actor: Actor) -> None:
        """Have the worker call; nothing but that comes next to the customer."""
        clock, key = customer.house.clock, _key(customer, self)
        clock.call(clock.time, key, lambda _: self.call(customer, actor))

    def call(self, customer: Contact, actor: Actor) -> None:
        """Serve the customer, or let the worker go if nobody answers."""
        house, terms = customer.house, _terms(customer, self)
        now = house.clock.time
        customer.request = None
        self._write(customer, now)
        if customer.happens(
            terms.answers, terms.answers_luck, customer.contacts - 1, self.visit + 1
        ):
            customer.serve(self.step, actor, self.asked)
            return
        customer.write_unserved(_UNANSWERED, self, now, UNFELT)
        house.teams.let_go(actor)
        customer.reach(_ABANDONED)

    def cut_off(self, customer: Contact, horizon: int) -> None:
        """Be left uncalled: sent home, or there still as the run ends."""
        self._write(customer, horizon)
        super().cut_off(customer, horizon)

    def _write(self, customer: Contact, ended: int) -> None:
        who = (customer.number, customer.contacts, self.step.number, self.visit + 1)
        row = (*who, _CALLBACK, self.accepted, ended)
        customer.house.diary.callback(row, self.felt)


def _terms(customer: Contact, request: Request) -> CallbackPlan:
    terms = customer.house.callbacks[request.teams[0]]
    assert terms is not None
    return terms


def _key(customer: Contact, request: Request) -> int:
    return request.step.callback + customer.key + request.visit


_OFFER: Then = [Offer.offer]
