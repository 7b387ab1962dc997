"""What a line does: what may be written, and what it means."""

from __future__ import annotations

import pytest

from blueprint_sim.model.base import Wrong
from blueprint_sim.model.in_line import Pressed, change, pressure, signed


@pytest.mark.parametrize(
    ("written", "factor"),
    [("+20%", 1.2), ("-30%", 0.7), ("-100%", 0.0), ("+1000 percent", 11.0), (" +0.5 % ", 1.005)],
)
def test_a_change_is_a_factor(written: str, factor: float) -> None:
    assert change(written) == pytest.approx(factor)


@pytest.mark.parametrize("written", ["20%", "+20", "-101%", "+1001%", "-3 s", "", [], "+20%%"])
def test_a_change_says_more_or_less(written: object) -> None:
    with pytest.raises(Wrong):
        change(written)


@pytest.mark.parametrize("written", ["+20%", "-30%", "-0.5%"])
def test_a_change_is_said_as_it_is_written(written: str) -> None:
    assert signed(change(written)) == written


def test_pressure_stands_by_length() -> None:
    written = {"10 or more": {"takes": "80%", "resolves": "85%"}, "5 or more": {"takes": "110%"}}
    assert pressure(written) == (Pressed(5, 1.1, 1.0), Pressed(10, 0.8, 0.85))
