"""Where a log leaves something open, it is in order if one of the stories it may tell is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

MOST = 100
"""Stories told of one log."""


class Doubts:
    """The doubts of one story, each believed unless told otherwise."""

    def __init__(self, told: Sequence[bool] = ()) -> None:
        self._told = told
        self.met: list[bool] = []
        """In the order in which they came up."""

    def believe(self) -> bool:
        """Decide one."""
        number = len(self.met)
        self.met.append(self._told[number] if number < len(self._told) else True)
        return self.met[-1]

    def another(self) -> Doubts | None:
        """Give those of the next story: the last that was believed is not; None: all are told."""
        told = list(self.met)
        while told and not told[-1]:
            told.pop()
        return Doubts([*told[:-1], False]) if told else None


def some_story(tell: Callable[[Doubts], None]) -> None:
    """Tell story after story until one is in order.

    Raises
    ------
    AssertionError
        None is: the objection to the first.
    """
    objections: list[AssertionError] = []
    doubts: Doubts | None = Doubts()
    while doubts is not None and len(objections) < MOST:
        try:
            tell(doubts)
        except AssertionError as objection:
            objections.append(objection)
            doubts = doubts.another()
        else:
            return
    raise objections[0]


def demand(true: bool, rule: str, *evidence: Any) -> None:
    """Object unless a rule is kept."""
    if not true:
        raise AssertionError(": ".join([rule, *map(str, evidence)]))
