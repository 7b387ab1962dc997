"""What is kept of a log beside the page: aggregates, from which no call can be told."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Final

import numpy as np

from docs.bank import figures, readings
from docs.bank.log import Calls, full_weekdays
from docs.bank.numbers import numbers, rosters
from docs.bank.roster import by_the_desk

FILE: Final = Path(__file__).parents[1] / "scenarios/bank_call_centre.json"
AFTER: Final = (30, 60, 120, 300)
"""Seconds after which the page tells who is still there."""
DIGITS: Final = 4


def kept(log: Calls) -> dict[str, Any]:
    """Read off a log all that the scenario and its page show.

    Returns
    -------
    dict
        ``log``, the whole of it in a few numbers; ``weekdays``, how many and how uneven;
        ``numbers`` of the scenario, by path; ``patience`` by persona; ``rosters`` by team, in
        agents by half-hour; ``figures`` with intervals: of the day, of each team, by half-hour.
    """
    calls = full_weekdays(log)
    found = {
        "log": readings.overview(log)._asdict(),
        "weekdays": {
            "days": len(np.unique(calls.day)),
            "calls": len(calls.day),
            "dispersion": readings.dispersion(calls),
            "desk_calls_by_agents": _by_others(calls),
            "newcomers_who_wait": _waiting(calls, "newcomer"),
            "talk_at_once": float(readings.talks(_regular(calls, waited=False)).mean()),
            "talk_after_a_wait": float(readings.talks(_regular(calls, waited=True)).mean()),
        },
        "numbers": numbers(calls),
        "patience": {
            name: _patience(calls.where(waited))
            for name, waited in readings.personas(calls).items()
        },
        "rosters": {team: read._asdict() for team, read in rosters(calls).items()},
        "figures": {
            name: {key: list(value) for key, value in row.items()}
            for name, row in figures.table(figures.measured(calls)).items()
        },
    }
    rounded: dict[str, Any] = _rounded(found)
    return rounded


def text(found: dict[str, Any]) -> str:
    """Write what is kept as the file holds it."""
    return json.dumps(found, indent=1) + "\n"


def load() -> dict[str, Any]:
    """Give what is kept."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _by_others(calls: Calls) -> float:
    """Share of the internet calls that other agents than the desk's answered."""
    answered = calls.answered & (calls.kind == "internet")
    return float((answered & ~by_the_desk(calls)).sum() / answered.sum())


def _waiting(calls: Calls, kind: str) -> float:
    return float(calls.where(calls.reached & (calls.kind == kind)).queued.mean())


def _regular(calls: Calls, waited: bool) -> Calls:
    return calls.where((calls.kind == "regular") & (calls.queued == waited))


def _patience(waiting: Calls) -> dict[str, Any]:
    mean = readings.patience(waiting)
    return {
        "waited": len(waiting.day),
        "hung_up": int(waiting.hung_up.sum()),
        "mean": mean,
        "still_there": readings.still_there(waiting, AFTER),
        "exponential": [math.exp(-seconds / mean) for seconds in AFTER],
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, DIGITS) if isinstance(value, float) else value
