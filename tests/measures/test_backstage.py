"""Waiting for what goes on in the meantime, and promises, in an hour worked out by hand."""

from __future__ import annotations

import pytest

from blueprint_sim.measures import Label, picture
from blueprint_sim.measures.backstage import parked_before, parked_in_vain
from blueprint_sim.measures.waits import each
from blueprint_sim.measures.ways import Ends, ends_of
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import NONE, Outcome
from tests.measures import by_hand
from tests.measures.by_hand import AGENTS, HELP
from tests.measures.meanwhile import MINUTE, SCENARIO, readings, record

WAITED = 6 + 21 + 14 + 16 + 6
"""Minutes, the last two of those sent home at closing."""
WORKED = {
    ("variant", "", "wait_mean"): (WAITED, 5),
    ("variant", "", "wait_p90"): (16 + 0.6 * (21 - 16), 1),
    ("variant", "", "effort_mean"): (5 * 4 + 3 * 2 + WAITED, 5),
    ("variant", "", "sojourn_mean"): (12 + 27 + 20 + 20 + 10, 5),
    ("variant", "", "share_unfinished"): (2, 5),
    # Kept at 10; broken at 21, 34 and 54; due at 64, when all was closed.
    ("variant", "", "share_promises_broken"): (3, 5),
    ("reason", "quick", "share_promises_broken"): (1, 3),
    ("reason", "slow", "share_promises_broken"): (2, 2),
    ("step", "ask", "share_promises_broken"): (3, 5),
    ("step", "tell", "share_promises_broken"): (0, 0),
    # What was promised is felt where it was promised, and nothing else is bad there.
    ("step", "ask", "misery_mean"): (3, 5),
    ("place", "ask", "promise"): (3, 5),
    ("step", "tell", "visits"): (3, 1),
    ("step", "tell", "wait_mean"): (WAITED, 5),
    ("step", "tell", "wait_p90"): (16 + 0.6 * (21 - 16), 1),
    ("step", "tell", "queue_mean"): (WAITED, 60),
    # To be parked is to be in nobody's line.
    ("team", "agents", "queue_mean"): (0, 60),
    ("team", "agents", "wait_mean"): (0, 8),
    ("waits", "", "100"): (21, 1),
    # Asked for at once, and then for the answer; a minute is acceptable.
    ("waits", "", "share_over"): (5, 10),
}


@pytest.mark.parametrize("label", WORKED, ids=".".join)
def test_worked_by_hand(label: tuple[str, str, str]) -> None:
    assert readings()[Label(*label)] == pytest.approx(WORKED[label])


@pytest.mark.parametrize(
    ("warm_up", "of_issues", "of_ask", "misery"),
    [
        (20, (2, 3), (2, 3), (2, 3)),
        # Promised before, to customer 2, and broken at 34.
        (21, (1, 2), (1, 2), (1, 2)),
        (40, (1, 2), (1, 2), (1, 2)),
        (41, (0, 1), (0, 1), (0, 1)),
    ],
)
def test_a_promise_counts_with_the_visit_in_which_it_was_made(
    warm_up: int, of_issues: tuple[int, int], of_ask: tuple[int, int], misery: tuple[int, int]
) -> None:
    found = readings(warm_up)
    assert found[Label("variant", "", "share_promises_broken")] == of_issues
    assert found[Label("step", "ask", "share_promises_broken")] == of_ask
    assert found[Label("step", "ask", "misery_mean")] == misery


@pytest.mark.parametrize(
    ("warm_up", "waits"), [(32, [21, 14, 16, 6]), (33, [14, 16, 6]), (60, [16, 6]), (61, [])]
)
def test_a_wait_for_a_task_counts_at_the_step_if_it_ends_after_the_warm_up(
    warm_up: int, waits: list[int]
) -> None:
    assert readings(warm_up)[Label("step", "tell", "wait_mean")] == (sum(waits), len(waits))


