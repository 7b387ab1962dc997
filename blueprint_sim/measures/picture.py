"""What a drawing and its charts need of a replication, besides the measures."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.measures.curve import Curve, curve
from blueprint_sim.measures.origins import Origins, origins
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.ways import Ways, ways


class Picture(NamedTuple):
    """Who went where, and how it felt on the way; kilobytes, however many came."""

    ways: Ways
    curve: Curve
    origins: Origins


def picture(record: Record) -> Picture:
    """Take the picture of a replication."""
    return Picture(ways(record), curve(record), origins(record))
