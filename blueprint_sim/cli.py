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
from typing import TYPE_CHECKING, Any, TypeVar

import click

from blueprint_sim import errors

if TYPE_CHECKING:
    from blueprint_sim.format import Loaded

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
        except click.ClickException:
            raise
        except (Exception, KeyboardInterrupt) as error:
            ctx.exit(_end(error, debug=ctx.params["debug"]))


def _end(error: BaseException, *, debug: bool) -> int:
    """Say what ended the command, and give the exit code for it."""
    if isinstance(error, BrokenPipeError):
        _hush_stdout()
        return 0
    if isinstance(error, KeyboardInterrupt | click.Abort):
        _say("\nStopped. Nothing half-done was left behind.")
        return INTERRUPTED
    if isinstance(error, errors.BlueprintError):
        _say(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        _hush_stdout()
        _say(f"The machine said no: {(error.strerror or str(error)).lower()}.")
        return MACHINE
    if isinstance(error, MemoryError):
        _say("The machine has not enough memory for this run; fewer --jobs need less.")
        return MACHINE
    _apologise(error, debug=debug)
    return OURS


def _apologise(error: BaseException, *, debug: bool) -> None:
    if debug:
        _say("".join(traceback.format_exception(error)))
    name = type(error).__name__
    _say(f"Sorry, this is a bug in blueprint-sim, not a fault of yours ({name}: {error}).")
    if not debug:
        _say("`blueprint-sim --debug ...` shows where it is; please report it with your scenario.")


def _say(text: str) -> None:
    click.echo(text, err=True)


def _hush_stdout() -> None:
    """Send what is still buffered nowhere: whoever read our output has gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Start with: blueprint-sim init",
)
@click.version_option(package_name="blueprint-sim", message="%(version)s")
@click.option("--debug", is_flag=True, envvar="BLUEPRINT_SIM_DEBUG", help="Show where a bug is.")
def commands(debug: bool) -> None:
    """Send the same customers through several designs of a service, and compare them."""


def _a_file(_: click.Context, __: click.Parameter, path: Path) -> Path:
    if path.is_dir():
        inside = sorted(path.glob("*.yaml"))
        hint = f"; did you mean {inside[0]}?" if inside else "; give the scenario file in it"
        raise click.UsageError(f"{path} is a folder{hint}")
    if not path.exists():
        near = _nearest(path.name, [p.name for p in path.parent.glob("*.yaml")])
        raise click.UsageError(f"there is no file {path}{near}")
    return path


def _assignments(_: click.Context, __: click.Parameter, sets: tuple[str, ...]) -> tuple[str, ...]:
    for text in sets:
        name, equals, _value = text.partition("=")
        if not (name.strip() and equals):
            raise click.BadParameter(
                f"{text!r} has no '='; write a path and its value, "
                "as in variants.a.teams.agents.size=9"
            )
    return sets


def _at_least_one(_: click.Context, option: click.Parameter, number: int | None) -> int | None:
    if number is not None and number < 1:
        raise click.BadParameter(f"{number} is too few; {option.name} is 1 or more")
    return number


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
        callback=_assignments,
        help="Change a value of the scenario: variants.a.teams.agents.size=9. Repeatable.",
    )
    path = click.argument("scenario", type=click.Path(path_type=Path), callback=_a_file)
    return path(sets(command))


def main() -> int:
    commands()
    return 0
