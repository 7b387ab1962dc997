"""Tallies of what to expect: visits, questions, work, and ways, contact by contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from blueprint_sim.model.routes import Edge
from blueprint_sim.model.states import Contact, End, Spot


class Tally:
    """Expectations for one customer, or for all kinds of them weighed."""

    def __init__(self) -> None:
        self.visits: dict[str, float] = defaultdict(float)
        self.asked: dict[str, float] = defaultdict(float)
        self.questions: dict[tuple[str, str], float] = defaultdict(float)
        self.work: dict[str, float] = defaultdict(float)
        self.tasks: dict[str, float] = defaultdict(float)
        self.ways: dict[Edge, float] = defaultdict(float)
        self.contacts = 0.0

    def add(self, other: Tally, weight: float) -> None:
        """Add another, weighed."""
        self.contacts += weight * other.contacts
        for step, times in other.visits.items():
            self.visits[step] += weight * times
        for team, seconds in other.work.items():
            self.work[team] += weight * seconds
        for team, seconds in other.tasks.items():
            self.tasks[team] += weight * seconds
        for edge, times in other.ways.items():
            self.ways[edge] += weight * times
        for which, times in other.questions.items():
            self.questions[which] += weight * times

    def count(self, contact: Contact, entry: Mapping[Spot, float]) -> dict[End, float]:
        """Count one contact, entered with the given chances; give how it ends."""
        visits, ended = contact.follow(entry)
        self.contacts += sum(entry.values())
        for state, passage, times in zip(contact.states, contact.passages, visits, strict=True):
            self.visits[state.step] += times
            self.contacts += times if passage.onward else 0.0
            self.asked[state.step] += times * passage.asked if passage.asked else 0.0
            for team, seconds in passage.work.items():
                self.work[team] += times * seconds if seconds else 0.0
            for (road, target), share in passage.roads.items():
                self.ways[state.step, target, road] += times * share
        return ended
