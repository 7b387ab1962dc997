"""What callbacks change in the two days written down by hand."""

from __future__ import annotations

import pytest

from blueprint_sim.measures import Label, labels, read
from blueprint_sim.measures.waits import each
from blueprint_sim.simulation.log import End, Spell
from tests.measures import by_hand
from tests.measures.by_hand import HELP, MINUTE

SPELLS = [
    # customer, contact, step, visit, kind, began, ended, team, worker, freed, asked; in minutes.
    (0, 1, HELP, 1, Spell.CALLBACK, 3, 5, -1, -1, -1, -1),  # asked at 2: waits for 1 minute
    (1, 2, HELP, 2, Spell.CALLBACK, 41, 44, -1, -1, -1, -1),  # asked at 40, and misses the call
    (
        4,
        1,
        HELP,
        1,
        Spell.CALLBACK,
        1445,
        1500,
        -1,
        -1,
        -1,
        -1,
    ),  # asked at 1440, never called
]
# Before them customer 1 is turned away at the same step: that row has the same visit number.
TURNED_AWAY = (1, 2, HELP, 2, 0, -1, 40, -1, 40, -1, End.BLOCKED, 0, 0, 0)


def visits() -> list[tuple]:
    rows = list(by_hand.VISITS)
    rows[5] = (*rows[5][:10], End.UNANSWERED, *rows[5][11:])
    return [*rows[:5], TURNED_AWAY, *rows[5:]]


def record():
    return by_hand.record(visits=visits(), spells=SPELLS)


@pytest.mark.parametrize(
    ("key", "pair"),
    [
        ("share_called_back", (3, 5)),
        ("callback_wait_mean", (2 + 3 + 55, 3)),
        ("wait_mean", (1 + (2 + 8 + 1) + 0 + 0 + 5, 5)),
        ("wait_p90", (5 + 0.6 * (11 - 5), 1)),
        ("effort_mean", (8 + 24 + 20 + 0 + 5, 5)),
        ("sojourn_mean", (10 + 34 + 20 + 0 + 60, 5)),
        # Two at once and two turned away; the three callbacks stand apart.
        ("service_level", (2, 4)),
    ],
)
def test_of_all_issues(key, pair):
    assert found("variant", "", key) == pytest.approx(pair)


@pytest.mark.parametrize(
    ("key", "pair"),
    [
        ("requests", (7, 1)),
        ("share_called_back", (3, 7)),
        ("callback_wait_mean", (2 + 3 + 55, 3)),
        ("share_waiting", (3, 7)),
        ("share_reneged", (0, 7)),
        ("wait_mean", (1 + 0 + 1 + 0 + 5, 5)),
        ("queue_mean", (1 + 1 + 5, 120)),
        ("service_level", (2, 4)),
        ("utilisation", (6 + 10 + 8 + 14, 72 + 60 + 120)),
    ],
)
def test_of_the_agents(key, pair):
    assert found("team", "agents", key) == pytest.approx(pair)


def test_of_their_step():
    assert found("step", "help", "wait_mean") == pytest.approx((1 + 0 + 1 + 0 + 0 + 5, 6))
    assert found("step", "help", "time_mean") == pytest.approx((5 + 10 + 8 + 12, 4))


def test_of_single_waits():
    assert (each(record()).wait // MINUTE).tolist() == [1, 0, 10, 1, 0, 5]


def test_who_was_called_back_is_known_by_the_visit():
    rows = record().rows
    assert rows.called_back.tolist() == [False, True, *[False] * 4, True, *[False] * 3, True]
    assert (rows.off_line[rows.called_back] // MINUTE).tolist() == [2, 3, 55]


def found(grain, name, key):
    made = record()
    pairs = zip(*(part.tolist() for part in read(made)), strict=True)
    return dict(zip(labels(made.program), pairs, strict=True))[Label(grain, name, key)]
