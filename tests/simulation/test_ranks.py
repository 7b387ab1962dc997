"""The order of events at one instant: for each pair of neighbours a story told by hand.

Rows of a story are (customer, step, worker, asked, started, ended, how), in minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, By, Customers, Outcome, Program, Subject, Target
from tests.oracles import plain_engine
from tests.oracles.plain_calendar import DEFAULT_RANKS, Ranks
from tests.oracles.random_programs import Case
from tests.oracles.specs import (
    MANY,
    MINUTE,
    After,
    Announced,
    CallbackSpec,
    Days,
    PersonaSpec,
    StepSpec,
    TeamSpec,
    always,
    people,
    to,
)
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape

Told: TypeAlias = list[tuple[int, int, int, int, int, int, End]]
Story: TypeAlias = Callable[[], tuple[Case, Told]]


def closing_and_visit_end() -> tuple[Case, Told]:
    """The visit ends as the doors close: the next step does not begin."""
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((5,)), next=to(1)),
            StepSpec(by=always(By.NOBODY), takes=always((1,))),
        ],
        teams=[TeamSpec()],
        days=Days((0,), (10,), stop=True),
    )
    return case(builder, program, people([5])), [(0, 0, 0, 5, 5, 10, End.SERVED)]


def closing_and_roster_change() -> tuple[Case, Told]:
    """All stops as the next day opens: who waits goes home, though a second worker comes."""
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((8,)))],
        teams=[TeamSpec(roster=((0, 1), (10, 2)))],
        days=Days((0, 10), (10, 20), stop=True),
    )
    told = [(0, 0, 0, 5, 5, 13, End.SERVED), (1, 0, NONE, 6, NONE, 10, End.UNFINISHED)]
    return case(builder, program, people([5, 6])), told


def roster_change_and_visit_end() -> tuple[Case, Told]:
    """The shift ends with the visit: the worker goes, though somebody waits."""
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((5,)))],
        teams=[TeamSpec(roster=((0, 2), (5, 1)))],
    )
    told = [
        (0, 0, 0, 0, 0, 5, End.SERVED),
        (1, 0, 1, 0, 0, 5, End.SERVED),
        (2, 0, 0, 1, 5, 10, End.SERVED),
        (3, 0, 0, 2, 10, 15, End.SERVED),
    ]
    return case(builder, program, people([0, 0, 1, 2])), told


def visit_end_and_wrap_up_end() -> tuple[Case, Told]:
    """An important customer comes to the desk as its worker is done: they are still in time.

    Customer 0 is served from 0 to 3, and wrapped up until 5. Customer 1 waits from 4. Customer 2,
    who goes first, fills in a form until 5.
    """
    builder = TableBuilder()
    important = [[(Subject.PERSONA, 1, 1)]]
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((3,))),
            StepSpec(by=always(By.NOBODY), takes=always((4,)), next=to(0)),
        ],
        teams=[TeamSpec(wraps=(2,))],
        personas=[PersonaSpec(), PersonaSpec(priority=1)],
        start=((important, ((1.0, 1),)), *to(0)),
    )
    told = [
        (0, 0, 0, 0, 0, 3, End.SERVED),
        (1, 1, NONE, 1, 1, 5, End.SERVED),
        (1, 0, 0, 5, 5, 8, End.SERVED),
        (2, 0, 0, 4, 10, 13, End.SERVED),
    ]
    return case(builder, program, people([0, 1, 4], personas=[0, 1, 0])), told


def wrap_up_end_and_announcement() -> tuple[Case, Told]:
    """The worker is free as something annoying would be said in the line: nobody hears it.

    Customer 0 is served from 0 to 3, and wrapped up until 5. Customer 1 has waited for 4 minutes
    by then, which is bearable; were it to feel like 8, they would not stay for the next step.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((3,)), next=to(1)),
            StepSpec(by=always(By.NOBODY), takes=always((1,))),
        ],
        teams=[TeamSpec(wraps=(2,), announcement=Announced(4, felt_wait=2.0))],
        personas=[PersonaSpec(acceptable=(4,), tolerance=1)],
    )
    told = [
        (0, 0, 0, 0, 0, 3, End.SERVED),
        (0, 1, NONE, 3, 3, 4, End.SERVED),
        (1, 0, 0, 1, 5, 8, End.SERVED),
        (1, 1, NONE, 8, 8, 9, End.SERVED),
    ]
    return case(builder, program, people([0, 1])), told


