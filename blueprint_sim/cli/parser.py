"""The door to click: the group of commands, their options, and how they end early."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from blueprint_sim import __version__
from blueprint_sim.ends import end
from blueprint_sim.streams import unheard, watched

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


command = click.command
"""Make a function a command of its name; what it says of itself is the help."""


def file_argument(
    name: str, *, default: str | None = None, check: Callable[[Path], None] | None = None
) -> Callable[[Function], Function]:
    """Take a file; it must be given unless there is a default."""

    def checked(_: click.Context, __: click.Parameter, path: Path) -> Path:
        if check:
            check(path)
        return path

    # To click a default of None is one: it would find nothing missing.
    settings: dict[str, Any] = {} if default is None else {"default": default}
    return click.argument(name, type=click.Path(path_type=Path), callback=checked, **settings)


def flag(*names: str, help: str) -> Callable[[Function], Function]:
    """Take an option that is there or not."""
    return click.option(*names, is_flag=True, help=help)


def path(*names: str, help: str, metavar: str | None = None) -> Callable[[Function], Function]:
    """Take an option with a path."""
    return click.option(*names, type=click.Path(path_type=Path), metavar=metavar, help=help)


def one_of(*names: str, words: Sequence[str], help: str) -> Callable[[Function], Function]:
    """Take an option with one of a few words."""
    return click.option(*names, type=click.Choice(words), help=help)


def several(*names: str, help: str, metavar: str | None = None) -> Callable[[Function], Function]:
    """Take an option that may be given again and again."""
    return click.option(*names, multiple=True, metavar=metavar, help=f"{help} Repeatable.")


def number(name: str, *, least: int, help: str) -> Callable[[Function], Function]:
    """Take an option with a whole number that is not too small."""

    def checked(_: click.Context, __: click.Parameter, number: int | None) -> int | None:
        if number is not None and number < least:
            raise click.BadParameter(f"{number} is too few; write {least} or more")
        return number

    return click.option(name, type=int, callback=checked, help=help)


def leave(code: int) -> NoReturn:
    """End the command with this exit code; all has been said."""
    raise click.exceptions.Exit(code)


@contextmanager
def progress_bar(
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
