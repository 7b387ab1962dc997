"""The variants whose answers are known, as text.

Each is written for a factor on its service times: 1, or 1.1 for the error that is planted to see
whether it would be caught.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeAlias

from blueprint_sim.theory import Stretch

Body: TypeAlias = Callable[[float], str]

OPENS = 9 * 60
"""When a day with shifts opens, in minutes since midnight."""


def line(service: float, size: int, patience: float = 0, limit: int | None = None) -> Body:
    """Write one team with one line; a patience of 0 is none at all: nobody hangs up."""
    team = f"size: {size}" if limit is None else f"size: {size}, limit: {limit}"
    return agents(service, team, patience)


def crew(service: float, day: Sequence[Stretch], patience: float = 0) -> Body:
    """Write one team whose workers come and go."""
    ends = accumulate(one.length for one in day)
    times = (OPENS + end - one.length for one, end in zip(day, ends, strict=True))
    shifts = (
        f'"{time // 60:02.0f}:{time % 60:02.0f}": {one.workers}'
        for one, time in zip(day, times, strict=True)
    )
    return agents(service, f"shifts: {{{', '.join(shifts)}}}", patience)


def chat(service: float, size: int, at_once: int, balks: str) -> Body:
    """Write one team who serve several at once, and customers who may not join its line."""
    return agents(service, f"size: {size}, at_once: {at_once}", persona=f"balks: {balks}")


def agents(service: float, team: str, patience: float = 0, persona: str = "") -> Body:
    """Write one team of these keys, and one persona, of these keys where there is no patience."""
    persona = f"{{patience: random {patience:g} min}}" if patience else f"{{{persona}}}"
    return lambda slow: (
        f"""\
personas: {{caller: {persona}}}
variants:
  line:
    teams: {{agents: {{{team}}}}}
    steps: {{help: {{by: agents, takes: random {60 * service * slow:.6f} s}}}}
"""
    )


def centre(menu: float, share_on: float, service: float, size: int, lines: int) -> Body:
    """Write a menu from which a share of the callers go on to agents, and so many lines."""
    return lambda slow: (
        f"""\
variants:
  centre:
    channels: {{phone: {{lines: {lines}}}}}
    teams: {{menu: {{kind: machine}}, agents: {{size: {size}}}}}
    steps:
      menu:
        by: menu
        takes: random {60 * menu * slow:.6f} s
        next: {{help: {share_on:.0%}, done: {1 - share_on:.0%}}}
      help: {{by: agents, takes: random {60 * service * slow:.6f} s}}
"""
    )


def lines_only(lines: int, takes: str) -> Body:
    """Write a machine that answers every call that finds a line; `takes` for a factor."""
    return lambda slow: (
        f"""\
variants:
  lines:
    channels: {{phone: {{lines: {lines}}}}}
    teams: {{menu: {{kind: machine}}}}
    steps: {{menu: {{by: menu, takes: {takes.format(60 * slow)}}}}}
"""
    )


def two_classes(urgent_share: str, urgent_takes: str, calm_takes: str) -> Body:
    """Write one worker and two classes; each law has a place for the factor on its times."""
    return lambda slow: (
        f"""\
personas:
  urgent: {{share: {urgent_share}, priority: 1}}
  calm: {{}}
variants:
  line:
    teams: {{agents: {{size: 1}}}}
    steps:
      help:
        by: agents
        takes:
          - {{when: {{persona: urgent}}, then: {urgent_takes.format(60 * slow)}}}
          - {{otherwise: {calm_takes.format(60 * slow)}}}
"""
    )


def jackson(slow: float) -> str:
    """Write the network of four stations; two are people, two machines that serve one at once."""
    takes = [f"random {3600 * slow / rate:.6f} s" for rate in (14, 9, 17, 7)]
    return f"""\
variants:
  network:
    teams:
      first: {{size: 1}}
      second: {{kind: machine, size: 1}}
      third: {{kind: machine, size: 1}}
      fourth: {{size: 1}}
    start: {{one: 57.142857%, three: 42.857143%}}
    steps:
      one: {{by: first, takes: {takes[0]}, next: {{two: 20%, three: 56%, four: 24%}}}}
      two: {{by: second, takes: {takes[1]}, next: one}}
      three: {{by: third, takes: {takes[2]}}}
      four: {{by: fourth, takes: {takes[3]}}}
"""