def announcement_and_renege() -> tuple[Case, Told]:
    """Patience ends as something annoying is said: it is heard, and so they call again.

    Customer 0 is served from 0 to 10. Customer 1 waits from 1 to 5; only those to whom it felt
    bad call again, ten minutes later.
    """
    builder = TableBuilder()
    felt_bad = [[(Subject.MISERY, 1, MANY)]]
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((10,)))],
        teams=[TeamSpec(announcement=Announced(4, felt_wait=2.0))],
        personas=[PersonaSpec(patience=(4,), acceptable=(4,))],
        after={Outcome.ABANDONED: After(((felt_bad, 1.0), (None, 0.0)), (10,))},
    )
    told = [
        (0, 0, 0, 0, 0, 10, End.SERVED),
        (1, 0, NONE, 1, NONE, 5, End.RENEGED),
        (1, 0, 0, 15, 15, 25, End.SERVED),
    ]
    return case(builder, program, people([0, 1])), told


def wrap_up_end_and_renege() -> tuple[Case, Told]:
    """The worker is free as the patience ends: the customer is served."""
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((3,)))],
        teams=[TeamSpec(wraps=(2,))],
        personas=[PersonaSpec(patience=(4,))],
    )
    told = [(0, 0, 0, 0, 0, 3, End.SERVED), (1, 0, 0, 1, 5, 8, End.SERVED)]
    return case(builder, program, people([0, 1])), told


HAD = [[(Subject.HAD, 0, 0)]]
"""A promise was broken."""


def visit_end_and_promise() -> tuple[Case, Told]:
    """The customer comes for what was promised as it falls due: it is kept.

    It is promised from 1 on, for 5. Who was let down would have complained.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(always(By.NOBODY), to(1), takes=always((1,)), meanwhile=3, promise=(4,)),
            StepSpec(always(By.NOBODY), to(2), takes=always((4,))),
            StepSpec(always(By.NOBODY), ((HAD, ((1.0, 4),)), *to(NONE)), needs=3),
            StepSpec(always(By.NOBODY), takes=always((1,))),
            StepSpec(always(By.NOBODY), takes=always((1,))),
        ],
        teams=[TeamSpec()],
    )
    told = [
        (0, 0, NONE, 0, 0, 1, End.SERVED),
        (0, 1, NONE, 1, 1, 5, End.SERVED),
        (0, 2, NONE, 5, 5, 5, End.SERVED),
    ]
    return case(builder, program, people([0])), told


def wrap_up_end_and_promise() -> tuple[Case, Told]:
    """The worker is free as a promise falls due: what was promised is done in no time, and kept.

    Customer 0 is served from 0 to 3, and wrapped up until 5. From 1 on customer 1 waits for what
    was promised for 5, and would have complained.
    """
    builder = TableBuilder()
    first = [[(Subject.PERSONA, 0, 0)]]
    program = builder.program(
        steps=[
            StepSpec(always((0,)), takes=always((3,))),
            StepSpec(always(By.NOBODY), to(2), takes=always((1,)), meanwhile=3, promise=(4,)),
            StepSpec(always(By.NOBODY), ((HAD, ((1.0, 4),)), *to(NONE)), needs=3),
            StepSpec(always((0,)), takes=always((0,))),
            StepSpec(always(By.NOBODY), takes=always((1,))),
        ],
        teams=[TeamSpec(wraps=(2,))],
        personas=[PersonaSpec(), PersonaSpec()],
        start=((first, ((1.0, 0),)), *to(1)),
    )
    told = [
        (0, 0, 0, 0, 0, 3, End.SERVED),
        (1, 1, NONE, 0, 0, 1, End.SERVED),
        (1, 2, NONE, 5, 5, 5, End.SERVED),
    ]
    return case(builder, program, people([0, 0], personas=[0, 1])), told


def promise_and_reservation_end() -> tuple[Case, Told]:
    """A promise falls due as others than the same worker may come: broken a moment too early.

    Worker 0 serves from 0 to 2, and wraps up until 7. The customer acts alone until 3, when what
    was promised for 4 is done, and then waits for worker 0 until 4, who would have signed it in no
    time. Worker 1 does so, and they have it; but they complain.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(always((0,)), to(1), takes=always((2,)), meanwhile=4, promise=(2,)),
            StepSpec(always(By.NOBODY), to(2), takes=always((1,))),
            StepSpec(always((0,)), to(3), takes=always((0,)), returns=1),
            StepSpec(always(By.NOBODY), ((HAD, ((1.0, 5),)), *to(NONE)), needs=4),
            StepSpec(always(By.NOBODY), takes=always((1,))),
            StepSpec(always(By.NOBODY), takes=always((1,))),
        ],
        teams=[TeamSpec(size=2, wraps=(5,))],
    )
    told = [
        (0, 0, 0, 0, 0, 2, End.SERVED),
        (0, 1, NONE, 2, 2, 3, End.SERVED),
        (0, 2, 1, 3, 4, 4, End.SERVED),
        (0, 3, NONE, 4, 4, 4, End.SERVED),
        (0, 5, NONE, 4, 4, 5, End.SERVED),
    ]
    return case(builder, program, people([0])), told


