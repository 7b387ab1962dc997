"""The tables of the two pages: what was measured, and beside it what is simulated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import blueprint_sim
from blueprint_sim import Scenario
from blueprint_sim.studies.intervals import Interval
from blueprint_sim.studies.logs import logs
from docs.bank import figures, kept, roster
from docs.bank.log import HALF_HOURS
from docs.bank.numbers import OWN, SEEN, clock
from docs.reference.marks import refreshed
from docs.reference.pages import table

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = (
    ROOT / "docs/scenarios/bank_call_centre.md",
    ROOT / "docs/explanation/bank_call_centre.md",
)
"""That of the scenario, and the one about how its numbers were read off."""
SCENARIO: Final = ROOT / "scenarios/bank_call_centre.yaml"
BESIDE: Final = (OWN, SEEN)
"""The variants that stand beside what was measured."""
TRIED: Final = "day_by_day"
"""A reading of the roster, and a variant that is tried with it beside those of the scenario."""
SMALL: Final = 0.095
"""Shares below this are said with a decimal."""
READINGS: Final = {
    "seen": "served at any time in the half-hour",
    "at_hand": "were serving while somebody waited",
    "busy": "were serving, on average",
}
"""By key: who counts as there."""
WHOLE: Final = {"day": "all", "agents": "for the agents", "desk": "for the internet desk"}


def current(page: str) -> str:
    """Give a page with the tables of the bank as they come out now.

    Those that every page of a scenario has are made by `docs.scenarios`.
    """
    return refreshed(page, lambda part: MAKERS[part]() if part in MAKERS else None)


@cache
def scenario() -> Scenario:
    """Load the scenario as it is shipped."""
    return blueprint_sim.load(SCENARIO)


@cache
def tried() -> Scenario:
    """Add a variant whose roster was read day by day."""
    teams = {
        team: {
            "shifts": {clock(h): n for h, n in enumerate(roster.whole(read[TRIED], read["busy"]))}
        }
        for team, read in kept.load()["rosters"].items()
    }
    variant = {"label": "Read day by day", "like": OWN, "teams": teams}
    return scenario().with_({f"variants.{TRIED}": variant})


@cache
def simulated(variant: str) -> dict[str, dict[str, Interval]]:
    """Work out the figures of a variant, as `figures.table`, over the replications of the run."""
    days = logs(tried(), [variant], replications=scenario().run.replications)
    return figures.table(figures.simulated(list(days)))


def _whole_log() -> str:
    found = kept.load()["log"]
    rows = [
        ("calls", f"{found['calls']:,}"),
        ("reached an agent or a line", f"{found['reached']:,}"),
        ("of these, had to wait", _percent(found["share_waited"])),
        ("of these, hung up waiting", _percent(found["share_hung_up"], 2)),
        ("mean wait, with those who did not wait", f"{found['wait_mean']:.1f} s"),
        ("mean patience: total wait over hang-ups", f"{found['patience']:.0f} s"),
        (
            "talk time of 1 s to an hour: mean, sd, median",
            f"{found['talk_mean']:.1f} s, {found['talk_sd']:.0f} s, {found['talk_median']:.0f} s",
        ),
    ]
    return table("of the whole log, read off", rows)


def _patience() -> str:
    heads = "persona, waited, hung up, mean patience, " + ", ".join(
        f"still there after {seconds} s" for seconds in kept.AFTER
    )
    return table(heads, (_patience_row(*item) for item in kept.load()["patience"].items()))


def _patience_row(persona: str, found: dict[str, Any]) -> Iterable[str]:
    pairs = zip(found["still_there"], found["exponential"], strict=True)
    shares = [f"{_percent(seen, 0)} ({_percent(law, 0)})" for seen, law in pairs]
    label = scenario().personas[persona].label or persona
    return label, f"{found['waited']:,}", str(found["hung_up"]), f"{found['mean']:.0f} s", *shares


def _agent_hours() -> str:
    found = kept.load()["rosters"]
    rows = (
        (said, *(f"{sum(found[team][key]) / 2:.1f}" for team in ("agents", "desk")))
        for key, said in READINGS.items()
    )
    return table("who counts as there, agent hours a day, of the internet desk", rows)


def _fared(variants: Sequence[str] = BESIDE) -> str:
    measured = kept.load()["figures"]
    rows = (
        (f"{said}, {who}", _say(key, measured[name][key]), *_simulated_cells(variants, name, key))
        for name, who in WHOLE.items()
        for key, said in figures.FIGURES.items()
    )
    labels = ", ".join(map(tried().label, variants))
    return table(f"of those who reach the line, measured, {labels}", rows)


def _simulated_cells(variants: Sequence[str], name: str, key: str) -> list[str]:
    return [_say(key, simulated(variant)[name][key]) for variant in variants]


def _half_hours() -> str:
    measured, own = kept.load()["figures"], simulated(OWN)
    rows = ((clock(h), *_half_hour(measured[str(h)], own[str(h)])) for h in range(HALF_HOURS))
    heads = ", ".join(f"{said}, simulated" for said in figures.FIGURES.values())
    return table(f"from, {heads}", rows)


def _half_hour(measured: dict[str, Any], own: dict[str, Interval]) -> Iterable[str]:
    for key in figures.FIGURES:
        yield _say(key, measured[key])
        yield _say(key, own[key])


def _agents() -> str:
    found = kept.load()["rosters"]
    rows = (
        (clock(h), *(f"{found[team][key][h]:.1f}" for team in found for key in READINGS))
        for h in range(HALF_HOURS)
    )
    return table("from, seen, at hand, serving, desk: seen, at hand, serving", rows)


def _say(key: str, value: Any) -> str:
    """Say a figure, seconds or a share, with its interval; nothing goes below 0."""
    mean, low, high = value
    scale, unit = (1, " s") if key.startswith("wait_") else (100, "%")
    digits = int(unit == "%" and mean < SMALL)
    said = f"{scale * mean:.{digits}f}{unit}"
    if low is None:
        return said
    return f"{said} ({scale * max(low, 0):.{digits}f} to {scale * high:.{digits}f})"


def _percent(share: float, decimals: int = 1) -> str:
    return f"{100 * share:.{decimals}f}%"


MAKERS: Final[dict[str, Callable[[], str]]] = {
    "agents": _agents,
    "agent hours": _agent_hours,
    "day by day": lambda: _fared((OWN, TRIED)),
    "fared": _fared,
    "half-hours": _half_hours,
    "patience": _patience,
    "whole log": _whole_log,
}
"""By the name of the part of the page."""
