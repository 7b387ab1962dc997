"""Numbers that stand for something other than a row."""

from __future__ import annotations

from enum import IntEnum


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
