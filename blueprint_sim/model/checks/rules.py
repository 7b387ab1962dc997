"""Rules that never decide anything: warnings."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Problem
from blueprint_sim.model.checks.walk import each_condition, variant_rules
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.scenario import Scenario


def suspect_rules(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of rules for reasons and personas that an earlier rule has taken, or that have none."""
    for path, rules in variant_rules(scenario, variant):
        taken: list[Condition] = []
        for at, when in each_condition(rules, path):
            if any(_covers(earlier, when) for earlier in taken):
                yield warning(at, "an earlier rule takes all of these", "take this rule out")
            elif not _anybody(scenario, when):
                said = "no customer is of this kind: its share is 0%"
                yield warning(at, said, "raise the share, or take this rule out")
            taken.append(when)


def _covers(earlier: Condition, later: Condition) -> bool:
    """Tell whether the earlier condition surely holds wherever the later one does."""
    subjects = [subject for subject in Condition._fields if subject != "resolved"]
    return earlier.resolved in (None, later.resolved) and all(
        not getattr(earlier, subject) or _within(getattr(later, subject), getattr(earlier, subject))
        for subject in subjects
    )


def _within(part: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    return bool(part) and set(part) <= set(whole)


def _anybody(scenario: Scenario, when: Condition) -> bool:
    """Tell whether some customer is of the reasons and personas that a condition names."""
    kinds = ((when.reason, scenario.reason_shares), (when.persona, scenario.persona_shares))
    return all(not names or any(shares.get(name) for name in names) for names, shares in kinds)
