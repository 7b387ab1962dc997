"""Cases small enough to be known to the tick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from blueprint_sim.simulation.log import End, Table
from blueprint_sim.simulation.program import TICKS_PER_MINUTE, TICKS_PER_SECOND
from tests.validation.study import play

SCENARIOS = Path(__file__).parent / "scenarios"


@pytest.mark.parametrize(
    ("variant", "hung_up", "minutes"), [("one_agent", 3, 4.5), ("two_agents", 1, 38.5)]
)
def test_more_agents_may_mean_more_waiting(variant: str, hung_up: int, minutes: float) -> None:
    visits = play(SCENARIOS / "counterexample.yaml")[variant].log.visits
    reneged = visits["how"] == End.RENEGED
    until = visits["ended"].copy()
    until[~reneged] = visits["started"][~reneged]
    assert reneged.sum() == hung_up
    assert (until - visits["asked"]).sum() == minutes * TICKS_PER_MINUTE


def test_nobody_waits_for_somebody_who_has_not_come() -> None:
    """As in Prosimos issue 64, where urgent cases to come held up those already there."""
    helped, urgent = help_given("quiet")
    assert len(helped) == 60
    assert 0 < sum(urgent) < 60
    assert (helped["started"] == helped["asked"]).all()


def test_the_urgent_go_first_among_those_who_have_come() -> None:
    helped, urgent = help_given("busy")
    takes = 97_003 * TICKS_PER_SECOND // 1000
    assert helped["started"].tolist() == starts(helped["asked"].tolist(), urgent, takes)


def help_given(variant: str) -> tuple[Table, list[bool]]:
    """Give the visits of the agents, and whose were urgent."""
    record = play(SCENARIOS / "not_yet_there.yaml")[variant]
    log, names = record.log, record.program.names
    helped = log.visits[log.visits["team"] == names.teams.index("agents")]
    urgent = log.customers["persona"][helped["customer"]] == names.personas.index("urgent")
    return helped, urgent.tolist()


def starts(asked: Sequence[int], urgent: Sequence[bool], takes: int) -> list[int]:
    """Give when one worker starts with each request: urgent ones first, then the oldest."""
    left, found, free = set(range(len(asked))), [0] * len(asked), 0
    while left:
        free = max(free, min(asked[one] for one in left))
        here = [one for one in left if asked[one] <= free]
        best = min(here, key=lambda one: (not urgent[one], asked[one]))
        found[best] = free
        left.remove(best)
        free += takes
    return found
