"""The decisions: what each table of rules and each bound says, case by case."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import (
    NONE,
    Balking,
    Choices,
    Conditions,
    Forks,
    Outcome,
    Pressure,
    Subject,
    Surfacing,
    Target,
)
from blueprint_sim.simulation.rules import Relay
from tests.oracles.specs import MANY, Condition, ints
from tests.oracles.table_rules import offsets

DAY = 1_440


class Someone(NamedTuple):
    """A customer's traits, in the order of `Subject`."""

    reason: int = 0
    persona: int = 0
    contact: int = 1
    visit: int = 1
    knows: int = 0
    resolved: int = 0
    misery: int = 0
    waited: int = 0
    had: int = 0
    channel: int = 0


def table_of(*conditions: Condition) -> Conditions:
    groups = [group for condition in conditions for group in condition]
    tests = [test for group in groups for test in group]
    return Conditions(
        offsets(conditions), offsets(groups), *(ints(test[i] for test in tests) for i in range(3))
    )


def test_traits_stand_in_the_order_of_subjects() -> None:
    assert [subject.name.lower() for subject in Subject] == list(Someone._fields)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ((False, 0), (False, NONE), False),
        ((False, 0), (False, 0), False),
        ((False, 0), (False, 1), True),
        ((False, NONE), (False, 0), True),
        ((False, 0), (True, NONE), True),
        ((True, 0), (False, NONE), True),
        ((True, 0), (True, NONE), True),
    ],
)
def test_a_step_away_or_on_another_channel_lies_beyond_the_contact(
    here: tuple[bool, int], there: tuple[bool, int], expected: bool
) -> None:
    assert rules.crosses(*here, *there) is expected


def test_a_channel_has_as_many_lines_as_it_says_or_any_number() -> None:
    assert rules.line_is_free(1, 2)
    assert not rules.line_is_free(2, 2)
    assert rules.line_is_free(1_000_000, NONE)


class TestHolds:
    second = ((Subject.CONTACT, 2, MANY),)
    first_or_third = ((Subject.VISIT, 1, 1), (Subject.VISIT, 3, 3))
    knows_1 = ((Subject.KNOWS, 1, 1),)
    had_0_or_2 = ((Subject.HAD, 0, 0), (Subject.HAD, 2, 2))

    @pytest.mark.parametrize(
        ("condition", "someone", "expected"),
        [
            ([], Someone(), True),
            ([second], Someone(contact=1), False),
            ([second], Someone(contact=2), True),
            ([second], Someone(contact=40), True),
            ([first_or_third], Someone(visit=1), True),
            ([first_or_third], Someone(visit=2), False),
            ([first_or_third], Someone(visit=3), True),
            ([second, first_or_third], Someone(contact=2, visit=3), True),
            ([second, first_or_third], Someone(contact=2, visit=2), False),
            ([second, first_or_third], Someone(contact=1, visit=3), False),
            ([knows_1], Someone(knows=0b10), True),
            ([knows_1], Someone(knows=0b101), False),
            ([had_0_or_2], Someone(had=0b100), True),
            ([had_0_or_2], Someone(had=0b010), False),
        ],
    )
    def test_every_group_by_any_test(
        self, condition: Condition, someone: Someone, expected: bool
    ) -> None:
        # Between two conditions that differ, so that offsets count.
        conditions = table_of([self.second], condition, [self.knows_1, self.second])
        assert rules.holds(conditions, 1, someone) is expected
        lists = Conditions(*(column.tolist() for column in conditions))
        assert rules.holds(lists, 1, someone) is expected

    @given(st.integers(-5, 5), st.integers(-5, 5), st.integers(-5, 5))
    def test_intervals_are_closed(self, low: int, high: int, value: int) -> None:
        conditions = table_of([((Subject.WAITED, low, high),)])
        assert rules.holds(conditions, 0, Someone(waited=value)) == (low <= value <= high)


