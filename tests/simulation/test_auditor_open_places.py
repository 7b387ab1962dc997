"""Where a log leaves open in whose line somebody stood, the auditor tells every story it may tell.

Who returns where: everybody comes to a rule that looks at how long they have waited, of which a
log says nothing sure. In minutes: customer 0 is served by their agent from 0 to 2, who wraps up
until 7, and thinks until 3. They wait for the agent until 5: only then may the desk take them.
Customer 1 is served at the desk from 1 to 5; customer 2 comes there at 4, is heard at 5 in no time
at all, and goes before customer 0, who came before.

Who is called: customers 1, 2 and 3 come while the only agent is busy until 5, would rather be
called back, and do not answer. Customer 4 comes at 4 and may be served by the night shift, too,
whose three begin at 5, with two customers at once if need be; so may customer 5, who thinks from 4
to 5. They find the agent on the phone and the first of the night shift busy with customer 4, but
the second free: nobody but the agent has called the three.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, By, Subject
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.plain_line import Line
from tests.oracles.plain_service import Service
from tests.oracles.plain_state import Actor, Request
from tests.oracles.random_programs import Case, random_case
from tests.oracles.specs import (
    MANY,
    MINUTE,
    CallbackSpec,
    Condition,
    PersonaSpec,
    StepSpec,
    TeamSpec,
    always,
    people,
    to,
)
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, forge

Decision: TypeAlias = Callable[..., Any]

LONG: Condition = [[(Subject.WAITED, 30 * MINUTE, MANY)]]
"""They have waited for half an hour, which nobody has."""
FIRST, THINK, AGAIN, CHAT, BRIEF = range(5)
DESK, AGENTS, NOBODY_THERE = range(3)
CALL, PONDER, HEAR = range(3)
AGENT, NIGHT = range(2)
GLAD, STAYS = range(2)
FEW = 200
"""Random programs that an engine which is wrong on purpose works through."""
ANOTHER_STORY = (115,)
"""But for these: where teams depend on what is known, which a log does not say, a customer served
by somebody else than the one they had to wait for may as well have been free to be."""


def who_returns_where() -> Case:
    builder = TableBuilder()
    starts = [[[(Subject.REASON, reason, reason)]] for reason in range(3)]
    program = builder.program(
        steps=[
            StepSpec(by=always((AGENTS,)), takes=always((2,)), next=to(THINK)),
            StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(AGAIN)),
            StepSpec(
                by=((LONG, (NOBODY_THERE, DESK)), (None, (AGENTS, DESK))),
                takes=always((1,)),
                returns=2,
            ),
            StepSpec(by=always((DESK,)), takes=always((4,))),
            StepSpec(by=always((DESK,)), takes=always((0,))),
        ],
        teams=[TeamSpec(), TeamSpec(wraps=(5,)), TeamSpec(size=0)],
        start=[
            (reason, ((1.0, step),))
            for reason, step in zip(starts, (FIRST, CHAT, BRIEF), strict=True)
        ],
    )
    customers = people([0, 1, 4], reasons=[0, 1, 2])
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def who_is_called() -> Case:
    builder = TableBuilder()
    glad: Condition = [[(Subject.PERSONA, GLAD, GLAD)]]
    callback = CallbackSpec(
        after=(0,), accept=((glad, 1.0), (None, 0.0)), answers=((glad, 0.0), (None, 1.0))
    )
    program = builder.program(
        steps=[
            StepSpec(by=((LONG, (AGENT, NIGHT)), (None, (AGENT,))), takes=always((5,))),
            StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(HEAR)),
            StepSpec(by=always((AGENT, NIGHT)), takes=always((5,))),
        ],
        teams=[TeamSpec(callback=callback), TeamSpec(at_once=2, roster=((5, 3),))],
        personas=[PersonaSpec(), PersonaSpec()],
        start=(
            (glad, ((1.0, CALL),)),
            ([[(Subject.REASON, 1, 1)]], ((1.0, PONDER),)),
            *to(HEAR),
        ),
    )
    customers = people(
        [0, 1, 2, 3, 4, 4], [STAYS, GLAD, GLAD, GLAD, STAYS, STAYS], [0, 0, 0, 0, 0, 1]
    )
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def story(case: Case) -> list[tuple[int, ...]]:
    """Give who, at which step, by which team and worker, from when to when, and how it ended."""
    columns = ["customer", "step", "team", "worker", "asked", "started", "ended", "how"]
    return [
        (*row[:4], *(time // MINUTE if time >= 0 else NONE for time in row[4:7]), row[7])
        for row in simulate(*case).visits[columns].tolist()
    ]


def test_the_days_are_as_told() -> None:
    assert story(who_returns_where()) == [
        (0, FIRST, AGENTS, 0, 0, 0, 2, End.SERVED),
        (0, THINK, NONE, NONE, 2, 2, 3, End.SERVED),
        (0, AGAIN, DESK, 0, 3, 5, 6, End.SERVED),
        (1, CHAT, DESK, 0, 1, 1, 5, End.SERVED),
        (2, BRIEF, DESK, 0, 4, 5, 5, End.SERVED),
    ]
    assert story(who_is_called()) == [
        (0, HEAR, AGENT, 0, 0, 0, 5, End.SERVED),
        (1, CALL, AGENT, NONE, 1, NONE, 5, End.UNANSWERED),
        (2, CALL, AGENT, NONE, 2, NONE, 5, End.UNANSWERED),
        (3, CALL, AGENT, NONE, 3, NONE, 5, End.UNANSWERED),
        (4, HEAR, NIGHT, 0, 4, 5, 10, End.SERVED),
        (5, PONDER, NONE, NONE, 4, 4, 5, End.SERVED),
        (5, HEAR, NIGHT, 1, 5, 5, 10, End.SERVED),
    ]


@pytest.mark.parametrize("make", [who_returns_where, who_is_called])
def test_the_auditor_finds_the_story(make: Callable[[], Case]) -> None:
    case = make()
    log = simulate(*case)
    audit(*case, log)
    conserve(case.program, case.customers, log)


@pytest.mark.parametrize(
    ("make", "forgery", "rule"),
    [
        (
            who_returns_where,
            forge("visits", 2, started=6, ended=7, freed=7),
            "whoever is idle takes who waited for another",
        ),
        (
            who_returns_where,
            forge("visits", 4, started=7, ended=7, freed=7),
            "nobody waits while a worker idles",
        ),
        (who_is_called, forge("visits", 6, worker=2), "the first idle worker serves at once"),
        (
            who_is_called,
            forge("visits", 4, started=6, ended=11, freed=11),
            "nobody waits while a worker idles",
        ),
        (
            who_is_called,
            forge("visits", 2, how=End.UNFINISHED, ended=60),
            "nobody waits while a worker idles",
        ),
    ],
)
def test_it_objects_to_what_no_story_tells(
    make: Callable[[], Case], forgery: Forgery, rule: str
) -> None:
    case = make()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


@pytest.fixture(scope="module")
def right() -> list[tuple[Case, Log]]:
    cases = [random_case(seed) for seed in range(FEW) if seed not in ANOTHER_STORY]
    return [(case, simulate(*case)) for case in cases]


# Engines that are wrong on purpose


def calls_the_second(line: Line, actor: Actor) -> Request | None:
    """Pass over the best request, if it is off the line."""
    best, *others = [*_eligible(line, actor), None]
    return others[0] if best and best.accepted is not None and others[0] else best


def calls_nobody(line: Line, actor: Actor) -> Request | None:
    """Let those off the line wait for ever."""
    return next((best for best in _eligible(line, actor) if best.accepted is None), None)


def goes_by_the_call(line: Line, request: Request) -> tuple[int, ...]:
    """Let those off the line lose their place."""
    priority, since, *rest = PRECEDENCE(line, request)
    return priority, since if request.accepted is None else request.accepted, *rest


def heeds_no_reservation(line: Line, actor: Actor) -> Request | None:
    """Take whoever waits for another."""
    whoever = [request for request in line.waiting if actor[0] in request.teams]
    return min(whoever, key=line.precedence, default=None)


def takes_their_own_last(line: Line, actor: Actor) -> Request | None:
    """Take who waits for this worker after all others."""
    own = sorted(_eligible(line, actor), key=lambda request: request.reserved_for == actor)
    return own[0] if own else None


def opens_to_nobody(service: Service, request: Request) -> None:
    """Let them wait on, though somebody is idle."""
    request.reserved_for = None


def never_opens(service: Service, request: Request) -> None:
    """Let them wait for one worker for ever."""


def opens_to_the_last_team(service: Service, request: Request) -> None:
    """Look for idle workers from the wrong end."""
    request.reserved_for = None
    actor = service.workers.take_idle(request.teams[::-1])
    if actor is not None:
        service.grant(request, actor)


PRECEDENCE = Line.precedence


def _eligible(line: Line, actor: Actor) -> list[Request]:
    allowed = [
        request
        for request in line.waiting
        if actor[0] in request.teams and request.reserved_for in (None, actor)
    ]
    return sorted(allowed, key=line.precedence)


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ((Line, "best_for"), calls_the_second),
        ((Line, "best_for"), calls_nobody),
        ((Line, "precedence"), goes_by_the_call),
        ((Line, "best_for"), heeds_no_reservation),
        ((Line, "best_for"), takes_their_own_last),
        ((Service, "open_up"), opens_to_nobody),
        ((Service, "open_up"), never_opens),
        ((Service, "open_up"), opens_to_the_last_team),
    ],
)
def test_it_objects_to_every_log_of_an_engine_that_is_wrong_there(
    where: tuple[type, str],
    wrong: Decision,
    monkeypatch: pytest.MonkeyPatch,
    right: list[tuple[Case, Log]],
) -> None:
    monkeypatch.setattr(*where, wrong)
    logs = [(case, simulate(*case), log) for case, log in right]
    wrongs = [(case, log) for case, log, truth in logs if _differ(log, truth)]
    assert wrongs
    assert all(_objects(case, log) for case, log in wrongs)


def _differ(log: Log, other: Log) -> bool:
    return log.visits.tobytes() != other.visits.tobytes()


def _objects(case: Case, log: Log) -> bool:
    try:
        audit(*case, log)
    except AssertionError:
        return True
    return False
