"""Measures of one run: from the log and the program alone, as operations on whole columns."""

from __future__ import annotations

from blueprint_sim.measures.catalogue import CATALOGUE, Measure
from blueprint_sim.measures.consequences import Terms, Worth
from blueprint_sim.measures.customers import Yardstick
from blueprint_sim.measures.fates import Faces, Fates, faces, fates
from blueprint_sim.measures.picture import Picture, picture
from blueprint_sim.measures.readings import Label, Readings, labels, read
from blueprint_sim.measures.record import Record

__all__ = [
    "CATALOGUE",
    "Faces",
    "Fates",
    "Label",
    "Measure",
    "Picture",
    "Readings",
    "Record",
    "Terms",
    "Worth",
    "Yardstick",
    "faces",
    "fates",
    "labels",
    "picture",
    "read",
]
