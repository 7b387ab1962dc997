from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import stdtrit

from blueprint_sim.studies.judge import POWER, Judgement, judge, replications_needed
from blueprint_sim.studies.result import Verdict

EVEN = np.tile([-1.0, 1.0], 15)
"""30 residuals with a standard deviation of 1.017, and no skew."""


def judged(
    difference: float,
    spread: float = 0.1,
    *,
    threshold: float = 0.2,
    better: str | None = "lower",
    residuals: np.ndarray = EVEN,
    level: float = 0.95,
) -> Judgement:
    return judge(
        difference,
        spread * residuals,
        threshold=threshold,
        level=level,
        better=better,
        scale=1.0,
    )


def test_words() -> None:
    assert judged(-1.0).verdict is Verdict.BETTER
    assert judged(1.0).verdict is Verdict.WORSE
    assert judged(1.0, better="higher").verdict is Verdict.BETTER
    assert judged(-1.0, better="higher").verdict is Verdict.WORSE
    assert judged(1.0, better=None).verdict is Verdict.MORE
    assert judged(-1.0, better=None).verdict is Verdict.LESS


def test_too_small_to_matter_comes_before_all_else() -> None:
    """The interval leaves out zero, and lies within the threshold: no practical difference."""
    said = judged(0.1)
    assert said.low is not None
    assert said.low > 0
    assert said.verdict is Verdict.SAME
    assert judged(0.1, threshold=0.05).verdict is Verdict.WORSE


def test_what_reaches_beyond_the_threshold_is_told_by_zero() -> None:
    said = judged(0.2)
    assert (said.verdict, said.needed) == (Verdict.WORSE, None)
    assert judged(0.2, spread=1.0).verdict is Verdict.UNKNOWN


def test_the_smallest_number_that_would_tell() -> None:
    """By trying every number from two on."""
    said = judged(0.3, spread=1.0)
    deviation = float(np.std(EVEN, ddof=1))
    goal = max(0.3, 0.2 - 0.3)
    direct = next(
        n
        for n in range(2, 10_000)
        if (stdtrit(n - 1, 0.975) + 1.282) * deviation / math.sqrt(n) <= goal
    )
    assert said.verdict is Verdict.UNKNOWN
    assert said.needed == direct > 30
    assert not said.uneven


@pytest.mark.parametrize("difference", [0.0, 0.05, 0.1, 0.15, 0.5])
@pytest.mark.parametrize("level", [0.95, 0.99])
def test_the_smallest_number_is_the_smallest(difference: float, level: float) -> None:
    needed = replications_needed(difference, 2.0, 0.2, level)
    assert needed is not None

    def width(n: int) -> float:
        return float(stdtrit(n - 1, (1 + level) / 2) + POWER) * 2.0 / math.sqrt(n)

    goal = max(difference, 0.2 - difference)
    assert width(needed) <= goal < width(needed - 1)


def test_no_number_when_none_would_do() -> None:
    assert replications_needed(0.0, 1.0, 0.0, 0.95) is None
    assert judged(0.0, threshold=0.0).needed is None


def test_named_replications_tell_nine_times_in_ten() -> None:
    dice = np.random.default_rng(7)
    needed = replications_needed(0.3, 1.0, 0.05, 0.95)
    assert needed is not None
    told, studies = 0, 2_000
    for _ in range(studies):
        values = dice.normal(0.3, 1.0, needed)
        said = judge(
            values.mean(),
            values - values.mean(),
            threshold=0.05,
            level=0.95,
            better="higher",
            scale=1.0,
        )
        told += said.verdict is Verdict.BETTER
    assert told / studies == pytest.approx(0.9, abs=0.03)


def test_skewed_differences_wait_for_more_replications() -> None:
    """One replication in thirty holds it all: skewness 5.2, so 676 and more are needed."""
    lone = np.array([29.0] + [-1.0] * 29)
    said = judged(-1.0, spread=0.01, residuals=lone)
    second, third = (29.0**2 + 29) / 30, (29.0**3 - 29) / 30
    assert said.verdict is Verdict.UNKNOWN
    assert said.needed == math.ceil(25 * third**2 / second**3)
    assert said.uneven
    assert judged(-1.0, spread=0.01).verdict is Verdict.BETTER


def test_a_constant_difference_is_told_at_once() -> None:
    said = judged(-252.0, spread=0.0)
    assert said == (-252.0, -252.0, Verdict.BETTER, None, False)
    assert judged(-0.1, spread=0.0).verdict is Verdict.SAME


def test_all_differences_zero() -> None:
    assert judged(0.0, spread=0.0) == (0.0, 0.0, Verdict.IDENTICAL, None, False)
    assert judged(0.0).verdict is Verdict.SAME


def test_one_replication_cannot_tell() -> None:
    said = judged(1.0, residuals=np.zeros(1))
    assert said == (None, None, Verdict.UNKNOWN, None, False)
