"""The demand in a few sentences: how many come, for how long, and how evenly."""

from __future__ import annotations

from blueprint_sim.model.arrivals import Arrivals, batches_per_hour
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.run import Run
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.speech import say_share
from blueprint_sim.model.traffic import mean_rate


def say_demand(scenario: Scenario) -> str:
    """Say how many customers come, such as ``55 customers per hour, 5 days of 8 h``."""
    run, arrivals = scenario.run, scenario.demand.arrivals
    days = f"{run.days} days of " if run.days > 1 else "one day of "
    rate = f"{mean_rate(scenario):.4g} customers per hour"
    varied = "" if arrivals.steady and arrivals.gap is None else " on average"
    said = [f"{rate}{varied}, {days}{say_duration(run.length)}."]
    return " ".join([*said, *_together(arrivals, run), *_spread(arrivals)])


def _together(arrivals: Arrivals, run: Run) -> list[str]:
    """Say how many come at once, if not one by one: rates count arrivals, not customers."""
    if arrivals.together == 1:
        return []
    each = f"{arrivals.together:.4g}{' on average' if len(arrivals.batch) > 1 else ''}"
    return [f"They come in batches of {each}, {batches_per_hour(arrivals, run):.4g} per hour."]


def _spread(arrivals: Arrivals) -> list[str]:
    """Say how much days differ, if they do."""
    if arrivals.day_to_day == 0:
        return []
    return [f"Days differ: their rates have an sd of {say_share(arrivals.day_to_day)} of the mean."]
