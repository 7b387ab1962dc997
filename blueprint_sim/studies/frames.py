"""Tables as data frames: pandas' only door.

Names are categories in the order of the result (variants as in the file, measures as in the
catalogue), so that frames sort and pivot in that order. What is not there is a missing value.
``frame.attrs`` says what numbers are in: ``units``, by measure where a column `unit` tells rows
apart and by column elsewhere, and ``currency``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blueprint_sim.model.base import did_you_mean
from blueprint_sim.studies.result import Result, Verdict
from blueprint_sim.studies.tables import TABLES, Column, Kind, TableName

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame


def to_frame(result: Result, table: TableName = "measures") -> DataFrame:
    """Turn one table of a result into a data frame.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    if table not in TABLES:
        guess = did_you_mean(str(table), TABLES) or f"one of {', '.join(TABLES)}"
        raise ValueError(f"no table '{table}'; {guess}")
    columns, rows = TABLES[table]
    cells = list(zip(*rows(result), strict=True)) or [()] * len(columns)
    return frame(columns, cells, result.currency, _order(result))


def frame(
    columns: Sequence[Column],
    cells: Sequence[Sequence[Any]],
    currency: str,
    order: Iterable[str] = (),
) -> DataFrame:
    """Put columns into a data frame, each as the type that belongs to it.

    Parameters
    ----------
    columns, cells
        What each column is, and what stands in it; None is missing.
    currency
        What money is in.
    order
        Names whose order is known. A column with any other name keeps the order in which its
        names come.
    """
    import pandas as pd

    rank = {name: number for number, name in enumerate(order)}
    named = zip(columns, cells, strict=True)
    arrays = {column.name: _array(column.kind, list(part), rank) for column, part in named}
    found = pd.DataFrame(arrays)
    found.attrs = {"units": _units(found, columns), "currency": currency}
    return found


_TYPES: Mapping[Kind, Any] = {
    "number": "float64",
    "whole": "int64",
    "optional": "Int64",
    "flag": "bool",
}


def _array(kind: Kind, cells: list[Any], rank: Mapping[str, int]) -> Any:
    import pandas as pd

    if kind == "time":
        return pd.to_datetime(cells)
    if kind != "name":
        return pd.Series(cells, dtype=_TYPES[kind])
    names = list(dict.fromkeys(cell for cell in cells if cell is not None))
    if all(name in rank for name in names):
        names.sort(key=lambda name: rank[name])
    return pd.Categorical(cells, names)


def _units(found: DataFrame, columns: Iterable[Column]) -> dict[str, str]:
    if "unit" in found.columns:
        return dict(zip(found["measure"].tolist(), found["unit"].tolist(), strict=True))
    return {column.name: column.unit for column in columns if column.unit}


def _order(result: Result) -> list[str]:
    measures = result.variants[result.baseline].measures
    return [*result.variants, *measures, *(verdict.value for verdict in Verdict)]
