"""What each side costs, said in sentences. No comparison goes without."""

from __future__ import annotations

from typing import Literal

from blueprint_sim.report.speech import fixing
from blueprint_sim.report.speech.differences import FAR, about, digits_of, few, one_sided, span
from blueprint_sim.report.speech.numbers import between, counted, percent_change, spoken
from blueprint_sim.report.speech.numbers import money as amount
from blueprint_sim.report.speech.phrases import phrase
from blueprint_sim.studies.result import Comparison, Result, Staffing, Verdict

MEASURES = ("cost_per_resolved", "cost_per_customer", "staff_cost")
"""Measures that are said here."""

IN_ALL = ("fix_cost", "cost_total")
"""Measures of money that add up over a run."""

EVEN = ", at the same staff cost"
"""Of a variant that pays neither more nor less."""
OVERTIME = 0.02
"""Overtime moves the cost of one roster by less than this share of it."""
TELLING = 0.005
"""Between two rosters, less than this share of the cost is no difference."""


def paid(*sides: Staffing) -> bool:
    """Tell whether staff costs anything on some side."""
    return any(a_day(side) for side in sides)


def costs(here: Staffing, base: Staffing) -> Literal["more", "less", "the same"]:
    """Compare the cost of staff; what only overtime makes is no difference."""
    mine, theirs = a_day(here), a_day(base)
    one_roster = here.planned_per_day == base.planned_per_day
    if abs(mine - theirs) <= (OVERTIME if one_roster else TELLING) * max(mine, theirs):
        return "the same"
    return "more" if mine > theirs else "less"


def a_day(staffing: Staffing) -> float:
    """Give the cost of a day's staff: as worked, overtime included, or else as planned."""
    paid = staffing.planned_per_day if staffing.cost_per_day is None else staffing.cost_per_day
    return paid + staffing.used_per_day


def label(result: Result, key: str) -> str:
    """Give the label of a measure; that of staff says so where some are paid by use instead."""
    by_use = any(found.staffing.used_per_day for found in result.variants.values())
    if key == "staff_cost" and by_use:
        return f"{result.currency} hourly pay a day"
    return phrase(key).label.format(currency=result.currency)


def pays(result: Result, variant: str) -> list[tuple[str, Verdict]]:
    """List what a variant pays beside the baseline: ``costs more in staff``, and for fixes."""
    here, base = (result.variants[name].staffing for name in (variant, result.baseline))
    said, word = [], costs(here, base)
    if word != "the same":
        verdict = Verdict.WORSE if word == "more" else Verdict.BETTER
        said.append((f"costs {word} in staff", verdict))
    return said + fixing.beside(result, variant)


def even(result: Result, variant: str) -> bool:
    """Tell whether staff is paid on some side, costs the same on both, and fixes do."""
    sides = [result.variants[name].staffing for name in (variant, result.baseline)]
    return paid(*sides) and not pays(result, variant)


def sentences(result: Result, variant: str) -> str:
    """Say who is on duty on both sides, what they cost, and what a resolved issue costs."""
    here, base = result.variants[variant].staffing, result.variants[result.baseline].staffing
    if not priced(result):
        return f"{_who(here, base)}."
    who = staff(here, base, result.currency)
    if variant in result.different_people:
        return f"{who} {fixing.sentence(result, variant)}"
    resolved = _resolved(result, result.comparison(variant, "cost_per_resolved"))
    said = (who, resolved, _counted(result), _in_all(result, variant))
    return " ".join(text for text in said if text)


def _in_all(result: Result, variant: str) -> str:
    """Say what a day costs in all, where more than staff costs and no verdict says it."""
    found = result.comparison(variant, "cost_total")
    if found.in_family or not besides_staff(result):
        return ""
    return fixing.in_all(result, found)


def _counted(result: Result) -> str:
    """Say what the cost of a resolved issue holds, where it costs something that people leave."""
    measures = [found.measures for found in result.variants.values()]
    if not any(one["churn_cost"].mean for one in measures):
        return ""
    earned = any(one["event_earnings"].mean for one in measures)
    taken_off = "takes off what events earn, and " if earned else ""
    return f"That {taken_off}does not count what it costs when customers leave for good."


def costs_money(key: str) -> bool:
    """Tell whether a measure is one of money that a table may show."""
    return key in (*MEASURES, *IN_ALL)


def besides_staff(result: Result) -> bool:
    """Tell whether anything but staff costs or earns: events, those who leave, fixes."""
    flows = ("event_cost", "event_earnings", "churn_cost", "fix_cost")
    return any(found.measures[key].mean for found in result.variants.values() for key in flows)


def priced(result: Result) -> bool:
    """Tell whether the service costs anything; otherwise a page has no word on what it costs."""
    return any(
        a_day(found.staffing)
        or any(
            value.mean
            for key, value in found.measures.items()
            if value.unit == "currency" and key != "churn_cost"
        )
        for found in result.variants.values()
    )


