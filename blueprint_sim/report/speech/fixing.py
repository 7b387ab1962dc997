"""What fixes cost, said in sentences: what a day pays for them, and what it costs in all."""

from __future__ import annotations

from blueprint_sim.report.speech.differences import TOLD, digits_of, ends
from blueprint_sim.report.speech.numbers import money, priced
from blueprint_sim.studies.result import Comparison, Result, Verdict


def beside(result: Result, variant: str) -> list[tuple[str, Verdict]]:
    """Say ``pays EUR 120 a day for fixes``, and in all, where no verdict says what that costs.

    Nothing where the baseline pays as much for fixes.
    """
    before, after = _a_day(result, variant)
    if before == after:
        return []
    size = money(abs(after - before), result.currency)
    apart = f"{'less' if after < before else 'more'} " if before else ""
    verdict = Verdict.BETTER if after < before else Verdict.WORSE
    return [(f"pays {size} {apart}a day for fixes{_in_all(result, variant)}", verdict)]


def sentence(result: Result, variant: str) -> str:
    """Say ``Fixes cost EUR 830 a day instead of nothing``."""
    sides = _a_day(result, variant)
    if not any(sides):
        return "What the fixes cost, the scenario does not say."
    before, after = (money(side, result.currency) if side else "nothing" for side in sides)
    apart = "on both sides" if before == after else f"instead of {before}"
    return f"Fixes cost {after} a day {apart}{_in_all(result, variant)}."


def _a_day(result: Result, variant: str) -> tuple[float, float]:
    """Give what fixes cost a day in the baseline, and in a variant."""
    before, after = ends(result, result.comparison(variant, "fix_cost"))
    return (before or 0.0) / result.days, (after or 0.0) / result.days


def _in_all(result: Result, variant: str) -> str:
    """Say `` (in all EUR 3,265 a day against 3,116)``, where no verdict does."""
    found = result.comparison(variant, "cost_total")
    before, after = ends(result, found)
    if found.verdict in TOLD or before is None or after is None:
        return ""
    return f" (in all {_against(result, found, before, after)})"


def in_all(result: Result, found: Comparison) -> str:
    """Say ``In all it costs EUR 3,265 a day against 3,116``: staff, events, who leaves, fixes."""
    before, after = ends(result, found)
    if before is None or after is None:
        return ""
    return f"In all it costs {_against(result, found, before, after)}."


def _against(result: Result, found: Comparison, before: float, after: float) -> str:
    """Say ``EUR 3,265 a day against 3,116``; what earns more than it costs has a minus."""
    digits = digits_of(result, found)
    mine = priced(digits.value(after), result.currency)
    return f"{mine} a day against {digits.value(before)}"
