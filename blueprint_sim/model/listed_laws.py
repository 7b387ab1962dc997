"""Laws made of values: `given` takes one for each customer in turn, `empirical` draws any."""

from __future__ import annotations

from blueprint_sim.model.base import Gather, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.fields import DURATION
from blueprint_sim.model.forms import NAME, Form, closed, either, list_of, needing
from blueprint_sim.model.laws import Law
from blueprint_sim.model.quantities import duration

_FILE = "{file: calls.csv, column: talk}"
_WAYS = f"{{values: [3 min, 4 min]}} or {_FILE}"
_COLUMN = {
    "file": ("A CSV file in the scenario's folder.", NAME),
    "column": ("The column that holds the durations.", NAME),
    "unit": ("Their unit, if the cells are bare numbers.", NAME),
}


def given(inside: Tree) -> Law:
    """Read the values of a `given` law: from a file, in seconds, or a list of durations.

    Raises
    ------
    Wrong
        If there are none, or one is no duration.
    """
    if not isinstance(inside, tuple | list) or not inside:
        remedy = f"write {{given: {_FILE}}}, or a list of durations"
        raise Wrong.because(f"{shown(inside)} holds no given values", remedy)
    values = _durations(inside)
    return Law("given", values, f"{len(values)} given values")


def empirical(inside: Tree) -> Law:
    """Read the values of an `empirical` law: from a file, in seconds, or ``{values: [...]}``.

    Raises
    ------
    Wrong
        If there are none, or one is no duration.
    """
    if isinstance(inside, dict):
        inside = _own_values(inside)
    elif not isinstance(inside, tuple):
        raise Wrong.because(f"{shown(inside)} makes no empirical law", f"it takes {_WAYS}")
    return Law("empirical", tuple(sorted(inside)), f"any of {len(inside):,} values")


def _own_values(inside: dict[str, Tree]) -> tuple[float, ...]:
    for key in inside:
        if key not in ("values", *_COLUMN):
            guess = did_you_mean(key, ("values", *_COLUMN))
            raise Wrong.because(f"unknown key {shown(key)}", guess, (key,))
    values = inside.get("values", "")
    if isinstance(values, dict):
        remedy = "for shares, write {mixture: [{share: 20%, law: 3 min}, ...]}"
        raise Wrong.because("a map is no list of values", remedy, ("values",))
    if not isinstance(values, list) and values != "":
        raise Wrong.because(f"{shown(values)} is no list of values", f"it takes {_WAYS}")
    if not values:
        raise Wrong.because("this empirical law has no values", f"it takes {_WAYS}")
    gather = Gather()
    for key in inside:
        if key in _COLUMN:
            said = f"'{key}' is of a file, and these values are a list"
            remedy = "write the unit at each value, 3 min" if key == "unit" else "leave it out"
            gather.wrong(said, remedy, (key,))
    found = gather.read(_durations, values, "values")
    gather.end()
    return found or ()


def _durations(values: tuple[float, ...] | list[Tree]) -> tuple[float, ...]:
    if isinstance(values, tuple):
        return values
    gather = Gather()
    found = [gather.read(duration, item, i) for i, item in enumerate(values)]
    gather.end()
    return tuple(value for value in found if value is not None)


_VALUES = ("What was measured; each is as likely as any other.", list_of(DURATION))
GIVEN: Form = either(closed(**_COLUMN), list_of(DURATION))
EMPIRICAL: Form = either(needing("values", form=closed(values=_VALUES)), closed(**_COLUMN))
