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
_SOME_CHURN = "write churn: {resolved: 5%, unresolved: 25%}, or none"
_CALLED: Final = {
    "abandoned": "hung_up hang_up hangs_up hanging_up gave_up given_up reneged lost_in_line",
    "balked": "left left_at_once leaves_at_once leaving_at_once did_not_wait not_waited",
    "blocked": "turned_away being_turned_away busy rejected no_line full",
    "walked_away": "walked_out walks_out walked_off walking_away left_angry",
    "dead_end": "at_a_dead_end stuck",
    "resolved": "solved helped done fixed served",
    "unresolved": "unsolved not_resolved not_solved failed",
    "unfinished": "open still_open not_finished",
    EACH_MISERY: "misery miseries each_moment_of_misery per_misery",
}
_OUTCOME_OF: Final = {word: key for key, words in _CALLED.items() for word in words.split()}
"""What people may write for an outcome, with the outcome."""


def outcome_called(word: str) -> str:
    """Say what an outcome is called here for which people may write `word`; else nothing."""
    meant = _OUTCOME_OF.get("_".join(word.casefold().replace("-", " ").split()))
    return f"it is called '{meant}' here" if meant else ""


def churn(value: Tree) -> dict[str, float] | None:
    """Read who leaves for good: chances by outcome, and for each moment of misery.

    Raises
    ------
    Wrong
        With every key that is neither, and every value that is no share.
    """
    if value in ("none", "nothing", "", {}):
        return None
    if not isinstance(value, dict) or not value:
        raise Wrong.because(f"{shown(value)} does not say who leaves", _SOME_CHURN)
    gather, found = Gather(), dict[str, float]()
    for key, part in value.items():
        if key in (*OUTCOMES, EACH_MISERY):
            found[key] = gather.read(share, part, key) or 0.0
        else:
            remedy = outcome_called(key) or did_you_mean(key, (*OUTCOMES, EACH_MISERY))
            gather.wrong(f"{shown(key)} is no outcome of an issue", remedy, (key,))
    gather.end()
    return found


_CHURN = declare(
    "churn",
    "Who leaves for good: shares by outcome of the issue, and for each moment of misery; or none.",
    either(
        {"enum": ["none", "nothing", None, ""]},
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
    return _money(value, "a sum of money is 0 or more")


def event_money(value: Tree) -> float:
    """Read what an event costs or earns: bare, of at least 0."""
    return _money(value, "write what it brings as earns, what it takes as costs")


def _money(value: Tree, remedy: str) -> float:
    found = number(value, "a sum of money", "a bare number, such as 10")
    if found < 0:
        raise Wrong.because(f"{shown(value)} is negative", remedy)
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
            read = {"feels": valence, "churn": change}.get(key, event_money)
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
