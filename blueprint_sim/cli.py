"""The command line: parse, call, print. Data goes to stdout, talk to stderr.

Nothing heavy is imported before a command needs it, so that ``--help`` feels instant.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

from blueprint_sim import __version__, errors

if TYPE_CHECKING:
    from blueprint_sim.model.scenario import Scenario

OURS, MISSED, MACHINE, INTERRUPTED = 1, 3, 4, 130
"""Exit codes: a bug of ours, a threshold missed, the disk or the machine, Ctrl-C.

What is wrong in the input ends with 2: `ScenarioError` says so, and click for its own options.
"""

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
        except (Exception, KeyboardInterrupt) as error:
            ctx.exit(_end(error, debug=ctx.params["debug"]))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options that stand before a command."""
        try:
            return super().parse_args(ctx, args)
        except click.ClickException as error:
            _show(error, ctx)


def _show(error: click.ClickException, ctx: click.Context) -> NoReturn:
    """Say what the caller can put right, and end with its exit code, heard or not."""
    with _unheard():
        error.show()
    ctx.exit(error.exit_code)


class Mistake(click.ClickException):
    """Something that the caller can put right."""

    exit_code = 2


def _end(error: BaseException, *, debug: bool) -> int:
    """Say what ended the command, and give the exit code for it."""
    if _interrupted(error):
        _say("\nStopped. Nothing half-done was left behind.")
        _hush(sys.stderr)
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _hush(sys.stdout)
        return 0
    if isinstance(error, errors.BlueprintError):
        _say(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        _hush(sys.stdout)
        _say(f"The machine said no: {(error.strerror or str(error)).lower()}.")
        return MACHINE
    if isinstance(error, MemoryError):
        _say("The machine has not enough memory for this run; fewer --jobs need less.")
        return MACHINE
    _apologise(error, debug=debug)
    return OURS


def _interrupted(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind an error: an import cut short makes others of it."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt | click.Abort):
            return True
        error = error.__cause__ or error.__context__
    return False


def _apologise(error: BaseException, *, debug: bool) -> None:
    if debug:
        _say("".join(traceback.format_exception(error)))
    name = type(error).__name__
    _say(f"Sorry, this is a bug in blueprint-sim, not a fault of yours ({name}: {error}).")
    if not debug:
        _say("`blueprint-sim --debug ...` shows where it is; please report it with your scenario.")


def _say(text: str) -> None:
    with _unheard():
        click.echo(text, err=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Go on where nobody listens to stderr any more: the exit code still counts."""
    try:
        yield
    except BrokenPipeError:
        _hush(sys.stderr)


def _hush(stream: TextIO) -> None:
    """Send what is still buffered, and all that follows, nowhere."""
    if (descriptor := _descriptor(stream)) is not None:
        _hush_descriptor(descriptor)


def _hush_descriptor(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


@contextmanager
def _silent_workers() -> Iterator[None]:
    """Give the processes that are started meanwhile no stderr.

    Ctrl-C reaches them too, and a Python that is just starting answers it with a traceback. What
    goes wrong in their work is raised here.
    """
    loud = sys.stderr
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    _hush_descriptor(2)
    try:
        if _descriptor(loud) == 2:
            sys.stderr = os.fdopen(kept, "w", 1, loud.encoding, loud.errors, closefd=False)
        yield
    finally:
        with _unheard():
            sys.stderr.flush()
        sys.stderr = loud
        os.dup2(kept, 2)
        os.close(kept)


def _descriptor(stream: TextIO) -> int | None:
    try:
        return stream.fileno()
    except (OSError, ValueError):
        return None


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
@click.option("--out", type=click.Path(path_type=Path), help="Write the results to this folder.")
@click.option("--force", is_flag=True, help="Let --out replace the folder of an earlier run.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the page.")
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
    force: bool,
    as_json: bool,
    quiet: bool,
    limits: tuple[str, ...],
) -> None:
    """Run every variant, and say which is better.

    The same customers are sent through each. The page goes to stdout.
    """
    from blueprint_sim import studies
    from blueprint_sim.report import folder, terminal
    from blueprint_sim.report.paper import paper
    from blueprint_sim.studies.thresholds import parse

    read, warnings = _read(scenario, sets)
    names = _named(names, read)
    conditions = parse(limits, read, _with_baseline(names, read))
    if out:
        folder.refuse(out, force=force)
    if not quiet:
        _warn(warnings)
    with _silent_workers(), _progress(quiet) as progress:
        result = studies.run(
            read,
            variants=_with_baseline(names, read),
            replications=replications,
            seed=seed,
            jobs=jobs or 0,
            progress=progress,
        )
    written = ""
    try:
        if out:
            folder.write_folder(out, folder.files_of(result, read, warnings), force=force)
            written = str(out)
    finally:
        if as_json:
            _print(folder.as_json(folder.document(result, warnings)))
        else:
            beside = terminal.beside(read, str(scenario), written, warnings)
            _print(terminal.page(result, beside, paper(sys.stdout)))
    missed = [text for condition in conditions for text in condition.met(result)]
    for text in missed:
        _say(f"Failed: {text}")
    if missed:
        raise click.exceptions.Exit(MISSED)


def _warn(warnings: list[errors.Problem]) -> None:
    for warning in warnings:
        _say(f"Warning: {warning}")


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
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on stderr while something long runs, if somebody is looking."""
    if quiet or not (sys.stderr and sys.stderr.isatty()):
        yield None
        return
    with click.progressbar(length=1, label="Replications", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


def _print(text: str) -> None:
    """Print data; a stream that lacks some character gets a question mark instead."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=True)
    except BrokenPipeError:
        # Whoever read our output has seen enough; the exit code that is due still is.
        _hush(sys.stdout)


@commands.command()
@scenario_file
def validate(scenario: Path, sets: tuple[str, ...]) -> None:
    """Check a scenario: every problem at once."""
    read, warnings = _read(scenario, sets)
    _warn(warnings)
    many = len(read.variants)
    found = f"{len(warnings) or 'no'} warning{'' if len(warnings) == 1 else 's'}"
    _print(f"{scenario}: {many} variant{'' if many == 1 else 's'}, no problems, {found}.\n")


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
    from blueprint_sim.report.show import show, show_resolved

    read, _ = _read(scenario, sets)
    names = _named(names, read)
    if graph and len(names or read.variants) > 1:
        raise Mistake(f"--graph draws one variant; name it with --variant:\n{_known(read)}")
    if graph:
        _print(export(blueprint_graph(read, *(names or read.variants)), graph))
    else:
        _print(show_resolved(read) if resolved else show(read, names or None))


@commands.command()
@click.argument("file", type=click.Path(path_type=Path), default="scenario.yaml")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def init(file: Path, force: bool) -> None:
    """Write a commented scenario to start from.

    The JSON Schema is written beside it, for your editor.
    """
    from importlib.resources import files

    from blueprint_sim.format.schema import text
    from blueprint_sim.report.folder import write_file

    start = files("blueprint_sim.report") / "templates" / "scenario.yaml"
    written = start.read_text(encoding="utf-8").replace("run scenario.yaml", f"run {file}")
    beside = file.with_name("scenario.schema.json")
    ours = beside.is_file() and beside.read_bytes() == text().encode()
    if beside.exists() and not (ours or force):
        said = f"{beside} exists, and is another one; --force would overwrite it"
        raise errors.InTheWayError(said)
    write_file(file, written, force=force)
    write_file(beside, text(), force=True)
    _print(f"Wrote {file}, and scenario.schema.json for your editor.\n")
    _print(f"Now: blueprint-sim run {file}\n")


@commands.command()
def schema() -> None:
    """Print the JSON Schema of scenarios, draft-07."""
    from blueprint_sim.format.schema import text

    _print(text())


def main() -> None:
    """Run the command line; never returns."""
    commands(prog_name="blueprint-sim")
