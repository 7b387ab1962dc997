"""What the plain engine remembers: an issue, a request that waits, a visit that runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeAlias

import numpy as np

from blueprint_sim.simulation.log import Handoff
from blueprint_sim.simulation.program import NONE, Outcome

Actor: TypeAlias = tuple[int, int]
"""A team and one of its workers; the worker of an unlimited machine is -1."""


class Where(Enum):
    """Where the customer is."""

    NOWHERE = auto()
    """Between two contacts, on the way in."""
    IN_CONTACT = auto()
    AWAY = auto()


@dataclass(slots=True, eq=False)
class Request:
    """A customer, or a task of theirs, in line: any team of the list may take them."""

    issue: Issue
    step: int
    visit: int
    teams: list[int]
    asked: int
    waiting: bool = True
    accepted: int | None = None
    """When the customer chose to be called back."""
    reneges: int | None = None
    """When the customer hangs up, as things stand."""
    reserved_for: Actor | None = None
    """The only one who may take them for now."""
    task: Task | None = None
    """What is to be done in the meantime; none: the customer stands in line in person."""

    @property
    def first(self) -> int:
        """The team in whose line the customer stands."""
        return self.teams[0]

    @property
    def ids(self) -> tuple[int, int, int]:
        """What tells its events from others at the same instant."""
        return self.issue.customer, self.step, self.visit


@dataclass(slots=True, eq=False)
class Visit:
    """A visit that runs. Its number counts from 0."""

    step: int
    number: int
    actor: Actor | None
    asked: int
    started: int
    handoff: Handoff
    questions: list[int] = field(default_factory=list)
    """Rows of the table of questions that are asked in it."""
    hurry: tuple[float, float] = (1.0, 1.0)
    """Factors on its length and on its chance to resolve."""


@dataclass(slots=True, eq=False)
class Standby:
    """A worker who stays on the line while others serve: since when, and for which visit."""

    actor: Actor
    served: int
    """The step at which they had the customer last, and the number of that visit."""
    number: int
    since: int
    where: tuple[int, int]
    """The step for which they stay, and the visit of it, from 1."""


@dataclass(slots=True, eq=False)
class Branch:
    """Work in the meantime, from its first step until it is done."""

    issue: Issue
    first: int
    contact: int
    """The contact in which it was set off."""
    target: int
    """Where it begins: the first step that is not taken out."""
    promised: bool = False
    alone: bool = False
    """What came before took no worker's time."""
    waits: Request | None = None
    """Its task's place in line, or in the heap for the morning."""


@dataclass(slots=True, eq=False)
class Task:
    """A visit of a step of a branch. Its number counts from 0."""

    branch: Branch
    step: int
    number: int
    asked: int
    actor: Actor | None = None
    began: int = -1


@dataclass(slots=True, eq=False)
class Promise:
    """How soon a branch is promised, by which visit (from 1) of which step."""

    branch: Branch
    step: int
    visit: int
    due: int
    kept: bool = False


@dataclass(slots=True, eq=False)
class Return:
    """A contact to come, after the one with this number."""

    issue: Issue
    contact: int
    promise: Promise | None = None
    """What makes the customer come; none: how that contact ended."""
    wrong: tuple[int, int, int, int] | None = None
    """What turned out to be wrong: step, visit, event and when it happened."""
    never: bool = False
    """Not before the last close."""
    overdue: bool = False
    """Was due while the customer was in touch."""

    @property
    def is_off(self) -> bool:
        """Has become pointless: in touch again already, or what was promised is done, or what was
        wrong is mended.
        """
        if self.wrong is not None:
            return self.issue.over or self.issue.unaware is not self
        if self.promise is None:
            return self.issue.contact > self.contact
        return self.promise.kept or not self.issue.is_out_of_touch


@dataclass(slots=True, eq=False)
class Issue:
    """One customer, all contacts. What stands below `contact` is of the contact at hand."""

    customer: int
    reason: int
    persona: int
    arrived: int
    visits: list[int]
    """By step, the visits used up so far."""
    told: int = 0
    had: int = 0
    resolved: bool = False
    misery: int = 0
    waited: int = 0
    over: bool = False
    served: list[Actor] = field(default_factory=list)
    """The workers who served, in that order, over all contacts."""
    branches: list[Branch] = field(default_factory=list)
    """Set off and not done yet, in the order in which they were set off."""
    promises: list[Promise] = field(default_factory=list)
    """Made and not kept yet, in the order in which they were made."""
    verdict: tuple[Outcome, bool] | None = None
    """The outcome, and whether they would come back later, once the last contact has ended."""
    left: bool = False
    """The last contact has ended, and no other has begun."""
    lately: int = 0
    """The events since the customer came; to go on elsewhere is not to come."""
    happened: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    """Step, visit, event and time of what happened, the last time, by event."""
    surfaced: list[int] = field(default_factory=list)
    """The events that turned out to be wrong, once for each time."""
    unaware: Return | None = None
    """What the customer will find out to be wrong, unless the matter is resolved anew before."""
    chases: int = 0
    """How often the customer has set out to ask after what was promised."""
    brought: int = 0
    """What the last holder of the contact before this one knew, as far as it passed on."""

    where: Where = Where.NOWHERE
    came: int = 0
    """How often the customer got in touch: contacts that do not go on from another."""
    contact: int = 0
    channel: int = NONE
    """Of the contact at hand, or while away of the last one."""
    has_line: bool = False
    onward: bool = False
    began: int = 0
    holder: Actor | None = None
    """Who had the case last."""
    held: Actor | None = None
    """Whose worker is busy with the customer right now."""
    standby: Standby | None = None
    """Who stays on the line, to take the customer back."""
    briefed: Actor | None = None
    """Who was on the line with the holder, and so knows whatever the holder knows."""
    memory: dict[Actor, int] = field(default_factory=dict)
    departures: dict[int, int] = field(default_factory=dict)
    prompts: int = 0
    cold: bool = False
    """A cold handoff has not been felt yet."""
    spell: int | None = None
    """Since when the customer has been waiting."""
    stretch: float = 1.0
    """The product of all that was announced in that spell about how long it feels."""
    request: Request | None = None
    parked: tuple[int, int] | None = None
    """Waits for a branch: at which step, and since when."""
    last: tuple[int, int] = (-1, 0)
    """Step and visit of the last row written."""
    inside: bool = False
    """In a contact."""
    goes_home: bool = False
    """Was being served as all stopped: goes home when the visit is over."""

    def begin_contact(self, now: int) -> None:
        """Come for the first time, or again, or go on elsewhere."""
        self.contact += 1
        self.began = now
        self.holder = self.held = self.spell = self.request = None
        self.standby = self.briefed = self.parked = self.verdict = None
        self.left = False
        self.memory, self.departures = {}, {}
        self.inside, self.goes_home = True, False
        self.prompts, self.cold, self.stretch = 0, False, 1.0

    @property
    def is_out_of_touch(self) -> bool:
        """Has left, or waits away until something is done."""
        return self.left or (self.where == Where.AWAY and self.parked is not None)

    @property
    def knows(self) -> int:
        """The facts known to whoever has the case."""
        return self.memory[self.holder] if self.holder else self.brought


def as_lists(part: Any) -> Any:
    """Turn the arrays of a program into lists, all the way down: scalars are quicker so."""
    if isinstance(part, np.ndarray):
        return part.tolist()
    if hasattr(part, "_fields"):
        return type(part)(*map(as_lists, part))
    return part
