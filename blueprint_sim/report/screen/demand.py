"""The demand in a few sentences: how many come, for how long, and how evenly."""

from __future__ import annotations

from blueprint_sim.model.arrivals import Arrivals, batches_per_hour
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.run import Run
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.speech import say_share
from blueprint_sim.model.traffic import coming, mean_rate
from blueprint_sim.report.speech.numbers import money


def say_demand(scenario: Scenario) -> str:
    """Say how many customers come, such as ``55 customers per hour, 5 days of 8 h``."""
    run, arrivals = scenario.run, scenario.demand.arrivals
    days = f"{run.days} days of " if run.days > 1 else "one day of "
    rate = f"{mean_rate(scenario):.4g} customers per hour"
    varied = "" if arrivals.steady and arrivals.gap is None else " on average"
    said = [f"{rate}{varied}, {days}{say_duration(run.length)}."]
    said += [*_together(arrivals, run), *_spread(arrivals), *_failures(scenario)]
    return " ".join(said)


def say_fixes(scenario: Scenario, variant: str) -> str:
    """Say what a variant fixes, how many then come, and what it costs; nothing of no fix."""
    design, demand = scenario.variants[variant], scenario.demand
    fixed = {cause: share for cause, share in design.fixes.items() if share}
    if not fixed:
        return ""
    said = []
    for cause, share in fixed.items():
        more = demand.causes.get(cause)
        cost = (
            f", at {money(more.fix_costs, scenario.currency)} a day"
            if more and more.fix_costs
            else ""
        )
        said.append(f"{say_share(share)} of {_called(scenario, cause)}{cost}")
    rate = mean_rate(scenario) * coming(scenario, variant)
    return f"Fixes {'; '.join(said)}. That leaves {rate:.4g} customers per hour."


def _failures(scenario: Scenario) -> list[str]:
    """Say how many come for what broke upstream, cause by cause."""
    reasons, shares = scenario.demand.reasons, scenario.reason_shares
    said = []
    for cause in scenario.demand.named_causes():
        share = sum(shares[name] for name, reason in reasons.items() if reason.cause == cause)
        more = scenario.demand.causes.get(cause)
        owner = f" ({more.owner})" if more and more.owner else ""
        said.append(f"{_called(scenario, cause)}{owner} brings {say_share(share)}")
    return [f"Failure demand: {', '.join(said)} of them."] if said else []


def _called(scenario: Scenario, cause: str) -> str:
    more = scenario.demand.causes.get(cause)
    return more.label if more and more.label else cause.replace("_", " ")


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
