"""Print what theory says beside what a heavy run gives: ``python -m tests.validation [name]``."""

from __future__ import annotations

import sys
from time import perf_counter

from tests.validation.rows import ROWS
from tests.validation.study import HEAVY_REPLICATIONS, study


def main(only: str = "") -> None:
    """Print one table of all rows, or of those whose name contains `only`."""
    print("| queue | what | theory | simulated | z | half-width |")
    print("|---|---|---|---|---|---|")
    for row in ROWS:
        if only not in row.name:
            continue
        began = perf_counter()
        found = study(row, row.customers, HEAVY_REPLICATIONS, jobs=2)
        for name, expected in row.expected.items():
            one = found[name]
            print(
                f"| {row.name} | {name} | {expected:.6g} | {one.value:.6g} "
                f"| {one.z(expected):+.2f} | {one.half_width:.1%} |"
            )
        took = perf_counter() - began
        print(f"{row.name}: {row.customers:,} customers, {took:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
