"""The customers and visits of some replications, as data frames: the tables of the folder."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable, Iterable
from io import StringIO
from typing import TYPE_CHECKING, Any

from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report import tables
from blueprint_sim.studies.logs import Logged
from blueprint_sim.studies.tables import Column, Kind

if TYPE_CHECKING:
    from blueprint_sim.studies.frames import DataFrame

KINDS: dict[str, Kind] = {
    "name": "name", "number": "optional", "count": "whole", "flag": "flag", "time": "time",
}  # fmt: skip
"""What stands in a column, by its unit; the others hold numbers."""
UNITLESS = ("name", "number", "flag", "time")
_HARMLESS = re.compile(r"^'(?=[=+\-@\t\r])")
"""The apostrophe that keeps a spreadsheet from taking a name for a formula."""
_READ: dict[Kind, Callable[[str], Any]] = {
    "name": lambda cell: _HARMLESS.sub("", cell),
    "number": float,
    "whole": int,
    "optional": int,
    "flag": lambda cell: cell == "true",
    "time": str,
}


def customers(logs: Iterable[Logged], scenario: Scenario) -> DataFrame:
    """Give a row for each customer, the columns of ``customers.csv``."""
    found = tables.logged(logs, scenario)[tables.CUSTOMERS]
    return _frame(str(found), tables.CUSTOMERS, scenario)


def visits(logs: Iterable[Logged], scenario: Scenario) -> DataFrame:
    """Give a row for each visit, the columns of ``visits.csv.gz``."""
    found = tables.logged(logs, scenario)[tables.VISITS]
    assert isinstance(found, bytes)  # it is packed
    return _frame(gzip.decompress(found).decode(), tables.VISITS, scenario)


def _frame(text: str, table: str, scenario: Scenario) -> DataFrame:
    from blueprint_sim.studies.frames import frame

    declared = tables.COLUMNS[table]
    rows = list(csv.reader(StringIO(text)))[1:]
    cells = list(zip(*rows, strict=True)) or [()] * len(declared)
    columns, read = [], []
    for column, part in zip(declared, cells, strict=True):
        if ":" in column.name:  # for process mining; said again under a name of ours
            continue
        kind = KINDS.get(column.unit, "number")
        unit = "" if column.unit in UNITLESS else column.unit
        columns.append(Column(column.name, kind, unit))
        read.append([_READ[kind](cell) if cell else None for cell in part])
    return frame(columns, read, scenario.currency, scenario.variants)
