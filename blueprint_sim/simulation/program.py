"""The program: one variant as integer tables, and all that an engine reads besides the tape.

Names are gone; steps, teams, personas, reasons, facts and events are numbers, in the order of
their sorted names. Ragged tables are laid end to end, with offsets in a column ``at``: the rows
of entry ``i`` are ``at[i] : at[i + 1]``. Every time is a whole number of ticks (microseconds)
since the first opening.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.model.laws import Law

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

TICKS_PER_SECOND = 1_000_000
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE
TICKS_PER_DAY = 24 * TICKS_PER_HOUR

NONE = -1
"""No such row: an absent slot, route, team, worker, limit or time."""


class By(IntEnum):
    """What a choice of *by whom* yields when it is not the number of a list of teams (>= 0)."""

    NOBODY = -1
    SAME = -2


class Target(IntEnum):
    """Where a fork leads when it does not lead to a step (>= 0).

    BLOCKED is for full queues, BALKED for those who do not join one; no fork leads there.
    """

    DONE = -1
    DEAD_END = -2
    ABANDONED = -3
    WALKED_AWAY = -4
    BLOCKED = -5
    BALKED = -6


class Outcome(IntEnum):
    """How an issue, or one contact of it, ends; MOVED_ON is only ever the end of a contact."""

    RESOLVED = 0
    UNRESOLVED = 1
    DEAD_END = 2
    ABANDONED = 3
    BALKED = 4
    BLOCKED = 5
    WALKED_AWAY = 6
    UNFINISHED = 7
    MOVED_ON = 8


ISSUE_OUTCOMES = tuple(outcome for outcome in Outcome if outcome != Outcome.MOVED_ON)
"""How an issue may end."""


class Lane(IntEnum):
    """The lanes of a blueprint, from the top of the drawing down."""

    CUSTOMER = 0
    FRONTSTAGE = 1
    BACKSTAGE = 2
    SUPPORT = 3


class Subject(IntEnum):
    """What a test of a condition looks at; the traits of a customer stand in this order."""

    REASON = 0
    PERSONA = 1
    CONTACT = 2
    VISIT = 3
    KNOWS = 4
    RESOLVED = 5
    MISERY = 6
    WAITED = 7
    HAD = 8
    CHANNEL = 9


class Steps(NamedTuple):
    """One row a step, in the order of the sorted names."""

    lane: Ints
    """The `Lane`."""
    visible: Flags
    """Above the line of visibility: customer or front stage; not `away`, nor in a branch."""
    works: Flags
    """Has something to do, or to wait for, besides asking: a visit is due though all is known."""
    shows: Flags
    """Its own work, besides questions, is one moment of truth (see `rules.work_is_felt`)."""
    emptied: Flags
    """Taken out by `without`: passed through, never visited."""
    by: Ints
    """Row of `Choices`: its values are lists of teams in `TeamLists`, or `By`."""
    takes: Ints
    """Row of `Choices`: its values are slots of durations; NONE: no time of its own."""
    resolves: Ints
    """Row of `Choices`: its chances that the visit does what the customer came for; NONE."""
    resolves_slot: Ints
    next: Ints
    """Row of `Routes`."""
    if_not: Ints
    """Row of `Routes` for those still unresolved; NONE: they go where `next` says."""
    channel: Ints
    """The channel that the step is on; NONE: the one that the customer is on already."""
    away: Flags
    """Done while the customer is away: no contact goes on, and nothing is felt."""
    hold: Flags
    """Whoever has the customer on the way here stands by until somebody else has served them."""
    returns_to_same: Ints
    """For how long only the worker who served the customer last may take them; NONE: not at all."""
    meanwhile: Ints
    """The first step of the branch that a visit sets off as it ends; NONE."""
    needs: Ints
    """The first step of the branch that customers wait for before they enter; NONE."""
    promise_slot: Ints
    """Slot, by visit, of how soon the branch that it sets off is promised; NONE: no promise."""


class Questions(NamedTuple):
    """The facts that each step asks: rows ``at[step] : at[step + 1]``, by fact."""

    at: Ints
    fact: Ints
    takes_slot: Ints
    """Slot of the time that the asking takes."""
    understood: Ints
    """Row of `Choices`: the chance that the answer is understood; NONE: always."""
    understood_slot: Ints


class Happenings(NamedTuple):
    """The events that may happen in each step: rows ``at[step] : at[step + 1]``, by event."""

    at: Ints
    event: Ints
    chance: Ints
    """Row of `Choices`; NONE: always."""
    slot: Ints


class Conditions(NamedTuple):
    """Conditions: groups of tests, of which every group must hold by any one of its tests.

    The groups of condition ``w`` are ``at[w] : at[w + 1]``; the tests of group ``g`` are
    ``group_at[g] : group_at[g + 1]``. A test holds when the subject's value lies in
    ``[low, high]``; for KNOWS and HAD, when the bit ``low`` of the subject's mask is set.
    """

    at: Ints
    group_at: Ints
    subject: Ints
    low: Ints
    high: Ints


class Choices(NamedTuple):
    """First match wins: rows ``at[i] : at[i + 1]``; `when` is a condition or NONE (otherwise)."""

    at: Ints
    when: Ints
    value: Ints
    chance: Floats


class Routes(NamedTuple):
    """Ways on. Rows ``at[r] : at[r + 1]``, first match wins; `slot` (one a route) is the luck."""

    at: Ints
    when: Ints
    fork: Ints
    slot: Ints


class Forks(NamedTuple):
    """Shares of ways on: rows ``at[f] : at[f + 1]``; the first with ``u < upto`` is taken.

    Cumulated in a fixed order: `done`, the other ends, then steps by name. The last `upto` is 1.
    """

    at: Ints
    upto: Floats
    target: Ints


class TeamLists(NamedTuple):
    """Teams in order of preference: rows ``at[i] : at[i + 1]``."""

    at: Ints
    team: Ints


class Teams(NamedTuple):
    """One row a team or machine, in the order of the sorted names."""

    machine: Flags
    size: Ints
    """Workers 0 .. size - 1, the most there ever are; NONE: unlimited (its worker is NONE too)."""
    at_once: Ints
    """How many customers each worker serves at the same time."""
    staffed: Flags
    """Some reachable step may use it; else nobody is paid."""
    limit: Ints
    """How many may wait in its line; NONE: any number."""
    when_full: Ints
    """Where a customer goes who finds the line full: a step, or `Target.BLOCKED`."""
    wraps: Flags
    """Has a wrap-up."""
    wrap_slot: Ints
    """[team, step]: slot of the wrap-up after a visit of that step; NONE."""
    carries: Floats
    """[team, fact]: the chance that a known fact passes on at a handoff (0 and 1: no draw)."""
    carry_slot: Ints
    """[team, fact]: slot of that chance; NONE where it is 0 or 1."""


class Channels(NamedTuple):
    """One row a channel, in the order of the sorted names."""

    lines: Ints
    """How many contacts may be on it at once; NONE: any number."""
    live: Flags
    """The customer is there while they wait; else they have no patience and make no effort."""
    acceptable_slot: Ints
    """Slot of the wait that is felt as nothing; NONE: that of the persona."""
    replies_slot: Ints
    """[channel, step]: slot of the time that the customer takes to answer a visit that asked
    something; NONE: answers are part of the visit."""
    carries: Floats
    """[channel, fact]: the chance that a known fact passes on to the next contact."""
    carry_slot: Ints
    """[channel, fact]: slot of that chance, by contact; NONE where it is 0 or 1."""


class Rosters(NamedTuple):
    """Who is on duty, of teams whose workers come and go: rows ``at[team] : at[team + 1]``.

    A team of a fixed size has no rows: all its workers are on duty throughout. Times ascend, the
    first of each day is its opening; what holds at closing holds until the next opening.
    """

    at: Ints
    time: Ints
    """From this tick on,"""
    workers: Ints
    """workers 0 .. workers - 1 are on duty. Before the first row nobody is."""


class Callbacks(NamedTuple):
    """Calling customers back instead of letting them wait in line. One row a team."""

    after_slot: Ints
    """Slot, by contact, of how long after joining its line it is offered; NONE: never."""
    accept: Ints
    """Row of `Choices`: the chance that a customer accepts it; NONE where it is not offered."""
    accept_slot: Ints
    """Slot of that luck, by contact."""
    answers: Ints
    """Row of `Choices`: the chance that a customer answers when called; NONE: always."""
    answers_slot: Ints
    """Slot of that luck, by contact."""


class Announcements(NamedTuple):
    """What those hear who wait in a line. One row a team."""

    after: Ints
    """Ticks in the line until it is heard; NONE: nothing is said."""
    patience: Floats
    """What is left of their patience is multiplied by this."""
    felt_wait: Floats
    """The wait feels as long as its length times this."""


class Pressure(NamedTuple):
    """What a line does to those at work: rows ``at[team] : at[team + 1]``, by length."""

    at: Ints
    least: Ints
    """From so many waiting in the team's line on; the last such row decides."""
    takes: Floats
    """The length of a visit is multiplied by this."""
    resolves: Floats
    """The chance that it resolves is multiplied by this."""


