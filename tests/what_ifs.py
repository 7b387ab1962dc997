"""What would come out if something were otherwise, run at a scenario's own size.

What it gives is said in the words of the scenario's page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import blueprint_sim
from blueprint_sim import Result
from docs.scenarios import pages

Value = Callable[..., float]
"""A look-up of values, by variant and measure, of all customers, a persona or a reason."""
Say = Callable[[Value], str]
"""Given a look-up of values, what the page should say."""
NOT_SO = "it is not so"
FEELS = "experience.feels."


class WhatIf(NamedTuple):
    """A change of a scenario, and what a page says of it."""

    scenario: str
    say: Say
    changes: Mapping[str, Any] = {}
    variants: tuple[str, ...] | None = None


def run(what_if: WhatIf) -> Result:
    """Run the scenario as changed."""
    scenario, _, changes, variants = what_if
    return blueprint_sim.run(
        pages.read(scenario).with_(changes), variants=variants, jobs=1, progress=False
    )


def assert_said(what_if: WhatIf) -> None:
    """Hold that the page says what comes out."""
    result = run(what_if)

    def value(variant: str, key: str, persona: str = "", reason: str = "") -> float:
        one = result.variants[variant]
        groups = one.personas | one.reasons
        found = (groups[persona or reason] if persona or reason else one.measures)[key].mean
        assert found is not None
        return found

    said = " ".join(pages.page(what_if.scenario).read_text(encoding="utf-8").split())
    assert what_if.say(value) in said
