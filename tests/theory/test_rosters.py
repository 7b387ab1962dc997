from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.sparse import csr_array

from blueprint_sim.theory import ErlangA, ErlangC, RosterQueue, Stretch

WORKERS, PLACES = 4, 24
State = tuple[frozenset[int], int]
STATES: list[State] = [
    (frozenset(worker for worker in range(WORKERS) if mask >> worker & 1), waiting)
    for mask, waiting in product(range(1 << WORKERS), range(PLACES + 1))
]
NUMBER = {state: number for number, state in enumerate(STATES)}


def ways(state: State, one: Stretch, service: float, patience: float) -> list[tuple[State, float]]:
    """Tell where a queue of workers with names goes from a state, and at which rates."""
    busy, waiting = state
    idle = sorted(set(range(one.workers)) - busy)
    found = [((busy, waiting - 1), waiting / patience)] if waiting else []
    if idle:
        found.append(((busy | {idle[0]}, waiting), one.arrival_rate))
    elif waiting < PLACES:
        found.append(((busy, waiting + 1), one.arrival_rate))
    for worker in busy:
        again = worker < one.workers and waiting > 0
        found.append(((busy, waiting - 1) if again else (busy - {worker}, waiting), 1 / service))
    return found


def called(state: State, workers: int) -> State:
    busy, waiting = state
    idle = sorted(set(range(workers)) - busy)[:waiting]
    return busy | set(idle), waiting - len(idle)


def one_by_one(day: Sequence[Stretch], service: float, patience: float) -> list[dict[str, float]]:
    """Work a day out anew, worker by worker: the means at the end of each stretch, and over it."""
    shares, found = np.eye(1, len(STATES))[0], []
    for one in day:
        before, shares = shares, np.zeros(len(STATES))
        rates = np.zeros((len(STATES), len(STATES)))
        for state, row in NUMBER.items():
            shares[NUMBER[called(state, one.workers)]] += before[row]
            for to, rate in ways(state, one, service, patience):
                rates[row, NUMBER[to]] += rate
                rates[row, row] -= rate
        shares, spent = passing(shares, rates, one.length)
        found.append({**told(spent, one, "over"), **told(shares, one, "end")})
    return found


def passing(shares: np.ndarray, rates: np.ndarray, length: float) -> tuple[np.ndarray, np.ndarray]:
    """Give the shares at the end, and their mean on the way, by a Runge-Kutta method."""
    flow, states = csr_array(rates).T, len(shares)
    ahead = solve_ivp(
        lambda _, mixed: np.append(flow @ mixed[:states], mixed[:states]),
        (0, length),
        np.append(shares, 0 * shares),
        rtol=1e-10,
        atol=1e-13,
    )
    end, spent = np.split(ahead.y[:, -1], 2)
    return end, spent / length


def told(shares: np.ndarray, one: Stretch, when: str) -> dict[str, float]:
    def mean(values: list[float]) -> float:
        return float(shares @ np.array(values))

    return {
        f"queue_{when}": mean([waiting for _, waiting in STATES]),
        f"busy_{when}": mean([len(busy) for busy, _ in STATES]),
        f"beyond_{when}": mean([sum(k >= one.workers for k in busy) for busy, _ in STATES]),
        f"waits_{when}": mean([set(range(one.workers)) <= busy for busy, _ in STATES]),
    }


DAYS = {
    "falls": [Stretch(3, 2.0, 4), Stretch(2, 0.5, 2), Stretch(2, 0.5, 2)],
    "falls twice, rises": [
        Stretch(2, 2, 4),
        Stretch(1, 0.9, 3),
        Stretch(1, 0.4, 1),
        Stretch(2, 1, 4),
    ],
    "nobody for a while": [
        Stretch(1, 0.8, 0),
        Stretch(2, 2.0, 3),
        Stretch(1, 0.5, 0),
        Stretch(2, 0.5, 2),
    ],
}