class Personas(NamedTuple):
    """One row a persona: how they wait, what they bear, who goes first."""

    patience_slot: Ints
    """Slot by contact; NONE: never hangs up."""
    acceptable_slot: Ints
    """Slot of the wait that is felt as nothing."""
    tolerance: Ints
    """Walks away at this many moments of misery; NONE: never."""
    priority: Ints
    """Larger goes first."""
    head_start: Ints
    """Waiting credited beforehand, in ticks: among equals the longest waiting goes first."""


class Balking(NamedTuple):
    """Who leaves rather than join a line: rows ``at[persona] : at[persona + 1]``, by length.

    A row holds while at least `low` and at most `high` wait in it; no two hold at once.
    """

    at: Ints
    low: Ints
    high: Ints
    chance: Floats
    slot: int
    """Slot of the luck, by contact; NONE: nobody ever balks."""


class Feelings(NamedTuple):
    """Valences, -2 to +2. Every array starts with the axis of personas."""

    wait_slope: Floats
    patience_for_prompts: Ints
    repeated_question: Floats
    one_more_question: Floats
    cold_handoff: Floats
    event: Floats
    """[persona, event]."""
    ending: Floats
    """[persona, outcome]; unfinished issues have no ending."""


class Afterwards(NamedTuple):
    """Coming back. One row an `Outcome` of a contact."""

    chance: Ints
    """Row of `Choices`; NONE: nobody comes back."""
    delay_slot: Ints
    returns: Ints
    """Comes back while fewer returns than this have been made; NONE: any number."""
    slot: int
    """Slot of the luck, by contact, whatever the outcome."""