def promise_and_renege() -> tuple[Case, Told]:
    """A promise falls due as the patience ends: who was let down calls again.

    Customer 0 is served from 0 to 10. Customer 1 waits from 1 to 5, and calls again ten minutes
    later.
    """
    builder = TableBuilder()
    first = [[(Subject.PERSONA, 0, 0), (Subject.CONTACT, 2, MANY)]]
    program = builder.program(
        steps=[
            StepSpec(always((0,)), takes=always((10,))),
            StepSpec(always(By.NOBODY), to(0), takes=always((1,)), meanwhile=2, promise=(4,)),
            StepSpec(always(By.NOBODY), takes=always((30,))),
        ],
        teams=[TeamSpec()],
        personas=[PersonaSpec(), PersonaSpec(patience=(4,))],
        start=((first, ((1.0, 0),)), *to(1)),
        after={Outcome.ABANDONED: After(((HAD, 1.0), (None, 0.0)), (10,))},
    )
    told = [
        (0, 0, 0, 0, 0, 10, End.SERVED),
        (1, 1, NONE, 0, 0, 1, End.SERVED),
        (1, 0, NONE, 1, NONE, 5, End.RENEGED),
        (1, 0, 0, 15, 15, 25, End.SERVED),
    ]
    return case(builder, program, people([0, 0], personas=[0, 1])), told


def promise_and_recontact() -> tuple[Case, Told]:
    """A promise falls due as somebody calls again: they complain."""
    builder = TableBuilder()
    lost = to(Target.DEAD_END)
    program = builder.program(
        steps=[
            StepSpec(always(By.NOBODY), lost, takes=always((1,)), meanwhile=1, promise=(4,)),
            StepSpec(always(By.NOBODY), takes=always((30,))),
            StepSpec(always(By.NOBODY), takes=always((2,))),
        ],
        teams=[TeamSpec()],
        start=((HAD, ((1.0, 2),)), *to(0)),
        after={Outcome.DEAD_END: After(always(1.0), (4,), returns=1)},
    )
    told = [(0, 0, NONE, 0, 0, 1, End.SERVED), (0, 2, NONE, 5, 5, 7, End.SERVED)]
    return case(builder, program, people([0])), told


def wrap_up_end_and_reservation_end() -> tuple[Case, Told]:
    """Who waits for the same worker has waited long enough as that worker is free: they return.

    Worker 0 serves from 0 to 2, and wraps up until 4. The customer acts alone until 3, and would
    go to anybody at 4. Worker 1 has nothing to do.
    """
    program, builder = _return(wraps=2)
    told = [
        (0, 0, 0, 0, 0, 2, End.SERVED),
        (0, 1, NONE, 2, 2, 3, End.SERVED),
        (0, 2, 0, 3, 4, 5, End.SERVED),
    ]
    return case(builder, program, people([0])), told


