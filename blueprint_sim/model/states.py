"""The states of a contact, what a visit in each brings, and how often each is visited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.model.routes import Road

NEVER = 1e-12
"""A chance below which a way is not counted on to lead out of a loop."""

Place: TypeAlias = Literal["in", "before", "away"]


class State(NamedTuple):
    """Where a customer is in a contact."""

    step: str
    resolved: bool = False
    holder: str | None = None
    """The team that has the case."""
    held: str | None = None
    """The team whose worker serves this customer right now."""
    standby: str | None = None
    """The team whose worker stays on the line meanwhile."""
    known: bool = False
    """The holder knows the fact."""
    channel: str | None = None
    """That the customer was on before this step."""
    place: Place = "in"
    """In a contact, before it, or away."""


class End(NamedTuple):
    """How a contact ends."""

    outcome: str
    known: bool = False
    """What passed on of the fact to the next contact."""
    channel: str | None = None


Spot: TypeAlias = State | End


class Passage(NamedTuple):
    """What one visit in a given state brings."""

    work: dict[str, float]
    """Seconds by team."""
    asked: float
    """The chance that the fact is asked."""
    ways: dict[Spot, float]
    roads: dict[tuple[Road, str], float]
    """The chance to leave along each road, to each step or end."""
    onward: bool = False
    """A contact begins here that goes on from another."""


class Contact(NamedTuple):
    """The solved equations of one contact."""

    states: tuple[State, ...]
    ends: tuple[End, ...]
    passages: tuple[Passage, ...]
    entries: tuple[State, ...]
    visits: NDArray[np.float64]
    """[state, entry]: expected visits; inf for states that nobody leaves."""
    endings: NDArray[np.float64]
    """[end, entry]: probabilities."""

    def follow(self, entry: Mapping[Spot, float]) -> tuple[list[float], dict[End, float]]:
        """Give the expected visits of each state, and the chance of each end.

        `entry` gives the chance of each way in; a way in may be an end at once.
        """
        entered = np.array([entry.get(state, 0.0) for state in self.entries])
        finite = np.where(np.isfinite(self.visits), self.visits, 0.0) @ entered
        forever = np.isinf(self.visits[:, entered > 0]).any(axis=1)
        ended = {spot: share for spot, share in entry.items() if isinstance(spot, End)}
        for end, share in zip(self.ends, self.endings @ entered, strict=True):
            ended[end] = ended.get(end, 0.0) + float(share)
        return np.where(forever, np.inf, finite).tolist(), ended


def solved(passages: Mapping[State, Passage], entries: tuple[State, ...]) -> Contact:
    """Solve the expected visits of a contact from each of several ways in.

    Visits n satisfy n = e + P'n for an entry e: columns of (I - P')^-1, the fundamental
    matrix of Kemeny and Snell (1960), Finite Markov Chains.
    """
    states, ends = tuple(passages), _ends(passages)
    spots: list[Spot] = [*states, *ends]
    place = {spot: i for i, spot in enumerate(spots)}
    moves = np.zeros((len(place), len(states)))
    for column, passage in enumerate(passages.values()):
        for spot, share in passage.ways.items():
            moves[place[spot], column] += share
    visits = expected_visits(moves, [place[entry] for entry in entries])
    leaving = np.where(np.isfinite(visits), visits, 0.0)
    endings = moves[len(states) :] @ leaving
    return Contact(states, ends, tuple(passages.values()), entries, visits, endings)


def _ends(passages: Mapping[State, Passage]) -> tuple[End, ...]:
    ends = (spot for passage in passages.values() for spot in passage.ways)
    return tuple(sorted({spot for spot in ends if isinstance(spot, End)}))


def expected_visits(moves: NDArray[np.float64], entries: list[int]) -> NDArray[np.float64]:
    """Solve the visits of states from which some end can be reached; those of others are inf.

    `moves` is [state or end, state]; the result is [state, entry].
    """
    states = moves.shape[1]
    leaves = np.arange(len(moves)) >= states
    while (more := (moves[leaves] > NEVER).any(axis=0) & ~leaves[:states]).any():
        leaves[:states] |= more
    keep = np.flatnonzero(leaves[:states])
    entered = np.zeros((states, len(entries)))
    entered[entries, np.arange(len(entries))] = 1.0
    visits = np.full((states, len(entries)), np.inf)
    visits[keep] = np.linalg.solve(np.eye(len(keep)) - moves[np.ix_(keep, keep)], entered[keep])
    return visits
