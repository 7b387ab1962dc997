"""Those who wait for a worker, as the auditor sees them: in which places, and who goes first."""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint_sim.simulation.log import End
from tests.oracles.audit_rows import Row
from tests.oracles.offers import Accepted
from tests.oracles.plain_state import Actor
from tests.oracles.stories import demand


class Place(NamedTuple):
    """By whom a request may be taken: any of some teams, or for now only their owner."""

    teams: tuple[int, ...]
    owner: Actor | None = None

    def is_for(self, actor: Actor) -> bool:
        """Tell whether a worker may take it."""
        return actor[0] in self.teams and self.owner in (None, actor)


class Waiting(NamedTuple):
    """Somebody in line, and the places of which one is theirs."""

    row: Row
    places: list[Place]
    accepted: Accepted | None = None
    """The callback that they accept, sooner or later."""

    @property
    def firsts(self) -> set[int]:
        """The teams in one of whose lines they stand."""
        return {place.teams[0] for place in self.places}

    def may_go_to(self, actor: Actor) -> bool:
        """Tell whether some place is for a worker."""
        return any(place.is_for(actor) for place in self.places)

    @property
    def may_be_reserved(self) -> bool:
        """Some place is for its owner only."""
        return any(place.owner is not None for place in self.places)

    def must_go_to(self, actor: Actor) -> bool:
        """Tell whether every place is for a worker."""
        return all(place.is_for(actor) for place in self.places)

    def is_served(self, actor: Actor, now: int) -> bool:
        """Tell whether the log has a worker serve them from now on."""
        return self.row.actor == actor and self.row.started == now

    def may_be_called(self, actor: Actor, now: int) -> bool:
        """Tell whether a worker serves them, or may be the one whose call they do not answer."""
        missed = self.row.how == End.UNANSWERED and self.row.ended == now
        return missed or self.is_served(actor, now)


class Queue:
    """All who wait, whatever line they stand in."""

    def __init__(self, tables: Any, people: Any) -> None:
        self.tables = tables
        self.people = people
        self.waiting: list[Waiting] = []

    def in_line(self, team: int) -> range:
        """Give how many may stand in the line of a team: where some stand hangs on a rule."""
        fewest = sum(other.firsts == {team} for other in self.waiting)
        return range(fewest, 1 + sum(team in other.firsts for other in self.waiting))

    def is_full(self, team: int) -> bool:
        """Tell whether the line of a team takes nobody more, wherever others stand."""
        return bool(0 <= self.tables.teams.limit[team] <= self.in_line(team)[0])

    def still_waits(self, row: Row) -> Waiting | None:
        """Give who waits in line for a row; none: they do no more."""
        return next((somebody for somebody in self.waiting if somebody.row is row), None)

    def replace(self, somebody: Waiting, places: list[Place]) -> Waiting:
        """Let somebody wait in other places."""
        self.waiting.remove(somebody)
        self.waiting.append(somebody._replace(places=places))
        return self.waiting[-1]

    def called(self, actor: Actor, now: int) -> list[Waiting]:
        """Give who waits, and begins now with a worker."""
        return [
            somebody
            for somebody in self.waiting
            if somebody.is_served(actor, now) and somebody.may_go_to(actor)
        ]

    def precedence(self, somebody: Waiting) -> tuple[int, ...]:
        """Give what sorts who goes first to the front."""
        row, personas = somebody.row, self.tables.personas
        persona = self.people.persona[row.customer]
        since = row.asked - personas.head_start[persona]
        return -personas.priority[persona], since, row.customer, row.step, row.visit


def uncalled(somebody: Waiting) -> None:
    """Object unless somebody whom nobody called has no other end."""
    row, accepted = somebody.row, somebody.accepted
    demand(row.how == End.UNFINISHED, "nobody called them", row)
    to_the_end = accepted is None or accepted.ended == row.ended
    demand(to_the_end, "who is never called is off the line to the end", row)
