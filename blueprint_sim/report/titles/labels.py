"""Labels short enough for a title."""

from __future__ import annotations

from dataclasses import replace

from blueprint_sim.report.screen.columns import cut
from blueprint_sim.report.speech.names import in_quotes
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.studies.result import Result, VariantResult

LONGEST = 44
"""Columns of a label in a title; the whole label stands in the picture."""


def short(result: Result) -> Result:
    """Cut the labels of variants to what a title has room for."""
    variants = {
        name: replace(found, label=cut(found.label, LONGEST))
        for name, found in result.variants.items()
    }
    return replace(result, variants=variants)


def placed(name: str) -> str:
    """Quote the name of a step or place, cut to what a title has room for."""
    return in_quotes(cut(name, LONGEST))


def said_of(variant: VariantResult, alone: bool) -> str:
    """Say `` with "Voice menu first"``; nothing where there is no other."""
    return "" if alone else f" with {quoted(variant)}"
