"""What a replication costs: staffed time, use, fixes, events, and visits that did harm."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from blueprint_sim.measures.outcomes import resolved
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.rows import visit_key
from blueprint_sim.measures.values import Plain, Ratio
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import TICKS_PER_HOUR, Floats
from blueprint_sim.simulation.rules import MISERY


def staff_cost(record: Record) -> Plain:
    """Cost of all staffed time after the warm-up, in currency."""
    return Plain(math.fsum(staffing(record)))


def cost_per_customer(record: Record) -> Ratio:
    """Cost of staffed time, use, fixes and events, less earnings, over issues, in currency."""
    return Ratio(_total(record), float(len(record.issues.outcome)))


def cost_per_resolved(record: Record) -> Ratio:
    """Cost of staffed time, use, fixes and events, less earnings, over resolved issues."""
    return Ratio(_total(record), resolved(record.issues))


def misery_cost(record: Record) -> Plain:
    """Cost of the visits in which a question or the work was a moment of misery, in currency."""
    moments, visits, rows = record.log.moments, record.table, record.work
    felt = (moments["kind"] == Moment.QUESTION) | (moments["kind"] == Moment.WORK)
    sad = moments[felt & (moments["valence"] <= MISERY)]
    # Only a visit that was served uses its number up, so among those the key is unique.
    at = np.flatnonzero(rows.served & record.inside)
    hurt = at[np.isin(visit_key(visits[at]), visit_key(sad))]
    return Plain(math.fsum(rows.use[hurt] + rows.staff[hurt]))


def event_cost(record: Record) -> Plain:
    """Cost of what happened to the customers, in currency."""
    return Plain(math.fsum(record.issues.event_costs))


def event_earnings(record: Record) -> Plain:
    """Earnings from what happened to the customers, in currency."""
    return Plain(math.fsum(record.issues.event_earnings))


def churn_cost(record: Record) -> Plain:
    """Cost of the customers who leave for good, in currency, where a scenario says what one costs.

    It comes later than the others, and is no part of the cost per customer.
    """
    return Plain(math.fsum(record.issues.churn) * record.yardstick.terms.churn_costs)


def fix_cost(record: Record) -> Plain:
    """Cost of what is fixed, for the days measured, in currency."""
    return Plain(math.fsum(fixing(record)))


def cost_total(record: Record) -> Plain:
    """Cost of staffed time, use, fixes, events less earnings, and customers lost, in currency.

    Those who leave for good count where a scenario says what one costs.
    """
    return Plain(math.fsum([_total(record), *leaving(record)]))


def _total(record: Record) -> float:
    return math.fsum(cost for part in PARTS for cost in part(record))


def use(record: Record) -> Floats:
    """[issue]: cost of use, by the minute and by the visit, in currency."""
    return record.issues.use


def fixing(record: Record) -> Floats:
    """[cause that is fixed]: cost of that for the days measured, in currency."""
    return record.program.fixes.cost_per_day * record.days


def happening(record: Record) -> Floats:
    """[issue]: what events cost, less what they earned, in currency."""
    return record.issues.event_costs - record.issues.event_earnings


def leaving(record: Record) -> Floats:
    """[issue]: what it costs that they may leave for good, in currency; empty: nobody counts it."""
    terms = record.yardstick.terms
    counted = terms.churn is not None and not math.isnan(terms.churn_costs)
    return record.issues.churn * terms.churn_costs if counted else np.zeros(0)


def staffing(record: Record) -> Floats:
    """[team]: cost of staffed time after the warm-up, in currency."""
    return record.duty.paid / TICKS_PER_HOUR * record.program.rates.per_hour


PARTS: tuple[Callable[[Record], Floats], ...] = (staffing, use, fixing, happening)
"""All that counts as cost of issues: each gives amounts that add up, in currency."""
