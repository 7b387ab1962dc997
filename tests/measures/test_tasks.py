"""What teams and steps show of the tasks of an hour that is worked out by hand."""

from __future__ import annotations

import pytest

from blueprint_sim.measures import Label
from blueprint_sim.simulation.log import End, Spell
from tests.measures import by_hand
from tests.measures.by_hand import AGENTS, DESK, HELP, IVR
from tests.measures.meanwhile import MINUTE, readings, record

# The desk's last task ends at 65, wrapped up; then the one in line is given up, after 11 minutes.
OF_THE_DESK = {
    "requests": (5, 1),
    "share_waiting": (2, 5),
    "wait_mean": (0 + 0 + 8 + 0 + 11, 5),
    "wait_p90": (8 + 0.6 * (11 - 8), 1),
    # Of the last wait, only 6 minutes while the service was open.
    "queue_mean": (8 + 6, 60),
    "service_level": (3, 5),
    "utilisation": (6 + 21 + 6 + 21, 60 + 5),
    "overtime": (5, 1),
    "cost": (65 / 60 * 30, 1),
}
OF_CHECK = {
    "visits": (4, 1),
    "wait_mean": (0 + 0 + 8 + 0 + 11, 5),
    "queue_mean": (8 + 6, 60),
    "time_mean": (5 + 20 + 5 + 20, 4),
    "cost": ((6 + 21 + 6 + 21) / 60 * 30, 1),
    "valence_mean": (0, 0),
}
# By nobody; the fourth would have begun at 64.
OF_FILE = {"visits": (3, 1), "wait_mean": (1, 4), "time_mean": (3, 3), "cost": (0, 1)}
OF_THE_VARIANT = {
    # Two agents for an hour, and the desk.
    "staff_cost": (120 + 32.5, 1),
    "cost_per_customer": (120 + 32.5, 5),
    # Eight times an agent was asked for, and came at once; that a task waited nobody noticed.
    "service_level": (8, 8),
    "questions_mean": (0, 5),
    "contacts_mean": (5, 5),
}
WORKED = {
    **{("team", "desk", key): pair for key, pair in OF_THE_DESK.items()},
    **{("step", "check", key): pair for key, pair in OF_CHECK.items()},
    **{("step", "file", key): pair for key, pair in OF_FILE.items()},
    **{("variant", "", key): pair for key, pair in OF_THE_VARIANT.items()},
    ("team", "agents", "requests"): (5 + 3, 1),
    ("team", "agents", "utilisation"): (5 * 4 + 3 * 2, 120),
}


@pytest.mark.parametrize("label", WORKED, ids=".".join)
def test_worked_by_hand(label: tuple[str, str, str]) -> None:
    assert readings()[Label(*label)] == pytest.approx(WORKED[label])


@pytest.mark.parametrize(("warm_up", "tasks"), [(24, 3), (25, 2)])
def test_a_task_counts_if_it_was_due_after_the_warm_up(warm_up: int, tasks: int) -> None:
    found = readings(warm_up)
    assert found[Label("team", "desk", "requests")] == (tasks, 1)
    # The one due at 24 began at 32: its time counts in any case, as does what is left of the
    # task from 11 to 32.
    busy = (32 - warm_up) + 6 + 21
    assert found[Label("team", "desk", "utilisation")] == (busy, 65 - warm_up)
    # Its wait, from 24 to 32, from the end of the warm-up on.
    assert found[Label("team", "desk", "queue_mean")] == (32 - warm_up + 6, 60 - warm_up)
    assert found[Label("step", "check", "visits")] == (tasks - 1, 1)
    assert found[Label("step", "check", "cost")][0] == pytest.approx((21 + 6 * (tasks - 2)) / 2)


def test_use_is_paid_by_the_minute_and_by_the_visit_and_belongs_to_the_customer() -> None:
    tasks = [
        (0, 1, HELP, 2, Spell.TASK, 20, 24, IVR, -1, 24, 20),
        (2, 1, HELP, 3, Spell.TASK, 80, 85, DESK, 0, 87, 75),
        (3, 1, HELP, 1, Spell.TASK, -1, 100, DESK, -1, -1, 90),
    ]
    made = by_hand.record(spells=tasks)
    # Beside what the visits cost: the menu, 1, of customer 0, the desk, 2, of customer 1.
    assert made.issues.use.tolist() == pytest.approx([1 + 4 * 0.5, 2, 2, 0, 0])


def test_of_those_who_serve_several_a_task_costs_a_part_of_the_pay() -> None:
    task = (0, 1, HELP, 2, Spell.TASK, 20, 26, AGENTS, 1, 26, 20)
    one, three = by_hand.record(spells=[task]), by_hand.record(spells=[task])
    teams = three.program.teams
    at_once = teams.at_once.copy()
    at_once[AGENTS] = 3
    three.program = three.program._replace(teams=teams._replace(at_once=at_once))
    assert [made.work.staff[-1] for made in (one, three)] == pytest.approx([6, 2])


def test_without_tasks_the_rows_are_the_visits() -> None:
    made = by_hand.record()
    assert made.work is made.rows
    assert made.table is made.log.visits


def test_a_task_is_a_visit_that_nobody_sees() -> None:
    made = record()
    tasks = slice(len(made.log.visits), -2)  # at the end, two who were sent home
    work = made.work
    assert made.table["how"][tasks].tolist().count(End.UNFINISHED) == 2
    assert not (work.visible | work.there | work.kept | work.called_back)[tasks].any()
    assert not work.waiting[tasks].any()
    assert work.request[tasks].tolist().count(True) == 5
    assert (work.wait[tasks] // MINUTE).tolist() == [0, 0, 0, 0, 8, 0, 1, 0, 11]
