"""Made-up readings of variants: a number for each replication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures import Label, Readings
from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.studies.sample import Sample

Series: TypeAlias = Sequence[float] | NDArray[np.float64]


def sample(
    measures: Mapping[str, Series], groups: Mapping[tuple[str, str, str], Series] | None = None
) -> Sample:
    """Make a sample; measures that are not given are zero throughout."""
    count = len(next(iter(measures.values())))
    columns = {
        Label("variant", "", key): measures.get(key, [0.0] * count)
        for key in by_key("issue", "run")
    }
    columns |= {Label(*key): series for key, series in (groups or {}).items()}
    rows = np.array(list(columns.values())).T
    missing = np.isnan(rows)
    readings = [
        Readings(np.where(gone, 0.0, row), np.where(gone, 0.0, 1.0))
        for row, gone in zip(rows, missing, strict=True)
    ]
    return Sample(list(columns), readings)
