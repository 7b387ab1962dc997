"""The program: numbers that mean something apart, and a fingerprint of all of it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from blueprint_sim.format.load import load
from blueprint_sim.model.blueprint import ENDS, LANES
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    By,
    Lane,
    Outcome,
    Program,
    Target,
    fingerprint,
)

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios" / "cancel_subscription.yaml"
PRINT_IT = """
import sys
from blueprint_sim.format.load import load
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.program import fingerprint
print(fingerprint(compile_variant(load(sys.argv[1]), "ivr_heavy")))
"""


@pytest.fixture(scope="module")
def program() -> Program:
    return compile_variant(load(SHIPPED), "ivr_heavy")


def test_a_tick_is_a_microsecond() -> None:
    ticks = (TICKS_PER_SECOND, TICKS_PER_MINUTE, TICKS_PER_HOUR, TICKS_PER_DAY)
    assert ticks == (10**6, 60 * 10**6, 3_600 * 10**6, 86_400 * 10**6)


def test_what_is_no_row_is_below_all_rows() -> None:
    assert NONE < 0
    assert all(one < 0 for one in (*By, *Target))
    assert len(set(By)) == len(By)
    assert len(set(Target)) == len(Target)


def test_the_ends_of_the_format_are_targets_in_the_order_in_which_shares_are_cumulated() -> None:
    ends = [target.name.lower() for target in Target]
    assert ends == [*ENDS, "blocked", "balked"]


def test_every_target_has_an_outcome() -> None:
    outcomes = {outcome.name for outcome in Outcome}
    assert {target.name for target in Target} - {"DONE"} <= outcomes


def test_lanes_stand_from_the_top_of_the_drawing_down() -> None:
    assert [lane.name.lower() for lane in Lane] == list(LANES)


def changed(part: Any) -> Iterator[tuple[str, Any]]:
    """Give every program that differs in one value of one table, each with where it does."""
    if isinstance(part, np.ndarray):
        yield from changed_array(part)
    elif isinstance(part, tuple):
        names = getattr(part, "_fields", None)
        for place, name in enumerate(names or range(len(part))):
            for said, other in changed(part[place]):
                parts = (*part[:place], other, *part[place + 1 :])
                yield f".{name}{said}", type(part)(*parts) if names else parts
        if part and not names:
            yield " shorter", part[1:]
    elif isinstance(part, str):
        yield "", f"{part}x"
    else:
        yield "", not part if isinstance(part, bool) else (part or 0) + 1


def changed_array(column: Any) -> Iterator[tuple[str, Any]]:
    if column.size:
        other = column.copy()
        other.flat[-1] = not column.flat[-1] if column.dtype == bool else column.flat[-1] + 1
        yield " last", other
    yield " longer", np.append(column.ravel(), np.zeros(1, column.dtype))
    yield " shape", column[np.newaxis]
    yield " type", column.view(f"u{column.itemsize}")  # the same bytes, read otherwise


class TestFingerprint:
    def test_sixteen_hexadecimal_digits(self, program: Program) -> None:
        assert len(fingerprint(program)) == 16
        assert int(fingerprint(program), 16) >= 0

    def test_changes_with_every_value_of_every_table(self, program: Program) -> None:
        prints = {said: fingerprint(other) for said, other in changed(program)}
        assert len(prints) > 300
        assert fingerprint(program) not in prints.values()
        assert len(set(prints.values())) == len(prints)

    def test_names_do_not_run_together(self, program: Program) -> None:
        names = [(("ab", "c"), ("d",)), (("a", "bc"), ("d",)), (("ab",), ("c", "d"))]
        prints = {
            fingerprint(program._replace(names=program.names._replace(facts=facts, events=events)))
            for facts, events in names
        }
        assert len(prints) == len(names)

    def test_travels_between_processes(self, program: Program) -> None:
        assert fingerprint(pickle.loads(pickle.dumps(program))) == fingerprint(program)

    @pytest.mark.parametrize("seed", ["1", "2"])
    def test_whatever_the_seed_of_hashes(self, program: Program, seed: str) -> None:
        printed = subprocess.run(
            [sys.executable, "-c", PRINT_IT, str(SHIPPED)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        assert printed.stdout.strip() == fingerprint(program)
