"""The columns of ``visits.csv.gz``: one row a visit, which tools for process mining read as it is.

Work in the meantime is an activity of the case like any other: a task has a row as well. One row
holds both times, instead of one row for the start and one for the end: PM4Py finds
``start_timestamp`` by its name, Disco takes several times from one row, and neither counts a step
twice. Names with a colon are those of the XES standard (IEEE 1849-2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.rows import Rows
from blueprint_sim.report.tables.cells import (
    Cells,
    Column,
    harmless,
    instants,
    minutes,
    repeated,
    stamps,
    texts,
)
from blueprint_sim.report.tables.customers import OUTCOMES
from blueprint_sim.simulation.log import End, Handoff, Table
from blueprint_sim.simulation.program import NONE, Names

_LIFECYCLE = {
    End.SERVED: "complete",
    End.RENEGED: "withdraw",
    End.BLOCKED: "withdraw",
    End.UNFINISHED: "pi_abort",
    End.BALKED: "withdraw",
    End.UNANSWERED: "withdraw",
}
LIFECYCLE = tuple(_LIFECYCLE[end] for end in End)
ENDS = tuple(end.name.lower() for end in End)
HANDOFFS = tuple(handoff.name.lower() for handoff in Handoff)
KINDS = ("visit", "task", "parked")


class Visits(NamedTuple):
    """Some visits of one replication of one variant, and what stands beside them as visits.

    By customer, and of each in the order in which they ended.
    """

    variant: str
    replication: int
    names: Names
    labels: Sequence[str]
    """What people call each step, no two alike."""
    opening: np.datetime64
    log: Table
    rows: Rows
    kind: NDArray[np.intp]
    """Which of `KINDS`."""
    customers: Table
    """The customer of each visit."""


def _case(part: Visits) -> Cells:
    start = f"{harmless(part.variant)}-{part.replication}-"
    return [f"{start}{number}" for number in (part.log["customer"] + 1).tolist()]


def _resource(part: Visits) -> Cells:
    """Name who served: a worker of a team, or a machine that serves any number."""
    teams = texts(part.names.teams, np.where(part.rows.served, part.rows.team, -1))
    workers = part.log["worker"].tolist()
    return [
        f"{team} {worker + 1}" if team is not None and worker >= 0 else team
        for team, worker in zip(teams, workers, strict=True)
    ]


def _worker(part: Visits) -> Cells:
    return [None if worker < 0 else worker + 1 for worker in part.log["worker"].tolist()]


_Column: TypeAlias = Column[Visits]

OF_VISITS: tuple[_Column, ...] = (
    _Column(
        "case:concept:name", "name", "variant, replication and customer, joined by hyphens", _case
    ),
    _Column(
        "concept:name",
        "name",
        "the step, as people call it",
        lambda part: texts(part.labels, part.rows.step),
    ),
    _Column(
        "time:timestamp",
        "time",
        "when the visit ended, on a made-up calendar",
        lambda part: stamps(part.opening, part.log["ended"]),
    ),
    _Column(
        "start_timestamp",
        "time",
        "when it began, on the same; when it ended, if it never began",
        lambda part: stamps(part.opening, part.rows.begun),
    ),
    _Column("org:resource", "name", "who served: the team, and which of its workers", _resource),
    _Column(
        "lifecycle:transition",
        "name",
        "complete; withdraw: hung up, left at once, found no room, or missed a call; "
        "pi_abort: sent home, or the run ended",
        lambda part: texts(LIFECYCLE, part.rows.how),
    ),
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
        "reason",
        "name",
        "why the customer came",
        lambda part: texts(part.names.reasons, part.customers["reason"]),
    ),
    _Column(
        "persona",
        "name",
        "who the customer is",
        lambda part: texts(part.names.personas, part.customers["persona"]),
    ),
    _Column(
        "outcome",
        "name",
        "how the customer's issue ended",
        lambda part: texts(OUTCOMES, part.customers["outcome"]),
    ),
    _Column(
        "contact",
        "number",
        "the contact, within the issue",
        lambda part: part.rows.contact.tolist(),
    ),
    _Column(
        "channel",
        "name",
        "the channel of that contact; empty: there are none, or the customer is away",
        lambda part: texts(part.names.channels, part.rows.channel),
    ),
    _Column("step", "name", "the step", lambda part: texts(part.names.steps, part.rows.step)),
    _Column(
        "kind",
        "name",
        "visit; task: work in the meantime, without the customer; parked: the customer waited for "
        "such work, and was sent home or came again before it was done",
        lambda part: texts(KINDS, part.kind),
    ),
    _Column(
        "visit",
        "number",
        "the visit of this step by this customer; one that was not served keeps no number",
        lambda part: part.log["visit"].tolist(),
    ),
    _Column(
        "team",
        "name",
        "who served, or in whose line the customer or the task stood; empty: nobody",
        lambda part: texts(part.names.teams, part.rows.team),
    ),
    _Column("worker", "number", "worker of the team; empty: nobody, or unlimited", _worker),
    _Column(
        "asked_min",
        "min",
        "when the customer, or the task, came to the step, since the first opening",
        lambda part: minutes(part.rows.asked),
    ),
    _Column(
        "started_min",
        "min",
        "when it began, since the first opening; empty: never",
        lambda part: instants(part.log["started"]),
    ),
    _Column(
        "ended_min",
        "min",
        "when it ended, or they gave up, were sent home, or the run ended, since the first opening",
        lambda part: minutes(part.log["ended"]),
    ),
    _Column(
        "freed_min",
        "min",
        "when the worker was done with it, wrap-up included; empty: no worker was taken up",
        lambda part: instants(part.log["freed"]),
    ),
    _Column(
        "wait_min",
        "min",
        "from coming to the step until it began, or there was no more waiting in line",
        lambda part: minutes(part.rows.wait),
    ),
    _Column(
        "parked_min",
        "min",
        "before that, waiting for work in the meantime that the step needs",
        lambda part: minutes(part.rows.parked),
    ),
    _Column(
        "callback_min",
        "min",
        "from accepting a callback to the call; empty: none was accepted",
        lambda part: instants(np.where(part.rows.called_back, part.rows.off_line, NONE)),
    ),
    _Column(
        "time_min",
        "min",
        "from beginning to end; 0 if it never began",
        lambda part: minutes(part.rows.service),
    ),
    _Column(
        "how",
        "name",
        "served, reneged (hung up), balked (left at once), blocked (no room), "
        "unanswered (missed a call back) or unfinished",
        lambda part: texts(ENDS, part.rows.how),
    ),
    _Column("questions", "count", "questions asked", lambda part: part.log["questions"].tolist()),
    _Column(
        "repeat_questions",
        "count",
        "of those, about a fact told before",
        lambda part: part.log["repeats"].tolist(),
    ),
    _Column(
        "handoff",
        "name",
        "whether the case changed hands as it began: none, warm, or cold (something was lost)",
        lambda part: texts(HANDOFFS, part.log["handoff"]),
    ),
)
