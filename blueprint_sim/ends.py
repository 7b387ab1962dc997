"""How a command ends early: a line for people, and an exit code."""

from __future__ import annotations

import sys
import traceback

from blueprint_sim.errors import BlueprintError
from blueprint_sim.streams import hush, say

OURS, MISSED, MACHINE, INTERRUPTED = 1, 3, 4, 130
"""Exit codes: a bug of ours, a threshold missed, the disk or the machine, Ctrl-C.

What is wrong in the input ends with 2: `ScenarioError` says so, and click for its own options.
"""


def end(error: BaseException, *, debug: bool) -> int:
    """Say what ended the command, and give the exit code for it."""
    if _interrupted(error):
        say("\nStopped. Nothing half-done was left behind.")
        hush(sys.stderr)
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        hush(sys.stdout)
        return 0
    if isinstance(error, BlueprintError):
        say(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        hush(sys.stdout)
        say(f"The machine said no: {(error.strerror or str(error)).lower()}.")
        return MACHINE
    if isinstance(error, MemoryError):
        say("The machine has not enough memory for this run; fewer --jobs need less.")
        return MACHINE
    _apologise(error, debug=debug)
    return OURS


def _interrupted(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind an error: an import cut short makes others of it."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _apologise(error: BaseException, *, debug: bool) -> None:
    if debug:
        say("".join(traceback.format_exception(error)))
    name = type(error).__name__
    say(f"Sorry, this is a bug in blueprint-sim, not a fault of yours ({name}: {error}).")
    if not debug:
        say("`blueprint-sim --debug ...` shows where it is; please report it with your scenario.")