def staff(here: Staffing, base: Staffing, currency: str) -> str:
    """Say ``It takes 9 agents instead of 8: EUR 2,268 of staff a day against EUR 2,016``."""
    who = _who(here, base)
    mine, theirs = amount(a_day(here), currency), amount(a_day(base), currency)
    of_staff = f"{mine} of staff a day{_by_use(here, currency)}"
    if not paid(here, base):
        return f"{who}; the scenario gives no cost of staff."
    if costs(here, base) == "the same":
        apart = "" if mine == theirs else f" against {theirs}, practically the same"
        return f"{who}: {of_staff}{apart}."
    change = percent_change(a_day(base), a_day(here))
    aside = f" ({change})" if change else ""
    return f"{who}: {of_staff} against {theirs}{_by_use(base, currency)}{aside}."


def _by_use(side: Staffing, currency: str) -> str:
    """Say `` (EUR 83 of it paid by use)`` of people who are not paid by the hour."""
    used = amount(side.used_per_day, currency)
    if not side.used_per_day:
        return ""
    return f" ({'all' if used == amount(a_day(side), currency) else used} of it paid by use)"


def _who(here: Staffing, base: Staffing) -> str:
    """Say ``It takes 9 agents instead of 8``."""
    one, many = _noun(here, base)
    mine, theirs = here.workers, base.workers
    if not mine and not theirs:
        return "Neither has any staff"
    if (mine, here.fewest) == (theirs, base.fewest):
        shifts = "" if here.through_the_day == base.through_the_day else ", in other shifts"
        return f"Both take {_heads(here, one, many)}{shifts}"
    if not mine:
        return f"It takes nobody instead of {_heads(base, one, many)}"
    others = _number(base) if theirs else "nobody"
    return f"It takes {_heads(here, one, many)} instead of {others}"


def _heads(side: Staffing, one: str, many: str) -> str:
    """Say ``8 agents``, or ``6 to 9 agents`` where they come by shifts."""
    return counted(_number(side), one, many)


def _number(side: Staffing) -> str:
    return between(side.fewest, side.workers)


def _noun(*sides: Staffing) -> tuple[str, str]:
    """Name one worker and many: by their team if all sides have the one team, else people."""
    labels = {
        team.label for side in sides for team in side.teams if team.staffed and not team.machine
    }
    label = min(labels, default="").replace("_", " ")
    if len(labels) != 1 or not label.endswith("s") or label.endswith("ss"):
        return "person", "people"
    label = label[0].lower() + label[1:]
    return label.removesuffix("s"), label


def alone(staffing: Staffing, currency: str) -> str:
    """Say ``It takes 8 agents: EUR 2,016 of staff a day``."""
    one, many = _noun(staffing)
    who = f"It takes {_heads(staffing, one, many)}" if staffing.workers else "Nobody works here"
    cost = a_day(staffing)
    if not cost:
        return f"{who}."
    return f"{who}: {amount(cost, currency)} of staff a day{_by_use(staffing, currency)}."


def _resolved(result: Result, found: Comparison) -> str:
    """Say what a resolved issue costs on one side and the other."""
    if found.difference is None:
        return "In one of them nobody is resolved, so a resolved issue has no cost there."
    if found.verdict in (Verdict.SAME, Verdict.IDENTICAL):
        return "A resolved issue costs practically the same."
    if found.verdict is Verdict.UNKNOWN:
        return _untold(result, found)
    if found.low is not None and found.high is not None and found.low <= 0 <= found.high:
        return f"A resolved issue costs {span(result, found)}."
    return _by_how_much(result, found)


def _by_how_much(result: Result, found: Comparison) -> str:
    """Say ``A resolved issue costs EUR 0.09 less (0.03 to 0.14)``."""
    digits, amount = digits_of(result, found), found.difference or 0.0
    if not digits.change(amount).strip("+-0.,"):
        return "A resolved issue costs practically the same."
    side = "less" if amount < 0 else "more"
    said = spoken(found.unit, digits, result.currency, amount)[0]
    if found.low is None or found.high is None:
        return f"A resolved issue costs {said} {side}."
    low, high = sorted((abs(found.low), abs(found.high)))
    ends = [digits.value(low), digits.value(high)]
    apart = f" ({ends[0]} to {ends[1]})" if ends[0] != ends[1] else ""
    return f"A resolved issue costs {said} {side}{apart}."


def _untold(result: Result, found: Comparison) -> str:
    if result.replications == 1:
        return "Whether a resolved issue then costs more, one replication cannot tell."
    named = found.needed and found.needed <= FAR
    if one_sided(found):
        enough = f"; about {about(found.needed or 0)} would do" if named else ""
        said = _by_how_much(result, found).removesuffix(".")
        return f"{said}, but {few(result)} too few to rely on it{enough}."
    enough = f"; about {about(found.needed or 0)} would" if named else ""
    return (
        f"Whether a resolved issue then costs more, {result.replications} replications "
        f"cannot tell yet{enough}."
    )
