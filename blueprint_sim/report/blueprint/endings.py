"""How it ends on a picture: the outcomes with their shares, and who comes again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from blueprint_sim.model import demand
from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.laws import Law
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.speech import say_share
from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.report.blueprint.spans import span
from blueprint_sim.report.layout.records import Ending, Recontact
from blueprint_sim.report.speech.numbers import listed
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
    "done": Words("Ended", "the others", "end here"),
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


class _Return(NamedTuple):
    """Some who come again."""

    origin: str
    """The ending at which it seemed to be over."""
    who: str
    terms: demand.Recontact


def recontact(
    scenario: Scenario, shown: Collection[str], events: Collection[str] = ()
) -> Recontact | None:
    """Say who comes again, of the outcomes that are shown; None if nobody does.

    Of those who were helped, these are they to whom one of the `events` happened that may turn out
    to be wrong.
    """
    again = [*_after_endings(scenario, shown), *_misinformed(scenario, shown, events)]
    parts, after = [], []
    for found in again:
        if not (share := _chance(found.terms)):
            continue
        parts.append(f"{share} of {found.who}")
        after.append(_after(found.terms.after))
    if not parts:
        return None
    when = f", after {after[0]}" if len(set(after)) == 1 else ""
    origins = dict.fromkeys(END + found.origin for found in again)
    return Recontact(tuple(origins), f"{listed(parts)} come again{when}")


def let_down(scenario: Scenario) -> str:
    """Say who comes again because what was promised is late; nothing if nobody does."""
    written = {str(name): part for name, part in scenario.demand.recontact.items()}
    part = written.get(BROKEN_PROMISE)
    share = _chance(part) if part else ""
    return f"{share} come again, after {_after(part.after)}" if part and share else ""


def _chance(part: demand.Recontact) -> str:
    """Say ``60%``, ``some`` where rules decide, and nothing where nobody comes."""
    chances = [rule.then for rule in part.chance]
    if not any(chances):
        return ""
    return say_share(chances[0]) if len(chances) == 1 else "some"


def _misinformed(
    scenario: Scenario, shown: Collection[str], events: Collection[str]
) -> list[_Return]:
    """Give who comes again though helped."""
    origin = next((name for name in ("resolved", "done") if END + name in shown), "")
    return [
        _Return(origin, f"those with {event.replace('_', ' ')}", part)
        for event, part in sorted(scenario.demand.recontact.items())
        if origin and event in events
    ]


def _after_endings(scenario: Scenario, shown: Collection[str]) -> list[_Return]:
    """Give who comes again after the endings that are shown; a broken promise is no ending."""
    written = scenario.demand.recontact
    names = [name for name in OUTCOMES if name in written and END + name in shown]
    return [_Return(name, OUTCOMES[name].who, written[name]) for name in names]


def _after(law: Law) -> str:
    """Say ``20 min``, ``1 to 3 h``, ``about 2 h``, or ``2 h on average`` where luck decides."""
    if not law.varies:
        return span(law.mean / 60)
    if law.written.startswith("about ") or " to " in law.written:
        return law.written
    return f"{span(law.mean / 60)} on average"


def _share(found: VariantResult | None, name: str) -> float:
    estimate = found.measures.get(f"share_{name}") if found else None
    return 0.0 if estimate is None or estimate.mean is None else estimate.mean
