"""An earlier run, called up again for a scenario at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from blueprint_sim.errors import ResultError
from blueprint_sim.format.bundle import SCENARIO
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.folder import WRITTEN, read
from blueprint_sim.studies.result import Result

SHARED = ("demand", "personas", "facts", "experience", "run")
"""Of a scenario, what all variants share and the numbers depend on."""
ANOTHER_LUCK = {"replications", "seed"}
"""Of `run`, what a command may have changed: the result says what it was."""


def found_for(folder: Path, scenario: Scenario, variants: Iterable[str] = ()) -> Result:
    """Give what a run found, if it was a run of this scenario.

    Parameters
    ----------
    folder
        Of the run.
    scenario
        As it is now.
    variants
        Those that are to be shown; by default all that were run.

    Raises
    ------
    ResultError
        If it is not the folder of a run; if a variant was not run; if the scenario has changed
        since: its numbers would be told of another design.
    """
    ran, result = read(folder)
    wanted = tuple(variants) or tuple(result.variants)
    for name in wanted:
        if name not in result.variants:
            raise ResultError(f"{folder}: variant '{name}' was not run there; run it again")
    changed = list(_changed(scenario, ran, wanted))
    if changed:
        raise ResultError(
            f"{folder}: the scenario has changed since that run, in {', '.join(changed)}; "
            f"run it again, or draw what was run: {folder / WRITTEN / SCENARIO}"
        )
    return result


def _changed(now: Scenario, then: Scenario, variants: Iterable[str]) -> Iterator[str]:
    for part in SHARED:
        if _plain(now, part) != _plain(then, part):
            yield part
    for name in variants:
        if now.variants.get(name) != then.variants[name]:
            yield f"variants.{name}"


def _plain(scenario: Scenario, part: str) -> object:
    plain = scenario.model_dump(mode="json", include={part})[part]
    if part != "run":
        return plain
    return {key: value for key, value in plain.items() if key not in ANOTHER_LUCK}
