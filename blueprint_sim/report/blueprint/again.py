"""Who comes again on a picture: after which endings, and at which steps they begin."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from blueprint_sim.model import demand
from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import START, Graph, reachable, route_of
from blueprint_sim.model.laws import Law
from blueprint_sim.model.possible import Possible, possible
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.speech import say_share
from blueprint_sim.report.blueprint.endings import OUTCOMES
from blueprint_sim.report.blueprint.flows import END, through
from blueprint_sim.report.blueprint.spans import span
from blueprint_sim.report.layout.records import Recontact
from blueprint_sim.report.speech.numbers import listed

LET_DOWN = "those let down by a broken promise"


class _Return(NamedTuple):
    """Some who come again."""

    origins: tuple[str, ...]
    """The endings at which it seemed to be over, of those shown; none if none was reached."""
    who: str
    terms: demand.Recontact

    def share(self, can: Possible) -> str:
        """Say ``60%``, ``some`` where rules decide, and nothing where nobody comes."""
        rules = [rule for rule in self.terms.chance if not rule.when or can.allows(rule.when)]
        if not any(rule.then for rule in rules):
            return ""
        return say_share(rules[0].then) if len(rules) == 1 and not rules[0].when else "some"


def recontact(scenario: Scenario, graph: Graph, shown: Collection[str]) -> Recontact | None:
    """Say who comes again, of the outcomes that are shown, and where to; None if nobody does.

    Of those who were helped, these are they to whom something happened that may turn out to be
    wrong; those to whom a promise was broken come from no ending.
    """
    can = _possible(graph)
    again = [*_after_endings(scenario, shown), *_misinformed(scenario, shown, can.events)]
    again += _let_down(scenario, can.events)
    coming = [(found, share) for found in again if (share := found.share(can))]
    if not coming:
        return None
    after = {_after(found.terms.after) for found, _ in coming}
    when = f", after {after.pop()}" if len(after) == 1 else ""
    said = listed([f"{share} of {found.who}" for found, share in coming])
    origins = dict.fromkeys(END + origin for found, _ in coming for origin in found.origins)
    return Recontact(tuple(origins), f"{said} come again{when}", starts_again(graph))


def starts_again(graph: Graph) -> tuple[str, ...]:
    """Give the steps at which those who come again may begin, emptied ones passed, sorted.

    A rule at the start that no later contact can meet leads nobody there; nor does one after a
    rule that every later contact meets.
    """
    can, found = _possible(graph), set[str]()
    for rule in route_of(graph, START, "start"):
        if rule.when is None or _may_hold(rule.when, can):
            for target, share in rule.then.items():
                found |= through(graph, target) if share else set()
        if rule.when is None or _surely_holds(rule.when):
            break
    return tuple(sorted(found & reachable(graph)))


def _possible(graph: Graph) -> Possible:
    return possible(graph.nodes[name]["step"] for name in reachable(graph))


def _may_hold(when: Condition, can: Possible) -> bool:
    """Tell whether a condition may hold as somebody comes again, who was not helped for good."""
    later = not when.contact or any(span.high is None or span.high >= 2 for span in when.contact)
    return later and when.resolved is not True and can.allows(when)


def _surely_holds(when: Condition) -> bool:
    """Tell whether a condition holds in every contact from the second."""
    if when.resolved or when != Condition(contact=when.contact, resolved=when.resolved):
        return False
    return not when.contact or any(
        (span.low or 0) <= 2 and span.high is None for span in when.contact
    )


def _after_endings(scenario: Scenario, shown: Collection[str]) -> Iterator[_Return]:
    """Give who comes again after the endings that are shown; a broken promise is no ending.

    Those who just ended are the unresolved, too: a blueprint does not tell how many.
    """
    written = scenario.demand.recontact
    for name, words in OUTCOMES.items():
        origins = _shown((name, "done") if name == "unresolved" else (name,), shown)
        if name in written and origins:
            yield _Return(origins, words.who, written[name])


def _shown(names: Iterable[str], shown: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if END + name in shown)


def _misinformed(
    scenario: Scenario, shown: Collection[str], events: Collection[str]
) -> Iterator[_Return]:
    """Give who comes again though helped."""
    origins = _shown(("resolved", "done"), shown)
    for event, part in sorted(scenario.demand.recontact.items()):
        if origins and event in events and event != BROKEN_PROMISE:
            yield _Return(origins, f"those with {event.replace('_', ' ')}", part)


def _let_down(scenario: Scenario, events: Collection[str]) -> Iterator[_Return]:
    """Give who comes again because what was promised is late, where anything is promised."""
    for event, part in scenario.demand.recontact.items():
        if event == BROKEN_PROMISE in events:
            yield _Return((), LET_DOWN, part)


def _after(law: Law) -> str:
    """Say ``20 min``, ``1 to 3 h``, ``about 2 h``, or ``2 h on average`` where luck decides."""
    if not law.varies:
        return span(law.mean / 60)
    if law.written.startswith("about ") or " to " in law.written:
        return law.written
    return f"{span(law.mean / 60)} on average"
