"""From the samples of all variants to the result that everybody reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from blueprint_sim import __version__
from blueprint_sim.measures.catalogue import Measure, by_key
from blueprint_sim.measures.readings import Label
from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import mean_workers, roster
from blueprint_sim.model.run import Run
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.program import NONE, TICKS_PER_HOUR, Calendar, Program
from blueprint_sim.studies import pictures
from blueprint_sim.studies.better_off import better_off
from blueprint_sim.studies.compare import comparisons, groups
from blueprint_sim.studies.intervals import LEVEL, interval
from blueprint_sim.studies.matters import differ, families, matters
from blueprint_sim.studies.origins import felt, origins
from blueprint_sim.studies.result import (
    Estimate,
    Place,
    Result,
    StaffedTeam,
    Staffing,
    VariantResult,
)
from blueprint_sim.studies.sample import Sample

CATALOGUES: dict[str, dict[str, Measure[Any]]] = {
    "variant": by_key("issue", "run"),
    "persona": by_key("issue"),
    "reason": by_key("issue"),
    "team": by_key("team"),
    "step": by_key("step"),
}
UNFINISHED_WARNING = 0.02
RETURNS_LATER_WARNING = 0.05


def summarise(
    scenario: Scenario,
    programs: Mapping[str, Program],
    samples: Mapping[str, Sample],
    baseline: str,
    seed: int,
) -> Result:
    """Put together what a study found.

    Parameters
    ----------
    scenario
        What was asked.
    programs, samples
        By variant, in the order of the file.
    baseline
        The variant that the others are compared with.
    seed
        That was used.
    """
    judged = families(scenario, programs, samples, baseline)
    others = tuple(name for name in judged if differ(programs[baseline], programs[name]))
    return Result(
        scenario=scenario.title,
        currency=scenario.currency,
        version=__version__,
        seed=seed,
        replications=len(samples[baseline]),
        days=measured_days(next(iter(programs.values())).calendar),
        baseline=baseline,
        matters=matters(scenario, samples[baseline]),
        matters_written=bool(scenario.compare.matters),
        judged=judged,
        different_people=others,
        variants={
            name: _variant(scenario, programs[name], sample) for name, sample in samples.items()
        },
        comparisons=comparisons(samples, baseline, judged, others),
        groups=groups(samples, baseline, others),
        better_off=better_off(samples, programs, baseline),
        warnings=tuple(_warnings(scenario, samples)),
    )


def measured_days(calendar: Calendar) -> float:
    """Give the hours of opening after the warm-up, in days of full length."""
    opens, closes = calendar.opens, calendar.closes
    inside = np.maximum(closes, calendar.warm_up) - np.maximum(opens, calendar.warm_up)
    return float(inside.sum() / (closes[0] - opens[0]))


def _variant(scenario: Scenario, program: Program, sample: Sample) -> VariantResult:
    name = program.variant
    everything = _by_name(sample, "variant")[""]
    own_peak, own_end = pictures.own(sample)
    return VariantResult(
        name=name,
        label=scenario.label(name),
        measures=everything,
        teams=_by_name(sample, "team"),
        steps=_by_name(sample, "step"),
        personas=_by_name(sample, "persona"),
        reasons=_by_name(sample, "reason"),
        places=_places(sample),
        ways=pictures.ways(sample, program.names),
        curve=pictures.curve(sample, program.names),
        own_peak=own_peak,
        own_end=own_end,
        waits=pictures.waits(sample, program),
        origins=origins(sample, program, scenario),
        felt=felt(sample, program, scenario),
        staffing=_staffing(scenario, program, everything["staff_cost"].mean, sample),
        replications={key: sample.series(Label("variant", "", key)) for key in everything},
    )


def _by_name(sample: Sample, grain: str) -> dict[str, dict[str, Estimate]]:
    found: dict[str, dict[str, Estimate]] = {}
    for label in sample.labels:
        if label.grain == grain:
            measure = CATALOGUES[grain][label.key]
            estimate = Estimate(*interval(sample.pooled(label)), measure.unit, measure.better)
            found.setdefault(label.name, {})[label.key] = estimate
    return found


def _places(sample: Sample) -> tuple[Place, ...]:
    """List where misery is felt: the worst first, ties by name."""
    found = [
        _place(sample, label)
        for label in sample.labels
        if label.grain == "place" and sample.pooled(label).ratio > 0
    ]
    return tuple(
        sorted(
            found, key=lambda place: (-(place.per_hundred.mean or 0), place.step or "", place.kind)
        )
    )


def _place(sample: Sample, label: Label) -> Place:
    pooled = sample.pooled(label)
    hundred = interval(pooled._replace(ratio=100 * pooled.ratio, residuals=100 * pooled.residuals))
    return Place(
        step=label.name or None,
        kind=label.key,
        per_hundred=Estimate(*hundred, "count", "lower"),
        but_for_repeating=100 * sample.pooled(label._replace(grain="but for repeating")).ratio,
    )


def _staffing(scenario: Scenario, program: Program, cost: float | None, sample: Sample) -> Staffing:
    written = scenario.variants[program.variant].teams
    teams, rates = program.teams, program.rates
    rows = tuple(
        StaffedTeam(
            name=name,
            label=written[name].label or name.replace("_", " "),
            machine=bool(teams.machine[number]),
            size=None if teams.size[number] == NONE else int(teams.size[number]),
            staffed=bool(teams.staffed[number]),
            roster=_roster(written[name], scenario.run),
        )
        for number, name in enumerate(program.names.teams)
    )
    hours = int(program.calendar.closes[0] - program.calendar.opens[0]) / TICKS_PER_HOUR
    there = (mean_workers(written[row.name], scenario.run) for row in rows)
    an_hour = sum(
        (1 if workers is None else workers) * float(rate)
        for row, rate, workers in zip(rows, rates.per_hour, there, strict=True)
        if row.staffed
    )
    days = measured_days(program.calendar)
    used = sum(
        sample.pooled(Label("team", row.name, "cost")).ratio
        for row, rate in zip(rows, rates.per_hour, strict=True)
        if row.staffed and not row.machine and not rate
    )
    return Staffing(rows, an_hour * hours, None if cost is None else cost / days, used / days)


def _roster(team: Team, run: Run) -> tuple[tuple[float, int], ...]:
    """Give how many come by shifts from which hour after the opening on."""
    rows = roster(team, run) if team.shifts else ()
    return tuple((shift.at / 3600, shift.workers) for shift in rows)


def _warnings(scenario: Scenario, samples: Mapping[str, Sample]) -> Iterator[str]:
    for name, sample in samples.items():
        unfinished = sample.ratio("share_unfinished")
        if unfinished > UNFINISHED_WARNING:
            yield (
                f'{unfinished:.1%} of the issues in "{scenario.label(name)}" were left '
                "unfinished; their waits and times count as far as they got"
            )
        later = sample.ratio("share_returns_later")
        if later > RETURNS_LATER_WARNING:
            yield (
                f'{later:.1%} of the issues in "{scenario.label(name)}" would have come back, '
                "answered or gone on after the last close; a longer run would show what became of "
                "them"
            )
    if len(next(iter(samples.values()))) == 1:
        yield f"one replication gives no {LEVEL:.0%} intervals; write replications: 30"
