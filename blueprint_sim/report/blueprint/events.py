"""What happens at a step on a picture: whether it is good, how often, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.conditions import Rule
from blueprint_sim.model.consequences import Feeling
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.speech import say_share
from blueprint_sim.report.layout.records import Note
from blueprint_sim.report.speech.numbers import money

GOOD: Final = "good"
BAD: Final = "bad"
EITHER: Final = "either"
MOST: Final = 2
"""Events at one step that are named; of more, the others are counted."""


def events(scenario: Scenario, step: Step) -> Iterator[Note]:
    """Give what may happen at a step, each with its sign; that of more than two counted."""
    found = [
        _note(scenario, event, rules)
        for event, rules in sorted(step.events.items())
        if any(rule.then for rule in rules)
    ]
    named = found if len(found) <= MOST + 1 else found[:MOST]
    yield from named
    if left := found[len(named) :]:
        kinds = {note.kind for note in left}
        yield Note(kinds.pop() if len(kinds) == 1 else EITHER, f"{len(left)} more")


def _note(scenario: Scenario, event: str, rules: tuple[Rule[float], ...]) -> Note:
    feeling = scenario.experience.feels.get(event, Feeling())
    again = event in scenario.demand.recontact
    said = [event.replace("_", " ") + _often(rules), *_worth(feeling, scenario.currency)]
    return Note(BAD if again else _kind(feeling), ", ".join(said))


def _kind(feeling: Feeling) -> str:
    """Tell whether it is good or bad: as it feels, or else as it keeps or drives away."""
    weight = feeling.feels or 1.0 - feeling.churn
    return GOOD if weight > 0 else BAD if weight < 0 else EITHER


def _often(rules: tuple[Rule[float], ...]) -> str:
    """Say nothing of what always happens, `` (20%)``, or ``, for some`` where rules decide."""
    if len(rules) > 1 or rules[0].when:
        return ", for some"
    return "" if rules[0].then == 1 else f" ({say_share(rules[0].then)})"


def _worth(feeling: Feeling, currency: str) -> Iterator[str]:
    """Say what each time costs and earns."""
    for verb, amount in (("costs", feeling.costs), ("earns", feeling.earns)):
        if amount:
            yield f"{verb} {money(amount, currency)}"
