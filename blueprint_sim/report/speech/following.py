"""What follows from how it went, said in sentences: who leaves, who is told, what events cost."""

from __future__ import annotations

from blueprint_sim.report.speech import words
from blueprint_sim.report.speech.differences import by_day
from blueprint_sim.report.speech.numbers import money, scale
from blueprint_sim.studies.result import Result, VariantResult


def follows(result: Result) -> list[str]:
    """Say of each variant what follows, and how it was counted; nothing where nobody counts it."""
    said = [_of(result, found) for found in result.variants.values()]
    return [text for text in (*said, how_counted(result)) if text]


def _of(result: Result, found: VariantResult) -> str:
    """Say ``With "As is" 11% leave for good, at EUR 823 a day. Each of all who come tells ...``."""
    parts = [*_leaving(result, found), *_telling(result, found), *_events(result, found)]
    more = [f" {part[0].upper()}{part[1:]}." for part in parts[1:]]
    return "".join([f"With {words.quoted(found)} {parts[0]}.", *more]) if parts else ""


def _leaving(result: Result, found: VariantResult) -> list[str]:
    left, cost = found.measures["share_churned"], found.measures["churn_cost"].mean
    if left.mean is None:
        return []
    said = f"{scale('share', left.low, left.high, left.mean).value(left.mean)} leave for good"
    if cost is not None:
        said += f", at {money(cost / result.days, result.currency)} a day"
    return [said]


def _telling(result: Result, found: VariantResult) -> list[str]:
    """Say how many people a customer tells; where not the same people come, all of them too."""
    told, every = found.measures["told_mean"], found.measures["told_total"]
    if told.mean is None:
        return []
    many = scale("count", told.low, told.high, told.mean).value(told.mean)
    digits = by_day(result, "told_total", every.unit, every.low, every.high, every.mean)
    in_all = f", {digits.value(every.mean)} a day in all" if result.different_people else ""
    return [f"each of all who come tells {many} people on average{in_all}"]


def _events(result: Result, found: VariantResult) -> list[str]:
    values = [found.measures[key].mean or 0.0 for key in ("event_cost", "event_earnings")]
    spent, earned = (money(value / result.days, result.currency) for value in values)
    said = {
        (True, True): f"events cost {spent} a day and earn {earned}",
        (True, False): f"events cost {spent} a day",
        (False, True): f"events earn {earned} a day",
    }
    key = (bool(values[0]), bool(values[1]))
    return [said[key]] if key in said else []


def how_counted(result: Result) -> str:
    """Say how it was counted; nothing where nobody counts it."""
    measures = [found.measures for found in result.variants.values()]
    said = []
    if any(one["share_churned"].mean is not None for one in measures):
        said.append(
            "Who leaves for good is expected by the chances that the scenario gives, not drawn by "
            "lot."
        )
    if any(one["churn_cost"].mean is not None for one in measures):
        said.append(
            "What that costs counts in the cost of a day, not in that of a customer or of a "
            "resolved issue."
        )
    if any(one["event_cost"].mean or one["event_earnings"].mean for one in measures):
        said.append(
            "What events cost and earn counts in the cost per customer and per resolved issue."
        )
    return " ".join(said)
