"""Shifts that leave the service without anybody, or say something else than was meant."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.defaults import say_clock
from blueprint_sim.model.run import DAY, Run
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.shifts import Shift, day_of, holding


def nobody_on_duty(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Refuse shifts that leave a team without anybody for as long as the service is open."""
    run = scenario.run
    for path, shifts in _with_shifts(scenario, variant):
        if not any(shift.workers for shift in day_of(shifts, run.opens, run.length)):
            said = f"nobody is there while the service is open, {_hours(run)}"
            remedy = f'write how many at some time within, such as "{say_clock(run.opens)}": 8'
            yield Problem(path, said, remedy)


def suspect_shifts(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of a roster carried over from the day before, and of shifts that never begin."""
    run = scenario.run
    for path, shifts in _with_shifts(scenario, variant):
        first = holding(shifts, run.opens)
        closes = run.length < DAY
        if closes and first.workers and first.at != run.opens and _is_open(run, first.at):
            yield _carried_over(path, run, first)
        for shift in shifts:
            if shift != first and not _is_open(run, shift.at):
                yield _changes_nothing(path, run, shift)


def _carried_over(path: Path, run: Run, shift: Shift) -> Problem:
    opens, since, workers = say_clock(run.opens), say_clock(shift.at), shift.workers
    said = f'at {opens}, when the day opens, {path[3]} has the {workers} of "{since}"'
    remedy = f'add "{opens}": 0 if nobody is there yet, or "{opens}": {workers} if they are'
    return Problem(path, said, remedy, warning=True)


def _changes_nothing(path: Path, run: Run, shift: Shift) -> Problem:
    written = f'"{say_clock(shift.at)}": {shift.workers}'
    said = f"the service is open {_hours(run)}, so {written} changes nothing"
    return Problem(path, said, "take it out, or change run: {opens, length}", warning=True)


def _with_shifts(scenario: Scenario, variant: str) -> Iterator[tuple[Path, tuple[Shift, ...]]]:
    for name, team in scenario.variants[variant].teams.items():
        if team.shifts:
            yield ("variants", variant, "teams", name, "shifts"), team.shifts


def _is_open(run: Run, clock: float) -> bool:
    """Tell whether the service is open at a time of the day."""
    return (clock - run.opens) % DAY < run.length


def _hours(run: Run) -> str:
    return f"{say_clock(run.opens)} to {say_clock((run.opens + run.length) % DAY)}"
