"""What a replication costs: staffed time, use, and visits that did harm."""

from __future__ import annotations

import math

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
    """Cost of staffed time, use and events, less what they earn, over issues, in currency."""
    return Ratio(_total(record), float(len(record.issues.outcome)))


def cost_per_resolved(record: Record) -> Ratio:
    """Cost of staffed time, use and events, less what they earn, over resolved issues."""
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


def _total(record: Record) -> float:
    events = (event_cost(record).value, -event_earnings(record).value)
    return math.fsum([*staffing(record), *record.issues.use, *events])


def staffing(record: Record) -> Floats:
    """[team]: cost of staffed time after the warm-up, in currency."""
    return record.duty.paid / TICKS_PER_HOUR * record.program.rates.per_hour
