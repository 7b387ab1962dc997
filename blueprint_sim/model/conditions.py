"""Conditions (`when`) and the rules that they decide: first match wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from blueprint_sim.model.base import Gather, Tree, Wrong, did_you_mean, nearest, need_map, shown
from blueprint_sim.model.forms import Form, closed, declare, either, list_of
from blueprint_sim.model.quantities import SECONDS, count, duration
from blueprint_sim.model.texts import name, yes_or_no

T = TypeVar("T")


BROKEN_PROMISE = "broken_promise"
"""The event of a promise that was not kept in time."""


class Interval(NamedTuple):
    """A closed interval of numbers; a missing end is open to infinity."""

    low: float | None = None
    high: float | None = None


class Condition(NamedTuple):
    """What must hold, all of it; within one subject any one of the values suffices.

    An empty tuple (for `resolved`: None) asks nothing of that subject.
    """

    reason: tuple[str, ...] = ()
    persona: tuple[str, ...] = ()
    contact: tuple[Interval, ...] = ()
    """Number of the contact within the issue, from 1."""
    visit: tuple[Interval, ...] = ()
    """Number of this visit of the step within the issue, from 1."""
    knows: tuple[str, ...] = ()
    """Facts known to whoever has the customer now."""
    resolved: bool | None = None
    misery: tuple[Interval, ...] = ()
    """Moments of misery so far in the issue."""
    waited: tuple[Interval, ...] = ()
    """Time waited for a person so far in the issue, in seconds."""
    had: tuple[str, ...] = ()
    """Events that have happened in the issue."""
    channel: tuple[str, ...] = ()
    """The channel that the customer is on, or was on last."""


class Rule(NamedTuple, Generic[T]):
    """One rule: `when` None means otherwise, or always.

    A value that rules may decide is a tuple of them, of which the last is unconditional; a plain
    value is one unconditional rule.
    """

    when: Condition | None
    then: T


def always(then: T) -> tuple[Rule[T], ...]:
    """Make the rules of a plain value."""
    return (Rule(None, then),)


def rules(
    value: Tree, read: Callable[[Tree], T], otherwise: T | None = None
) -> tuple[Rule[T], ...]:
    """Read a value that may be decided by rules.

    Parameters
    ----------
    value
        A plain value, or a list of ``{when, then}`` that ends with ``{otherwise}``.
    read
        Reads a plain value.
    otherwise
        What holds where no rule does, if `otherwise` may be left out.
    """
    if not is_rules(value):
        return always(read(value))
    gather = Gather()
    found = [gather.read(lambda item: _rule(item, read), item, i) for i, item in enumerate(value)]
    gather.end()
    read_rules = [rule for rule in found if rule is not None]
    for i, rule in enumerate(read_rules[:-1]):
        if rule.when is None:
            gather.wrong("rules after `otherwise` are never reached", "put it last", (i,))
    if all(rule.when is not None for rule in read_rules):
        if otherwise is None:
            gather.wrong("the rules do not say what happens otherwise", "end with {otherwise: ...}")
        else:
            read_rules.append(Rule(None, otherwise))
    gather.end()
    return tuple(read_rules)


def is_rules(value: Tree) -> bool:
    """Tell a list of rules from other lists."""
    marks = ("when", "then", "otherwise")
    return isinstance(value, list) and any(
        isinstance(item, dict) and any(mark in item for mark in marks) for item in value
    )


def _rule(item: Tree, read: Callable[[Tree], T]) -> Rule[T]:
    forms = "a rule is {when: {...}, then: ...} or {otherwise: ...}"
    if not isinstance(item, dict):
        raise Wrong.because(f"{shown(item)} is not a rule", forms)
    gather = Gather()
    for key in item:
        if key not in ("when", "then", "otherwise"):
            gather.wrong(f"unknown key {shown(key)}", forms, (key,))
    if set(item) not in ({"when", "then"}, {"otherwise"}) and not gather.problems:
        gather.wrong("this rule is not whole", forms)
    gather.end()
    if "otherwise" in item:
        then = gather.read(read, item["otherwise"], "otherwise")
        gather.end()
        return Rule(None, then)  # type: ignore[arg-type]
    when = gather.read(condition, item["when"], "when")
    then = gather.read(read, item["then"], "then")
    gather.end()
    return Rule(when, then)  # type: ignore[arg-type]


def condition(value: Tree) -> Condition:
    """Read what stands after `when`."""
    tree = need_map(value, f"what must hold: {', '.join(_SUBJECTS)}")
    if not tree:
        raise Wrong.because("this condition asks nothing", "write {otherwise: ...} instead")
    gather = Gather()
    parts: dict[str, Any] = {}
    for key, part in tree.items():
        if key not in _SUBJECTS:
            guess = did_you_mean(key, _SUBJECTS)
            if nearest(key, [BROKEN_PROMISE]):
                guess = f"it is an event, and asked for by had: {BROKEN_PROMISE}"
            gather.wrong(f"{shown(key)} cannot be tested", guess, (key,))
        else:
            parts[key] = gather.read(_SUBJECTS[key], part, key)
    gather.end()
    return Condition(**parts)


def _any_of(read: Callable[[Tree], T]) -> Callable[[Tree], tuple[T, ...]]:
    """Make a reader of one value, or of a list of which any one suffices."""

    def read_all(value: Tree) -> tuple[T, ...]:
        if not isinstance(value, list):
            return (read(value),)
        if not value:
            raise Wrong.because("this list is empty", "write at least one value")
        gather = Gather()
        found = [gather.read(read, item, i) for i, item in enumerate(value)]
        gather.end()
        return tuple(found)  # type: ignore[arg-type]

    return read_all


_MORE = re.compile(r"(.+?)\s+or\s+(more|longer)")
_LESS = re.compile(r"(.+?)\s+or\s+(less|fewer|shorter)")
_BETWEEN = re.compile(r"(.+?)\s+to\s+(.+)")


def interval(value: Tree, read: Callable[[Tree], float]) -> Interval | None:
    """Read ``2 or more``, ``2 or less`` or ``2 to 4``; None for anything else."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if match := _MORE.fullmatch(text):
        return Interval(low=read(match[1]))
    if match := _LESS.fullmatch(text):
        return Interval(high=read(match[1]))
    if match := _BETWEEN.fullmatch(text):
        low, high = read(match[1]), read(match[2])
        if low > high:
            raise Wrong.because(f"{shown(text)} runs backwards", "write the smaller number first")
        return Interval(low, high)
    return None


