"""The command line: parse, call, print. Data goes to stdout, talk to stderr.

Nothing heavy is imported before a command needs it, so that ``--help`` feels instant.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias, TypedDict, TypeVar, cast

import click

from blueprint_sim import __version__, errors
from blueprint_sim.ends import MISSED, end
from blueprint_sim.streams import say, silent_workers, unheard, watched, write_out

if TYPE_CHECKING:
    from blueprint_sim.model.scenario import Scenario
    from blueprint_sim.studies.result import Result

Picture: TypeAlias = Literal["svg", "png", "pdf"]
PICTURES: tuple[Picture, ...] = ("svg", "png", "pdf")
Function = TypeVar("Function", bound=Callable[..., Any])


class Commands(click.Group):
    """The commands; whatever ends one early becomes a line for people and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except click.exceptions.Exit:
            raise
        except click.ClickException as error:
            _show(error, ctx)
        except click.Abort:
            ctx.exit(end(KeyboardInterrupt(), debug=False))
        except (Exception, KeyboardInterrupt) as error:
            ctx.exit(end(error, debug=ctx.params["debug"]))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options that stand before a command."""
        try:
            return super().parse_args(ctx, args)
        except click.ClickException as error:
            _show(error, ctx)


def _show(error: click.ClickException, ctx: click.Context) -> NoReturn:
    """Say what the caller can put right, and end with its exit code, heard or not."""
    with unheard():
        error.show()
    ctx.exit(error.exit_code)


class Mistake(click.ClickException):
    """Something that the caller can put right."""

    exit_code = 2


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Start with: blueprint-sim init",
)
@click.version_option(__version__, message="blueprint-sim %(version)s")
@click.option("--debug", is_flag=True, envvar="BLUEPRINT_SIM_DEBUG", help="Show where a bug is.")
def commands(debug: bool) -> None:
    """Send the same customers through several designs of a service, and compare them."""


def _a_file(_: click.Context, __: click.Parameter, path: Path) -> Path:
    if path.is_dir():
        raise Mistake(f"{path} is a folder; give the scenario file in it")
    if not path.exists():
        near = _nearest(str(path), [str(other) for other in path.parent.glob("*.yaml")])
        raise Mistake(f"there is no file {path}{near}")
    return path


def _at_least(least: int) -> Callable[[click.Context, click.Parameter, int | None], int | None]:
    def check(_: click.Context, option: click.Parameter, number: int | None) -> int | None:
        if number is not None and number < least:
            raise click.BadParameter(f"{number} is too few; write {least} or more")
        return number

    return check


def _nearest(name: str, names: list[str]) -> str:
    """Suggest the nearest of `names`, as the end of a sentence; nothing if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def scenario_file(command: Function) -> Function:
    """Take the scenario file, and the values that ``--set`` changes in it."""
    sets = click.option(
        "--set",
        "sets",
        multiple=True,
        metavar="PATH=VALUE",
        help="Change a value of the scenario: variants.a.teams.agents.size=9. Repeatable.",
    )
    path = click.argument("scenario", type=click.Path(path_type=Path), callback=_a_file)
    return path(sets(command))


def _read(path: Path, sets: tuple[str, ...]) -> tuple[Scenario, list[errors.Problem]]:
    """Read and check a scenario; give it and its warnings, or raise all that is wrong."""
    from blueprint_sim.format.load import load, warnings

    scenario = load(path, sets)
    return scenario, warnings(scenario)


