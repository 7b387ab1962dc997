"""``blueprint-sim validate``."""

from __future__ import annotations

from pathlib import Path

from blueprint_sim.cli.parser import command
from blueprint_sim.cli.scenario import read, scenario_file, warn
from blueprint_sim.streams import write_out


@command()
@scenario_file
def validate(scenario: Path, sets: tuple[str, ...]) -> None:
    """Check a scenario: every problem at once."""
    checked, warnings = read(scenario, sets)
    warn(warnings)
    many = len(checked.variants)
    found = f"{len(warnings) or 'no'} warning{'' if len(warnings) == 1 else 's'}"
    write_out(f"{scenario}: {many} variant{'' if many == 1 else 's'}, no problems, {found}.\n")