def _times(value: Tree) -> Interval:
    """Read how often: ``2``, ``2 or more``, ``2 or fewer``, ``2 to 4``."""
    found = interval(value, count)
    if found is None:
        try:
            exactly = count(value)
        except Wrong:
            remedy = "write 2, '2 or more', '2 or fewer' or '2 to 4'"
            raise Wrong.because(f"{shown(value)} is not a number of times", remedy) from None
        found = Interval(exactly, exactly)
    return found


def _how_long(value: Tree) -> Interval:
    """Read how long: ``10 min or more``, ``10 min or less``, ``5 to 10 min``."""
    text = " ".join(value.split()) if isinstance(value, str) else value
    if isinstance(text, str) and (match := _BETWEEN.fullmatch(text)):
        unit = match[2].split()[-1]
        if match[1].split()[-1] not in SECONDS and unit in SECONDS:
            text = f"{match[1]} {unit} to {match[2]}"
    found = interval(text, duration)
    if found is None:
        duration(text)
        remedy = f"write '{text} or more' or '{text} or less'"
        raise Wrong.because(f"nobody waits exactly {shown(text)}", remedy)
    return found


_SUBJECTS: dict[str, Callable[[Tree], Any]] = {
    "reason": _any_of(name),
    "persona": _any_of(name),
    "contact": _any_of(_times),
    "visit": _any_of(_times),
    "knows": _any_of(name),
    "resolved": yes_or_no,
    "misery": _any_of(_times),
    "waited": _any_of(_how_long),
    "had": _any_of(name),
    "channel": _any_of(name),
}


_ONE: Form = {"type": ["string", "number"]}
_MANY = either(_ONE, list_of(_ONE))
CONDITION = declare(
    "condition",
    "What must hold, all of it; a list means any of.",
    closed(
        reason=("Why the customer came.", _MANY),
        persona=("What kind of customer it is.", _MANY),
        contact=("Number of the contact within the issue: 1, '2 or more'.", _MANY),
        visit=("Number of this visit of the step.", _MANY),
        knows=("A fact that whoever has the customer knows.", _MANY),
        resolved=(
            "Whether the matter is resolved.",
            {"enum": [True, False, "yes", "no", "true", "false"]},
        ),
        misery=("Moments of misery so far in the issue.", _MANY),
        waited=("Time waited for a person so far: '10 min or more'.", _MANY),
        had=("An event that happened in the issue.", _MANY),
        channel=("The channel that the customer is on, or was on last.", _MANY),
    ),
)