class TestFirstMatch:
    second = (((Subject.CONTACT, 2, MANY),),)
    third = (((Subject.CONTACT, 3, MANY),),)
    conditions = table_of(second, third)
    choices = Choices(ints([0, 1, 4, 5]), ints([NONE, 1, 0, NONE, 0]), ints(range(5)), np.zeros(5))

    @pytest.mark.parametrize(
        ("row", "contact", "rule"), [(0, 1, 0), (1, 1, 3), (1, 2, 2), (1, 3, 1), (2, 2, 4)]
    )
    def test_the_first_that_holds(self, row: int, contact: int, rule: int) -> None:
        someone = Someone(contact=contact)
        assert rules.first_match(self.choices, row, self.conditions, someone) == rule

    def test_no_rule_at_all(self) -> None:
        with pytest.raises(LookupError, match="row 2"):
            rules.first_match(self.choices, 2, self.conditions, Someone(contact=1))


class TestBranch:
    forks = Forks(
        ints([0, 1, 4]),
        np.array([1.0, 0.25, 0.5, 1.0]),
        ints([7, Target.DONE, Target.DEAD_END, 3]),
    )

    @pytest.mark.parametrize(
        ("luck", "target"),
        [
            (0.0, Target.DONE),
            (0.2499, Target.DONE),
            (0.25, Target.DEAD_END),
            (0.4999, Target.DEAD_END),
            (0.5, 3),
            (1 - 2**-53, 3),
        ],
    )
    def test_the_first_share_above_the_luck(self, luck: float, target: int) -> None:
        assert rules.branch(self.forks, 1, luck) == target
        assert rules.branch(self.forks, 0, luck) == 7

    @given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
    def test_each_target_gets_its_share(self, parts: list[int]) -> None:
        total = sum(parts)
        uptos = np.cumsum(parts) / total
        forks = Forks(ints([0, len(parts)]), uptos, ints(range(len(parts))))
        taken = [rules.branch(forks, 0, (i + 0.5) / total) for i in range(total)]
        assert [taken.count(target) for target in range(len(parts))] == parts


class TestCarried:
    @pytest.mark.parametrize(
        ("known", "chances", "luck", "passed"),
        [
            (0b000, [1, 1, 1], [0, 0, 0], 0b000),
            (0b101, [1, 1, 1], [0.9, 0.9, 0.9], 0b101),
            (0b111, [0, 0, 0], [0, 0, 0], 0b000),
            (0b111, [0, 1, 0.5], [0, 0, 0.5], 0b010),
            (0b111, [0, 1, 0.5], [0, 0, 0.4999], 0b110),
            (0b011, [0.5, 0.5, 0.5], [0.1, 0.9, 0.1], 0b001),
        ],
    )
    def test_each_fact_by_its_own_chance(
        self, known: int, chances: list[float], luck: list[float], passed: int
    ) -> None:
        assert rules.carried(known, chances, luck) == passed

    @given(st.integers(0, 15), st.lists(st.floats(0, 1), min_size=4, max_size=4))
    def test_nobody_learns_more_than_was_known(self, known: int, chances: list[float]) -> None:
        passed = rules.carried(known, chances, [0.5] * 4)
        assert passed & ~known == 0

    def test_only_the_luck_that_matters_is_looked_at(self) -> None:
        nothing: list[float] = []
        assert rules.carried(0b011, [0.0, 1.0, 0.5], nothing) == 0b010


class TestWaits:
    @pytest.mark.parametrize(
        ("wait", "acceptable", "slope", "valence"),
        [
            (0, 60, 1, 0),
            (60, 60, 1, 0),
            (90, 60, 1, -0.5),
            (120, 60, 1, -1),
            (180, 60, 1, -2),
            (10_000, 60, 1, -2),
            (90, 60, 2, -1),
            (10_000, 60, 0, 0),
            (0, 0, 1, 0),
            (1, 0, 1, -2),
        ],
    )
    def test_worse_for_each_further_acceptable_wait(
        self, wait: int, acceptable: int, slope: float, valence: float
    ) -> None:
        assert rules.wait_valence(wait, acceptable, slope) == valence

    def test_what_nobody_minds_is_no_negative_zero(self) -> None:
        """The log of those who wait for longer has the same bytes then."""
        assert str(rules.wait_valence(90, 60, 0)) == "0.0"

    @given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 10**6), st.floats(0, 9))
    def test_longer_is_never_better(self, wait: int, more: int, accept: int, slope: float) -> None:
        sooner = rules.wait_valence(wait, accept, slope)
        later = rules.wait_valence(wait + more, accept, slope)
        assert -2 <= later <= sooner <= 0