def reservation_end_and_renege() -> tuple[Case, Told]:
    """Who waits for the same worker would hang up as others may come: another one comes.

    As before, but worker 0 wraps up until 7. The customer's patience ends at 4.
    """
    program, builder = _return(wraps=5)
    told = [
        (0, 0, 0, 0, 0, 2, End.SERVED),
        (0, 1, NONE, 2, 2, 3, End.SERVED),
        (0, 2, 1, 3, 4, 5, End.SERVED),
    ]
    return case(builder, program, people([0])), told


def reservation_end_and_callback() -> tuple[Case, Told]:
    """Who waits for the same worker would be offered a callback as others may come: one comes.

    As before. Whoever accepts it does not answer.
    """
    program, builder = _return(wraps=5, callback=CallbackSpec((1,), always(1.0), always(0.0)))
    _, told = reservation_end_and_renege()
    return case(builder, program, people([0])), told


def _return(wraps: int, callback: CallbackSpec | None = None) -> tuple[Program, TableBuilder]:
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((2,)), next=to(1)),
            StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(2)),
            StepSpec(by=always((0,)), takes=always((1,)), returns=1),
        ],
        teams=[TeamSpec(size=2, wraps=(wraps,), callback=callback)],
        personas=[PersonaSpec(patience=(1,))],
    )
    return program, builder


def wrap_up_end_and_callback() -> tuple[Case, Told]:
    """The worker is free as a callback would be offered: the customer is served.

    Whoever accepts it does not answer.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((3,)))],
        teams=[TeamSpec(wraps=(2,), callback=CallbackSpec((4,), always(1.0), always(0.0)))],
    )
    told = [(0, 0, 0, 0, 0, 3, End.SERVED), (1, 0, 0, 1, 5, 8, End.SERVED)]
    return case(builder, program, people([0, 1])), told


def callback_and_announcement() -> tuple[Case, Told]:
    """A callback is offered as something annoying would be said: who accepts does not hear it.

    Customer 0 is served from 0 to 10. Customer 1 has waited for 4 minutes by 5, which is bearable;
    were it to feel like 8, they would not stay for the next step.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((10,)), next=to(1)),
            StepSpec(by=always(By.NOBODY), takes=always((1,))),
        ],
        teams=[
            TeamSpec(
                callback=CallbackSpec((4,), always(1.0)), announcement=Announced(4, felt_wait=2.0)
            )
        ],
        personas=[PersonaSpec(acceptable=(4,), tolerance=1)],
    )
    told = [
        (0, 0, 0, 0, 0, 10, End.SERVED),
        (0, 1, NONE, 10, 10, 11, End.SERVED),
        (1, 0, 0, 1, 10, 20, End.SERVED),
        (1, 1, NONE, 20, 20, 21, End.SERVED),
    ]
    return case(builder, program, people([0, 1])), told


def callback_and_renege() -> tuple[Case, Told]:
    """A callback is offered as the patience ends: the customer is called when it is their turn."""
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((10,)))],
        teams=[TeamSpec(callback=CallbackSpec((4,), always(1.0)))],
        personas=[PersonaSpec(patience=(4,))],
    )
    told = [(0, 0, 0, 0, 0, 10, End.SERVED), (1, 0, 0, 1, 10, 20, End.SERVED)]
    return case(builder, program, people([0, 1])), told