@commands.command()
@scenario_file
@click.option("--variant", "names", multiple=True, help="This one beside the baseline. Repeatable.")
@click.option("--replications", type=int, callback=_at_least(1), help="Instead of the file's.")
@click.option("--seed", type=int, callback=_at_least(0), help="Other luck than the file's.")
@click.option("--jobs", type=int, callback=_at_least(1), help="Processes. Default: every core.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the results. Default: results/<scenario>-<time>-<hash>.",
)
@click.option("--no-folder", is_flag=True, help="Leave no folder.")
@click.option("--force", is_flag=True, help="Let --out replace the folder of an earlier run.")
@click.option("--open", "show_it", is_flag=True, help="Open the report in the browser.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON instead; leaves no folder without --out."
)
@click.option("--quiet", is_flag=True, help="No progress and no warnings on stderr.")
@click.option(
    "--fail-if",
    "limits",
    multiple=True,
    metavar="CONDITION",
    help="Exit with code 3 where it holds: 'share_abandoned > 5%'. Repeatable.",
)
def run(
    scenario: Path,
    sets: tuple[str, ...],
    names: tuple[str, ...],
    replications: int | None,
    seed: int | None,
    jobs: int | None,
    out: Path | None,
    no_folder: bool,
    force: bool,
    show_it: bool,
    as_json: bool,
    quiet: bool,
    limits: tuple[str, ...],
) -> None:
    """Run every variant, and say which is better.

    The same customers are sent through each. The page goes to stdout; tables, pictures and a
    report to show go into a folder.
    """
    from blueprint_sim import studies
    from blueprint_sim.report import folder
    from blueprint_sim.report.screen import terminal
    from blueprint_sim.report.screen.paper import paper
    from blueprint_sim.studies.thresholds import parse

    if no_folder and (out or show_it):
        raise Mistake(f"--no-folder leaves nothing to {'write' if out else 'open'}; leave it out")
    read, warnings = _read(scenario, sets)
    asked: Asked = {
        "variants": _with_baseline(_named(names, read), read),
        "replications": replications,
        "seed": seed,
    }
    conditions = parse(limits, read, asked["variants"])
    if not (out or no_folder or (as_json and not show_it)):
        out = _new_folder(scenario, read, asked)
    if out:
        folder.refuse(out, force=force)
    if not quiet:
        _warn(warnings)
    with silent_workers(), _progress(quiet) as progress:
        result = studies.run(read, **asked, jobs=jobs or 0, progress=progress)
    written: Path | None = None
    try:
        if out:
            _write_folder(out, read, result, warnings, jobs=jobs or 0, force=force, quiet=quiet)
            written = out
    finally:
        if as_json:
            write_out(folder.as_json(folder.document(result, warnings)))
        else:
            beside = terminal.beside(read, str(scenario), str(written or ""), warnings)
            write_out(terminal.page(result, beside, paper(sys.stdout)))
    if show_it and written:
        _open(written)
    _end_if_missed([text for condition in conditions for text in condition.met(result)])


def _end_if_missed(missed: list[str]) -> None:
    """Say which thresholds were missed, and end with the exit code for that."""
    for text in missed:
        say(f"Failed: {text}")
    if missed:
        raise click.exceptions.Exit(MISSED)


class Asked(TypedDict):
    """What of a scenario is run, as `studies.run` takes it."""

    variants: list[str] | None
    replications: int | None
    seed: int | None


def _new_folder(file: Path, scenario: Scenario, asked: Asked) -> Path:
    """Name a folder that nobody has."""
    from datetime import datetime

    from blueprint_sim.report.filenames import default_folder

    named = default_folder(file, datetime.now(), scenario, **asked)
    numbered = (named.with_name(f"{named.name}-{number}") for number in count(2))
    return next(path for path in chain([named], numbered) if not path.exists())


def _write_folder(
    out: Path,
    scenario: Scenario,
    result: Result,
    warnings: list[errors.Problem],
    *,
    jobs: int,
    force: bool,
    quiet: bool,
) -> None:
    """Draw and write everything that a run leaves."""
    from blueprint_sim.report import folder

    with silent_workers(), _progress(quiet, "Pictures") as progress:
        files = folder.files_of(result, scenario, warnings, jobs=jobs, progress=progress)
    folder.write_folder(out, files, force=force)


def _open(out: Path) -> None:
    from blueprint_sim.report.folder import REPORT
    from blueprint_sim.report.page import open_in_browser

    if not open_in_browser(out / REPORT):
        say(f"There is no browser to open it in. The report is {out / REPORT}")


def _warn(warnings: list[errors.Problem]) -> None:
    for warning in warnings:
        say(f"Warning: {warning}")


def _named(names: tuple[str, ...], scenario: Scenario) -> tuple[str, ...]:
    """Find variants by id, or by a label that only one of them has, in capitals or not."""
    return tuple(_one_named(name, scenario) for name in names)


