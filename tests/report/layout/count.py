"""Count the faults of many random blueprints: `python -m tests.report.layout.count [HOW MANY]`."""

from __future__ import annotations

import sys
from collections import Counter

from blueprint_sim.report.canvas import width_of
from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.records import Measure
from tests.report.layout import audit
from tests.report.layout.blueprints import blueprint, measure

LEAST, MOST = 4, 40  # steps
MEASURES: dict[str, Measure] = {"a plain table": measure, "the font": width_of}


def faulty(count: int, measured: Measure, wild: float = 0.0) -> Counter[str]:
    """Return how many of `count` random blueprints of 4 to 40 steps have each kind of fault."""
    found: Counter[str] = Counter()
    for seed in range(count):
        steps = LEAST + seed * (MOST - LEAST) // max(count - 1, 1)
        found.update(audit.faults(lay_out(blueprint(seed, steps, wild), measured)).keys())
    return found


def told(count: int, measured: str, found: Counter[str]) -> str:
    """Say how many of `count` blueprints have each kind of fault."""
    hard = ", ".join(f"{found[kind]} {kind}" for kind in audit.KINDS if kind != audit.TEXT_ON_EDGE)
    return (
        f"{count} random graphs of {LEAST} to {MOST} steps, measured by {measured}: "
        f"{found[audit.TEXT_ON_EDGE]} with a label touching an edge, {hard}"
    )


if __name__ == "__main__":
    HOW_MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 48
    for name, its in MEASURES.items():
        print(told(HOW_MANY, name, faulty(HOW_MANY, its)))
