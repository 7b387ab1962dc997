"""Run a scenario: every replication of every variant, and what they say together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.measures import Terms, Worth, Yardstick, labels
from blueprint_sim.model.base import did_you_mean
from blueprint_sim.model.consequences import EACH_MISERY
from blueprint_sim.model.experience import Experience
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.program import NONE, TICKS_PER_SECOND, Outcome
from blueprint_sim.simulation.simpy_engine import simulate
from blueprint_sim.studies import matters
from blueprint_sim.studies.replication import Study
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.sample import Sample
from blueprint_sim.studies.summary import summarise
from blueprint_sim.studies.workers import Progress, in_order


def run(
    scenario: Scenario,
    *,
    variants: Iterable[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    engine: Engine = simulate,
) -> Result:
    """Send the same customers through every variant, and compare.

    Parameters
    ----------
    scenario
        A checked scenario.
    variants
        Names of those to run; by default all. If the scenario's baseline is not among them, the
        first is the baseline.
    replications, seed
        In place of the scenario's own.
    jobs
        Processes; 0 takes one for each core. The result is the same for any number.
    progress
        Told (done, total) after each replication.
    engine
        The engine.

    Raises
    ------
    ScenarioError
        For a variant or a measure that does not exist.
    Runaway
        When a variant would never end.
    """
    names = chosen(scenario, variants)
    seed = scenario.run.seed if seed is None else seed
    study = prepare(scenario, names, seed, engine)
    count = scenario.run.replications if replications is None else replications
    rows = in_order(study.found, count, jobs, progress)
    programs = dict(zip(names, study.programs, strict=True))
    samples = {
        name: Sample(labels(programs[name]), *zip(*found, strict=True))
        for name, found in zip(names, zip(*rows, strict=True), strict=True)
    }
    return summarise(scenario, programs, samples, names[study.baseline], seed)


def chosen(scenario: Scenario, variants: Iterable[str] | None) -> tuple[str, ...]:
    """Give the variants to run, in the order of the file.

    Raises
    ------
    ScenarioError
        For those that do not exist, and for what is wrong in `compare`.
    """
    known = tuple(scenario.variants)
    wanted = set(known if variants is None else variants)
    problems = [
        Problem(("variants",), f"no variant '{name}'", did_you_mean(name, known))
        for name in sorted(wanted.difference(known))
    ]
    problems += matters.check(scenario)
    if problems:
        raise ScenarioError(problems)
    return tuple(name for name in known if name in wanted) or known


def prepare(
    scenario: Scenario, variants: Iterable[str], seed: int, engine: Engine = simulate
) -> Study:
    """Compile the variants, and put beside them all that their replications share."""
    shares, reasons = scenario.reason_shares, scenario.demand.reasons
    filled = {
        name: reason.model_copy(update={"share": shares[name]}) for name, reason in reasons.items()
    }
    people, names = scenario.persona_shares, tuple(variants)
    return Study(
        programs=tuple(compile_variant(scenario, name) for name in names),
        baseline=names.index(scenario.baseline) if scenario.baseline in names else 0,
        demand=scenario.demand.model_copy(update={"reasons": filled}),
        personas=tuple(people[name] for name in sorted(people)),
        yardstick=Yardstick(
            cause=np.array([_cause(scenario, name) for name in sorted(reasons)]),
            answer_target=round(scenario.experience.answer_target * TICKS_PER_SECOND),
            end_weight=scenario.experience.end_weight,
            terms=_terms(scenario.experience),
        ),
        seed=seed,
        engine=engine,
    )


def _cause(scenario: Scenario, reason: str) -> int:
    """Give the number of a reason's cause among the sorted names of all; NONE: it has none."""
    cause = scenario.demand.reasons[reason].cause
    return NONE if cause is None else scenario.demand.named_causes().index(cause)


def _terms(experience: Experience) -> Terms:
    """Give what follows from how it went."""
    churn = experience.churn
    return Terms(
        churn=None if churn is None else tuple(_leaves(churn, outcome) for outcome in Outcome),
        each_misery=(churn or {}).get(EACH_MISERY, 0.0),
        churn_costs=math.nan if experience.churn_costs is None else experience.churn_costs,
        tells=math.nan if experience.tells is None else experience.tells,
        worth=tuple(
            Worth(event, *feeling[1:])
            for event, feeling in sorted(experience.feels.items())
            if feeling.is_worth
        ),
    )


def _leaves(churn: Mapping[str, float], outcome: Outcome) -> float:
    """Give the chance that somebody leaves after an outcome; NaN: they cannot tell yet."""
    otherwise = math.nan if outcome is Outcome.UNFINISHED else 0.0
    return churn.get(outcome.name.lower(), otherwise)
