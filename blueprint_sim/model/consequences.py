"""What follows from how it went: who leaves for good, and what events are worth."""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

from blueprint_sim.model.base import Gather, Reads, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.fields import SHARE, VALENCE, bare
from blueprint_sim.model.forms import closed, declare, either
from blueprint_sim.model.in_line import CHANGE, change
from blueprint_sim.model.quantities import number, share, valence

OUTCOMES: Final = (
    "resolved",
    "unresolved",
    "dead_end",
    "abandoned",
    "balked",
    "blocked",
    "walked_away",
    "unfinished",
)
"""How an issue may end."""
EACH_MISERY: Final = "each_misery"
"""Beside the outcomes: the chance with which each moment of misery drives somebody away."""

_HOW = {
    **{outcome: outcome for outcome in OUTCOMES},
    "dead_end": "at a dead end",
    "abandoned": "by hanging up",
    "balked": "by leaving at once rather than wait",
    "blocked": "by being turned away",
    "walked_away": "by walking away",
}
_SOME_CHURN = "write churn: {resolved: 5%, unresolved: 25%}"


def churn(value: Tree) -> dict[str, float] | None:
    """Read who leaves for good: chances by outcome, and for each moment of misery.

    Raises
    ------
    Wrong
        With every key that is neither, and every value that is no share.
    """
    if value == "none":
        return None
    if not isinstance(value, dict) or not value:
        raise Wrong.because(f"{shown(value)} does not say who leaves", _SOME_CHURN)
    gather, found = Gather(), dict[str, float]()
    for key, part in value.items():
        if key in (*OUTCOMES, EACH_MISERY):
            found[key] = gather.read(share, part, key) or 0.0
        else:
            remedy = did_you_mean(key, (*OUTCOMES, EACH_MISERY))
            gather.wrong(f"{shown(key)} is no outcome of an issue", remedy, (key,))
    gather.end()
    return found


_CHURN = declare(
    "churn",
    "Who leaves for good: shares by outcome of the issue, and for each moment of misery; or none.",
    either(
        {"enum": ["none"]},
        closed(
            **{outcome: (f"Of issues that end {how}.", SHARE) for outcome, how in _HOW.items()},
            each_misery=("Of those who would stay, for each moment of misery.", SHARE),
        ),
    ),
)
Churn = Annotated[dict[str, float] | None, Reads(churn, _CHURN)]


class Feeling(NamedTuple):
    """How something feels and, if it is an event, what each time is worth."""

    feels: float = 0.0
    """Its valence, -2 to +2."""
    costs: float = 0.0
    earns: float = 0.0
    """In the scenario's currency."""
    churn: float = 1.0
    """Factor on the chance that the customer leaves for good, once an issue."""

    @property
    def is_worth(self) -> bool:
        """Whether it costs, earns or keeps anything, besides how it feels."""
        return self[1:] != Feeling()[1:]


def money(value: Tree) -> float:
    """Read a sum of money, bare, of at least 0."""
    found = number(value, "a sum of money", "a bare number, such as 10")
    if found < 0:
        said = f"{shown(value)} is negative"
        raise Wrong.because(said, "write what it brings as earns, what it takes as costs")
    return found


MONEY = bare("money", "A sum: a bare number, in the currency of the scenario.", "10")
Money = Annotated[float, Reads(money, MONEY)]


def worth(value: dict[str, Tree]) -> Feeling:
    """Read a feeling with what the event costs or earns, and whom it keeps.

    Raises
    ------
    Wrong
        With every key that is unknown, and every value that does not belong there.
    """
    if not value:
        raise Wrong.because("this feeling is empty", "write a number, or {feels: +1, costs: 10}")
    gather, found = Gather(), dict[str, float]()
    for key, part in value.items():
        if key not in Feeling._fields:
            gather.wrong(f"unknown key {shown(key)}", did_you_mean(key, Feeling._fields), (key,))
        else:
            read = {"feels": valence, "churn": change}.get(key, money)
            found[key] = gather.read(read, part, key) or 0.0
    gather.end()
    return Feeling(**found)


_WORTH = closed(
    feels=("How it feels, -2 to +2; 0 if left out.", VALENCE),
    costs=("What each time costs, in the currency of the scenario.", MONEY),
    earns=("What each time earns.", MONEY),
    churn=("How much more or less likely it makes leaving for good; once an issue.", CHANGE),
)
FEELING = declare(
    "feeling",
    "A feeling, -2 to +2; or, of an event, a map of that and of what it costs, earns, and keeps.",
    either(VALENCE, _WORTH),
)
