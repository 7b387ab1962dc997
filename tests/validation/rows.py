"""The queues whose answers are known, each as a scenario and the values that it must give.

Times are in minutes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from blueprint_sim.theory import (
    BalkingQueue,
    RetrialQueue,
    RosterQueue,
    Stretch,
    TrunkQueue,
    cobham,
    cobham_exponential,
    erlang_b,
)
from tests.validation.bodies import (
    OPENS,
    Body,
    centre,
    chat,
    crew,
    jackson,
    line,
    lines_only,
    two_classes,
)

EVERY = 30
"""Minutes for which one rate of arrivals is written."""


class Row(NamedTuple):
    name: str
    source: str
    per_hour: float
    """Customers an hour."""
    body: Body
    """Personas and the variant."""
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
    day: Sequence[Stretch] = ()
    """The stretches of a day that begins empty, again and again; none: one long steady state."""


def scenario(row: Row, customers: int, slow: float = 1.0) -> str:
    """Write a scenario in which about so many customers come after those of the warm-up."""
    run, arrivals = _days(row, customers) if row.day else _steady(row, customers)
    blocked = f"{{chance: 100%, after: random {row.retrial:g} min}}"
    recontact = f", recontact: {{blocked: {blocked}}}" if row.retrial else ""
    return (
        f"scenario: {row.name}\n"
        f"run: {{{run}}}\n"
        f"demand: {{arrivals: {arrivals}{recontact}}}\n"
        f"experience: {{answer_target: {row.answer_target:g} s}}\n"
        f"{row.body(slow)}"
    )


def _steady(row: Row, customers: int) -> tuple[str, str]:
    """Give the run and the arrivals of one long stretch."""
    warm_up = 60 * row.settles / row.per_hour
    length = warm_up + 60 * customers / row.per_hour
    run = f"length: {length:.6f} min, warm_up: {warm_up:.6f} min"
    return run, f"{row.per_hour:g} per hour"


def days(row: Row, customers: int) -> int:
    """Give how many days it takes until so many customers have come."""
    a_day = math.fsum(one.length * one.arrival_rate for one in row.day)
    return math.ceil(customers / a_day)


def _days(row: Row, customers: int) -> tuple[str, str]:
    """Give the run and the arrivals of as many days as it takes."""
    length = sum(one.length for one in row.day)
    rates = [60 * one.arrival_rate for one in row.day for _ in range(round(one.length / EVERY))]
    run = f'opens: "{OPENS // 60:02}:00", length: {length:g} min, days: {days(row, customers)}'
    return run, f"{{per_hour: {rates}, every: {EVERY} min}}"


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


def rosters(queue: RosterQueue) -> dict[str, float]:
    """Give what a day with shifts must; what hardly ever happens cannot be estimated."""
    found = {"p_wait": queue.share_waiting, "wait": queue.wait_mean}
    found["p_abandon"] = queue.share_abandoning
    for number, course in enumerate(queue.courses):
        found |= {f"queue_{number}": course.queue, f"busy_{number}": course.busy}
        found[f"beyond_{number}"] = course.beyond
    found["overtime"] = sum(queue.overtime_means)
    return {name: value for name, value in found.items() if value > 0.001}


def balking(queue: BalkingQueue) -> dict[str, float]:
    return {
        "p_wait": queue.share_waiting,
        "p_balk": queue.share_balking,
        "wait": queue.wait_mean,
        "utilisation": queue.utilisation,
    }


def in_shifts(name: str, day: Sequence[Stretch], service: float, patience: float = 0) -> Row:
    queue = RosterQueue(day, service, patience or math.inf)
    per_hour = 60 * queue.customers / sum(one.length for one in day)
    body = crew(service, day, patience)
    return Row(name, "exhaustive service", per_hour, body, rosters(queue), day=day)


def behind_a_menu(
    name: str, per_minute: float, lines: int, menu: float, on: float, service: float, size: int
) -> Row:
    queue = TrunkQueue(per_minute, lines, menu, on, service, size)
    expected = {
        "p_no_line": queue.share_blocked,
        "p_wait_agents": queue.share_waiting,
        "wait_agents": queue.wait_mean,
        "wait_squared_agents": queue.wait_second_moment,
        "present_menu": queue.menu_mean,
        "present_agents": queue.queue_mean + queue.busy_mean,
    }
    body = centre(menu, on, service, size, lines)
    return Row(name, "Srinivasan, Talim and Wang", 60 * per_minute, body, expected)


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
    in_shifts(
        "M/M/s(t), s = 6, 9, 4",
        [Stretch(60, 2.0, 6), Stretch(60, 2.5, 9), Stretch(60, 1.5, 4)], service=2.5,
    ),
    in_shifts(
        "M/M/s(t), s = 5, 2, 1, 3",
        [Stretch(60, 0.4, 5), Stretch(30, 0.1, 2), Stretch(60, 0.1, 1), Stretch(90, 0.2, 3)],
        service=8,
    ),
    in_shifts(
        "M/M/s(t)+M, s = 8, 3, 0, 7",
        [Stretch(60, 1.5, 8), Stretch(60, 1.5, 3), Stretch(30, 0.5, 0), Stretch(60, 2.5, 7)],
        service=4, patience=6,
    ),
    Row(
        "M/M/10/10, lines", "Erlang B", 480, lines_only(10, "random {:g} s"),
        {"p_no_line": erlang_b(10, 8.0), "present": 8.0 * (1 - erlang_b(10, 8.0))},
    ),
    Row(
        "M/D/20/20, lines", "Erlang B", 1080, lines_only(20, "{:g} s"),
        {"p_no_line": erlang_b(20, 18.0), "present": 18.0 * (1 - erlang_b(20, 18.0))},
    ),
    behind_a_menu("menu, 15 lines, 6 agents", 4.0, 15, menu=1, on=0.6, service=2, size=6),
    behind_a_menu("menu, 40 lines, 25 agents", 10.0, 40, menu=0.75, on=0.8, service=3, size=25),
    Row(
        "M/M/12, balking, three at once", "birth-death chain", 360,
        chat(2, 4, 3, "{0 to 1: 10%, 2 or more: 30%, 6 or more: 80%}"),
        balking(BalkingQueue(6.0, 2.0, 12, [0.1] * 2 + [0.3] * 4 + [0.8])),
    ),
)  # fmt: skip
