"""The forms in which a law may be written: ``about 4 min``, ``{gamma: {mean, sd}}``."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Annotated

from blueprint_sim.model.base import Gather, Reads, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.conditions import is_rules
from blueprint_sim.model.fields import DURATION, NUMBER
from blueprint_sim.model.forms import Form, closed, either, needing, ranged
from blueprint_sim.model.laws import Law
from blueprint_sim.model.listed_laws import EMPIRICAL, GIVEN, empirical, given
from blueprint_sim.model.mixed_laws import MIXTURE, mixture
from blueprint_sim.model.quantities import count, duration, number

Z90 = 1.2815515655446004
"""The 90% quantile of the standard normal distribution."""
FORMS = "4 min, 'random 4 min', '3 to 8 min', 'about 4 min', or {lognormal: {mean, sd}}"

_RANGE = re.compile(r"(.+?)\s+to\s+(.+)")
_UNIT_AT_END = re.compile(r"[a-zA-Z]+$")


def law(value: Tree) -> Law:
    """Read a law in any of its forms.

    Raises
    ------
    Wrong
        If it is none of them, or its numbers cannot be.
    """
    if isinstance(value, dict):
        return _named(value)
    if is_rules(value):
        raise Wrong.because("no rules can decide this", f"write one law for all, {FORMS}")
    if isinstance(value, list):
        remedy = f"write {FORMS}; for what was measured, {{empirical: {{values: [3 min, 4 min]}}}}"
        raise Wrong.because("a list is not a law of durations", remedy)
    if not isinstance(value, str):
        raise Wrong.because(f"{shown(value)} is not a law of durations", f"write {FORMS}")
    text = " ".join(value.split())
    first, _, rest = text.partition(" ")
    if first == "random":
        return Law("exponential", (_above_zero(rest),), text)
    if first == "about":
        return Law("lognormal", _by_moments(_above_zero(rest), _above_zero(rest)), text)
    match = _RANGE.fullmatch(text)
    if match:
        return Law("uniform", _uniform(*_ends(match[1], match[2])), text)
    return Law("constant", (duration(text),), text)


def _ends(low: str, high: str) -> tuple[float, float]:
    """Read both ends of ``3 to 8 min``; the first may leave its unit to the second."""
    unit = _UNIT_AT_END.search(high)
    bare = unit is not None and not _UNIT_AT_END.search(low)
    return duration(f"{low} {unit[0]}" if bare and unit else low), duration(high)


def _above_zero(value: Tree) -> float:
    found = duration(value)
    if found == 0:
        raise Wrong.because(f"{shown(value)} is no mean for this law", "it must be above 0")
    return found


def _uniform(low: float, high: float) -> tuple[float, float]:
    if low > high:
        raise Wrong.because("the range runs backwards", "write the smaller duration first")
    return low, high


def _comparable(mean: float, sd: float) -> None:
    # Beyond this, inverse distribution functions lose their digits.
    if not 1e-3 <= sd / mean <= 100:
        raise Wrong.because("mean and sd are too far apart", "sd from 0.001 to 100 means")


def _by_moments(mean: float, sd: float) -> tuple[float, float]:
    """Lognormal (mu, sigma) from its mean and standard deviation."""
    _comparable(mean, sd)
    variance = math.log1p((sd / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


def _by_quantiles(median: float, p90: float) -> tuple[float, float]:
    if p90 < median:
        raise Wrong.because("p90 is below the median", "nine in ten stay below p90")
    if p90 > 1000 * median:
        raise Wrong.because("median and p90 are too far apart", "p90 up to 1000 medians")
    return math.log(median), math.log(p90 / median) / Z90


def _gamma(mean: float, sd: float) -> tuple[float, float]:
    _comparable(mean, sd)
    return (mean / sd) ** 2, sd**2 / mean


def _triangular(low: float, mode: float, high: float) -> tuple[float, float, float]:
    if not low <= mode <= high:
        raise Wrong.because("min, mode and max are out of order", "min <= mode <= max")
    return low, mode, high


def _weibull(mean: float, shape: float) -> tuple[float, float]:
    return shape, mean / math.gamma(1 + 1 / shape)


def _shape(value: Tree) -> float:
    found = number(value, "a shape", "a bare number, such as 1.5")
    if not 0.05 <= found <= 100:
        raise Wrong.because(f"{shown(value)} is not a shape", "from 0.05 to 100")
    return found


def _stages(value: Tree) -> float:
    return float(count(value, least=1, most=1000))


Read = Callable[[Tree], float]
_MEAN_SD: dict[str, Read] = {"mean": _above_zero, "sd": _above_zero}
# What each named law is written with, in the order of the function that makes its parameters.
_NAMED: dict[str, list[tuple[dict[str, Read], Callable[..., tuple[float, ...]]]]] = {
    "constant": [({"value": duration}, lambda value: (value,))],
    "exponential": [({"mean": _above_zero}, lambda mean: (mean,))],
    "uniform": [({"min": duration, "max": duration}, _uniform)],
    "triangular": [({"min": duration, "mode": duration, "max": duration}, _triangular)],
    "lognormal": [
        (_MEAN_SD, _by_moments),
        ({"median": _above_zero, "p90": _above_zero}, _by_quantiles),
    ],
    "gamma": [(_MEAN_SD, _gamma)],
    "erlang": [({"k": _stages, "mean": _above_zero}, lambda k, mean: (k, mean))],
    "weibull": [({"mean": _above_zero, "shape": _shape}, _weibull)],
}
NAMES = (*_NAMED, "empirical", "mixture", "given")


def _named(tree: dict[str, Tree]) -> Law:
    named = [key for key in tree if key in NAMES]
    for key in tree:
        if key in NAMES:
            continue
        if tree[key] == "":
            remedy = "if it belongs to the text before its comma, put that text in quotes"
            raise Wrong.because(f"{shown(key)} is not a law", remedy, (key,))
        if named:
            said = f"{shown(key)} does not go with {named[0]}"
            remedy = "leave it out" if tree[named[0]] else f"write it under {named[0]}"
            raise Wrong.because(said, remedy, (key,))
        raise Wrong.because(f"{shown(key)} is not a law", did_you_mean(key, NAMES), (key,))
    if len(tree) != 1:
        raise Wrong.because("a law is a map with one name in it", f"write {FORMS}")
    ((key, inside),) = tree.items()
    if key in _NAMED:
        return _from_parameters(key, inside)
    try:
        return _MADE[key](inside)
    except Wrong as wrong:
        raise Wrong(wrong.under(key)) from None


def _from_parameters(key: str, inside: Tree) -> Law:
    if key in ("constant", "exponential") and isinstance(inside, str):
        inside = {next(iter(_NAMED[key][0][0])): inside}
    ways = " or ".join("{" + ", ".join(readers) + "}" for readers, _ in _NAMED[key])
    if not isinstance(inside, dict):
        raise Wrong.because(f"{shown(inside)} makes no {key} law", f"it takes {ways}", (key,))
    readers, make = _matching(key, inside, ways)
    gather = Gather()
    found = {name: gather.read(read, inside[name], key, name) for name, read in readers.items()}
    gather.end()
    try:
        parameters = make(*found.values())
    except Wrong as wrong:
        raise Wrong(wrong.under(key)) from None
    said = ", ".join(f"{name} {inside[name]}" for name in readers)
    return Law(key, parameters, f"{key}, {said}")  # type: ignore[arg-type]


def _matching(
    key: str, parts: dict[str, Tree], ways: str
) -> tuple[dict[str, Read], Callable[..., tuple[float, ...]]]:
    for readers, make in _NAMED[key]:
        if set(readers) == set(parts):
            return readers, make
    has = ", ".join(parts) or "nothing"
    raise Wrong.because(f"a {key} law cannot be made from {has}", f"it takes {ways}", (key,))


_MADE: dict[str, Callable[[Tree], Law]] = {
    "empirical": empirical,
    "mixture": lambda parts: mixture(parts, law),
    "given": given,
}


def _named_form(name: str) -> Form:
    ways = [
        needing(*readers, form=closed(**{key: (_MEANS[key], _SIZE) for key in readers}))
        for readers, _ in _NAMED[name]
    ]
    return either(*ways, DURATION) if name in ("constant", "exponential") else either(*ways)


_SIZE = either(DURATION, NUMBER)
_MEANS = {
    "value": "Always this long.",
    "mean": "The mean.",
    "sd": "The standard deviation.",
    "median": "Half take less.",
    "p90": "Nine in ten take less.",
    "min": "The shortest.",
    "mode": "The most frequent.",
    "max": "The longest.",
    "k": "The number of stages.",
    "shape": "Below 1: long tails; 1: random; above: regular.",
}
_LAWS = closed(
    **{name: (f"A law, {name}.", _named_form(name)) for name in _NAMED},
    empirical=("What was measured: any of the values.", EMPIRICAL),
    mixture=("Several laws, each for a share of the times.", MIXTURE),
    given=("The k-th customer takes the k-th value.", GIVEN),
)
LAW = ranged(
    "law",
    "How long: always 4 min, random 4 min, 3 to 8 min, about 4 min, or a named law.",
    either(
        {
            "type": "string",
            "pattern": r"^\s*(random\s|about\s)?\s*[0-9.+]",
            "examples": ["4 min", "random 8 min", "3 to 8 min", "about 4 min (brown)"],
        },
        {**_LAWS, "minProperties": 1, "maxProperties": 1},
    ),
)
LawText = Annotated[Law, Reads(law, LAW)]
"""A law, in any of its forms."""
