"""The log: its columns are declared once, and its rows stand in one order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.simulation.log import (
    CONTACTS,
    TABLES,
    VISITS,
    Column,
    Log,
    Rows,
    canonical,
    joined,
)
from tests.oracles.writer import Writer

LARGEST: dict[str, Any] = {
    "?": True,
    "f8": -1.5,
    **{f"i{width}": 2 ** (8 * width - 1) - 1 for width in (1, 2, 4, 8)},
}


def test_the_log_holds_the_declared_tables() -> None:
    assert Log._fields == (*TABLES, "ended")


@pytest.mark.parametrize("name", TABLES)
class TestColumns:
    def test_each_says_what_it_is(self, name: str) -> None:
        for column in TABLES[name]:
            assert column.name.isidentifier()
            assert column.unit
            assert column.meaning

    def test_each_stands_once_and_the_customer_first(self, name: str) -> None:
        columns = [column.name for column in TABLES[name]]
        assert columns[0] == "customer"
        assert len(set(columns)) == len(columns)

    def test_rows_come_back_as_they_were_written(self, name: str) -> None:
        rows = Rows(TABLES[name])
        row = tuple(LARGEST[column.dtype] for column in TABLES[name])
        least = tuple(-1 if column.dtype[0] == "i" else 0 for column in TABLES[name])
        rows.append(row)
        rows.add(rows.pack(*least))
        assert len(rows) == 2
        assert rows.table().tolist() == [row, least]
        assert rows.table().dtype.names == tuple(column.name for column in TABLES[name])

    def test_no_rows_are_a_table_too(self, name: str) -> None:
        table = Rows(TABLES[name]).table()
        assert len(table) == 0
        assert [table.dtype[column.name].str[1:] for column in TABLES[name]] == [
            {"?": "b1"}.get(column.dtype, column.dtype) for column in TABLES[name]
        ]


def test_a_visit_takes_some_60_bytes() -> None:
    assert Rows(VISITS).table().dtype.itemsize <= 70


def test_what_does_not_fit_is_refused() -> None:
    rows = Rows([Column("small", "i1", "number", "at most 127")])
    with pytest.raises(Exception, match="format requires"):
        rows.append((128,))


@given(st.lists(st.integers(0, 5)))
def test_customers_in_order_and_each_ones_rows_as_written(customers: list[int]) -> None:
    rows = Rows(CONTACTS)
    for written, customer in enumerate(customers):
        rows.append((customer, 1, written, 0, 0, -1, False))
    table = canonical(rows.table())
    pairs = list(zip(table["customer"].tolist(), table["began"].tolist(), strict=True))
    assert pairs == sorted((customer, written) for written, customer in enumerate(customers))


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_joined_tables_have_all_rows_in_their_order(some: list[int], others: list[int]) -> None:
    tables = []
    for customers in (some, others):
        rows = Rows(CONTACTS)
        for written, customer in enumerate(customers):
            rows.append((customer, 1, written, 0, 0, -1, True))
        tables.append(rows.table())
    both = joined(tables)
    assert both.dtype == tables[0].dtype
    assert both.tolist() == [*tables[0].tolist(), *tables[1].tolist()]


def test_two_writers_that_agree_give_the_same_bytes() -> None:
    rows = [(0, 1, 5, 9, 1), (1, 1, 6, 7, 0), (0, 2, 20, 30, 0)]
    contacts = [(*row, -1, False) for row in rows]
    logs = []
    for order in ([0, 1, 2], [1, 0, 2], [0, 2, 1]):
        writer = Writer()
        for place in order:
            writer.rows["contacts"].append(contacts[place])
        logs.append(writer.log(ended=60))
    assert logs[0].contacts["began"].tolist() == [5, 20, 6]
    assert len({log.contacts.tobytes() for log in logs}) == 1
    assert logs[0].ended == 60
    assert all(len(getattr(logs[0], name)) == 0 for name in TABLES if name != "contacts")
