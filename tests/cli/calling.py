"""Calling a command: in this process, or as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from blueprint_sim import cli

ROOT = Path(__file__).parents[2]
SCENARIO = """\
scenario: Voice menu or a person?
run: {length: 1 h, replications: 2}
demand: {arrivals: 55 per hour}
personas: {caller: {patience: random 8 min}}
facts: {customer_number: 25 s, reason_for_call: 30 s}
compare: {baseline: menu_first}
variants:
  menu_first:
    teams: {menu: {kind: machine, carries: nothing}, agents: {size: 8, cost: 28 per hour}}
    steps:
      menu: {by: menu, asks: [customer_number, reason_for_call], resolves: 10%, if_not: help}
      help: {by: agents, asks: [customer_number], takes: about 4 min, resolves: 88%}
  person_first:
    like: menu_first
    without: [menu]
"""


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.commands, arguments)


def program(*arguments: str, **settings: Any) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "blueprint_sim", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        **settings,
    )


def heard(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for the end of a program, and give its stdout and stderr; one that hangs is killed."""
    try:
        return process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
