"""How it ends on a picture: the outcomes with their shares."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.report.layout.records import Ending
from blueprint_sim.studies.result import VariantResult

SELDOM: Final = 0.005
"""Share below which an ending, or a loss on the way, is too seldom to be drawn."""


class Words(NamedTuple):
    """What an outcome is called."""

    label: str
    """In the panel."""
    who: str
    """Those who ended so."""
    do: str
    """What customers do, behind a share."""


OUTCOMES: Final = {
    "resolved": Words("Resolved", "the resolved", "resolved"),
    "done": Words("Resolved or not", "the others", "end here"),
    "unresolved": Words("Unresolved", "the unresolved", "left unresolved"),
    "abandoned": Words("Hung up", "those who hang up", "hang up"),
    "walked_away": Words("Walked away", "those who walk away", "walk away"),
    "dead_end": Words("Dead end", "those at a dead end", "at a dead end"),
    "balked": Words("Left at once", "those who leave at once", "leave at once"),
    "blocked": Words("Turned away", "those turned away", "turned away"),
    "unfinished": Words("Unfinished", "the unfinished", "unfinished"),
}
"""In the order of the panel."""


def endings(reached: Collection[str], found: VariantResult | None) -> tuple[Ending, ...]:
    """List the outcomes that some customers come to, with their shares where those are known.

    Parameters
    ----------
    reached
        Outcomes that some way on the picture leads to.
    found
        What the variant gave, if it was run.
    """
    shares = {name: _share(found, name) for name in OUTCOMES}
    return tuple(
        Ending(END + name, words.label, shares[name] if found else None)
        for name, words in OUTCOMES.items()
        if name in reached or shares[name] >= SELDOM
    )


def _share(found: VariantResult | None, name: str) -> float:
    estimate = found.measures.get(f"share_{name}") if found else None
    return 0.0 if estimate is None or estimate.mean is None else estimate.mean
