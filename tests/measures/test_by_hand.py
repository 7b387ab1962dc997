"""Every measure, on a log whose numbers are worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from blueprint_sim.measures import CATALOGUE, Label, labels, read
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import Outcome
from tests.measures import by_hand
from tests.measures.by_hand import AGENTS, BACK, HELP, IVR

# Numerator and denominator; the five customers in their order where they add up.
OF_THE_VARIANT = {
    "customers": (5, 1),
    "share_resolved": (2, 5),
    "share_unresolved": (0, 5),
    "share_dead_end": (0, 5),
    "share_abandoned": (1, 5),
    "share_balked": (0, 5),
    "share_blocked": (1, 5),
    "share_walked_away": (0, 5),
    "share_unfinished": (1, 5),
    "share_one_and_done": (2, 5),
    "share_returns_later": (1, 5),
    "share_promises_broken": (0, 0),
    "share_failure_demand": (1 + 1 + 1, 1 + 2 + 1 + 1 + 1),
    "share_churned": (1 - 0.9 / 4 + 1 - 0.8 / 4 + 1 - 0.9 / 2 + 1 - 0.6 / 2 + 0, 5),
    # Two remember -1.
    "told_mean": (2 * 3, 5),
    "told_total": (2 * 3, 1),
    "wait_mean": (3 + (2 + 8 + 4) + 0 + 0 + 60, 5),
    "wait_p90": (14 + 0.6 * (60 - 14), 1),
    # Answered: 3, 0 and 0 minutes. Not: hung up after 4, blocked, unfinished. No requests: kept,
    # and out of sight.
    "service_level": (3, 6),
    "share_called_back": (0, 5),
    "callback_wait_mean": (0, 0),
    "sojourn_mean": (10 + 34 + 20 + 0 + 60, 5),
    "handoffs_mean": (2, 5),
    "repeat_questions_mean": (1, 5),
    "questions_mean": (2, 5),
    "contacts_mean": (6, 5),
    "moments_mean": (5 + 3 + 3 + 1 + 0, 5),
    "misery_mean": (2 + 2 + 1 + 1 + 0, 5),
    "magic_mean": (1 + 1 + 1 + 0 + 0, 5),
    "share_with_misery": (4, 5),
    "valence_mean": (-0.2 - 1 / 3 + 0.25 / 3 - 1, 4),
    # Peaks -1.5, -1 (tied with +1), -1 (tied with +1), -1; ends 1, -1, 1, -1.
    "memory_mean": (-0.25 - 1 + 0 - 1, 4),
    "effort_mean": (10 + 27 + 20 + 0 + 60, 5),
    # Agents: 72 min until the last work and 60 min on day one, 120 on day two. Desk: 120 min.
    "cost_per_customer": (252 + 60 + 2 * 0.5 + 2, 5),
    "cost_per_resolved": (252 + 60 + 2 * 0.5 + 2, 2),
    "staff_cost": (252 + 60, 1),
    # The help of customer 0 (6 min with its wrap-up) and the first of customer 2 (8 min).
    "misery_cost": (6 + 8, 1),
    "event_cost": (0, 1),
    "event_earnings": (0, 1),
    "churn_cost": (282.5, 1),
    "fix_cost": (0, 1),
    "contacts_avoided": (0, 1),
    "contacts_total": (6, 1),
    "misery_total": (6, 1),
    "cost_total": (252 + 60 + 2 * 0.5 + 2 + 282.5, 1),
}
OF_AGENTS = {
    "requests": (6, 1),
    "share_waiting": (3, 6),
    "share_reneged": (1, 6),
    "share_balked": (0, 6),
    "share_blocked": (1, 6),
    "wait_mean": (3 + 0 + 4 + 0 + 60, 5),
    "wait_p90": (4 + 0.6 * (60 - 4), 1),
    "share_called_back": (0, 6),
    "callback_wait_mean": (0, 0),
    "queue_mean": (3 + 4 + 60, 120),
    "service_level": (3, 6),
    "utilisation": (6 + 10 + 8 + 14, 72 + 60 + 120),
    # Worker 0 stays from 60 to 72 on day one.
    "overtime": (12, 1),
    "share_holding": (0, 6 + 10 + 8 + 14),
    "cost": (252, 1),
}
OF_HELP = {
    "visits": (4, 1),
    "wait_mean": (3 + 0 + 4 + 0 + 0 + 60, 6),
    "wait_p90": (4 + 0.5 * (60 - 4), 1),
    "queue_mean": (3 + 4 + 60, 120),
    "share_reneged": (1, 7),
    "time_mean": (5 + 10 + 8 + 12, 4),
    "questions_mean": (1, 4),
    "repeat_questions_mean": (1, 4),
    "share_promises_broken": (0, 0),
    "misery_mean": (4, 7),
    "valence_mean": (-1.5 - 1 + 0.5 + 1 - 1 - 1 + 0.25, 7),
    "cost": (6 + 10 + 8 + 14, 1),
}
ALL = {
    **{Label("variant", "", key): pair for key, pair in OF_THE_VARIANT.items()},
    **{Label("team", "agents", key): pair for key, pair in OF_AGENTS.items()},
    **{Label("step", "help", key): pair for key, pair in OF_HELP.items()},
    Label("team", "desk", "requests"): (1, 1),
    Label("team", "desk", "wait_mean"): (2, 1),
    Label("team", "desk", "utilisation"): (8, 120),
    Label("team", "desk", "cost"): (60 + 2, 1),
    Label("team", "desk", "overtime"): (0, 1),
    Label("team", "ivr", "utilisation"): (0, 0),
    Label("team", "ivr", "cost"): (1, 1),
    Label("step", "back", "queue_mean"): (2, 120),
    Label("step", "back", "cost"): (8 * 0.5 + 2, 1),
    Label("step", "back", "time_mean"): (8, 1),
    Label("step", "think", "cost"): (0, 1),
    Label("step", "think", "time_mean"): (3, 1),
    Label("step", "think", "valence_mean"): (0, 0),
    Label("persona", "calm", "misery_mean"): (2 + 1 + 0, 3),
    Label("persona", "hurried", "misery_mean"): (2 + 1, 2),
    Label("reason", "bill", "wait_mean"): (3 + 0, 2),
    Label("reason", "other", "share_failure_demand"): (1, 4),
    Label("place", "help", "wait"): (2, 5),
    Label("place", "help", "question"): (1, 5),
    Label("place", "help", "work"): (1, 5),
    Label("place", "", "ending"): (2, 5),
    Label("place", "menu", "question"): (0, 5),
    # The repeated question of customer 0; no wait and no ending, however it feels.
    Label("but for repeating", "help", "question"): (1, 5),
    Label("but for repeating", "help", "wait"): (0, 5),
    Label("but for repeating", "", "ending"): (0, 5),
    # 3; 0, 2 + 8 out of sight, 4; 0 (and none for who keeps the agent); none if blocked; 60.
    Label("waits", "", "0"): (0, 1),
    Label("waits", "", "50"): (3.5, 1),
    Label("waits", "", "90"): (10 + 0.5 * (60 - 10), 1),
    Label("waits", "", "100"): (60, 1),
    Label("waits", "", "share_over"): (3, 6),
}


def readings(**changes: Any) -> dict[Label, tuple[float, float]]:
    record = by_hand.record(**changes)
    pairs = zip(*(part.tolist() for part in read(record)), strict=True)
    return dict(zip(labels(record.program), pairs, strict=True))


@pytest.mark.parametrize("label", ALL, ids=".".join)
def test_worked_by_hand(label: Label) -> None:
    assert readings()[label] == pytest.approx(ALL[label])


def test_every_measure_of_the_catalogue_is_worked_by_hand() -> None:
    grains = {"issue": "variant", "run": "variant", "team": "team", "step": "step"}
    worked = {(label.grain, label.key) for label in ALL}
    assert {(grains[measure.grain], measure.key) for measure in CATALOGUE} <= worked


def test_who_comes_in_the_warm_up_does_not_count() -> None:
    found = readings(warm_up=45)
    assert found[Label("variant", "", "customers")] == (3, 1)
    assert found[Label("variant", "", "misery_mean")] == (2, 3)
    assert found[Label("team", "agents", "requests")] == (3, 1)
    assert found[Label("team", "agents", "queue_mean")] == pytest.approx((60, 15 + 60))
    assert found[Label("team", "agents", "utilisation")] == pytest.approx((22, 27 + 15 + 120))
    assert found[Label("variant", "", "staff_cost")] == pytest.approx((162 + 75 * 0.5, 1))
    assert found[Label("step", "help", "visits")] == (2, 1)
    assert found[Label("step", "help", "misery_mean")] == (1, 4)
    assert found[Label("step", "help", "valence_mean")] == (-1 + 0.25, 2)
    assert found[Label("place", "help", "wait")] == (0, 3)


def test_what_is_felt_after_the_warm_up_in_a_visit_asked_for_before_does_not_count() -> None:
    found = readings(warm_up=4)  # between the asking and the wait of customer 0
    assert found[Label("step", "help", "misery_mean")] == (2, 6)
    assert found[Label("step", "help", "valence_mean")] == (1 - 1 - 1 + 0.25, 4)


def test_who_was_not_served_comes_again_with_the_same_number_after_the_warm_up() -> None:
    # Customer 1 asks for help at 40, hangs up at 44, and is helped in a third contact.
    visits = [*by_hand.VISITS]
    visits.insert(6, (1, 3, HELP, 2, AGENTS, 1, 46, 46, 48, 48, End.SERVED, 0, 0, 0))
    contacts = [*by_hand.CONTACTS]
    contacts.insert(3, (1, 3, 46, 48, Outcome.RESOLVED, -1, False))
    found = readings(warm_up=42, visits=visits, contacts=contacts)
    # Of the others, the work of customer 2.
    assert found[Label("step", "help", "misery_mean")] == (1, 5)
    assert found[Label("step", "help", "valence_mean")] == (-1 + 0.25, 2)


def test_a_run_to_which_nobody_came_has_costs_and_no_means() -> None:
    found = readings(visits=[], customers=[], moments=[])
    assert found[Label("variant", "", "customers")] == (0, 1)
    assert found[Label("variant", "", "staff_cost")] == pytest.approx((300, 1))
    for key in ("wait_mean", "wait_p90", "share_resolved", "memory_mean"):
        assert found[Label("variant", "", key)] == (0, 0)
    assert found[Label("variant", "", "cost_per_customer")] == pytest.approx((300, 0))


def test_a_second_person_is_more_than_one() -> None:
    visits = [list(row) for row in by_hand.VISITS]
    visits[7][5] = 1  # another agent takes customer 2 the second time
    found = readings(visits=[tuple(row) for row in visits])
    assert found[Label("variant", "", "share_one_and_done")] == (1, 5)
    assert found[Label("team", "agents", "requests")] == (7, 1)


def test_who_leaves_within_the_target_is_left_out_of_the_service_level() -> None:
    visits = [list(row) for row in by_hand.VISITS]
    visits[5][8] = 43  # customer 1 hangs up after 3 minutes: as long as the target, not longer
    found = readings(visits=[tuple(row) for row in visits])
    assert found[Label("variant", "", "service_level")] == (3, 5)
    assert found[Label("team", "agents", "service_level")] == (3, 5)


def test_who_leaves_at_once_has_no_wait_and_is_left_out_of_the_service_level() -> None:
    visits = [list(row) for row in by_hand.VISITS]
    visits[8][10] = End.BALKED  # customer 3, who was turned away
    customers = [list(row) for row in by_hand.CUSTOMERS]
    customers[3][6] = Outcome.BALKED
    found = readings(
        visits=[tuple(row) for row in visits], customers=[tuple(row) for row in customers]
    )
    of_agents = {"share_balked": (1, 6), "share_blocked": (0, 6), "service_level": (3, 5)}
    same = ("share_waiting", "wait_mean", "wait_p90", "queue_mean", "utilisation")
    assert {key: found[Label("team", "agents", key)] for key in of_agents} == of_agents
    for key in same:
        assert found[Label("team", "agents", key)] == pytest.approx(OF_AGENTS[key])
    assert found[Label("step", "help", "wait_mean")] == pytest.approx(OF_HELP["wait_mean"])
    assert found[Label("variant", "", "share_balked")] == (1, 5)
    assert found[Label("variant", "", "service_level")] == (3, 5)
    assert found[Label("waits", "", "50")] == pytest.approx(ALL[Label("waits", "", "50")])


def test_nobody_is_paid_twice_when_work_runs_into_the_next_day() -> None:
    visits = [list(row) for row in by_hand.VISITS]
    visits[7][8:10] = [1450, 1510]
    found = readings(visits=[tuple(row) for row in visits])
    # Worker 0 from 0 to 1440 and on to 1510; worker 1 two days of an hour.
    assert found[Label("team", "agents", "cost")][0] == pytest.approx(1510 + 120)
    assert found[Label("team", "agents", "overtime")][0] == (1440 - 60) + (1510 - 1500)


def test_a_team_that_no_step_uses_costs_nothing() -> None:
    record = by_hand.record()
    staffed = record.program.teams.staffed.copy()
    staffed[AGENTS] = False
    record.program = record.program._replace(teams=record.program.teams._replace(staffed=staffed))
    pairs = dict(zip(labels(record.program), zip(*read(record), strict=True), strict=True))
    assert pairs[Label("team", "agents", "cost")][0] == 0
    assert pairs[Label("variant", "", "staff_cost")][0] == pytest.approx(60)


def test_of_those_who_serve_several_places_are_counted_and_the_pay_is_shared() -> None:
    record = by_hand.record()
    teams = record.program.teams
    at_once = teams.at_once.copy()
    at_once[AGENTS] = 3
    record.program = record.program._replace(teams=teams._replace(at_once=at_once))
    pairs = dict(zip(labels(record.program), zip(*read(record), strict=True), strict=True))
    places = pytest.approx((6 + 10 + 8 + 14, 3 * (72 + 60 + 120)))
    assert pairs[Label("team", "agents", "utilisation")] == places
    assert pairs[Label("team", "agents", "cost")] == pytest.approx((252, 1))
    assert pairs[Label("step", "help", "cost")][0] == pytest.approx((6 + 10 + 8 + 14) / 3)
    assert pairs[Label("step", "back", "cost")][0] == pytest.approx(8 * 0.5 + 2)


def test_who_stays_on_the_line_for_one_of_several_costs_a_part_of_the_pay() -> None:
    record = by_hand.record(spells=[(1, 1, BACK, 1, Spell.HOLD, 20, 30, AGENTS, 1, 32, -1)])
    teams = record.program.teams
    at_once = teams.at_once.copy()
    at_once[AGENTS] = 3
    record.program = record.program._replace(teams=teams._replace(at_once=at_once))
    pairs = dict(zip(labels(record.program), zip(*read(record), strict=True), strict=True))
    assert pairs[Label("step", "back", "cost")][0] == pytest.approx(8 * 0.5 + 2 + 12 / 3)


def test_who_stays_on_the_line_is_busy_and_paid() -> None:
    # Agent 1 stays while the desk serves customer 1 from 20 to 30, and wraps up until 62.
    visits = [list(row) for row in by_hand.VISITS]
    spell = (1, 1, BACK, 1, Spell.HOLD, 20, 30, AGENTS, 1, 62, -1)
    found = readings(visits=[tuple(row) for row in visits], spells=[spell])
    assert found[Label("team", "agents", "utilisation")] == (38 + 42, 72 + 62 + 120)
    assert found[Label("team", "agents", "share_holding")] == (10, 38 + 42)
    assert found[Label("team", "agents", "cost")] == pytest.approx((254, 1))
    assert found[Label("step", "back", "cost")] == pytest.approx((8 * 0.5 + 2 + 42, 1))
    assert found[Label("variant", "", "cost_per_customer")][0] == pytest.approx(254 + 60 + 1 + 2)
    late = readings(warm_up=25, visits=[tuple(row) for row in visits], spells=[spell])
    assert late[Label("team", "agents", "share_holding")] == (5, 8 + 14 + 37)


def test_time_on_the_line_is_use_where_use_has_a_price() -> None:
    spell = (1, 1, BACK, 1, Spell.HOLD, 20, 30, IVR, -1, 30, -1)
    found = readings(spells=[spell])
    assert found[Label("team", "ivr", "cost")] == (1 + 10 * 0.5, 1)
    assert found[Label("variant", "", "cost_per_customer")][0] == pytest.approx(252 + 60 + 6 + 2)


def test_who_takes_a_customer_back_was_not_asked_for() -> None:
    visits = [list(row) for row in by_hand.VISITS]
    visits[4][2:10] = [HELP, 2, AGENTS, 1, 30, 30, 33, 33]
    rows = [tuple(row) for row in visits]
    assert readings(visits=rows)[Label("team", "agents", "requests")] == (7, 1)
    spell = (1, 1, BACK, 1, Spell.HOLD, 20, 30, AGENTS, 1, -1, -1)
    assert readings(visits=rows, spells=[spell])[Label("team", "agents", "requests")] == (6, 1)


def test_who_serves_and_takes_back_at_one_instant_was_asked_for_once() -> None:
    visits = [list(row) for row in by_hand.VISITS]
    visits[2][8:10] = [10, 10]  # agent 1 serves customer 1 from 10 to 10, and stays on the line
    visits[3][6:10] = [10, 10, 10, 10]  # while the desk does
    visits[4][2:10] = [HELP, 2, AGENTS, 1, 10, 10, 33, 33]
    spell = (1, 1, BACK, 1, Spell.HOLD, 10, 10, AGENTS, 1, -1, -1)
    found = readings(visits=[tuple(row) for row in visits], spells=[spell])
    assert found[Label("team", "agents", "requests")] == (6, 1)
    assert found[Label("variant", "", "service_level")] == (3, 6)


def test_who_begins_to_stay_as_the_warm_up_ends_counts() -> None:
    spell = (1, 1, BACK, 1, Spell.HOLD, 20, 30, IVR, -1, 30, -1)
    costs = [readings(warm_up=at, spells=[spell]) for at in (20, 21)]
    assert [found[Label("team", "ivr", "cost")][0] for found in costs] == [10 * 0.5, 0]
    # The desk is paid by the visit that was asked for at 20: 2, and 8 minutes at half a euro.
    assert [found[Label("step", "back", "cost")][0] for found in costs] == [6 + 5, 0]


def test_memory_weighs_the_end_as_told() -> None:
    record = by_hand.record()
    record.yardstick = record.yardstick._replace(end_weight=1.0)
    assert record.issues.memory[:4].tolist() == [1.0, -1.0, 1.0, -1.0]
    assert math.isnan(record.issues.memory[4])


def test_a_visit_that_keeps_its_worker_is_no_request() -> None:
    rows = by_hand.record().rows
    assert rows.kept.tolist() == [False] * 7 + [True] + [False] * 2
    assert rows.step[rows.kept].tolist() == [HELP]
