"""What people call the parts of a scenario, which a result knows by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Self, TypeVar

from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.studies.result import Root

Key = TypeVar("Key", str, tuple[str, str])

ENDING = "How it ended"
ROOTS = {
    "service": "What the service is for",
    "promise": "Asking after a broken promise",
    "idle": "Paid, and at work for none of these",
    "fixes": "Fixes",
    "leaving": "Customers who leave for good",
}
"""Where contacts began, by kind, and what was spent on none."""
AGAIN = {
    "unresolved": "Back, not resolved",
    "abandoned": "Back after hanging up",
    "dead_end": "Back from a dead end",
    "balked": "Back after leaving at once",
    "blocked": "Back after being turned away",
}
"""Why customers came again, by how the contact before ended."""
ASIDES = {"wait": " (wait)", "question": " (questions)", "promise": " (broken promise)"}
"""What sets apart the places of one step; its work goes by the name of the step alone."""


class Names(NamedTuple):
    """Labels by key; what has none is called by its key, in words."""

    steps: Mapping[tuple[str, str], str] = {}
    """By variant and step."""
    personas: Mapping[str, str] = {}
    reasons: Mapping[str, str] = {}
    causes: Mapping[str, str] = {}

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """Gather the labels of a scenario."""
        return cls(
            {
                (name, step): part.label
                for name, variant in scenario.variants.items()
                for step, part in variant.steps.items()
                if part.label
            },
            {name: part.label for name, part in scenario.personas.items() if part.label},
            {name: part.label for name, part in scenario.demand.reasons.items() if part.label},
            {name: part.label for name, part in scenario.demand.causes.items() if part.label},
        )

    def step(self, variant: str, step: str | None) -> str:
        """Name a step; None is the ending."""
        if step is None:
            return ENDING
        return _named(self.steps, (variant, step), step)

    def place(self, variant: str, step: str | None, kind: str) -> str:
        """Name where something is felt: ``Agent asks (wait)``."""
        return self.step(variant, step) + ASIDES.get(kind, "")

    def persona(self, name: str) -> str:
        """Name a persona."""
        return _named(self.personas, name, name)

    def reason(self, name: str) -> str:
        """Name a reason."""
        return _named(self.reasons, name, name)

    def cause(self, name: str) -> str:
        """Name a cause."""
        return _named(self.causes, name, name)

    def root(self, variant: str, root: Root) -> str:
        """Name where a contact began: ``Unclear invoice``, ``Back after hanging up: Help``."""
        if root.kind == "cause":
            return self.cause(root.name or "")
        said = ROOTS.get(root.kind) or AGAIN.get(root.name or "", "Came again")
        if root.kind == "wrong":
            said = f"{_named({}, '', root.name or '')} turned out"
        return said if root.step is None else f"{said}: {self.step(variant, root.step)}"

    def group(self, by: str, name: str) -> str:
        """Name a persona or a reason, whichever a group is of."""
        return self.persona(name) if by == "persona" else self.reason(name)


def in_quotes(label: str) -> str:
    """Put a label in quotation marks; marks within it become single ones."""
    inner = label.replace('"', "'")
    return f'"{inner}"'


def _named(labels: Mapping[Key, str], key: Key, name: str) -> str:
    words = clean(name.replace("_", " "))
    return clean(labels.get(key, "")) or words[:1].upper() + words[1:]
