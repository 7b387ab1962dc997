"""Customers per second, side by side: ``python -m benchmarks.compare [rounds]``.

Every round runs each tool once, so that a busy moment of the machine meets all of them alike;
the clock counts the time on the processor.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks import as_ciw, as_ours, as_salabim, as_simpy, model

ROUNDS = 7
TOOLS: dict[str, Callable[[int], model.Figures]] = {
    "ours": as_ours.simulate,
    "ours, measured": as_ours.simulate_and_measure,
    "SimPy": as_simpy.simulate,
    "Ciw": as_ciw.simulate,
    "salabim": as_salabim.simulate,
}
AT_LEAST = {"SimPy": 1.3, "Ciw": 4.0, "salabim": 12.0}
MEASURES_AT_MOST = 0.25


class Race(NamedTuple):
    """What the rounds gave, by tool."""

    speeds: dict[str, list[float]]
    """Customers per second of processor time, one a round."""
    figures: dict[str, list[model.Figures]]


def main(rounds: int = ROUNDS) -> int:
    """Race, print the table, and give 0 if the tools agree and ours is fast enough."""
    race = run(rounds)
    speed = {tool: median(speeds) for tool, speeds in race.speeds.items()}
    print(f"{'':16}{'customers/s':>12}{'ours is':>10}{'at least':>10}   lowest .. highest")
    for tool, speeds in race.speeds.items():
        target = f"{AT_LEAST[tool]:.1f} x" if tool in AT_LEAST else ""
        ratio = f"{speed['ours'] / speed[tool]:.2f} x"
        span = f"{min(speeds):,.0f} .. {max(speeds):,.0f}"
        print(f"{tool:16}{speed[tool]:>12,.0f}{ratio:>10}{target:>10}   {span}")
    extra = speed["ours"] / speed["ours, measured"] - 1
    print(f"measures add {extra:.0%} (at most {MEASURES_AT_MOST:.0%})")
    complaints = model.disagreements(race.figures)
    print("the tools agree" if not complaints else "the tools DISAGREE:", *complaints, sep="\n  ")
    slow = [tool for tool, ratio in AT_LEAST.items() if speed["ours"] < ratio * speed[tool]]
    print("fast enough" if not slow else f"too slow against {', '.join(slow)}")
    return int(bool(complaints or slow or extra > MEASURES_AT_MOST))


def run(rounds: int) -> Race:
    """Warm up with one run of each tool, then run all of them in every round."""
    race = Race({tool: [] for tool in TOOLS}, {tool: [] for tool in TOOLS})
    for seed in range(rounds + 1):
        for tool, simulate in TOOLS.items():
            gc.collect()
            began = process_time()
            figures = simulate(seed)
            took = process_time() - began
            if seed > 0:
                race.speeds[tool].append(figures.customers / took)
                race.figures[tool].append(figures)
    return race


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
