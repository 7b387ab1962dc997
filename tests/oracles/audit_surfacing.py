"""The auditor of what turns out to be wrong: who comes back though resolved, and who must.

Where a rule decides on the chance, either is allowed. Who asks after a broken promise before they
find out may have been about to find out something else: they are left alone from then on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import Log, Moment, Spell
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.audit_rows import Contact, by_customer
from tests.oracles.stories import demand


class Surfaced(NamedTuple):
    """One row of the log of what turned out to be wrong, by the names of its columns."""

    customer: int
    contact: int
    step: int
    visit: int
    event: int
    happened: int
    at: int


class Stretch(NamedTuple):
    """A contact that ended as resolved, with what happened since the customer came."""

    contact: Contact
    following: Contact | None
    events: dict[int, tuple[int, int, int, int]]
    """Step, visit, event and time of what happened, the last time, by event."""
    sure: bool
    """The log tells what turned out for this customer before."""


def audit_surfacing(tables: Any, tape: Tape, log: Log) -> None:
    """Hold every contact that ended as resolved against what came after it."""
    if not tables.surfacing.event:
        demand(not len(log.surfaced), "nothing turns out that cannot", *log.surfaced.tolist())
        return
    told = {(row.customer, row.contact): row for row in map(Surfaced._make, log.surfaced.tolist())}
    chases = set(log.spells[["customer", "contact"]][log.spells["kind"] == Spell.CHASE].tolist())
    later = dict(log.customers[["customer", "returns_later"]].tolist())
    times: Counter[tuple[int, int]] = Counter()
    unsure: set[int] = set()
    for stretch in _resolved(log):
        customer, following = stretch.contact.customer, stretch.following
        found = told.get((customer, following.contact)) if following else None
        if found is not None:
            had = stretch.events.get(found.event) == found[2:6]
            demand(had, "what turns out to be wrong is what happened last", stretch, found)
        if customer in unsure or not stretch.sure:
            continue
        chased = following is not None and following[:2] in chases
        rows = [*_verdicts(tables, tape, stretch, times)]
        fits = [row for row in rows if _fits(tables, tape, stretch, row, later[customer], chased)]
        event = None if found is None else found.event
        fits = [row for row in fits if chased or _event(tables, row) == event or following is None]
        demand(bool(fits), "what is wrong turns out as luck has it", stretch, rows)
        times[customer, fits[0] if fits[0] is not None else NONE] += 1
        unsure |= {customer} if len(fits) > 1 else set()


def _event(tables: Any, row: int | None) -> int | None:
    """Give the event of a row of what may turn out."""
    return None if row is None else int(tables.surfacing.event[row])


def _resolved(log: Log) -> Iterator[Stretch]:
    """Give every contact that ended as resolved."""
    moments = log.moments[log.moments["kind"] == Moment.PROMISE]
    where = ["customer", "contact", "step", "visit", "at"]
    broken = Counter(moments[where].tolist())
    happened: dict[tuple[int, int], dict[int, tuple[int, int, int, int]]] = {}
    for *place, event, at in reversed(log.events.tolist()):
        if broken[*place, at] and event == 0:  # of hand-made programs: a broken promise is event 0
            broken[*place, at] -= 1
        else:
            here = happened.setdefault((place[0], place[1]), {})
            here.setdefault(event, (place[2], place[3], event, at))
    for contacts in by_customer(map(Contact._make, log.contacts.tolist())).values():
        lately: dict[int, tuple[int, int, int, int]] = {}
        sure = True
        for contact, following in zip(contacts, [*contacts[1:], None], strict=True):
            lately = (lately if contact.onward else {}) | happened.get(contact[:2], {})
            if contact.outcome == Outcome.RESOLVED:
                yield Stretch(contact, following, lately, sure)
            sure = sure and not _ends_away(contact, following)


def _ends_away(contact: Contact, following: Contact | None) -> bool:
    """Tell whether somebody comes after a stretch away, whose end the log does not tell."""
    return bool(contact.outcome == Outcome.MOVED_ON and following and not following.onward)


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


def _fits(
    tables: Any, tape: Tape, stretch: Stretch, row: int | None, later: bool, chased: bool
) -> bool:
    """Tell whether what came next is what had to, unless a promise brought it before."""
    contact, following = stretch.contact, stretch.following
    if row is None:
        return chased or (following is None and not later)
    slot = tables.surfacing.delay_slot[row]
    due = contact.ended + tape.duration(slot, contact.contact - 1, contact.customer)
    days = zip(tables.calendar.opens, tables.calendar.closes, strict=True)
    comes = next((max(due, opens) for opens, closes in days if due < closes), None)
    if following is None:
        return comes is None and later
    if chased:
        return comes is None or following.began < comes
    return following.began == comes and not following.onward
