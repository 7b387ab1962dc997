"""Listening: what is said to those who wait, an announcement or the offer of a call back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, cast

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.callback import StandIn
from blueprint_sim.simulation.simpy_engine.clock import Then
from blueprint_sim.simulation.simpy_engine.plan import NEVER
from blueprint_sim.simulation.simpy_engine.team import RUN_OUT

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.contact import Contact
    from blueprint_sim.simulation.simpy_engine.team import Request

Said: TypeAlias = "tuple[int, int, Then]"
"""When something is said, the key of the calendar, and what it sets off."""


def listen(customer: Contact, request: Request) -> None:
    """Set the alarm of a request for what is said in its line, and for patience to run out."""
    there = request.step.visible and customer.who.live
    customer.coming = sorted(_said(customer, request)) if there else []
    customer.until = NEVER
    if there and customer.who.patience != NONE:
        patience, contact = customer.who.patience, customer.contacts - 1
        customer.until = request.asked + customer.house.duration(patience, contact, customer.number)
    _go_on(customer, request)


def _said(customer: Contact, request: Request) -> Iterator[Said]:
    house, team, step = customer.house, request.teams[0], request.step
    key = customer.key + request.visit
    terms, after = house.callbacks[team], house.program.announcements.after[team]
    if terms is not None and customer.is_alone():
        offered = house.duration(terms.after, customer.contacts - 1, customer.number)
        yield request.asked + offered, step.callback + key, _OFFER
    if after != NONE:
        yield request.asked + after, step.announcement + key, _ANNOUNCE


def _go_on(customer: Contact, request: Request) -> None:
    """Wait for what is said next, unless patience runs out before; at a tie it is heard."""
    clock = customer.house.clock
    if customer.coming and rules.is_heard(customer.coming[0][0], customer.until):
        clock.book(request, *customer.coming.pop(0))
    elif customer.until < NEVER:
        key = request.step.renege + customer.key + request.visit
        clock.book(request, customer.until, key, RUN_OUT)


def _offer(request: Request) -> None:
    customer = _hears(request)
    terms, contact = customer.house.callbacks[request.teams[0]], customer.contacts - 1
    assert terms is not None
    if customer.happens(terms.accept, terms.accept_luck, contact, request.visit + 1):
        request.customer = StandIn(customer, request)
    else:
        _go_on(customer, request)


def _announce(request: Request) -> None:
    """Tell what changes patience, and how the wait feels."""
    customer, team = _hears(request), request.teams[0]
    said, now = customer.house.program.announcements, customer.house.clock.time
    customer.stretch *= said.felt_wait[team]
    if customer.until < NEVER:
        customer.until = now + rules.scaled(customer.until - now, said.patience[team])
    _go_on(customer, request)


def _hears(request: Request) -> Contact:
    customer = cast("Contact", request.customer)  # no stand-in yet
    customer.house.diary.heard = customer.house.clock.time
    return customer


_OFFER: Then = [_offer]
_ANNOUNCE: Then = [_announce]
