"""Traffic: how often customers come to each step, and the work that this brings to each team.

A customer's way through the blueprint is a Markov chain (`chain`), solved for each kind of
customer whom a rule treats differently, contact by contact. Facts are followed one at a time,
which is exact, since no fact changes the way. A step that only asks is visited as often as the
fact that it asks most, which is exact for one fact, or for several that travel together.

Nobody leaves at once, hangs up, walks away or asks after a promise, and every line has room. Who
moves on to another channel, or goes away and comes back, is followed, but not the number of that
contact. Rules that look at what the chain does not follow (`visit`, `knows`, `misery`, `waited`,
`had`) are decided as on a first visit by someone who has met with nothing yet: `Traffic.assumed`
names those that occur, and the figures are then approximate. Among several teams the first is
taken, unless the customer's own team is among them, and a team counts as one actor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from blueprint_sim.model.arrivals import per_hour
from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.branch_traffic import branch_work
from blueprint_sim.model.cases import Case, chance, first_match
from blueprint_sim.model.chain import Chain
from blueprint_sim.model.conditions import Condition, Rule
from blueprint_sim.model.demand import Reason
from blueprint_sim.model.graph import START, Graph, reachable, route_of
from blueprint_sim.model.routes import Edge, only_asks
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.model.states import Contact, End, Place, Spot, State
from blueprint_sim.model.tally import Tally

Rules: TypeAlias = tuple[Rule[Any], ...]

NOT_FOLLOWED = ("visit", "knows", "misery", "waited", "had")
MOST_CONTACTS = 200
"""Contacts of one issue after which nobody is followed any more."""
NEGLIGIBLE = 1e-9
"""A chance of one more contact below which nobody is followed any more."""


class Traffic(NamedTuple):
    """What one variant expects of those who come, with nobody giving up.

    A customer whom a fix keeps from having to come counts nowhere.
    """

    visits: dict[str, float]
    """Visits of each step per customer, over all contacts; inf where it cannot be told, since
    only rules on subjects that are `assumed` lead out of a loop."""
    hours: dict[str, float]
    """Work of each team per customer, in hours, wrap-up included."""
    load: dict[str, float]
    """Offered load of each team, in Erlangs: hours of serving a customer for each hour of opening.

    It takes as many workers, or fewer if they serve several at once.
    """
    meanwhile: dict[str, float]
    """What of that load is work in the meantime."""
    contacts: float
    """Contacts per customer."""
    ways: dict[Edge, float]
    """Customers per customer along each edge of the graph, over all contacts, by origin, target
    and road. Passing a step without a visit (nothing left to ask, or emptied) counts as well, so
    at every step as many leave as come, and what is set off besides. Nobody finds a line full."""
    asked: dict[tuple[str, str], float]
    """Questions per customer, over all contacts, by step and fact."""
    assumed: tuple[str, ...]
    """Subjects of conditions that were decided as on a first visit; if any, approximate."""


def traffic(scenario: Scenario, variant: str, graph: Graph) -> Traffic:
    """Solve the routing equations of a variant.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    variant : str
        Name of one of its variants.
    graph : networkx.MultiDiGraph
        Its `blueprint_graph`, with a start.

    Returns
    -------
    Traffic
        Expected visits and contacts per customer, hours and Erlangs per team.

    References
    ----------
    J. R. Jackson (1957), Networks of waiting lines, Operations Research 5(4): the traffic
    equations, here for each kind of customer and each contact apart.
    """
    issues = _Issues(scenario, variant, graph)
    total = Tally()
    for case, share in issues.cases():
        total.add(issues.whole(case), share)
    hours = {team: total.work[team] / 3600 for team in sorted(issues.design.teams)}
    rate = mean_rate(scenario) * issues.coming
    return Traffic(
        visits={step: total.visits[step] for step in sorted(issues.design.steps)},
        hours=hours,
        load={team: rate * spent for team, spent in hours.items()},
        meanwhile={team: rate * total.tasks[team] / 3600 for team in hours},
        contacts=total.contacts,
        ways={edge: total.ways[edge] for edge in sorted(total.ways)},
        asked={which: total.questions[which] for which in sorted(total.questions)},
        assumed=tuple(
            name
            for name in (*NOT_FOLLOWED, *(("contact",) if issues.move_on else ()))
            if any(getattr(when, name) for when in issues.conditions)
        ),
    )


class _Issues:
    """Follows customers of one variant through whole issues."""

    def __init__(self, scenario: Scenario, variant: str, graph: Graph) -> None:
        self.scenario = scenario
        self.design = scenario.variants[variant]
        self.coming = coming(scenario, variant)
        self.start: Rules = route_of(graph, START, "start")
        self.steps = {name: self.design.steps[name] for name in sorted(reachable(graph))}
        self.conditions = tuple(_conditions(scenario, self.start, self.steps.values()))
        channels = self.design.channels
        self.channel = next(iter(channels)) if len(channels) == 1 else None
        self.move_on = len(channels) > 1 or any(step.away for step in self.steps.values())
        self.done_resolves = all(step.resolves is None for step in self.design.steps.values())

    def cases(self) -> Iterator[tuple[Case, float]]:
        """Give the kinds of customers whom rules treat differently, with their shares."""
        reasons = self._kinds("reason", self._reasons())
        personas = self._kinds("persona", self.scenario.persona_shares)
        for (reason, first), (persona, second) in product(reasons, personas):
            if first * second:
                yield Case(reason, persona), first * second

    def _reasons(self) -> dict[str, float]:
        """Give the share of each reason among those who come."""
        reasons = self.scenario.demand.reasons
        shares = self.scenario.reason_shares.items()
        left = {name: share * _unfixed(self.design, reasons[name]) for name, share in shares}
        return {name: share / self.coming if share else 0.0 for name, share in left.items()}

    def whole(self, case: Case) -> Tally:
        """Follow one customer with and without each fact, and put the parts together."""
        total = self.follow(case, None)
        for fact in sorted({fact for step in self.steps.values() for fact in step.asks}):
            followed = self.follow(case, fact)
            for team, seconds in followed.work.items():
                total.work[team] += seconds
            for name, times in followed.asked.items():
                total.asked[name] = max(total.asked[name], times)
                if times:
                    total.questions[name, fact] = times
        for name, step in self.steps.items():
            if step.emptied or only_asks(step):
                total.visits[name] = 0.0 if step.emptied else total.asked[name]
        for name, step in self.steps.items():
            if step.meanwhile and total.visits[name]:
                self._set_off(name, step.meanwhile, case, total)
        return total

    def _set_off(self, name: str, first: str, case: Case, total: Tally) -> None:
        """Add what goes on in the meantime, as often as a step is visited."""
        times, brings = total.visits[name], branch_work(self.design, first, case)
        total.ways[name, first, "meanwhile"] += times
        for step, tasks in brings.visits.items():
            total.visits[step] += times * tasks if tasks else 0.0
        for team, seconds in brings.seconds.items():
            total.work[team] += times * seconds if seconds else 0.0
            total.tasks[team] += times * seconds if seconds else 0.0
        for edge, passed in brings.ways.items():
            total.ways[edge] += times * passed

    def follow(self, case: Case, fact: str | None) -> Tally:
        """Follow one customer through all contacts, and what is known of one fact, or none."""
        total = Tally()
        solved: dict[int, Contact] = {}
        coming = {False: 1.0}
        last = 1 + max((bound for when in self.conditions for bound in _contacts(when)), default=0)
        for number in range(1, MOST_CONTACTS + 1):
            case = case._replace(contact=min(number, last))
            shares = first_match(self.start, case._replace(visit=0)) or {}
            if case.contact not in solved:
                solved[case.contact] = self._solve(case, fact, shares)
            for target, share in shares.items():
                total.ways[START, target, "start"] += share * sum(coming.values())
            ended = total.count(solved[case.contact], self._entry(shares, coming))
            coming = self._returning(ended, case, number)
            if sum(coming.values()) < NEGLIGIBLE:
                break
        return total

    def _solve(self, case: Case, fact: str | None, shares: dict[str, float]) -> Contact:
        chain = Chain(self.design, self.scenario.facts, case, fact, self.done_resolves)
        return chain.solve(list(self._entry(shares, {False: 1.0, True: 1.0})))

    def _entry(self, shares: dict[str, float], coming: dict[bool, float]) -> dict[Spot, float]:
        entry: dict[Spot, float] = {}
        for (target, share), (known, weight) in product(shares.items(), coming.items()):
            if target in self.design.steps:
                place: Place = "before" if self.move_on else "in"
                state = State(target, known=known, channel=self.channel, place=place)
                entry[state] = share * weight
            else:
                outcome = "resolved" if target == "done" and self.done_resolves else target
                outcome = "unresolved" if outcome == "done" else outcome
                entry[End(outcome, known, self.channel)] = share * weight
        return entry

    def _returning(self, ended: dict[End, float], case: Case, number: int) -> dict[bool, float]:
        """Give the chances of one more contact, by whether the last holder knew the fact."""
        coming: dict[bool, float] = defaultdict(float)
        returning = {str(name): part for name, part in self.scenario.demand.recontact.items()}
        for end, share in ended.items():
            again = returning.get(end.outcome)
            if again is not None and (again.returns is None or number <= again.returns):
                coming[end.known] += share * chance(
                    again.chance, case._replace(visit=0, channel=end.channel)
                )
        return coming

    def _kinds(self, subject: str, shares: dict[str, float]) -> list[tuple[str | None, float]]:
        tested = any(getattr(when, subject) for when in self.conditions)
        return [*sorted(shares.items())] if tested else [(None, 1.0)]


def coming(scenario: Scenario, variant: str) -> float:
    """Share of the customers who come to a variant, in spite of what it fixes."""
    reasons, design = scenario.demand.reasons, scenario.variants[variant]
    if not design.fixes:
        return 1.0
    shares = scenario.reason_shares.items()
    return math.fsum(share * _unfixed(design, reasons[name]) for name, share in shares)


def _unfixed(design: Variant, reason: Reason) -> float:
    return 1.0 - design.fixed(reason.cause)


def mean_rate(scenario: Scenario) -> float:
    """First contacts per hour of opening, on average over the days."""
    return per_hour(scenario.demand.arrivals, scenario.run)


def all_rules(step: Step) -> Iterator[Rules]:
    """Give every list of rules of a step."""
    written: tuple[Rules | None, ...] = (
        step.by,
        step.takes,
        step.resolves,
        step.if_not,
        step.next,
        *step.events.values(),
        *(rules for ask in step.asks.values() for rules in (ask.takes, ask.understood)),
    )
    yield from (rules for rules in written if rules is not None)


def _conditions(scenario: Scenario, start: Rules, steps: Iterable[Step]) -> Iterator[Condition]:
    lists = [start, *(rules for step in steps for rules in all_rules(step))]
    lists += [again.chance for again in scenario.demand.recontact.values()]
    yield from (rule.when for rules in lists for rule in rules if rule.when is not None)


def _contacts(when: Condition) -> Iterator[int]:
    """Give the numbers of contacts at which a condition may change its mind."""
    yield from (int(bound) for interval in when.contact for bound in interval if bound is not None)