class TestFeelings:
    @given(st.floats(-1e6, 1e6))
    def test_moments_stay_on_the_scale(self, total: float) -> None:
        assert rules.clipped(total) == (total if -2 <= total <= 2 else 2 if total > 0 else -2)

    @pytest.mark.parametrize(
        ("shown", "happened", "felt"),
        [(True, 0, True), (True, 0b10, True), (False, 0, False), (False, 0b1, True)],
    )
    def test_work_that_is_shown_or_in_which_something_happens(
        self, shown: bool, happened: int, felt: bool
    ) -> None:
        assert rules.work_is_felt(shown, happened) is felt


class TestLines:
    def test_priority_then_the_longest_waiting_then_customer_step_visit(self) -> None:
        in_order = [
            rules.standing(2, 90, 9, 9, 9),
            rules.standing(0, 10, 9, 9, 9),
            rules.standing(0, 20, 1, 5, 5),
            rules.standing(0, 20, 2, 1, 5),
            rules.standing(0, 20, 2, 3, 1),
            rules.standing(0, 20, 2, 3, 2),
            rules.standing(-1, 0, 0, 0, 0),
        ]
        assert all(one < other for one, other in pairwise(in_order))

    @pytest.mark.parametrize(
        ("waiting", "limit", "full"),
        [(0, NONE, False), (10**6, NONE, False), (0, 0, True), (2, 3, False), (3, 3, True)],
    )
    def test_full(self, waiting: int, limit: int, full: bool) -> None:
        assert rules.line_is_full(waiting, limit) is full


@pytest.mark.parametrize(
    ("worker", "roster", "there"), [(0, 0, False), (0, 1, True), (1, 1, False)]
)
def test_workers_are_on_duty_from_the_first(worker: int, roster: int, there: bool) -> None:
    assert rules.is_on_duty(worker, roster) is there


class TestBalking:
    table = Balking(
        at=ints([0, 0, 3]),
        low=ints([0, 3, 5]),
        high=ints([0, 4, MANY]),
        chance=np.array([0.1, 0.3, 0.8]),
        slot=0,
    )

    @pytest.mark.parametrize(
        ("waiting", "chance"),
        [(0, 0.1), (1, 0.0), (2, 0.0), (3, 0.3), (4, 0.3), (5, 0.8), (10**6, 0.8)],
    )
    def test_the_length_decides(self, waiting: int, chance: float) -> None:
        assert rules.balk_chance(self.table, 1, waiting) == chance

    def test_a_persona_without_rows_always_joins(self) -> None:
        assert rules.balk_chance(self.table, 0, 7) == 0.0


@pytest.mark.parametrize(("offered", "comes"), [(0, True), (7, True), (8, True), (9, False)])
def test_a_callback_is_offered_while_there_is_patience(offered: int, comes: bool) -> None:
    assert rules.is_heard(offered, 8) is comes


class TestComingBack:
    @pytest.mark.parametrize(
        ("contact", "returns", "may"),
        [
            (1, NONE, True),
            (99, NONE, True),
            (1, 1, True),
            (2, 1, False),
            (3, 3, True),
            (4, 3, False),
        ],
    )
    def test_so_many_returns(self, contact: int, returns: int, may: bool) -> None:
        assert rules.may_return(contact, returns) is may

    @pytest.mark.parametrize(
        ("happened", "times", "rows"),
        [
            (0b0000, [0, 0], []),
            (0b0101, [0, 0], [0]),
            (0b1100, [0, 0], [0, 1]),
            (0b1100, [99, 1], [0]),
        ],
    )
    def test_what_may_turn_out(self, happened: int, times: list[int], rows: list[int]) -> None:
        none = np.zeros(2, dtype=np.int64)
        table = Surfacing(np.array([2, 3]), none, none, np.array([NONE, 1]), none)
        assert rules.may_surface(table, happened, times) == rows

    @pytest.mark.parametrize(
        ("due", "comes"),
        [
            (0, 0),
            (479, 479),
            (480, DAY),
            (DAY - 1, DAY),
            (DAY, DAY),
            (DAY + 479, DAY + 479),
            (DAY + 480, NONE),
            (9 * DAY, NONE),
        ],
    )
    def test_what_falls_due_while_closed_happens_at_the_next_opening(
        self, due: int, comes: int
    ) -> None:
        assert rules.next_opening(due, [0, DAY], [480, DAY + 480]) == comes