@pytest.mark.parametrize("patience", [math.inf, 1.5])
@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
def test_a_day_worked_out_worker_by_worker_says_the_same(
    day: list[Stretch], patience: float
) -> None:
    queue = RosterQueue(day, 0.9, patience)
    ends = np.cumsum([one.length for one in day])
    again = one_by_one(day, 0.9, patience)
    for found, course, end in zip(again, queue.courses, ends, strict=True):
        last = queue.at(end - 1e-9)
        assert found == pytest.approx(
            {
                "queue_over": course.queue,
                "busy_over": course.busy,
                "beyond_over": course.beyond,
                "waits_over": course.all_busy,
                "queue_end": last.queue,
                "busy_end": last.busy,
                "beyond_end": last.beyond,
                "waits_end": last.all_busy,
            },
            abs=1e-7,
        )


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.floats(0.5, 4))
def test_patience_like_service_makes_rosters_no_matter(rosters: list[int], service: float) -> None:
    """Served or waiting, one leaves at one rate: as many are there as with endless workers."""
    day = [Stretch(5.0, 3.0, workers) for workers in rosters]
    queue = RosterQueue(day, service, service)
    for time in np.linspace(0, 5.0 * len(day), 7, endpoint=False):
        course = queue.at(time)
        present = 3.0 * service * (1 - math.exp(-time / service))
        assert course.queue + course.busy == pytest.approx(present, abs=1e-9)


def test_a_long_day_is_the_steady_state() -> None:
    patient, steady = RosterQueue([Stretch(600.0, 4.2, 12)], 2.0), ErlangC(4.2, 2.0, 12)
    assert patient.at(599.0).queue == pytest.approx(steady.queue_mean)
    assert patient.at(599.0).all_busy == pytest.approx(steady.share_waiting)
    assert patient.at(599.0).busy == pytest.approx(steady.load)
    leaving, of_a = RosterQueue([Stretch(600.0, 4.2, 12)], 2.0, 1.0), ErlangA(4.2, 2.0, 1.0, 12)
    assert leaving.at(599.0).queue == pytest.approx(of_a.queue_mean)
    assert leaving.wait_mean == pytest.approx(of_a.wait_mean, rel=1e-2)
    assert leaving.share_abandoning == pytest.approx(of_a.share_abandoning, rel=1e-2)
    assert leaving.share_waiting == pytest.approx(of_a.share_waiting, rel=1e-2)


def test_all_that_is_begun_is_finished() -> None:
    """All of the work that the day brings is done: within its hours, or after them."""
    day = [Stretch(60, 2, 6), Stretch(60, 2.5, 9), Stretch(60, 1.5, 4)]
    queue = RosterQueue(day, 2.5)
    within = sum(60 * course.busy for course in queue.courses)
    assert within + queue.overtime_means[-1] == pytest.approx(2.5 * queue.customers, rel=1e-10)


def test_those_beyond_the_roster_work_one_more_service_on_the_mean() -> None:
    """However long they have been at it, when service has no memory."""
    queue = RosterQueue([Stretch(20, 2, 6), Stretch(60, 0.5, 2)], 2.5)
    staying = queue.at(20).beyond
    assert staying == pytest.approx(
        queue.at(20 - 1e-9).busy - queue.at(20 + 1e-9).busy + staying, abs=1e-6
    )
    assert queue.overtime_means[1] == pytest.approx(2.5 * staying, rel=1e-9)
    assert queue.overtime_means[0] == 0.0


def test_a_line_of_hundreds_is_no_trouble() -> None:
    queue = RosterQueue([Stretch(100, 10, 4), Stretch(300, 1, 12)], 1.0)
    assert queue.at(100).queue == pytest.approx(600 - 8, rel=0.02)
    assert queue.at(399).queue < 1


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="last roster must have somebody"):
        RosterQueue([Stretch(1, 1, 1), Stretch(1, 1, 0)], 1.0)
    with pytest.raises(ValueError, match="customers must be positive"):
        RosterQueue([Stretch(1, 0, 1)], 1.0)
    with pytest.raises(ValueError, match="mean_patience must be positive"):
        RosterQueue([Stretch(1, 1, 1)], 1.0, 0.0)
    with pytest.raises(ValueError, match="the day has no 2: it lasts 1"):
        RosterQueue([Stretch(1, 1, 1)], 1.0).at(2)