class Chasing(NamedTuple):
    """Getting in touch because a promise was broken, while in no contact."""

    chance: int
    """Row of `Choices`; NONE: nobody does."""
    delay_slot: int
    returns: int
    """Does so while it has been done less often than this in the issue; NONE: any number."""
    slot: int
    """Slot of the luck, by contact."""


class Fixes(NamedTuple):
    """Who need not come, since what would have brought them is mended. One row a reason."""

    share: Floats
    """Of those with this reason; 0: everybody comes."""
    slot: Ints
    """Slot of the luck, by customer: one for each cause; NONE where everybody comes."""
    cost_per_day: Floats
    """What mending costs for each day of opening, in the scenario's currency; one row a cause that
    is fixed and has a cost."""


class Rates(NamedTuple):
    """What the teams cost, in the scenario's currency; one row a team."""

    per_hour: Floats
    """For each worker's hour of duty."""
    per_minute: Floats
    """For each minute in use."""
    per_visit: Floats


class Calendar(NamedTuple):
    """The days. Ticks since the first opening."""

    opens: Ints
    closes: Ints
    warm_up: int
    stop: bool
    """At closing, nobody inside starts any more (else everyone inside is served)."""
    first_day: int = 0
    """Weekday on which the first day opens, from 0 for Monday; the others follow."""


class Names(NamedTuple):
    """Names by number."""

    steps: tuple[str, ...]
    teams: tuple[str, ...]
    personas: tuple[str, ...]
    reasons: tuple[str, ...]
    facts: tuple[str, ...]
    events: tuple[str, ...]
    channels: tuple[str, ...]


class Slot(NamedTuple):
    """What one slot of the tape is drawn for; the key of its luck, and the law it goes through.

    Two slots with the same purpose, detail and step share their uniform, by design: the patience
    of two personas, or two laws between which a rule decides.
    """

    purpose: str
    detail: str = ""
    step: str = ""
    law: Law | None = None
    """None: a plain uniform, for a chance."""


class Program(NamedTuple):
    """One variant, ready to run."""

    variant: str
    names: Names
    calendar: Calendar
    steps: Steps
    questions: Questions
    happenings: Happenings
    conditions: Conditions
    choices: Choices
    routes: Routes
    forks: Forks
    start: int
    """Row of `Routes` at which every contact begins."""
    broken_promise: int
    """The event of a promise that was not kept in time; NONE: nothing is promised."""
    done_resolves: bool
    """No step says `resolves`: whoever reaches `done` is resolved."""
    team_lists: TeamLists
    teams: Teams
    rosters: Rosters
    callbacks: Callbacks
    channels: Channels
    announcements: Announcements
    pressure: Pressure
    personas: Personas
    balking: Balking
    feelings: Feelings
    afterwards: Afterwards
    chasing: Chasing
    fixes: Fixes
    rates: Rates
    slots: tuple[Slot, ...]


class Customers(NamedTuple):
    """The people who come, in the order of their arrival. The same in every variant."""

    arrival: Ints
    """Ticks, never decreasing; every one within the hours of opening."""
    reason: Ints
    persona: Ints
    layer: Ints
    """With `index`, the key of this customer's luck."""
    index: Ints  # type: ignore[assignment]  # hides `tuple.index`, which nobody asks a table


def fingerprint(program: Program) -> str:
    """Sixteen hexadecimal digits that change with anything in the program."""
    digest = hashlib.blake2b(digest_size=8)
    _feed(digest, program)
    return digest.hexdigest()


def _feed(digest: Any, part: Any) -> None:
    if isinstance(part, np.ndarray):
        digest.update(f"{part.dtype}{part.shape}".encode())
        digest.update(np.ascontiguousarray(part).tobytes())
    elif isinstance(part, tuple):
        digest.update(f"({len(part)}".encode())
        for item in part:
            _feed(digest, item)
    else:
        digest.update(repr(part).encode())
