"""The tables of a run: replications, customers and visits, as CSV.

Every column of the last two is declared once, with its unit and meaning; the files, and what is
said about them, derive from that. All is numbered from 1: replications, customers, contacts,
visits, workers. An empty cell is what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from blueprint_sim.report.tables.cells import Column
from blueprint_sim.report.tables.customers import OF_CUSTOMERS
from blueprint_sim.report.tables.visits import OF_VISITS
from blueprint_sim.report.tables.writing import (
    CUSTOMERS,
    REPLICATIONS,
    VISITS,
    logged,
    replications,
)

COLUMNS: Mapping[str, Sequence[Column[Any]]] = {CUSTOMERS: OF_CUSTOMERS, VISITS: OF_VISITS}
"""The columns, by file."""

__all__ = [
    "COLUMNS",
    "CUSTOMERS",
    "REPLICATIONS",
    "VISITS",
    "Column",
    "logged",
    "replications",
]