def _one_named(name: str, scenario: Scenario) -> str:
    if name in scenario.variants:
        return name
    wanted = name.casefold()
    found = [
        known
        for known in scenario.variants
        if wanted in (known.casefold(), scenario.label(known).casefold())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Mistake(f"{name} may be any of {', '.join(found)}; write one of these")
    near = _nearest(name, list(scenario.variants))
    raise Mistake(f"there is no variant {name}{near}. There are:\n{_known(scenario)}")


def _known(scenario: Scenario) -> str:
    """List the variants, a line each, with their labels."""
    labels = {name: scenario.label(name) for name in scenario.variants}
    return "\n".join(
        f"  {name}" + (f" ({label})" if label != name else "") for name, label in labels.items()
    )


def _with_baseline(names: tuple[str, ...], scenario: Scenario) -> list[str] | None:
    """Add the baseline to the variants that were asked for; None: every variant."""
    return [scenario.baseline, *names] if names else None


@contextmanager
def _progress(
    quiet: bool, what: str = "Replications"
) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on stderr while something long runs, if somebody is looking."""
    if quiet or not watched():
        yield None
        return
    with click.progressbar(length=1, label=what, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


@commands.command()
@scenario_file
def validate(scenario: Path, sets: tuple[str, ...]) -> None:
    """Check a scenario: every problem at once."""
    read, warnings = _read(scenario, sets)
    _warn(warnings)
    many = len(read.variants)
    found = f"{len(warnings) or 'no'} warning{'' if len(warnings) == 1 else 's'}"
    write_out(f"{scenario}: {many} variant{'' if many == 1 else 's'}, no problems, {found}.\n")


@commands.command()
@scenario_file
@click.option("--variant", "names", multiple=True, help="Only this one. Repeatable.")
@click.option("--resolved", is_flag=True, help="Every number with its source, defaults included.")
@click.option(
    "--graph",
    type=click.Choice(["mermaid", "dot", "graphml"]),
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

    read, _ = _read(scenario, sets)
    names = _named(names, read)
    if graph and len(names or read.variants) > 1:
        raise Mistake(f"--graph draws one variant; name it with --variant:\n{_known(read)}")
    if graph:
        write_out(export(blueprint_graph(read, *(names or read.variants)), graph))
    else:
        write_out(show_resolved(read) if resolved else show(read, names or None))


@commands.command()
@scenario_file
@click.option("--variant", "names", multiple=True, help="Only this one. Repeatable.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(PICTURES),
    help="Default: as --out ends, else svg. A pdf has a page a slide.",
)
@click.option(
    "--result",
    "ran",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Show what the run that left this folder found: waits, losses, misery.",
)
@click.option("--dark", is_flag=True, help="For a dark slide.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write; a pdf may hold several variants. Default: a file for each.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def draw(
    scenario: Path,
    sets: tuple[str, ...],
    names: tuple[str, ...],
    kind: str | None,
    ran: Path | None,
    dark: bool,
    out: Path | None,
    force: bool,
) -> None:
    """Draw each blueprint: steps in lanes, and the ways between."""
    from blueprint_sim.report.album import album
    from blueprint_sim.report.atomic import refuse_file, write_file
    from blueprint_sim.report.blueprint.drawing import draw_variant
    from blueprint_sim.report.filenames import slugs
    from blueprint_sim.report.recall import found_for

    form = _format(kind, out)
    read, _ = _read(scenario, sets)
    result = found_for(ran, read, _named(names, read)) if ran else None
    known = read.variants if result is None else result.variants
    chosen = _named(names, read) or tuple(known)
    if out and len(chosen) > 1 and form != "pdf":
        raise Mistake(f"one {form} shows one variant; name it with --variant:\n{_known(read)}")
    stems = slugs(known, "variant")
    files: dict[Path, tuple[str, ...]] = (
        {out: chosen}
        if out
        else {
            Path(f"{scenario.stem}-{stems[name]}{'-dark' * dark}.{form}"): (name,)
            for name in chosen
        }
    )
    for file in files:
        refuse_file(file, force=force)
    for file, shown in files.items():
        drawn = (
            album(read, shown, result, dark=dark)
            if form == "pdf"
            else draw_variant(read, shown[0], result, dark=dark).bytes(form)
        )
        write_file(file, drawn, force=force)
        write_out(f"Wrote {file}\n")


def _format(kind: str | None, out: Path | None) -> Picture:
    """Settle the format of a picture, by word or by the ending of its file."""
    ending = out.suffix[1:].lower() if out else ""
    if kind is None and out and ending not in PICTURES:
        raise Mistake(f"{out} ends like no picture; let it end in .svg, .png or .pdf")
    if kind and ending in PICTURES and ending != kind:
        raise Mistake(f"{out} would hold a {kind}; let it end in .{kind}")
    return cast(Picture, kind or ending or "svg")


@commands.command()
@click.argument("file", type=click.Path(path_type=Path), default="scenario.yaml")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
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
        raise errors.InTheWayError(said)
    write_file(file, written, force=force)
    write_file(beside, text(), force=True)
    write_out(f"Wrote {file}, and scenario.schema.json for your editor.\n")
    write_out(f"Now: blueprint-sim run {file}\n")


@commands.command()
def schema() -> None:
    """Print the JSON Schema of scenarios, draft-07."""
    from blueprint_sim.format.schema import text

    write_out(text())


def main() -> None:
    """Run the command line; never returns."""
    commands(prog_name="blueprint-sim")
