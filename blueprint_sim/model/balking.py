"""Balking: who leaves at once rather than join a line, by how many wait in it already."""

from __future__ import annotations

from functools import partial
from typing import Annotated, NamedTuple

from blueprint_sim.model.base import Gather, Reads, Tree, Wrong, shown
from blueprint_sim.model.conditions import interval
from blueprint_sim.model.fields import SHARE
from blueprint_sim.model.forms import by_name, declare, either
from blueprint_sim.model.quantities import count, share

_FORMS = "write 10%, or {5 or more: 30%, 10 or more: 80%}"
_ONCE = "name each length once; of several '... or more' the highest that is reached decides"


class Balk(NamedTuple):
    """The chance of not joining a line in which so many wait, both ends included."""

    low: int
    high: int | None
    """None: any number."""
    chance: float


def balks(value: Tree) -> tuple[Balk, ...]:
    """Read chances of leaving at once: one for every length of the line, or by its length.

    Of several lengths ``5 or more``, ``10 or more``, the highest that is reached decides, so each
    holds up to the next one.

    Returns
    -------
    tuple of Balk
        In order, none of which holds for a length of another.

    Raises
    ------
    Wrong
        With every length that cannot be read, and every one that another speaks of as well.
    """
    if isinstance(value, list):
        raise Wrong.because("a list stands where a share or a map of shares belongs", _FORMS)
    if not isinstance(value, dict):
        return (Balk(0, None, share(value)),)
    if not value:
        raise Wrong.because("no chance stands here", _FORMS)
    gather = Gather()
    read = [gather.read(partial(_balk, key), part) for key, part in value.items()]
    gather.end()
    found = [balk for balk in read if balk is not None]
    for place, (key, balk) in enumerate(zip(value, found, strict=True)):
        for earlier, other in zip(value, found[:place], strict=False):
            if (both := _shared(balk, other)) is not None:
                said = f"{shown(earlier)} and {shown(key)} both speak of a line of {both}"
                gather.wrong(said, _ONCE, (key,))
                break
    gather.end()
    return _cut(sorted(found, key=lambda balk: balk.low))


def at_any_length(found: tuple[Balk, ...]) -> float:
    """Give the chance that is left when the line grows beyond all bounds."""
    return next((balk.chance for balk in found if balk.high is None), 0.0)


def _balk(key: str, value: Tree) -> Balk:
    """Read one length of a line with its chance."""
    gather = Gather()
    length = gather.read(_length, key, key)
    chance = gather.read(share, value, key)
    gather.end()
    assert length is not None
    assert chance is not None
    return Balk(*length, chance)


def _length(text: str) -> tuple[int, int | None]:
    """Read how many wait: ``5``, ``5 or more``, ``5 or fewer`` or ``2 to 4``."""
    found = interval(text, count)
    if found is None:
        try:
            return count(text), count(text)
        except Wrong:
            said = f"{shown(text)} is not how many wait in a line"
            raise Wrong.because(said, "write 5, '5 or more', '5 or fewer' or '2 to 4'") from None
    return int(found.low or 0), None if found.high is None else int(found.high)


def _shared(one: Balk, other: Balk) -> int | None:
    """Give a length of the line of which both speak and neither yields to the other."""
    if one.high is None and other.high is None and one.low != other.low:
        return None
    low = max(one.low, other.low)
    return low if all(balk.high is None or low <= balk.high for balk in (one, other)) else None


def _cut(found: list[Balk]) -> tuple[Balk, ...]:
    """Let each ``or more`` end where the next one begins."""
    ends = [*(balk.low - 1 for balk in found[1:]), None]
    return tuple(
        balk if balk.high is not None else balk._replace(high=end)
        for balk, end in zip(found, ends, strict=True)
    )


_BALKS = declare(
    "balks",
    "A share, or shares by how many wait in the line already.",
    either(SHARE, by_name(SHARE)),
)
Balks = Annotated[tuple[Balk, ...], Reads(balks, _BALKS)]
