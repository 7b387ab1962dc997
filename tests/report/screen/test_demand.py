"""The demand in a few sentences."""

from __future__ import annotations

import pytest

from blueprint_sim.report.screen.resolved import show_resolved
from blueprint_sim.report.screen.show import show
from tests.model.small import scenario


def test_rates_that_vary_are_told_on_average():
    by_hour = "{arrivals: {per_hour: [20, 60], every: 4 h}}"
    by_day = "{arrivals: {monday: 40 per hour, otherwise: 9 per hour}}"
    for demand in (by_hour, by_day, "{arrivals: {gap: about 90 s}}"):
        text = show(scenario("b: {by: menu}", demand=demand))
        assert "40 customers per hour on average, one day of 8 h." in text


@pytest.mark.parametrize("tell", [show, show_resolved])
def test_batches_and_customers_are_told_apart(tell):
    demand = "{arrivals: {per_hour: 20, batch: {1: 70%, 4: 30%}}}"
    text = tell(scenario("b: {by: menu}", demand=demand))
    assert "38 customers per hour, one day of 8 h. They come in batches of 1.9" in text
    assert "1.9 on average, 20 per hour." in " ".join(text.split())


def test_how_much_days_differ_is_said():
    demand = "{arrivals: {per_hour: 60, day_to_day: 5%}}"
    text = show(scenario("b: {by: menu}", demand=demand))
    assert "Days differ: their rates have an sd of 5% of the mean." in " ".join(text.split())
