"""The numbers of the scenario, as they stand in its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from docs.bank import readings, roster
from docs.bank.log import HALF_HOUR, HALF_HOURS, OPENS, Calls

SOURCE: Final = "technion"
LEFT: Final = "regular"
"""The persona whose share is what the others leave."""
OWN, SEEN, NEED = "own_roster", "all_seen", "by_need"
"""The variants with rosters."""
AGENTS: Final = ("regular", "stock", "newcomer")
"""Kinds of callers whom the agents serve; the desk serves the others."""


def rosters(calls: Calls) -> dict[str, roster.Roster]:
    """Read off the rosters of both teams.

    Newcomers do not tell how many agents are at hand: some agents do not serve them.
    """
    desk = roster.by_the_desk(calls)
    known = np.isin(calls.kind, readings.WITH_PRIORITY)
    return {
        "agents": roster.roster(calls, ~desk, known),
        "desk": roster.roster(calls, desk, calls.kind == "internet"),
    }


def numbers(calls: Calls) -> dict[str, str]:
    """Write every number of the scenario that is read off, by its path in the file."""
    rates = _each(readings.per_hour(calls))
    found = {f"demand.arrivals.per_hour.{h}": f"{rate:.1f}" for h, rate in rates}
    found["demand.arrivals.day_to_day"] = percent(readings.day_to_day(calls))
    parts = readings.shares(calls)
    for name, waited in readings.personas(calls).items():
        if name != LEFT:
            found[f"personas.{name}.share"] = percent(parts[name], 1)
        mean = readings.patience(calls.where(waited))
        found[f"personas.{name}.patience"] = f"random {mean:.0f} s"
    steps = f"variants.{OWN}.steps"
    found |= _menu(calls, f"{steps}.menu")
    for number, kind in enumerate(AGENTS):
        found |= _talk(calls, kind, f"{steps}.answer.takes.{number}.{_then(number, AGENTS)}")
    found |= _talk(calls, "internet", f"{steps}.consult.takes")
    written = {path: f"{text} ({SOURCE})" for path, text in found.items()}
    return written | _shifts(calls)


def _menu(calls: Calls, step: str) -> dict[str, str]:
    """Write how long the menu takes and who hangs up in it, by kind of caller."""
    found = {}
    kinds = (*AGENTS, "internet")
    for number, kind in enumerate(kinds):
        of_kind = calls.where(calls.kind == kind)
        then = _then(number, kinds)
        lost = readings.lost_in_menu(of_kind)
        found[f"{step}.takes.{number}.{then}"] = f"{readings.menu_seconds(of_kind):.0f} s"
        found[f"{step}.next.{number}.{then}.abandoned"] = percent(lost, 1)
        onward = "consult" if kind == "internet" else "answer"
        found[f"{step}.next.{number}.{then}.{onward}"] = percent(1 - lost, 1)
    return found


def _talk(calls: Calls, kind: str, path: str) -> dict[str, str]:
    talk = readings.talks(calls.where(calls.kind == kind))
    law = f"{path}.lognormal"
    return {f"{law}.mean": f"{talk.mean():.0f} s", f"{law}.sd": f"{talk.std(ddof=1):.0f} s"}


def _shifts(calls: Calls) -> dict[str, str]:
    found = {}
    for team, read in rosters(calls).items():
        own = roster.whole(read.at_hand, read.busy)
        plans = {
            OWN: (own, SOURCE),
            SEEN: (roster.whole(read.seen, read.busy), SOURCE),
            NEED: (roster.by_need(_load(calls, team), sum(own)), "proposed"),
        }
        for variant, (plan, source) in plans.items():
            for h, agents in _each(plan):
                path = f"variants.{variant}.teams.{team}.shifts.{clock(h)}"
                found[path] = f"{agents} ({source})"
    return found


def _load(calls: Calls, team: str) -> list[float]:
    """Work that comes to a team in each half-hour, in agents: calls that reach it by their talk."""
    kinds = AGENTS if team == "agents" else ("internet",)
    work = 0.0
    for kind in kinds:
        of_kind = calls.where(calls.kind == kind)
        share = len(of_kind.day) / len(calls.day)
        work += share * float(of_kind.reached.mean()) * float(readings.talks(of_kind).mean()) / 3600
    return [rate * work for rate in readings.per_hour(calls)]


def clock(half_hour: int) -> str:
    """Say when a half-hour begins: ``09:30``."""
    minutes = (OPENS + half_hour * HALF_HOUR) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def percent(share: float, decimals: int = 0) -> str:
    """Write a share as the format does: ``12.5%``."""
    return f"{100 * share:.{decimals}f}%"


def at(tree: Any, path: str) -> Any:
    """Give what stands at a path in a scenario's file."""
    for key in path.split("."):
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


def _then(number: int, kinds: Sequence[str]) -> str:
    """Name the key of the last rule, and of the others."""
    return "otherwise" if number == len(kinds) - 1 else "then"


def _each(values: Sequence[Any]) -> list[tuple[int, Any]]:
    assert len(values) == HALF_HOURS
    return list(enumerate(values))
