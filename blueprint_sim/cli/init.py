"""``blueprint-sim init``, and the ``schema`` that it writes beside the scenario."""

from __future__ import annotations

from pathlib import Path

from blueprint_sim.cli.parser import command, file_argument, flag
from blueprint_sim.errors import InTheWayError
from blueprint_sim.streams import write_out


@command()
@file_argument("file", default="scenario.yaml")
@flag("--force", help="Overwrite what is there.")
def init(file: Path, force: bool) -> None:
    """Write a commented scenario to start from.

    The JSON Schema is written beside it, for your editor.
    """
    from importlib.resources import files

    from blueprint_sim.format.schema import text
    from blueprint_sim.report.atomic import write_file

    start = files("blueprint_sim.report") / "templates" / "scenario.yaml"
    written = start.read_text(encoding="utf-8").replace("run scenario.yaml", f"run {file}")
    beside = file.with_name("scenario.schema.json")
    ours = beside.is_file() and beside.read_bytes() == text().encode()
    if beside.exists() and not (ours or force):
        said = f"{beside} exists, and is another one; --force would overwrite it"
        raise InTheWayError(said)
    write_file(file, written, force=force)
    write_file(beside, text(), force=True)
    write_out(f"Wrote {file}, and scenario.schema.json for your editor.\n")
    write_out(f"Now: blueprint-sim run {file}\n")


@command()
def schema() -> None:
    """Print the JSON Schema of scenarios, draft-07."""
    from blueprint_sim.format.schema import text

    write_out(text())
