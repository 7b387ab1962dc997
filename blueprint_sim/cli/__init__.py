"""The command line: parse, call, print. Data goes to stdout, talk to stderr.

A module for each command; click has one door, `parser`. Nothing heavy is imported before a command
needs it, so that ``--help`` feels instant.
"""

from __future__ import annotations

from blueprint_sim.cli import draw, init, run, show, validate
from blueprint_sim.cli.parser import commands

__all__ = ["commands", "main"]

for one in (run.run, validate.validate, show.show, draw.draw, init.init, init.schema):
    commands.add_command(one)


def main() -> None:
    """Run the command line; never returns."""
    commands(prog_name="blueprint-sim")
