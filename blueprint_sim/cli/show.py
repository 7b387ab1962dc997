"""``blueprint-sim show``."""

from __future__ import annotations

from pathlib import Path

from blueprint_sim.cli.parser import Mistake, command, flag, one_of, several
from blueprint_sim.cli.scenario import known, named, read, scenario_file
from blueprint_sim.streams import write_out


@command()
@scenario_file
@several("--variant", "names", help="Only this one.")
@flag("--resolved", help="Every number with its source, defaults included.")
@one_of(
    "--graph",
    words=["mermaid", "dot", "graphml"],
    help="The blueprint of one variant, for other tools.",
)
def show(
    scenario: Path,
    sets: tuple[str, ...],
    names: tuple[str, ...],
    resolved: bool,
    graph: str | None,
) -> None:
    """Show a scenario: lanes, visits, loads, sources."""
    from blueprint_sim.model.export import export
    from blueprint_sim.model.graph import blueprint_graph
    from blueprint_sim.report.screen.resolved import show_resolved
    from blueprint_sim.report.screen.show import show

    checked, _ = read(scenario, sets)
    names = named(names, checked)
    if graph and len(names or checked.variants) > 1:
        raise Mistake(f"--graph draws one variant; name it with --variant:\n{known(checked)}")
    if graph:
        write_out(export(blueprint_graph(checked, *(names or checked.variants)), graph))
    else:
        write_out(show_resolved(checked) if resolved else show(checked, names or None))
