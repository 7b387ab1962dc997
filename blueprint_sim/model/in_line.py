"""What a line does: what those in it hear, and how its length presses on those at work."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from blueprint_sim.model.base import Gather, Model, Reads, Tree, Wrong, need_map, shown
from blueprint_sim.model.fields import Duration, sourced
from blueprint_sim.model.forms import Form, closed, declare
from blueprint_sim.model.quantities import count, split

MOST_CHANGE = 10.0
"""Ten times as much again."""


def change(value: Tree) -> float:
    """Read a change, signed, as a factor: ``+20%`` is 1.2, ``-30%`` is 0.7."""
    example = "how much more or less, such as +20% or -30%"
    found, unit = split(value, "a change", example)
    if not unit:
        raise Wrong.because(f"{shown(value)} has no unit", f"it takes %, {example}")
    if unit not in ("%", "percent"):
        raise Wrong.because(f"{shown(value)} is not a percentage", f"write {example}")
    if not _signed(value):
        raise Wrong.because(f"{shown(value)} does not say more or less", f"write {example}")
    if not -100 <= found <= 100 * MOST_CHANGE:
        raise Wrong.because(f"{shown(value)} is no such change", "from -100% to +1000%")
    return 1 + found / 100


def _signed(value: Tree) -> bool:
    return isinstance(value, str) and value.strip()[:1] in ("+", "-")


def signed(value: float) -> str:
    """Say a factor as a change: ``+20%``."""
    return f"{(value - 1) * 100:+.4g}%"


CHANGE = declare(
    "change",
    "How much more or less: a percentage with its sign.",
    sourced(r"^\s*[+-][0-9.]+\s*(%|percent)", "+20%", "-30%"),
)
Change = Annotated[float, Reads(change, CHANGE)]


class Announcement(Model):
    """What is said to those who wait in a line, and what it changes."""

    after: Duration = 0.0
    """How long they have waited in the line when they hear it."""
    patience: Change = 1.0
    """What is left of their patience grows or shrinks by this; by default it stays."""
    felt_wait: Change = 1.0
    """The wait feels so much longer or shorter than it is; by default as long as it is."""


class Pressed(NamedTuple):
    """What so many people in line do to those at work, as factors."""

    least: int
    """From so many waiting on."""
    takes: float = 1.0
    """On the length of a visit."""
    resolves: float = 1.0
    """On the chance that it does what the customer came for."""


_PRESSED = "write {takes: 90%}, {resolves: 95%} or both, as shares of what they are otherwise"


def pressure(value: Tree) -> tuple[Pressed, ...]:
    """Read what a line of some length does to those at work, by the least length.

    Raises
    ------
    Wrong
        If a length is not ``5 or more``, or it changes nothing, or a length is written twice.
    """
    gather, found = Gather(), list[Pressed]()
    for key, part in need_map(value, "lengths of the line, {5 or more: {takes: 90%}}").items():
        least = gather.read(_least, key, key)
        factors = gather.read(_pressed, part, key)
        if least in {pressed.least for pressed in found}:
            gather.wrong(f"{shown(key)} is written twice", "take one of them out", (key,))
        elif least is not None and factors is not None:
            found.append(Pressed(least, **factors))
    if not found and not gather.problems:
        gather.wrong("this pressure is empty", "write {5 or more: {takes: 90%}}")
    gather.end()
    return tuple(sorted(found))


def _least(key: str) -> int:
    number, _, words = " ".join(key.split()).partition(" ")
    if words != "or more":
        said = f"{shown(key)} is no length of a line to count from"
        raise Wrong.because(said, "write how many wait, such as '5 or more'")
    return count(number, least=1)


def _pressed(value: Tree) -> dict[str, float]:
    if not isinstance(value, dict) or not value:
        raise Wrong.because(f"{shown(value)} does not say what changes", _PRESSED)
    gather, found = Gather(), dict[str, float]()
    for key, part in value.items():
        if key not in ("takes", "resolves"):
            gather.wrong(f"unknown key {shown(key)}", _PRESSED, (key,))
        else:
            found[key] = gather.read(_percentage, part, key) or 0.0
    gather.end()
    return found


def _percentage(value: Tree) -> float:
    found, unit = split(value, "a share", "a percentage of what it is otherwise, such as 90%")
    if unit in ("%", "percent") and _signed(value) and found >= -100:
        said = f"{shown(value)} would be a change, and a share belongs here"
        raise Wrong.because(said, f"100% is as otherwise: write {100 + found:.10g}%")
    if unit not in ("%", "percent") or not 0 <= found <= 100 * MOST_CHANGE:
        remedy = "write a percentage, such as 90% or 110%, of what it is otherwise"
        raise Wrong.because(f"{shown(value)} is no share of what it is otherwise", remedy)
    return found / 100


_OF_USUAL = declare(
    "percentage",
    "A percentage of what it is otherwise; it may be above 100%.",
    sourced(r"^\s*[0-9.]+\s*(%|percent)", "90%", "110%"),
)
_UNDER: Form = closed(
    takes=("Length of a visit, of what it is otherwise.", _OF_USUAL),
    resolves=("Chance to resolve, of what it is otherwise.", _OF_USUAL),
)
_PRESSURE = declare(
    "pressure",
    "What a line does to those at work, by how many wait: {5 or more: {takes: 90%}}.",
    {
        "type": "object",
        "patternProperties": {r"^\s*[0-9]+\s+or\s+more\s*$": _UNDER},
        "additionalProperties": False,
        "minProperties": 1,
    },
)
Pressure = Annotated[tuple[Pressed, ...], Reads(pressure, _PRESSURE)]
