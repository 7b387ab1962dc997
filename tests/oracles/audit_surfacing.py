"""The auditor of what turns out to be wrong: who comes back though resolved, and who must.

Where a rule decides on the chance, either is allowed. Whoever comes back after a stretch away,
whose end the log does not tell, is left alone from then on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import Log, Moment
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.audit_rows import Contact, by_customer
from tests.oracles.stories import demand


class Stretch(NamedTuple):
    """A contact that ended as resolved, with what happened since the customer came."""

    contact: Contact
    following: Contact | None
    events: set[int]
    sure: bool
    """The log tells what turned out for this customer before."""


def audit_surfacing(tables: Any, tape: Tape, log: Log) -> None:
    """Hold every contact that ended as resolved against what came after it."""
    if not tables.surfacing.event:
        return
    let_down = set(log.moments["customer"][log.moments["kind"] == Moment.PROMISE].tolist())
    later = dict(log.customers[["customer", "returns_later"]].tolist())
    times: Counter[tuple[int, int]] = Counter()
    unsure: set[int] = set()
    for stretch in resolved(log):
        customer = stretch.contact.customer
        if customer in unsure or not stretch.sure:
            continue
        chases = tables.chasing.chance != NONE and customer in let_down
        rows = [*_verdicts(tables, tape, stretch, times)]
        fits = [row for row in rows if chases or _fits(tables, tape, stretch, row, later[customer])]
        demand(bool(fits), "what is wrong turns out as luck has it", stretch, rows)
        times[customer, fits[0] if fits[0] is not None else NONE] += 1
        unsure |= {customer} if len(fits) > 1 else set()


def resolved(log: Log) -> Iterator[Stretch]:
    """Give every contact that ended as resolved."""
    moments = log.moments[log.moments["kind"] == Moment.PROMISE]
    where = ["customer", "contact", "step", "visit", "at"]
    broken = Counter(moments[where].tolist())
    happened: dict[tuple[int, int], set[int]] = {}
    for *place, event, at in log.events.tolist():
        if broken[*place, at] and event == 0:  # of hand-made programs: a broken promise is event 0
            broken[*place, at] -= 1
        else:
            happened.setdefault((place[0], place[1]), set()).add(event)
    for contacts in by_customer(map(Contact._make, log.contacts.tolist())).values():
        lately: set[int] = set()
        sure = True
        for contact, following in zip(contacts, [*contacts[1:], None], strict=True):
            lately = (lately if contact.onward else set()) | happened.get(contact[:2], set())
            if contact.outcome == Outcome.RESOLVED:
                yield Stretch(contact, following, lately, sure)
            gone = contact.outcome == Outcome.MOVED_ON and following and not following.onward
            sure = sure and not gone


def _verdicts(
    tables: Any, tape: Tape, stretch: Stretch, times: Counter[tuple[int, int]]
) -> Iterator[int | None]:
    """Give the rows of what may have turned out, and none if it may be that nothing did."""
    table, choices, contact = tables.surfacing, tables.choices, stretch.contact
    for row, event in enumerate(table.event):
        used_up = 0 <= table.returns[row] <= times[contact.customer, row]
        if event not in stretch.events or used_up:
            continue
        luck = tape.share(table.slot[row], contact.contact - 1, contact.customer)
        rules = range(choices.at[table.chance[row]], choices.at[table.chance[row] + 1])
        hits = [luck < choices.chance[rule] for rule in rules]
        if choices.when[rules[0]] == NONE:
            hits = hits[:1]
        if any(hits):
            yield row
        if all(hits):
            return
    yield None


def _fits(tables: Any, tape: Tape, stretch: Stretch, row: int | None, later: bool) -> bool:
    """Tell whether what came next is what had to, if no promise brought it."""
    contact, following = stretch.contact, stretch.following
    if row is None:
        return following is None and not later
    slot = tables.surfacing.delay_slot[row]
    due = contact.ended + tape.duration(slot, contact.contact - 1, contact.customer)
    days = zip(tables.calendar.opens, tables.calendar.closes, strict=True)
    comes = next((max(due, opens) for opens, closes in days if due < closes), None)
    if comes is None or following is None:
        return comes is None and following is None and later
    return following.began == comes and not following.onward
