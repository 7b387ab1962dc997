"""The auditor of what turns out to be wrong: who comes back though resolved, and who must.

Where a rule decides on the chance, either is allowed. Who asks after a broken promise before they
find out, and is resolved anew, may have been about to find out something else: they are left alone
from then on.
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

_OVER = (Outcome.RESOLVED, Outcome.WALKED_AWAY)
_ENDS = ["customer", "returns_later", "outcome"]


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
    later: tuple[Contact, ...]
    """The contacts that follow, up to the first that is resolved once more, or walks away."""
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
    ends = {who: rest for who, *rest in log.customers[_ENDS].tolist()}
    times: Counter[tuple[int, int]] = Counter()
    unsure: set[int] = set()
    for stretch in _resolved(log):
        customer = stretch.contact.customer
        found = next((told[each[:2]] for each in stretch.later if each[:2] in told), None)
        if found is not None:
            had = stretch.events.get(found.event) == found[2:6]
            demand(
                had or not stretch.sure, "what turns out to be wrong is what happened last", found
            )
        if customer in unsure or not stretch.sure:
            continue
        chased = bool(stretch.later) and stretch.later[0][:2] in chases
        after = After(tables, tape, stretch, found, chased, *ends[customer])
        rows = [*_verdicts(tables, tape, stretch, times)]
        fits = [row for row in rows if after.fits(row)]
        demand(bool(fits), "what is wrong turns out as luck has it", stretch, rows)
        times[customer, fits[0] if fits[0] is not None else NONE] += 1
        unsure |= {customer} if len(fits) > 1 else set()


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
        for number, contact in enumerate(contacts, start=1):
            lately = (lately if contact.onward else {}) | happened.get(contact[:2], {})
            if contact.outcome == Outcome.RESOLVED:
                later = _until_over(contacts[number:])
                yield Stretch(contact, later, lately, sure and not _in_the_dark(later))
            sure = sure and not any(_ends_away(contact, each) for each in contacts[number:][:1])


def _until_over(contacts: list[Contact]) -> tuple[Contact, ...]:
    """Give contacts up to the first after which nothing is wrong any more."""
    overs = [number for number, each in enumerate(contacts, start=1) if each.outcome in _OVER]
    return tuple(contacts[: overs[0]] if overs else contacts)


def _in_the_dark(contacts: tuple[Contact, ...]) -> bool:
    """Tell whether one of them leads away, and the log does not tell how that ended."""
    last = contacts[-1].outcome if contacts else None
    return last == Outcome.MOVED_ON or any(map(_ends_away, contacts, contacts[1:]))


def _ends_away(contact: Contact, following: Contact) -> bool:
    """Tell whether somebody comes after a stretch away, whose end the log does not tell."""
    return contact.outcome == Outcome.MOVED_ON and not following.onward


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


class After(NamedTuple):
    """What came after a contact that ended as resolved."""

    tables: Any
    tape: Tape
    stretch: Stretch
    found: Surfaced | None
    """What turned out to be wrong."""
    chased: bool
    """A promise brought the customer back, before anything turned out."""
    later: bool
    """They would come back after the last close."""
    outcome: int

    def fits(self, row: int | None) -> bool:
        """Tell whether it is what has to come where this row turns out, or none."""
        if row is None:
            return self.found is None and (self.chased or not (self.stretch.later or self.later))
        if self.found is not None and self.found.event != self.tables.surfacing.event[row]:
            return False
        slot, contact = self.tables.surfacing.delay_slot[row], self.stretch.contact
        due = contact.ended + self.tape.duration(slot, contact.contact - 1, contact.customer)
        return self._comes_for_it(due)

    def _comes_for_it(self, due: int) -> bool:
        """Tell whether they come for it as soon as they can, unless it is mended before."""
        comes = self._opening(due)
        for number, contact in enumerate(self.stretch.later):
            if self.found is not None and contact.contact == self.found.contact:
                return contact.began == comes and not contact.onward
            too_late = comes is not None and contact.began >= comes and not contact.onward
            if too_late or (number == 0 and not self.chased):
                return False
            comes = self._opening(max(due, contact.ended))
        return self._is_over() or (comes is None and self.later)

    def _is_over(self) -> bool:
        """Tell whether all is resolved anew, or the customer was sent home or walked away."""
        if not self.stretch.later:
            return False
        ends = (self.stretch.later[-1].outcome, self.outcome)
        sent_home = self.outcome == Outcome.UNFINISHED and not self.later
        return sent_home or any(over in ends for over in _OVER)

    def _opening(self, due: int) -> int | None:
        """Give the first instant from then on at which it is open."""
        days = zip(self.tables.calendar.opens, self.tables.calendar.closes, strict=True)
        return next((max(due, opens) for opens, closes in days if due < closes), None)