def test_where_nothing_is_promised_no_share_is_broken() -> None:
    found = readings(scenario=SCENARIO.replace(", promise: 10 min", ""))
    assert found[Label("variant", "", "share_promises_broken")] == (0, 0)
    assert found[Label("step", "ask", "share_promises_broken")] == (0, 0)
    assert found[Label("variant", "", "wait_mean")] == (WAITED, 5)


def test_who_was_parked_is_told_from_who_came_at_once() -> None:
    minutes = [before // MINUTE if before >= 0 else None for before in parked_before(record().log)]
    assert minutes == [None, 6, None, 21, None, 14, None, None]
    assert parked_in_vain(record().log)["customer"].tolist() == [3, 4]


def test_a_worker_is_not_kept_while_the_customer_is_parked() -> None:
    # As agent 0 kept customer 2 at 58, but after a wait that took no time.
    parked = (2, 1, HELP, 2, Spell.PARKED, 58, 58, -1, -1, -1, -1)
    assert by_hand.record().rows.kept[7]
    assert not by_hand.record(spells=[parked]).rows.kept[7]


def test_of_two_visits_with_one_number_the_first_was_waited_for() -> None:
    # Customer 3 finds the line full at 55, is sent elsewhere, and is back at once.
    again = (3, 1, HELP, 1, AGENTS, -1, 55, -1, 58, -1, End.RENEGED, 0, 0, 0)
    visits = [*by_hand.VISITS[:9], again, *by_hand.VISITS[9:]]
    parked = (3, 1, HELP, 1, Spell.PARKED, 53, 55, -1, -1, -1, -1)
    log = by_hand.log(visits=visits, spells=[parked])
    assert (parked_before(log) // MINUTE).tolist()[8:] == [2, NONE, NONE]


def test_a_wait_in_vain_is_none_of_the_next_contact() -> None:
    # Customer 1 waits away from 33, and gives that up at 40, as they come again.
    parked = (1, 1, HELP, 2, Spell.PARKED, 33, 40, -1, -1, -1, -1)
    log = by_hand.log(spells=[parked])
    assert (parked_before(log) == NONE).all()
    assert len(parked_in_vain(log)) == 1


def test_a_single_wait_goes_on_while_parked_and_ends_with_the_contact() -> None:
    waits = each(record())
    assert (waits.wait // MINUTE).tolist() == [0, 6, 0, 21, 0, 14, 0, 16, 0, 6]
    assert set(waits.channel.tolist()) == {NONE}


def test_who_waits_in_vain_without_a_visit_has_waited() -> None:
    # Customer 1 begins a third contact, which asks after what is done; all is closed at 50.
    contacts = [*by_hand.CONTACTS]
    contacts.insert(3, (1, 3, 45, 50, Outcome.UNFINISHED, -1, False))
    parked = (1, 3, HELP, 2, Spell.PARKED, 45, 50, -1, -1, -1, -1)
    made = by_hand.record(contacts=contacts, spells=[parked])
    assert (each(made).wait // MINUTE).tolist() == [3, 0, 10, 4, 5, 0, 60]
    assert (made.issues.wait // MINUTE).tolist() == [3, 2 + 8 + 4 + 5, 0, 0, 60]


AT_HOME = SCENARIO.replace("tell: {by: agents,", "tell: {away: yes,").replace(
    "demand: {", "demand: {recontact: {broken_promise: {chance: 100%, after: 1 min, returns: 1}}, "
)


def test_who_comes_again_before_it_is_done_was_on_a_way_that_is_not_finished() -> None:
    made = record(scenario=AT_HOME)
    names, found = made.program.names, picture(made).ways
    ends = {
        ends_of(number, names): times
        for number, times in zip(found.number.tolist(), found.times.tolist(), strict=True)
    }
    # Customers 1, 2 and 3 come again a minute after what was due at 21, 34 and 54 was not done. Who
    # is told are customer 0 and one of those; the others are still at home at the end.
    assert {way: times for way, times in ends.items() if way.origin in (None, "ask")} == {
        Ends(None, None, "ask"): 5 + 3,
        Ends("ask", End.SERVED, "tell"): 2,
        Ends("ask", End.SERVED, Outcome.UNFINISHED): 3 + 3,
    }
