"""The decisions, as pure functions of tables and numbers.

Nothing here knows SimPy, a model or a tape, and nothing calls `exp` or `log`: an engine looks up
tables and luck, asks here, and does as it is told. Tables may be lists or arrays. Times are
ticks; facts and events are bits of masks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from blueprint_sim.simulation.program import (
    NONE,
    Balking,
    Choices,
    Conditions,
    Forks,
    Outcome,
    Pressure,
    Routes,
    Subject,
    Surfacing,
)

MISERY = -1.0
"""A moment at or below this valence is a moment of misery."""
WORST, BEST = -2.0, 2.0

_MASKS = (int(Subject.KNOWS), int(Subject.HAD))


def holds(conditions: Conditions, when: int, traits: Sequence[int]) -> bool:
    """Tell whether a condition holds: every group, by any one of its tests.

    `traits` are the customer's values in the order of `Subject`.
    """
    for group in range(conditions.at[when], conditions.at[when + 1]):
        tests = range(conditions.group_at[group], conditions.group_at[group + 1])
        if not any(_passes(conditions, test, traits) for test in tests):
            return False
    return True


def _passes(conditions: Conditions, test: int, traits: Sequence[int]) -> bool:
    subject = conditions.subject[test]
    value, low = traits[subject], conditions.low[test]
    if subject in _MASKS:
        return bool(value >> low & 1)
    return bool(low <= value <= conditions.high[test])


def first_match(
    table: Choices | Routes, row: int, conditions: Conditions, traits: Sequence[int]
) -> int:
    """Give the position, in a table of rules, of the first rule of a row that applies.

    Raises
    ------
    LookupError
        No rule applies and none stands for all others; `check` refuses such a scenario.
    """
    for rule in range(table.at[row], table.at[row + 1]):
        when = table.when[rule]
        if when == NONE or holds(conditions, when, traits):
            return rule
    raise LookupError(f"no rule of row {row} applies")


def branch(forks: Forks, fork: int, luck: float) -> int:
    """Give where a fork leads somebody with this luck, a number in [0, 1)."""
    row, last = forks.at[fork], forks.at[fork + 1] - 1
    while row < last and luck >= forks.upto[row]:
        row += 1
    target: int = forks.target[row]
    return target


def carried(known: int, chances: Sequence[float], luck: Sequence[float]) -> int:
    """Give the mask of the known facts that pass on at a handoff.

    `chances` are the giver's, one a fact; `luck` one uniform a fact, of which only those of
    known facts that neither always nor never pass are looked at.
    """
    passed = 0
    for fact, chance in enumerate(chances):
        if known >> fact & 1 and (chance >= 1.0 or (chance > 0.0 and luck[fact] < chance)):
            passed |= 1 << fact
    return passed


def wait_valence(wait: int, acceptable: int, slope: float) -> float:
    """Judge a wait: 0 up to the acceptable one, then `slope` worse for each further one.

    Both waits in ticks; never below -2.
    """
    if wait <= acceptable:
        return 0.0
    if acceptable <= 0:
        return WORST
    return max(WORST, -(slope * (wait - acceptable) / acceptable)) + 0.0  # never -0.0


def pressed_by(pressure: Pressure, team: int, waiting: int) -> int:
    """Give the row of what a line of some length does to those at work; NONE: nothing."""
    found = NONE
    for row in range(pressure.at[team], pressure.at[team + 1]):
        if waiting >= pressure.least[row]:
            found = row
    return found


def scaled(ticks: int, factor: float) -> int:
    """Multiply a duration by a factor of at least 0, and round it to ticks, halves up."""
    return int(ticks * factor + 0.5)


def clipped(valence: float) -> float:
    """Keep the sum of the feelings of one moment within -2 and +2."""
    return max(WORST, min(BEST, valence))


def work_is_felt(shown: bool, happened: int) -> bool:
    """Tell whether a visible step's own work is a moment of truth.

    What is `shown` on the front stage is: work, besides questions. What customers do by
    themselves crosses no line and is one only if something happens in it.
    """
    return shown or happened != 0


class Relay(IntEnum):
    """Who goes on with a customer whom one served while another stood by."""

    STILL_SERVED = 0
    """Who served, and the other goes on standing by."""
    TRANSFERRED = 1
    """Who served; the other is let go."""
    TAKEN_BACK = 2
    """Who stood by; the other is let go."""
    PASSED_ON = 3
    """Somebody new, and who stood by goes on with that; who served is let go."""
    LET_GO = 4
    """Neither."""


def relay(teams: Sequence[int], serving: int, standing_by: int, hold: bool) -> Relay:
    """Decide who goes on as a visit ends at which a worker stood by.

    `teams` may do the next step (none: the customer acts alone, or the contact ends), `serving`
    and `standing_by` are the teams of the two; `hold` is that of the next step.
    """
    if serving in teams:
        return Relay.STILL_SERVED if hold else Relay.TRANSFERRED
    if standing_by in teams:
        return Relay.TAKEN_BACK
    return Relay.PASSED_ON if hold else Relay.LET_GO


def owner(served: Mapping[int, int], teams: Sequence[int]) -> tuple[int, int] | None:
    """Give who of some teams served a customer last, as team and worker; None: nobody did.

    `served` tells of each team which of its workers did last, the latest at its end.
    """
    for team in reversed(served):
        if team in teams:
            return team, served[team]
    return None


def standing(
    priority: int, since: int, customer: int, step: int, visit: int
) -> tuple[int, int, int, int, int]:
    """Give a request's place in the line: the least goes first.

    It has waited `since` it was made, or for longer if waiting is credited to the customer.
    """
    return (-priority, since, customer, step, visit)


def line_is_full(waiting: int, limit: int) -> bool:
    """Tell whether no one more may join a line."""
    return limit != NONE and waiting >= limit


def crosses(away: bool, channel: int, to_away: bool, to_channel: int) -> bool:
    """Tell whether a step lies beyond the contact: done while away, or on another channel.

    `away` and `channel` are where the customer is (whose last channel it was, if away), the
    others where the step is done; a `to_channel` of NONE is any.
    """
    return to_away or away or to_channel not in (NONE, channel)


def line_is_free(taken: int, lines: int) -> bool:
    """Tell whether a channel has a line for one more contact."""
    return lines == NONE or taken < lines


def is_on_duty(worker: int, roster: int) -> bool:
    """Tell whether a worker, counted from 0, is one of so many on duty."""
    return worker < roster


def balk_chance(balking: Balking, persona: int, waiting: int) -> float:
    """Give the chance that somebody of a persona leaves rather than join a line of so many."""
    for row in range(balking.at[persona], balking.at[persona + 1]):
        if balking.low[row] <= waiting <= balking.high[row]:
            chance: float = balking.chance[row]
            return chance
    return 0.0


def is_heard(said: int, runs_out: int) -> bool:
    """Tell whether something is said in line before patience runs out; at a tie it is."""
    return said <= runs_out


def is_spared(luck: float, fixed: float) -> bool:
    """Tell whether a customer need not come, as that share of what brings them is fixed."""
    return luck < fixed


def may_return(times: int, returns: int) -> bool:
    """Tell whether somebody who has come so many times (from 1) may come once more."""
    return returns == NONE or times - 1 < returns


def may_surface(surfacing: Surfacing, happened: int, times: Sequence[int]) -> list[int]:
    """Give the rows of what may turn out to be wrong, in the order in which luck is asked.

    `happened` is a mask of events; `times` says of each row how often it has turned out so far.
    """
    return [
        row
        for row, event in enumerate(surfacing.event)
        if happened >> event & 1 and may_return(times[row] + 1, surfacing.returns[row])
    ]


def has_to_wait(needs: int, going_on: Iterable[int]) -> bool:
    """Tell whether a branch is not done that a step needs: `going_on` are those set off.

    A branch goes by its first step.
    """
    return needs in going_on


def may_be_broken(due: int, closes: int) -> bool:
    """Tell whether a promise can be broken: it falls due before the last day `closes`."""
    return due < closes


def may_ask(outcome: int, times: int, returns: int) -> bool:
    """Tell whether somebody may ask after a broken promise who has done so so many times.

    `outcome` is that of their last contact, or NONE if the issue goes on anyway.
    """
    return outcome != Outcome.WALKED_AWAY and (returns == NONE or times < returns)


def next_opening(due: int, opens: Sequence[int], closes: Sequence[int]) -> int:
    """Give the first instant at or after `due` within the hours of opening; NONE: never."""
    for opening, closing in zip(opens, closes, strict=True):
        if due < closing:
            return max(due, opening)
    return NONE