def renege_and_recontact() -> tuple[Case, Told]:
    """One hangs up as another calls again: there is room in the line.

    Customer 0 is served from 0 to 10. Customer 1 waits from 1 with a patience of 4. Customer 2
    finds the one place taken at 2, and calls again at 5.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((10,)))],
        teams=[TeamSpec(limit=1)],
        personas=[PersonaSpec(patience=(4,)), PersonaSpec()],
        after={Outcome.BLOCKED: After(always(1.0), (3,), returns=1)},
    )
    told = [
        (0, 0, 0, 0, 0, 10, End.SERVED),
        (1, 0, NONE, 1, NONE, 5, End.RENEGED),
        (2, 0, NONE, 2, NONE, 2, End.BLOCKED),
        (2, 0, 0, 5, 10, 20, End.SERVED),
    ]
    return case(builder, program, people([0, 1, 2], personas=[0, 0, 1])), told


def recontact_and_arrival() -> tuple[Case, Told]:
    """One calls again as another calls first: who comes back is served.

    Nobody may wait. Customer 1 is turned away at 1 and calls again at 5, when customer 2 comes,
    who is turned away, and served when they call again at 9.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((4,)))],
        teams=[TeamSpec(limit=0)],
        after={Outcome.BLOCKED: After(always(1.0), (4,), returns=1)},
    )
    told = [
        (0, 0, 0, 0, 0, 4, End.SERVED),
        (1, 0, NONE, 1, NONE, 1, End.BLOCKED),
        (1, 0, 0, 5, 5, 9, End.SERVED),
        (2, 0, NONE, 5, NONE, 5, End.BLOCKED),
        (2, 0, 0, 9, 9, 13, End.SERVED),
    ]
    return case(builder, program, people([0, 1, 5])), told


