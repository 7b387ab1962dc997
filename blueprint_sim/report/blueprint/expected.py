"""What a blueprint leads one to expect at a step: who stops there, and what is still asked."""

from __future__ import annotations

from math import fsum, isfinite
from typing import NamedTuple

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.traffic import Traffic


class Asking(NamedTuple):
    """The questions of a step, given what is known by then."""

    chances: dict[str, float]
    """By fact: the chance that it is asked on a visit."""
    stopping: float
    """Share of those who are led to the step that stop there; the others know all already."""

    @property
    def questions(self) -> float:
        """Questions per visit."""
        return fsum(self.chances.values())


def asking(step: str, model: Step, told: Traffic) -> Asking | None:
    """Give what is expected to be asked at a step; None if that cannot be told.

    Parameters
    ----------
    step, model
        Its name, and the step itself.
    told
        What the variant expects.
    """
    visits = told.visits[step]
    led = fsum(amount for (_, target, _), amount in told.ways.items() if target == step)
    if not (visits and led and isfinite(visits) and isfinite(led)):
        return None
    chances = {fact: told.asked.get((step, fact), 0.0) / visits for fact in sorted(model.asks)}
    return Asking(chances, min(visits / led, 1.0))