class TestALinePresses:
    pressure = Pressure(ints([0, 0, 2]), ints([2, 5]), np.array([0.9, 0.8]), np.array([1.0, 0.5]))

    @pytest.mark.parametrize(
        ("team", "waiting", "row"), [(0, 9, NONE), (1, 0, NONE), (1, 1, NONE), (1, 2, 0), (1, 4, 0),
                                     (1, 5, 1), (1, 50, 1)],
    )  # fmt: skip
    def test_the_highest_length_reached_decides(self, team: int, waiting: int, row: int) -> None:
        assert rules.pressed_by(self.pressure, team, waiting) == row


@pytest.mark.parametrize(
    ("ticks", "factor", "expected"),
    [(10, 1.0, 10), (10, 0.0, 0), (3, 0.5, 2), (1, 0.5, 1), (7, 1.2, 8), (0, 3.0, 0)],
)
def test_durations_are_scaled_to_whole_ticks_halves_up(
    ticks: int, factor: float, expected: int
) -> None:
    assert rules.scaled(ticks, factor) == expected


@pytest.mark.parametrize(
    ("teams", "hold", "relay"),
    [
        ([1], False, Relay.TRANSFERRED),
        ([0, 1], False, Relay.TRANSFERRED),
        ([1, 0], True, Relay.STILL_SERVED),
        ([0], False, Relay.TAKEN_BACK),
        ([2, 0], True, Relay.TAKEN_BACK),
        ([2], True, Relay.PASSED_ON),
        ([2], False, Relay.LET_GO),
        ([], False, Relay.LET_GO),
    ],
)
def test_who_goes_on_after_one_has_served_and_another_stood_by(
    teams: list[int], hold: bool, relay: Relay
) -> None:
    assert rules.relay(teams, serving=1, standing_by=0, hold=hold) is relay


def test_the_owner_is_who_of_some_teams_served_last() -> None:
    served = {2: 5, 0: 1, 1: 0}
    assert rules.owner(served, [0, 1, 2]) == (1, 0)
    assert rules.owner(served, [2, 0]) == (0, 1)
    assert rules.owner(served, [3]) is None
    assert rules.owner({}, [0]) is None


@pytest.mark.parametrize(
    ("going_on", "waits"), [([], False), ([2], False), ([3], True), ([2, 3, 3], True)]
)
def test_who_needs_a_branch_waits_while_one_of_that_name_goes_on(
    going_on: list[int], waits: bool
) -> None:
    assert rules.has_to_wait(3, going_on) is waits


@pytest.mark.parametrize(("due", "may_be"), [(DAY - 1, True), (DAY, False), (DAY + 1, False)])
def test_a_promise_due_as_the_last_day_closes_is_not_broken(due: int, may_be: bool) -> None:
    assert rules.may_be_broken(due, DAY) is may_be


@pytest.mark.parametrize(
    ("outcome", "times", "returns", "may"),
    [
        (NONE, 0, 1, True),
        (NONE, 1, 1, False),
        (NONE, 9, NONE, True),
        (Outcome.RESOLVED, 1, 2, True),
        (Outcome.WALKED_AWAY, 0, NONE, False),
        (Outcome.WALKED_AWAY, 0, 1, False),
    ],
)
def test_all_ask_after_a_promise_but_those_who_walked_away_or_asked_often_enough(
    outcome: int, times: int, returns: int, may: bool
) -> None:
    assert rules.may_ask(outcome, times, returns) is may
