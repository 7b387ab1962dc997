"""The queues whose answers are known, each as a scenario and the values that it must give.

Times are in minutes. A scenario is written with every service time multiplied by `slow`: 1, or
1.1 for the error that is planted to see whether it would be caught.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from blueprint_sim.theory import RetrialQueue, cobham, cobham_exponential

Body: TypeAlias = Callable[[float], str]


class Row(NamedTuple):
    name: str
    source: str
    per_hour: float
    """Customers an hour."""
    body: Body
    """Personas and the variant, as text, for a factor on the service times."""
    expected: dict[str, float]
    """By what `estimates` calls them."""
    answer_target: float = 20.0
    """Seconds."""
    settles: int = 500
    """Customers who come before the steady state."""
    customers: int = 1_500_000
    """How many it takes for narrow intervals."""
    retrial: float = 0.0
    """Minutes until those turned away try again, on the mean; 0: never."""


def scenario(row: Row, customers: int, slow: float = 1.0) -> str:
    """Write a scenario in which about so many customers come after those of the warm-up."""
    warm_up = 60 * row.settles / row.per_hour
    length = warm_up + 60 * customers / row.per_hour
    blocked = f"{{chance: 100%, after: random {row.retrial:g} min}}"
    recontact = f", recontact: {{blocked: {blocked}}}" if row.retrial else ""
    return (
        f"scenario: {row.name}\n"
        f"run: {{length: {length:.6f} min, warm_up: {warm_up:.6f} min}}\n"
        f"demand: {{arrivals: {row.per_hour:g} per hour{recontact}}}\n"
        f"experience: {{answer_target: {row.answer_target:g} s}}\n"
        f"{row.body(slow)}"
    )


def line(service: float, size: int, patience: float = 0, limit: int | None = None) -> Body:
    """Write one team with one line; a patience of 0 is none at all: nobody hangs up."""
    persona = f"{{patience: random {patience:g} min}}" if patience else "{}"
    team = f"{{size: {size}}}" if limit is None else f"{{size: {size}, limit: {limit}}}"
    return lambda slow: (
        f"""\
personas: {{caller: {persona}}}
variants:
  line:
    teams: {{agents: {team}}}
    steps: {{help: {{by: agents, takes: random {60 * service * slow:.6f} s}}}}
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


def erlang_c(waits: float, wait: float, in_time: float, spare: float) -> dict[str, float]:
    """Give what M/M/s must; those who wait do so for an exponential time of rate `spare`."""
    return {
        "p_wait": waits,
        "wait": wait,
        "in_time": in_time,
        "wait_squared": 2 * waits / spare**2,
    }


def erlang_a(waits: float, abandons: float, wait: float, utilisation: float) -> dict[str, float]:
    return {"p_wait": waits, "p_abandon": abandons, "wait": wait, "utilisation": utilisation}


def retrials(queue: RetrialQueue) -> dict[str, float]:
    return {
        "p_blocked_first": queue.share_blocked,
        "p_blocked": queue.share_of_attempts_blocked,
        "attempts": queue.attempts_mean,
        "orbit": queue.orbit_mean,
        "utilisation": queue.load / queue.servers,
    }


def by_class(waits: tuple[float, ...]) -> dict[str, float]:
    return {"wait_urgent": waits[0], "wait_calm": waits[1]}


ROWS = (
    Row(
        "M/M/14", "Erlang C", 200, line(3, 14),
        erlang_c(0.174132, 0.130599, 0.888350, spare=14 / 3 - 10 / 3),
    ),
    Row(
        "M/M/55", "Erlang C", 720, line(4, 55),
        erlang_c(0.238701, 8.18403 / 60, 0.845883, spare=55 / 4 - 12),
        answer_target=15, settles=2_000, customers=10_000_000,
    ),
    Row(
        "M/M/12", "Erlang C", 252, line(2, 12),
        erlang_c(0.183889, 0.102160, 0.8991, spare=6 - 4.2),
    ),
    Row(
        "M/M/12+M", "Erlang A", 252, line(2, 12, patience=1),
        erlang_a(0.127372, 0.0296789, 0.0296789, 0.679225),
    ),
    Row(
        "M/M/13+M", "Erlang A", 200, line(3, 13, patience=5),
        erlang_a(0.225797, 0.0249633, 0.124817, 0.750028),
    ),
    Row(
        "M/M/50+M", "Erlang A", 2880, line(1, 50, patience=2),
        erlang_a(0.467774, 0.0309122, 0.0618245, 0.930324),
    ),
    Row(
        "M/M/100+M", "Erlang A", 6120, line(1, 100, patience=1),
        erlang_a(0.591719, 0.0499180, 0.0499180, 0.969084),
    ),
    Row(
        "M/M/12/17", "limited waiting room", 252, line(2, 12, limit=5),
        {"p_blocked": 0.00947687, "wait": 0.0611242},
    ),
    Row(
        "Jackson network", "Sixto, ex. 11.11", 14, jackson,
        {
            "present_first": 2.5,
            "present_second": 0.285714,
            "present_third": 2.148148,
            "present_fourth": 0.521739,
            "present": 5.455602,
            "sojourn": 60 * 0.389686,
        },
    ),
    Row(
        "M/M/1, two classes", "Cobham", 48, two_classes("30%", "random {:g} s", "random {:g} s"),
        by_class(cobham_exponential([0.24, 0.56], [1.0, 1.0])),
    ),
    Row(
        "M/G/1, two classes", "Cobham", 48,
        two_classes(
            "40%", "{{uniform: {{min: 0 s, max: {:g} s}}}}", "{{erlang: {{k: 2, mean: {:g} s}}}}"
        ),
        by_class(cobham([0.32, 0.48], [0.5, 1.0], [1 / 3, 1.5])),
    ),
    Row(
        "M/M/2/2, retrials", "Falin and Templeton", 75, line(1.2, 2, limit=0),
        retrials(RetrialQueue(75 / 60, 1.2, 0.5, 2)), retrial=0.5,
    ),
    Row(
        "M/M/5/5, retrials", "Falin and Templeton", 48, line(5, 5, limit=0),
        retrials(RetrialQueue(48 / 60, 5.0, 4.0, 5)), retrial=4,
    ),
    Row(
        "M/M/20/20, retrials", "Falin and Templeton", 360, line(3, 20, limit=0),
        retrials(RetrialQueue(360 / 60, 3.0, 10.0, 20)), retrial=10, settles=3_000,
    ),
)  # fmt: skip
