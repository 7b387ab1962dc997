"""The tables of a result, row by row: what each column is, and in which unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from blueprint_sim.studies.result import Estimate, Result, Root, VariantResult

TableName: TypeAlias = Literal[
    "measures", "comparisons", "groups", "replications", "teams", "steps", "personas", "reasons",
    "places", "origins", "felt", "better_off", "ways", "curve", "waits", "staffing",
]  # fmt: skip
"""The tables that a result can be turned into."""
FATES = ("better", "equal", "worse", "avoided", "added", "unfinished")
"""What may become of a customer in a variant: the shares of `BetterOff`."""
Kind: TypeAlias = Literal["name", "number", "whole", "optional", "flag", "time"]
"""What stands in a column: one of a few names, a number, a whole number, one that may be missing,
yes or no, a point in time. Names and numbers may be missing, too."""
Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = Callable[[Result], Iterator[Row]]


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: Kind
    unit: str = ""
    """Empty for names, and where a column `unit` has it, row by row."""


class Table(NamedTuple):
    """One table: its columns, and its rows with None for what is not there."""

    columns: tuple[Column, ...]
    rows: Rows


def _names(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "name") for name in names)


def _numbers(*names: str, unit: str = "") -> tuple[Column, ...]:
    return tuple(Column(name, "number", unit) for name in names)


INTERVAL = (*_numbers("mean", "low", "high"), *_names("unit", "better"))
DIFFERENCE = (*_numbers("difference", "low", "high"), *_names("unit", "better"))


def _estimate(found: Estimate) -> Row:
    return (found.mean, found.low, found.high, found.unit, found.better)


def _measures(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for key, estimate in found.measures.items():
            yield (name, key, *_estimate(estimate))


def _parts(
    kind: str, part: Callable[[VariantResult], Mapping[str, Mapping[str, Estimate]]]
) -> Table:
    """Make a table of the measures of each team, step, persona or reason of each variant."""

    def rows(result: Result) -> Iterator[Row]:
        for name, found in result.variants.items():
            for each, measures in part(found).items():
                for key, estimate in measures.items():
                    yield (name, each, key, *_estimate(estimate))

    return Table((*_names("variant", kind, "measure"), *INTERVAL), rows)


def _records(columns: tuple[Column, ...], part: Callable[[VariantResult], Iterable[Any]]) -> Table:
    """Make a table of the records of each variant, a column for each of their fields."""

    def rows(result: Result) -> Iterator[Row]:
        for name, found in result.variants.items():
            for record in part(found):
                yield (name, *(getattr(record, column.name) for column in columns))

    return Table((*_names("variant"), *columns), rows)


def _fields(columns: tuple[Column, ...], part: Callable[[Result], Iterable[Any]]) -> Table:
    """Make a table of records of the whole result, a column for each of their fields."""

    def rows(result: Result) -> Iterator[Row]:
        for record in part(result):
            yield tuple(getattr(record, column.name) for column in columns)

    return Table(columns, rows)


def _replications(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for key, values in found.replications.items():
            unit = found.measures[key].unit
            for number, value in enumerate(values, 1):
                yield (name, number, key, value, unit)


def _places(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for at in found.places:
            felt = at.per_hundred
            yield (name, at.step, at.kind, felt.mean, felt.low, felt.high, at.but_for_repeating)


_ROOT = ("kind", "name", "step", "owner")
_OF_ORIGIN = ("contacts", "share", "misery", "cost")


def _root(root: Root) -> Row:
    return tuple(getattr(root, name) for name in _ROOT)


def _bounds(found: Estimate | None) -> Row:
    return (None, None, None) if found is None else (found.mean, found.low, found.high)


def _origins(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for origin in found.origins:
            for measure in _OF_ORIGIN:
                estimate = getattr(origin, measure)
                if estimate is not None:
                    yield (name, *_root(origin.root), measure, *_estimate(estimate))


def _felt(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for row in found.felt:
            yield (name, row.step, row.owner, *_root(row.began), *_bounds(row.misery))


def _better_off(result: Result) -> Iterator[Row]:
    for row in result.better_off:
        where = (row.variant, row.baseline, row.by, row.group or None, row.judged_by)
        for fate in FATES:
            yield (*where, fate, *_bounds(getattr(row, fate)))


def _waits(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for percent, minutes in enumerate(found.waits.quantiles):
            yield (name, percent, minutes, found.waits.acceptable)


def _staffing(result: Result) -> Iterator[Row]:
    for name, found in result.variants.items():
        for team in found.staffing.teams:
            size = (team.fewest, team.size)
            yield (name, team.name, team.label, team.machine, *size, team.staffed)


TABLES: dict[TableName, Table] = {
    "measures": Table((*_names("variant", "measure"), *INTERVAL), _measures),
    "comparisons": _fields(
        (
            *_names("variant", "baseline", "measure"),
            *DIFFERENCE,
            *_names("verdict"),
            Column("threshold", "number"),
            Column("needed", "optional"),
            Column("variance_ratio", "number"),
            Column("held_back", "flag"),
            Column("uneven", "flag"),
            Column("different_people", "flag"),
        ),
        lambda result: result.comparisons,
    ),
    "groups": _fields(
        (
            *_names("variant", "baseline", "by", "group", "measure"),
            *DIFFERENCE,
            Column("different_people", "flag"),
        ),
        lambda result: result.groups,
    ),
    "replications": Table(
        (
            *_names("variant"),
            Column("replication", "whole"),
            *_names("measure"),
            Column("value", "number"),
            *_names("unit"),
        ),
        _replications,
    ),
    "teams": _parts("team", lambda found: found.teams),
    "steps": _parts("step", lambda found: found.steps),
    "personas": _parts("persona", lambda found: found.personas),
    "reasons": _parts("reason", lambda found: found.reasons),
    "places": Table(
        (
            *_names("variant", "step", "kind"),
            *_numbers(
                "mean",
                "low",
                "high",
                "but_for_repeating",
                unit="moments of misery per 100 customers",
            ),
        ),
        _places,
    ),
    "origins": Table((*_names("variant", *_ROOT, "measure"), *INTERVAL), _origins),
    "felt": Table(
        (
            *_names("variant", "step", "owner", "began", "began_name", "began_step"),
            *_names("began_owner"),
            *_numbers("mean", "low", "high", unit="moments of misery in a replication"),
        ),
        _felt,
    ),
    "better_off": Table(
        (
            *_names("variant", "baseline", "by", "group", "judged_by", "fate"),
            *_numbers("mean", "low", "high", unit="share"),
        ),
        _better_off,
    ),
    "ways": _records(
        (
            *_names("origin", "how", "target"),
            Column("ends", "flag"),
            *_numbers("per_customer", "warm", "cold", unit="times per issue"),
        ),
        lambda found: found.ways,
    ),
    "curve": _records(
        (
            Column("number", "whole"),
            Column("share", "number", "share"),
            *_numbers("low", "median", "high", unit="valence"),
            *_names("step", "kind"),
            Column("agree", "number", "share"),
        ),
        lambda found: found.curve,
    ),
    "waits": Table(
        (
            *_names("variant"),
            Column("percent", "whole", "%"),
            *_numbers("wait", "acceptable", unit="min"),
        ),
        _waits,
    ),
    "staffing": Table(
        (
            *_names("variant", "team", "label"),
            Column("machine", "flag"),
            Column("fewest", "optional", "workers"),
            Column("size", "optional", "workers"),
            Column("staffed", "flag"),
        ),
        _staffing,
    ),
}
