"""What adds up over a replication, of those who came, or need not have come, after the warm-up."""

from __future__ import annotations

import numpy as np
import pytest

from blueprint_sim.measures.costs import fix_cost
from blueprint_sim.measures.totals import contacts_avoided, contacts_total, misery_total
from tests.measures import by_hand
from tests.measures.test_fates import record
from tests.oracles.specs import MINUTE


@pytest.mark.parametrize("warm_up", [0, 4])
@pytest.mark.parametrize("seed", range(6))
def test_totals_against_loops(seed: int, warm_up: int) -> None:
    taken = record(seed, 0.5, warm_up)
    log, since = taken.log, warm_up * MINUTE
    here = {row["customer"] for row in log.customers if row["arrived"] >= since}
    miseries = [row for row in log.moments if row["valence"] <= -1 and row["customer"] in here]
    assert misery_total(taken).value == len(miseries)
    assert contacts_total(taken).value == sum(row["customer"] in here for row in log.contacts)
    assert contacts_avoided(taken).value == sum(row["arrived"] >= since for row in log.avoided)


def test_the_warm_up_takes_somebody_out_of_each() -> None:
    for total in (misery_total, contacts_total, contacts_avoided):
        assert total(record(0, 0.5, 4)).value < total(record(0, 0.5)).value


def test_what_is_fixed_costs_by_the_hours_measured() -> None:
    taken = by_hand.record()
    program = taken.program
    closes = int(program.calendar.closes[0])
    opens = np.array([0, 2 * closes])
    calendar = program.calendar._replace(opens=opens, closes=opens + closes, warm_up=closes // 4)
    taken.program = program._replace(
        calendar=calendar, fixes=program.fixes._replace(cost_per_day=np.array([20.0, 4.0]))
    )
    assert fix_cost(taken).value == pytest.approx(24 * 1.75)
