"""What time costs: use by the minute, pay by the hour."""

from __future__ import annotations

import numpy as np
import pytest

from blueprint_sim.measures.charges import charges
from tests.measures import by_hand
from tests.measures.by_hand import AGENTS, DESK, IVR, MINUTE

NOBODY = -1


def test_use_is_charged_by_the_minute_and_pay_by_the_hour() -> None:
    taken = np.array([4, 6, 90, 5]) * MINUTE
    found = charges(taken, np.array([IVR, AGENTS, DESK, NOBODY]), by_hand.program())
    assert found.use.tolist() == pytest.approx([4 * 0.5, 0, 0, 0])
    assert found.staff.tolist() == pytest.approx([0, 6, 1.5 * 30, 0])


def test_the_pay_is_shared_by_those_served_at_once() -> None:
    program = by_hand.program()
    at_once = program.teams.at_once.copy()
    at_once[AGENTS] = 3
    program = program._replace(teams=program.teams._replace(at_once=at_once))
    found = charges(np.array([6, 6]) * MINUTE, np.array([AGENTS, DESK]), program)
    assert found.staff.tolist() == pytest.approx([6 / 3, 3])
