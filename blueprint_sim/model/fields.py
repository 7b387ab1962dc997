"""Fields of models that hold quantities: how each is read, and how it may be written."""

from __future__ import annotations

from typing import Annotated

from blueprint_sim.model.base import Reads
from blueprint_sim.model.forms import Form, declare, ranged
from blueprint_sim.model.quantities import NUMBER as _DIGITS
from blueprint_sim.model.quantities import (
    Cost,
    clock,
    cost,
    count,
    duration,
    factor,
    per_day,
    positive,
    share,
    threshold,
    whole,
)
from blueprint_sim.model.texts import name, prose, title, yes_or_no

_SOURCED = r"(\s*\([^()]+\))?\s*$"
_PLAIN = rf"^\s*{_DIGITS}"


def sourced(pattern: str, *examples: str, bare: bool = False) -> Form:
    """Make the form of text that fits a pattern, perhaps with its source behind it."""
    kinds = ["string", "number"] if bare else "string"
    return {"type": kinds, "pattern": pattern + _SOURCED, "examples": list(examples)}


DURATION = ranged(
    "duration",
    "A duration: a number and s, min, h or days.",
    sourced(rf"{_PLAIN}\s*[A-Za-z]+", "20 s", "4 min", "2 h", "3 days"),
)
SHARE = ranged(
    "share", "A share: a percentage.", sourced(rf"{_PLAIN}\s*(%|percent)", "60%", "88% (sqm)")
)
_PER = rf"{_PLAIN}\s*per\s+[A-Za-z]+"
RATE = ranged(
    "rate", "So many per hour, per minute or per day.", sourced(_PER, "55 per hour", "300 per day")
)
COST = ranged(
    "cost",
    "So much money per hour, per minute or per visit.",
    sourced(_PER, "28 per hour", "0.02 per minute"),
)
PER_DAY = ranged("per_day", "So much money for each day of opening.", sourced(_PER, "150 per day"))


def bare(form: str, says: str, example: str) -> Form:
    """Declare the form of a bare number."""
    return ranged(form, says, sourced(_PLAIN, example, f"{example} (proposed)", bare=True))


NUMBER = bare("number", "A bare number, 0 or more.", "1.5")
COUNT = bare("count", "A whole number, 0 or more.", "8")
POSITIVE = bare("positive", "A whole number, 1 or more.", "8")
WHOLE = bare("whole", "A whole number, negative ones too.", "2")
VALENCE = bare("valence", "A feeling: a bare number from -2 to +2.", "-1")
# YAML 1.1 reads an unquoted 12:30 as the number 750: an editor that does so must not complain.
CLOCK = declare(
    "clock",
    "A time of the day.",
    sourced(r"^\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", "09:00", bare=True),
)
THRESHOLD = declare(
    "threshold",
    "A difference in the unit of its measure.",
    sourced(rf"{_PLAIN}\s*(%|[A-Za-z]+)?", "0.2", "1%", "30 s", bare=True),
)
# An editor reads `no` as false and 2012 as a number; the reader takes both as text.
_WORDS: Form = {"type": ["string", "number", "boolean"]}
TEXT = declare("text", "Text.", _WORDS)
YES_OR_NO = declare(
    "yes_or_no", "yes or no.", {"enum": [True, False, "yes", "no", "true", "false"]}
)
NAMED = declare("name", "A name.", _WORDS)

Duration = Annotated[float, Reads(duration, DURATION)]
Share = Annotated[float, Reads(share, SHARE)]
Count = Annotated[int, Reads(count, COUNT)]
Whole = Annotated[int, Reads(whole, WHOLE)]
Positive = Annotated[int, Reads(positive, POSITIVE)]
Factor = Annotated[float, Reads(factor, NUMBER)]
YesOrNo = Annotated[bool, Reads(yes_or_no, YES_OR_NO)]
Money = Annotated[Cost, Reads(cost, COST)]
PerDay = Annotated[float, Reads(per_day, PER_DAY)]
Clock = Annotated[float, Reads(clock, CLOCK)]
Threshold = Annotated[float, Reads(threshold, THRESHOLD)]
Text = Annotated[str, Reads(prose, TEXT)]
Title = Annotated[str, Reads(title, TEXT)]
Name = Annotated[str, Reads(name, NAMED)]
