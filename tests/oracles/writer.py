"""A writer of logs: every row as the log declares it, then put into canonical order."""

from __future__ import annotations

from blueprint_sim.simulation.log import TABLES, Log, Rows, canonical, canonical_spells


class Writer:
    """Takes rows as an engine writes them, and puts them into a log."""

    def __init__(self) -> None:
        self.rows = {name: Rows(columns) for name, columns in TABLES.items()}

    def log(self, ended: int) -> Log:
        """Put all rows into canonical order."""
        tables = {name: canonical(rows.table()) for name, rows in self.rows.items()}
        tables["spells"] = canonical_spells(tables["spells"])
        return Log(ended=ended, **tables)
