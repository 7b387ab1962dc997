"""A scenario to begin with, and one to keep."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from blueprint_sim.format.bundle import SCENARIO, bundle
from blueprint_sim.format.load import loads
from blueprint_sim.model.scenario import Scenario, given_scenario
from blueprint_sim.report.atomic import ARGUMENT, write_file


def example() -> Scenario:
    """Give a scenario to begin with: the one that ``blueprint-sim init`` writes.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.example()
    >>> scenario.title
    'Voice menu or a person?'
    >>> list(scenario.variants)
    ['menu_first', 'person_first', 'menu_that_remembers']
    """
    from importlib.resources import files

    start = files("blueprint_sim.report") / "templates" / "scenario.yaml"
    return loads(start.read_text(encoding="utf-8"), name="scenario.yaml")


def save(scenario: Scenario, path: str | PathLike[str], *, force: bool = False) -> Path:
    """Write a scenario to a YAML file that reads back the same, and give its path.

    CSV files that it names are written beside it, unless they are there.

    Parameters
    ----------
    scenario
        One that came from `load`, `loads`, `build` or `Scenario.with_`.
    path
        Where.
    force
        Overwrite what is there, comments and all.

    Raises
    ------
    InTheWayError
        If a file is there, and not `force`.
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import blueprint_sim, tempfile
    >>> busy = blueprint_sim.example().with_({"demand.arrivals": "70 per hour"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = blueprint_sim.save(busy, f"{folder}/busy.yaml")
    ...     blueprint_sim.load(path) == busy
    True
    """
    contents = bundle(given_scenario(scenario))
    file = Path(path)
    text = contents.pop(SCENARIO)
    for name, content in contents.items():
        beside = file.parent / name
        if not (beside.is_file() and beside.read_bytes() == content):
            beside.parent.mkdir(parents=True, exist_ok=True)
            write_file(beside, content, force=force, leave=ARGUMENT)
    write_file(file, text, force=force, leave=ARGUMENT)
    return file
