"""How long, how often, and with which luck a scenario is run."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from blueprint_sim.model.base import Gather, Model, Reads
from blueprint_sim.model.fields import POSITIVE, Clock, Count, Duration, Positive
from blueprint_sim.model.quantities import count
from blueprint_sim.model.texts import one_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = 86_400.0
"""Seconds."""


def _words(*words: str) -> Reads:
    return Reads(one_of(*words), {"enum": list(words)})


class Run(Model):
    """How long, how often, and with which luck."""

    opens: Clock = 9 * 3600.0
    """When a day opens, on the clock."""
    length: Duration = 8 * 3600.0
    """How long a day is open."""
    days: Annotated[int, Reads(lambda value: count(value, 1, 36_525), POSITIVE)] = 1
    """How many days."""
    first_day: Annotated[str, _words(*WEEKDAYS)] = "monday"
    """Weekday of the first day."""
    after_close: Annotated[Literal["serve_out", "stop"], _words("serve_out", "stop")] = "serve_out"
    """At closing, `serve_out` serves everyone inside; `stop` sends home who is not being served."""
    warm_up: Duration = 0.0
    """Customers who first come within this time of the first opening are not counted."""
    replications: Positive = 30
    """How often the whole is repeated, with other luck."""
    seed: Count = 1
    """Names the luck: the same seed gives the same results."""

    later: ClassVar[dict[str, str]] = {"precision": "write replications"}

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The weekday of each day: that on which it opens."""
        first = WEEKDAYS.index(self.first_day)
        return tuple(WEEKDAYS[(first + day) % len(WEEKDAYS)] for day in range(self.days))

    @model_validator(mode="after")
    def _days_fit(self) -> Self:
        gather = Gather()
        if self.length <= 0:
            gather.wrong("the day has no length", "write length: 8 h", ("length",))
        if self.days > 1 and self.length > DAY:
            gather.wrong("a day is longer than 24 h", "write one day, or at most 24 h", ("length",))
        if self.warm_up >= (self.days - 1) * DAY + self.length > 0:
            gather.wrong("the warm-up takes the whole run", "make it shorter", ("warm_up",))
        gather.end()
        return self
