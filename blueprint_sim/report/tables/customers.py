"""The columns of ``customers.csv``: one row a customer, variant and replication."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np

from blueprint_sim.measures.customers import Issues
from blueprint_sim.report.tables.cells import (
    Column,
    flags,
    harmless,
    known,
    minutes,
    repeated,
    stamps,
    texts,
)
from blueprint_sim.simulation.log import Table
from blueprint_sim.simulation.program import ISSUE_OUTCOMES, Flags, Names

OUTCOMES = tuple(outcome.name.lower() for outcome in ISSUE_OUTCOMES)


class Customers(NamedTuple):
    """Some customers of one replication of one variant, in the order of the log."""

    variant: str
    replication: int
    names: Names
    opening: np.datetime64
    log: Table
    issues: Issues
    counted: Flags


_Column: TypeAlias = Column[Customers]

OF_CUSTOMERS: tuple[_Column, ...] = (
    _Column(
        "variant",
        "name",
        "the variant",
        lambda part: repeated(harmless(part.variant), len(part.log)),
    ),
    _Column(
        "replication",
        "number",
        "the replication",
        lambda part: repeated(part.replication, len(part.log)),
    ),
    _Column(
        "customer",
        "number",
        "the customer, by order of arrival; the same person in every variant",
        lambda part: (part.log["customer"] + 1).tolist(),
    ),
    _Column(
        "counted",
        "flag",
        "came after the warm-up, so that the measures count this customer",
        lambda part: flags(part.counted),
    ),
    _Column(
        "reason",
        "name",
        "why they came",
        lambda part: texts(part.names.reasons, part.issues.reason),
    ),
    _Column(
        "persona",
        "name",
        "who they are",
        lambda part: texts(part.names.personas, part.issues.persona),
    ),
    _Column(
        "arrived",
        "time",
        "when the first contact began, on a made-up calendar",
        lambda part: stamps(part.opening, part.log["arrived"]),
    ),
    _Column(
        "arrived_min",
        "min",
        "the same, since the first opening",
        lambda part: minutes(part.log["arrived"]),
    ),
    _Column(
        "ended_min",
        "min",
        "when the issue ended, or they were sent home, or the run ended, since the first opening",
        lambda part: minutes(part.log["ended"]),
    ),
    _Column(
        "sojourn_min",
        "min",
        "from the first contact to the end of the issue",
        lambda part: minutes(part.issues.sojourn),
    ),
    _Column("contacts", "count", "contacts begun", lambda part: part.issues.contacts.tolist()),
    _Column(
        "outcome",
        "name",
        "how the issue ended",
        lambda part: texts(OUTCOMES, part.issues.outcome),
    ),
    _Column(
        "returns_later",
        "flag",
        "would have come back, answered or gone on after the last close",
        lambda part: flags(part.issues.returns_later),
    ),
    _Column("wait_min", "min", "waiting for a person", lambda part: minutes(part.issues.wait)),
    _Column(
        "callbacks",
        "count",
        "callbacks accepted, answered or not",
        lambda part: part.issues.callbacks.tolist(),
    ),
    _Column(
        "callback_min",
        "min",
        "from accepting callbacks to the calls",
        lambda part: minutes(part.issues.off_line),
    ),
    _Column(
        "effort_min",
        "min",
        "active, or waiting for whomever or whatever, while there",
        lambda part: minutes(part.issues.effort),
    ),
    _Column(
        "handoffs",
        "count",
        "times that the case changed hands",
        lambda part: part.issues.handoffs.tolist(),
    ),
    _Column("questions", "count", "questions asked", lambda part: part.issues.questions.tolist()),
    _Column(
        "repeat_questions",
        "count",
        "of those, about a fact told before",
        lambda part: part.issues.repeats.tolist(),
    ),
    _Column(
        "promises",
        "count",
        "promises made of how soon something would be done",
        lambda part: part.issues.promises.tolist(),
    ),
    _Column(
        "broken_promises",
        "count",
        "of those, fell due before they were kept",
        lambda part: part.issues.broken.tolist(),
    ),
    _Column("moments", "count", "moments of truth", lambda part: part.issues.moments.tolist()),
    _Column("misery", "count", "of those, of misery", lambda part: part.issues.misery.tolist()),
    _Column("magic", "count", "of those, of magic", lambda part: part.issues.magic.tolist()),
    _Column(
        "valence_mean",
        "-2 to +2",
        "mean of the moments of truth; empty without any",
        lambda part: known(part.issues.valence),
    ),
    _Column(
        "memory",
        "-2 to +2",
        "peak and end of the moments of truth, weighted; empty without any",
        lambda part: known(part.issues.memory),
    ),
    _Column(
        "use_cost",
        "currency",
        "cost by the minute and by the visit; staffed time belongs to no customer in particular",
        lambda part: part.issues.use.tolist(),
    ),
    _Column(
        "event_cost",
        "currency",
        "what happened to the customer costs",
        lambda part: part.issues.event_costs.tolist(),
    ),
    _Column(
        "event_earnings",
        "currency",
        "what happened to the customer earns",
        lambda part: part.issues.event_earnings.tolist(),
    ),
    _Column(
        "churn_chance",
        "share",
        "chance that they leave for good; empty where the scenario gives none",
        lambda part: known(part.issues.churn),
    ),
    _Column(
        "people_told",
        "people",
        "people they tell about it; empty where the scenario says nothing",
        lambda part: known(part.issues.told),
    ),
)
