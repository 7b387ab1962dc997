"""Variants in one picture: which of them, and how each looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Self

from blueprint_sim.report.ink.palette import Theme, variant_colour, variant_marker
from blueprint_sim.studies.result import Result


class Series(NamedTuple):
    """Some variants, the baseline first, each with the colour and marker that it has everywhere."""

    names: tuple[str, ...]
    colours: tuple[str, ...]
    markers: tuple[str, ...]

    @classmethod
    def of(cls, result: Result, names: Sequence[str], theme: Theme) -> Self:
        """Give variants their looks: the baseline first, the others as they stand in the file."""
        order = [result.baseline, *(name for name in result.variants if name != result.baseline)]
        at = [order.index(name) for name in names]
        return cls(
            tuple(names),
            tuple(variant_colour(theme, place) for place in at),
            tuple(variant_marker(place) for place in at),
        )

    def only(self, result: Result) -> Result:
        """Leave only these variants in a result, in this order."""
        variants = {name: result.variants[name] for name in self.names}
        kept = tuple(c for c in result.comparisons if c.variant in variants)
        return replace(result, variants=variants, comparisons=kept)