def case(builder: TableBuilder, program: Program, customers: Customers) -> Case:
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def told_by(log: Log) -> Told:
    columns = ("customer", "step", "worker", "asked", "started", "ended", "how")
    return [
        (*row[:3], *(time // MINUTE if time >= 0 else NONE for time in row[3:6]), End(row[6]))
        for row in log.visits[list(columns)].tolist()
    ]


@pytest.fixture
def tell(engine: Engine) -> Callable[[Story], tuple[Log, Told]]:
    def run(story: Story) -> tuple[Log, Told]:
        given, told = story()
        return engine(*given), told

    return run


def swapped(one: str, other: str) -> Ranks:
    ranks = DEFAULT_RANKS._asdict()
    return DEFAULT_RANKS._replace(**{one: ranks[other], other: ranks[one]})


Tell: TypeAlias = Callable[[Story], tuple[Log, Told]]


def test_closing_goes_before_the_end_of_a_visit(tell: Tell) -> None:
    log, told = tell(closing_and_visit_end)
    assert told_by(log) == told
    assert log.customers["outcome"].tolist() == [Outcome.UNFINISHED]
    assert log.customers["ended"].tolist() == [10 * MINUTE]


def test_closing_goes_before_a_change_of_the_roster(tell: Tell) -> None:
    log, told = tell(closing_and_roster_change)
    assert told_by(log) == told


def test_a_change_of_the_roster_goes_before_the_end_of_a_visit(tell: Tell) -> None:
    log, told = tell(roster_change_and_visit_end)
    assert told_by(log) == told


def test_the_end_of_a_visit_goes_before_the_end_of_a_wrap_up(tell: Tell) -> None:
    log, told = tell(visit_end_and_wrap_up_end)
    assert told_by(log) == told
    assert (log.visits["freed"] // MINUTE).tolist() == [5, -1, 10, 15]


def test_the_end_of_a_wrap_up_goes_before_an_announcement(tell: Tell) -> None:
    log, told = tell(wrap_up_end_and_announcement)
    assert told_by(log) == told


def test_an_announcement_goes_before_a_renege(tell: Tell) -> None:
    log, told = tell(announcement_and_renege)
    assert told_by(log) == told


def test_the_end_of_a_wrap_up_goes_before_a_renege(tell: Tell) -> None:
    log, told = tell(wrap_up_end_and_renege)
    assert told_by(log) == told


def test_the_end_of_a_visit_goes_before_a_promise(tell: Tell) -> None:
    log, told = tell(visit_end_and_promise)
    assert told_by(log) == told
    assert len(log.events) == 0


def test_the_end_of_a_wrap_up_goes_before_a_promise(tell: Tell) -> None:
    log, told = tell(wrap_up_end_and_promise)
    assert told_by(log) == told
    assert len(log.events) == 0


def test_a_promise_goes_before_the_end_of_a_reservation(tell: Tell) -> None:
    log, told = tell(promise_and_reservation_end)
    assert told_by(log) == told
    assert log.events["at"].tolist() == [4 * MINUTE]


def test_a_promise_goes_before_a_renege(tell: Tell) -> None:
    log, told = tell(promise_and_renege)
    assert told_by(log) == told
    assert log.customers["contacts"].tolist() == [1, 2]


def test_a_promise_goes_before_a_recontact(tell: Tell) -> None:
    log, told = tell(promise_and_recontact)
    assert told_by(log) == told
    assert log.events["at"].tolist() == [5 * MINUTE]


def test_the_end_of_a_wrap_up_goes_before_the_end_of_a_reservation(tell: Tell) -> None:
    log, told = tell(wrap_up_end_and_reservation_end)
    assert told_by(log) == told


def test_the_end_of_a_reservation_goes_before_a_renege(tell: Tell) -> None:
    log, told = tell(reservation_end_and_renege)
    assert told_by(log) == told


def test_the_end_of_a_reservation_goes_before_a_callback(tell: Tell) -> None:
    log, told = tell(reservation_end_and_callback)
    assert told_by(log) == told
    assert len(log.spells) == 0


def test_the_end_of_a_wrap_up_goes_before_a_callback(tell: Tell) -> None:
    log, told = tell(wrap_up_end_and_callback)
    assert told_by(log) == told
    assert len(log.spells) == 0


def test_a_callback_goes_before_an_announcement(tell: Tell) -> None:
    log, told = tell(callback_and_announcement)
    assert told_by(log) == told
    assert log.spells[["began", "ended"]].tolist() == [(5 * MINUTE, 10 * MINUTE)]


def test_a_callback_goes_before_a_renege(tell: Tell) -> None:
    log, told = tell(callback_and_renege)
    assert told_by(log) == told
    assert (log.spells[["began", "ended"]].tolist()) == [(5 * MINUTE, 10 * MINUTE)]


def test_a_renege_goes_before_a_recontact(tell: Tell) -> None:
    log, told = tell(renege_and_recontact)
    assert told_by(log) == told
    assert log.customers["contacts"].tolist() == [1, 1, 2]


def test_a_recontact_goes_before_an_arrival(tell: Tell) -> None:
    log, told = tell(recontact_and_arrival)
    assert told_by(log) == told
    assert log.customers["contacts"].tolist() == [1, 2, 2]


@pytest.mark.parametrize(
    ("story", "one", "other"),
    [
        (closing_and_visit_end, "closing", "visit_ends"),
        (closing_and_roster_change, "closing", "roster"),
        (roster_change_and_visit_end, "roster", "visit_ends"),
        (visit_end_and_wrap_up_end, "visit_ends", "wrap_up_ends"),
        (wrap_up_end_and_announcement, "wrap_up_ends", "announcement"),
        (announcement_and_renege, "announcement", "renege"),
        (wrap_up_end_and_renege, "wrap_up_ends", "renege"),
        (visit_end_and_promise, "visit_ends", "promise_falls_due"),
        (wrap_up_end_and_promise, "wrap_up_ends", "promise_falls_due"),
        (promise_and_reservation_end, "promise_falls_due", "reservation_ends"),
        (promise_and_renege, "promise_falls_due", "renege"),
        (promise_and_recontact, "promise_falls_due", "recontact"),
        (wrap_up_end_and_reservation_end, "wrap_up_ends", "reservation_ends"),
        (reservation_end_and_renege, "reservation_ends", "renege"),
        (reservation_end_and_callback, "reservation_ends", "callback"),
        (wrap_up_end_and_callback, "wrap_up_ends", "callback"),
        (callback_and_announcement, "callback", "announcement"),
        (callback_and_renege, "callback", "renege"),
        (renege_and_recontact, "renege", "recontact"),
        (recontact_and_arrival, "recontact", "arrival"),
    ],
)
def test_swapped_ranks_tell_another_story(story: Story, one: str, other: str) -> None:
    given, told = story()
    log = plain_engine.simulate(*given, ranks=swapped(one, other))
    assert told_by(log) != told
