"""What a notebook calls: run, compare, and the scenario to begin with. tqdm's only door."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.values import as_tree
from blueprint_sim.model.base import Gather
from blueprint_sim.model.quantities import count, positive
from blueprint_sim.model.scenario import Scenario, given_scenario
from blueprint_sim.model.traffic import mean_rate
from blueprint_sim.report.result import Result
from blueprint_sim.studies.run import chosen
from blueprint_sim.studies.run import run as study
from blueprint_sim.studies.workers import Progress

PATIENCE = 1.0
"""Seconds that a run may take before a bar shows how far it is."""
LONG = 100_000
"""Customers, over all variants and replications, from which more processes than one pay: they
take a second or two to start, and one simulates some 30,000 customers a second."""


def run(
    scenario: Scenario,
    *,
    variants: str | Iterable[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    progress: bool | Progress | None = None,
) -> Result:
    """Send the same customers through every variant, and compare.

    Parameters
    ----------
    scenario
        A scenario.
    variants
        Names of those to run; by default all. If the scenario's baseline is not among them, the
        first is the baseline.
    replications, seed
        In place of the scenario's own.
    jobs
        Processes; 0 takes one for each core. By default one, and every core for a long run. The
        result is the same for any number.
    progress
        True and False show a bar, and none; by default there is one where somebody is looking: in
        a notebook or a terminal. A function is told how many replications are done, and of how
        many.

    Returns
    -------
    Result
        The same for the same scenario, seed and version.

    Raises
    ------
    ScenarioError
        For a variant or a measure that does not exist.
    TypeError
        If `scenario` is none, but perhaps the name of a file.
    Runaway
        When a variant would never end.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.example()
    >>> result = blueprint_sim.run(scenario, replications=2)
    >>> result.replications, result.seed
    (2, 1)
    >>> {found.measure for found in result.comparisons if found.in_family} == set(result.matters)
    True
    """
    given_scenario(scenario)
    gather = Gather()
    luck = gather.read(count, as_tree(seed), "seed") if seed is not None else None
    many = scenario.run.replications
    if replications is not None:
        many = gather.read(positive, as_tree(replications), "replications") or many
    if gather.problems:
        raise ScenarioError(gather.problems)
    names = _listed(variants)
    if jobs is None:
        jobs = 0 if len(names or scenario.variants) * many * _customers(scenario) > LONG else 1
    with _bar(progress, many) as told:
        found = study(
            scenario, variants=names, replications=many, seed=luck, jobs=jobs, progress=told
        )
    return Result.of(found, scenario)


def compare(
    scenario: Scenario,
    variants: str | Iterable[str] | None = None,
    *,
    baseline: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    progress: bool | Progress | None = None,
) -> Result:
    """Set variants beside a baseline, and run no others.

    Parameters
    ----------
    scenario
        A scenario.
    variants
        Name of one, or names of several; by default all.
    baseline
        Name of the variant to compare with; by default the scenario's baseline.
    replications, seed, jobs, progress
        As for `run`.

    Returns
    -------
    Result
        As of `run`, with these variants only.

    Raises
    ------
    ScenarioError
        For a variant or a measure that does not exist.
    TypeError
        If `scenario` is none, but perhaps the name of a file.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.example()
    >>> result = blueprint_sim.compare(
    ...     scenario, "menu_that_remembers", baseline="person_first", replications=2
    ... )
    >>> sorted(result.variants)
    ['menu_that_remembers', 'person_first']
    >>> result.comparison("menu_that_remembers", "wait_mean").baseline
    'person_first'
    """
    given_scenario(scenario)
    names = _listed(variants)
    if baseline is not None:
        chosen(scenario, [baseline, *(names or ())])
        scenario = scenario.with_({"compare.baseline": baseline})
    return run(
        scenario,
        variants=None if names is None else [scenario.baseline, *names],
        replications=replications,
        seed=seed,
        jobs=jobs,
        progress=progress,
    )


def _listed(names: str | Iterable[str] | None) -> list[str] | None:
    return None if names is None else [names] if isinstance(names, str) else list(names)


def _customers(scenario: Scenario) -> float:
    """Expect so many customers in one replication of one variant."""
    return mean_rate(scenario) * scenario.run.length / 3600 * scenario.run.days


@contextmanager
def _bar(progress: bool | Progress | None, total: int) -> Iterator[Progress | None]:
    """Show how far a run is, if somebody is looking."""
    if callable(progress):
        yield progress
    elif not (_somebody_looks() if progress is None else progress):
        yield None
    else:
        with warnings.catch_warnings():
            # A notebook without widgets gets a bar in text; there is no need to say so.
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm
        with tqdm(total=total, desc="Replications", leave=False, delay=PATIENCE) as bar:

            def told(done: int, _: int) -> None:
                bar.update(done - bar.n)

            yield told


def _somebody_looks() -> bool:
    interactive = sys.modules.get("IPython")
    if interactive is not None and hasattr(interactive.get_ipython(), "kernel"):
        return True
    return sys.stderr is not None and sys.stderr.isatty()
