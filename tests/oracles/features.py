"""What happened in a run: the features of the grammar that its log shows at work."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, Customers, Program, Subject
from tests.oracles.feature_backstage import BACKSTAGE
from tests.oracles.feature_case import CASE
from tests.oracles.feature_people import PEOPLE
from tests.oracles.feature_queues import IN_LINE
from tests.oracles.feature_run import Feature, Run, rows_of
from tests.oracles.feature_surfacing import SURFACING
from tests.oracles.feature_ways import WAYS

FEATURES: dict[str, Feature] = {**WAYS, **IN_LINE, **PEOPLE, **CASE, **BACKSTAGE, **SURFACING}

CONDITIONS = frozenset(f"when {subject.name.lower()}" for subject in Subject)
"""What conditions look at: features as well, told by the program and where its log went."""

QUEUES = frozenset(
    {
        "second choice of teams",
        "overtaking by priority",
        "overtaking by head start",
        "blocked",
        "sent onward",
        "reneged",
        "balked",
        "called back",
        "callback not answered",
        "recontact",
        "no length",
        "wrap-up",
        "kept worker",
        "by same",
        "sized machine",
        "no line free",
        "moved on",
        "several days",
        "cut off at closing",
        "cut off, and another day",
        "several at once",
        "roster falls",
        "roster rises",
        "announced",
        "under pressure",
        "held",
        "reserved",
        "reservation ran out",
        "task",
        "parked",
        "surfaced",
    }
)
"""The features that decide who waits for whom; any two of them may meet in one program."""


def features(program: Program, customers: Customers, log: Log) -> set[str]:
    """Give the names of the features that occurred."""
    served = log.visits[log.visits["how"] == End.SERVED]
    run = Run(program, customers, log, served, set(log.visits["step"].tolist()))
    found = {name for name, occurred in FEATURES.items() if occurred(run)}
    return found | {f"when {subject.name.lower()}" for subject in _asked_about(run)}


def _asked_about(run: Run) -> set[Subject]:
    """Give what the conditions at the start and in the steps seen look at."""
    table = run.program.conditions
    return {
        Subject(int(table.subject[test]))
        for condition in _conditions(run)
        for group in rows_of(table.at, condition)
        for test in rows_of(table.group_at, group)
    }


def _conditions(run: Run) -> Iterator[int]:
    program = run.program
    choices, routes = set(), {program.start}
    for step in run.steps:
        steps, questions, happenings = program.steps, program.questions, program.happenings
        choices |= {int(column[step]) for column in (steps.by, steps.takes, steps.resolves)}
        choices |= {int(questions.understood[row]) for row in rows_of(questions.at, step)}
        choices |= {int(happenings.chance[row]) for row in rows_of(happenings.at, step)}
        routes |= {int(steps.next[step]), int(steps.if_not[step])}
    for table, entries in ((program.choices, choices), (program.routes, routes)):
        for entry in entries - {NONE}:
            rows = rows_of(table.at, entry)
            yield from (int(table.when[row]) for row in rows if table.when[row] != NONE)
