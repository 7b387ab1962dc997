"""Tables as CSV: UTF-8 without a mark, quoted as in RFC 4180, lines that end in a line feed."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures import Record
from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.rows import Rows
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.tables.cells import Column, first_opening, harmless
from blueprint_sim.report.tables.customers import OF_CUSTOMERS, Customers
from blueprint_sim.report.tables.visits import KINDS, OF_VISITS, Visits
from blueprint_sim.simulation.log import Spell, Table, take
from blueprint_sim.studies.logs import Logged
from blueprint_sim.studies.result import Result

REPLICATIONS = "replications.csv"
CUSTOMERS = "customers.csv"
VISITS = "visits.csv.gz"
Columns = TypeVar("Columns", Issues, Rows)
AT_ONCE = 10_000
"""Rows made at a time, so that a long log takes little memory."""


def replications(result: Result) -> str:
    """Write a row for each replication of each variant, a column for each measure."""
    keys = list(result.variants[result.baseline].measures)
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["variant", "replication", *keys])
    for name, found in result.variants.items():
        columns = (found.replications[key] for key in keys)
        for number, values in enumerate(zip(*columns, strict=True), 1):
            rows.writerow([harmless(name), number, *values])
    return text.getvalue()


def logged(logs: Iterable[Logged], scenario: Scenario) -> dict[str, str | bytes]:
    """Write the customers and the visits of some replications, by the names of the files.

    Each log is read once and let go: they may come from a generator.
    """
    customers, visits = StringIO(), BytesIO()
    # No name and no time in the head of the archive: the same visits give the same bytes.
    with gzip.GzipFile("", "wb", 9, visits, mtime=0) as packed:
        text = TextIOWrapper(packed, "utf-8", newline="", write_through=True)
        writers = _writer(customers, OF_CUSTOMERS), _writer(text, OF_VISITS)
        for log in logs:
            for rows in _customers(log, scenario):
                _write(writers[0], OF_CUSTOMERS, rows)
            for part in _visits(log, scenario):
                _write(writers[1], OF_VISITS, part)
        text.flush()
    return {CUSTOMERS: customers.getvalue(), VISITS: visits.getvalue()}


def _writer(file: IO[str], columns: Iterable[Column[Any]]) -> Any:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    return writer


def _write(writer: Any, columns: Iterable[Column[Any]], part: Any) -> None:
    writer.writerows(zip(*(column.cells(part) for column in columns), strict=True))


def _parts(length: int) -> Iterator[slice]:
    for first in range(0, length, AT_ONCE):
        yield slice(first, first + AT_ONCE)


def _some(table: Columns, part: slice | NDArray[np.intp]) -> Columns:
    """Give some rows of a table that is made of columns."""
    columns: list[Any] = [column[part] for column in table]
    return type(table)(*columns)


def _customers(logged: Logged, scenario: Scenario) -> Iterator[Customers]:
    """Give the customers of a log, some at a time."""
    record = logged.record
    for part in _parts(len(record.log.customers)):
        yield Customers(
            record.program.variant,
            logged.replication,
            record.program.names,
            first_opening(scenario.run),
            record.log.customers[part],
            _some(record.everyone, part),
            record.counted[part],
        )


def _visits(logged: Logged, scenario: Scenario) -> Iterator[Visits]:
    """Give the visits of a log and what stands beside them, some at a time."""
    record = logged.record
    variant, names, people = record.program.variant, record.program.names, record.log.customers
    labels = _apart({step: Names.of(scenario).step(variant, step) for step in names.steps})
    order, kind = _order(record.table), _kinds(record)
    for part in _parts(len(order)):
        rows = order[part]
        visits = take(record.table, rows)
        yield Visits(
            variant,
            logged.replication,
            names,
            labels,
            first_opening(scenario.run),
            visits,
            _some(record.work, rows),
            kind[rows],
            people[np.searchsorted(people["customer"], visits["customer"])],
        )


def _order(table: Table) -> NDArray[np.intp]:
    """Order visits and tasks by customer, and those of each by their ends."""
    return np.lexsort((table["ended"], table["customer"]))


def _kinds(record: Record) -> NDArray[np.intp]:
    visits, beside = len(record.log.visits), record.beside["kind"]
    named = np.where(beside == Spell.TASK, KINDS.index("task"), KINDS.index("parked"))
    return np.append(np.full(visits, KINDS.index("visit")), named)


def _apart(labels: Mapping[str, str]) -> list[str]:
    """Tell apart labels that several steps have, by the names of the steps."""
    said = list(labels.values())
    return [
        label if said.count(label) == 1 else f"{label} ({step})" for step, label in labels.items()
    ]
