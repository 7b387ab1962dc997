"""The auditor backstage: which branches are open, where each one goes, and who waits for them.

Where a branch goes depends on reason, persona and visit alone, so a log decides it but for the
luck of its forks, for which the tape is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import Log, Moment, Spell
from blueprint_sim.simulation.program import NONE
from tests.oracles.audit_rows import Contact, Row, SpellRow
from tests.oracles.by_whom import ByWhom

Key: TypeAlias = tuple[int, int, int]
"""Customer, step, visit from 1."""


class Branch(NamedTuple):
    """One branch of one customer, by its first step, and how many there were before it."""

    customer: int
    first: int
    number: int


class Promise(NamedTuple):
    """What was promised, by the key of the visit that did so."""

    key: Key
    branch: Branch


class Branches:
    """The branches of one log, and the customers who are parked."""

    def __init__(self, tables: Any, by: ByWhom, tape: Tape, log: Log) -> None:
        self.tables, self.by, self.tape = tables, by, tape
        rows = [SpellRow(*row) for row in log.spells.tolist()]
        self.tasks = {row[:1] + row[2:4]: row for row in rows if row.kind == Spell.TASK}
        self.parked = [row for row in rows if row.kind == Spell.PARKED]
        self.chases = {row[:2]: row for row in rows if row.kind == Spell.CHASE}
        """By customer and the contact that each leads to."""
        self.used: Counter[tuple[int, int]] = Counter()
        self.open: list[Branch] = []
        """Set off, and not done so far."""
        self.of: dict[Key, Branch] = {}
        """The branch of each task."""
        self.inside: set[int] = set()
        """Customers in a contact."""
        self.promises: list[Promise] = []
        """Made, and not kept so far."""
        self.let_down: list[tuple[Key, int]] = []
        """The promises broken so far, and when."""
        felt = log.moments[log.moments["kind"] == Moment.PROMISE]
        self.broken = [(row[:1] + row[2:4], row[6]) for row in felt.tolist()]

    def left(self) -> Iterable[Any]:
        """Give the rows that nothing has led to so far."""
        return [*self.tasks.values(), *self.parked, *self.broken, *self.chases.values()]

    def set_off(self, row: Row) -> tuple[Branch, int] | None:
        """Open what a visit sets off, unless all of it is emptied; give it, and where it begins."""
        first = self.tables.steps.meanwhile[row.step]
        target = NONE if first == NONE else self.pass_emptied(row.customer, row.contact, first)
        if target < 0:
            return None
        branch = Branch(row.customer, first, self.used[row.customer, NONE])
        self.used[row.customer, NONE] += 1
        self.open.append(branch)
        return branch, target

    def has(self, row: Row) -> bool:
        """Tell whether a visit is a task."""
        return (row.customer, row.step, row.visit) in self.of

    def next_task(self, branch: Branch, contact: int, target: int) -> Row | None:
        """Give the task to which a branch goes, past what is emptied; none if it is done."""
        customer = branch.customer
        target = self.pass_emptied(customer, contact, target)
        if target < 0:
            self.open.remove(branch)
            if customer not in self.inside:
                self.leave(customer)
            return None
        key = (customer, target, self.visit(customer, target))
        if key not in self.tasks:
            raise AssertionError(f"a branch goes on: {key}")
        self.of[key] = branch
        return self.tasks.pop(key).as_visit()

    def pass_emptied(self, customer: int, contact: int, target: int) -> int:
        """Give the first step on the way that is not emptied, or the end."""
        while target >= 0 and self.tables.steps.emptied[target]:
            visit = self.visit(customer, target)
            target = self.following(Row(customer, contact, target, visit, *[NONE] * 10))
        return target

    def visit(self, customer: int, step: int) -> int:
        """Use up a number of the visits of a step; give it."""
        self.used[customer, step] += 1
        return self.used[customer, step]

    def following(self, row: Row) -> int:
        """Give where a task leads."""
        routes, forks = self.tables.routes, self.tables.forks
        route = self.tables.steps.next[row.step]
        fork = next(
            routes.fork[rule]
            for rule in range(routes.at[route], routes.at[route + 1])
            if self.by.holds(routes.when[rule], row)
        )
        luck = self.tape.share(routes.slot[route], row.visit - 1, row.customer)
        ways = range(forks.at[fork], forks.at[fork + 1])
        return int(next(forks.target[way] for way in ways if luck < forks.upto[way]))

    def promise(self, row: Row, branch: Branch) -> tuple[Promise, int]:
        """Note what a visit promises; give it, and when it falls due."""
        promise = Promise((row.customer, row.step, row.visit), branch)
        self.promises.append(promise)
        slot = self.tables.steps.promise_slot[row.step]
        return promise, row.ended + self.tape.duration(slot, row.visit - 1, row.customer)

    def keep(self, customer: int, first: int) -> None:
        """Keep the promises of a branch."""
        self.promises = [p for p in self.promises if p.branch[:2] != (customer, first)]

    def leave(self, customer: int, *, for_good: bool = False) -> None:
        """Keep what is done for a customer who leaves, or has left; nothing binds for good."""
        self.inside.discard(customer)
        kept = (p for p in self.promises if for_good or p.branch not in self.open)
        for promise in [promise for promise in kept if promise.branch.customer == customer]:
            self.promises.remove(promise)

    def fall_due(self, promise: Promise, now: int) -> None:
        """Take the row of a promise that is broken."""
        if promise in self.promises:
            if (promise.key, now) not in self.broken:
                raise AssertionError(f"what is promised and not done in time is broken: {promise}")
            self.broken.remove((promise.key, now))
            self.let_down.append((promise.key, now))

    def ask_after(self, contact: Contact, now: int) -> bool:
        """Take the row of who gets in touch about a broken promise; tell whether they do."""
        chase = self.chases.pop((contact.customer, contact.contact), None)
        if chase is None:
            return False
        key = chase[:1] + chase[2:4]
        if chase.ended != now or (key, chase.began) not in self.let_down:
            raise AssertionError(f"who asks after what was promised was let down: {chase}")
        if all(promise.key != key for promise in self.promises):
            raise AssertionError(f"nobody asks after what they have: {chase}")
        return True

    def parks_at(
        self, customer: int, contact: int, now: int, following: Row | None
    ) -> SpellRow | None:
        """Give the row of a customer who waits for a branch from now on, if there is one.

        `following` is their next visit, before which they may have others that take no time.
        """
        for row in self.parked:
            mine = (row.customer, row.contact, row.began) == (customer, contact, now)
            if mine and (
                following is None or following.asked > now or self.lacks(customer, following.step)
            ):
                return row
        return None

    def lacks(self, customer: int, step: int) -> bool:
        """Tell whether a step needs a branch of this customer that is not done."""
        needs = (customer, self.tables.steps.needs[step])
        return any(branch[:2] == needs for branch in self.open)
