"""What all replications of one variant gave: readings found by their labels, and pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from blueprint_sim.measures.fates import Fates
from blueprint_sim.measures.picture import Picture
from blueprint_sim.measures.readings import Label, Readings
from blueprint_sim.studies.intervals import Pooled, pool


class Sample:
    """What one variant gave, replication by replication.

    Parameters
    ----------
    labels
        What each entry of a reading is.
    readings
        One for each replication, in order.
    pictures
        As many, or none.
    fates
        As many, of a variant that is not the baseline.
    """

    def __init__(
        self,
        labels: Sequence[Label],
        readings: Iterable[Readings],
        pictures: Iterable[Picture] = (),
        fates: Iterable[Fates | None] = (),
    ) -> None:
        taken = list(readings)
        self.pictures = tuple(pictures)
        self.fates = tuple(found for found in fates if found is not None)
        self.labels = tuple(labels)
        self.x = np.array([reading.x for reading in taken])
        self.n = np.array([reading.n for reading in taken])
        self._at = {label: number for number, label in enumerate(self.labels)}
        self._pooled: dict[Label, Pooled] = {}

    def __len__(self) -> int:
        """Count the replications."""
        return len(self.x)

    def pooled(self, label: Label) -> Pooled:
        """Pool what was read under `label` over the replications."""
        if label not in self._pooled:
            at = self._at[label]
            self._pooled[label] = pool(self.x[:, at], self.n[:, at])
        return self._pooled[label]

    def count(self, label: Label) -> float:
        """Count what a reading under `label` is of, in all replications: every wait, say."""
        return math.fsum(self.n[:, self._at[label]].tolist())

    def ratio(self, key: str) -> float:
        """Give a measure of the whole variant; NaN if there is nothing to divide by."""
        return self.pooled(Label("variant", "", key)).ratio

    def series(self, label: Label) -> tuple[float | None, ...]:
        """Give one value for each replication; None where there is nothing to divide by."""
        at = self._at[label]
        pairs = zip(self.x[:, at].tolist(), self.n[:, at].tolist(), strict=True)
        return tuple(x / n if n else None for x, n in pairs)
