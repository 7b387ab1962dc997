"""Tables of what is decided on the way, by rule or by luck: conditions, values, ways on."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.simulation.program.columns import Floats, Ints


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
