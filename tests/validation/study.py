"""Run a scenario file replication by replication, by the way that every study goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from blueprint_sim.format.load import load
from blueprint_sim.measures import Record
from blueprint_sim.studies.run import prepare
from blueprint_sim.theory import Stretch
from tests.validation.estimates import Estimate, Sums, combine, sums
from tests.validation.rows import ROWS, Row, scenario

SEED = 20261121
"""Chosen before any figure was seen."""
HEAVY_REPLICATIONS = 40
"""Enough that a z beyond 4 is no accident of an error estimated from few."""


def play(path: Path, replication: int = 0) -> dict[str, Record]:
    """Run the variants of a scenario file once."""
    written = load(path)
    records = prepare(written, written.variants, SEED).records(replication)
    return dict(zip(written.variants, records, strict=True))


def study(
    row: Row, customers: int, replications: int = 30, slow: float = 1.0, jobs: int = 1
) -> dict[str, Estimate]:
    """Estimate what theory knows of a row, from about so many customers in all."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "row.yaml")
        path.write_text(scenario(row, customers // replications, slow), encoding="utf-8")
        one = partial(_sums, path, row.answer_target, row.day)
        # Queues of other rates share arrivals and luck: each row has replications of its own.
        first = 1000 * ROWS.index(row)
        found = combine(list(_spread(one, range(first, first + replications), jobs)))
    return {name: found[name] for name in row.expected}


def _sums(path: Path, answer_target: float, day: Sequence[Stretch], replication: int) -> Sums:
    (record,) = play(path, replication).values()
    return sums(record.program, record.log, answer_target, day)


def _spread(one: partial[Sums], replications: Iterable[int], jobs: int) -> Iterable[Sums]:
    if jobs == 1:
        return map(one, replications)
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(one, replications))
