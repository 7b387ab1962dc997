"""What speaks against a variant that is better: who is worse off, and who fares worse."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.report.speech.differences import digits_of, ends, one_sided
from blueprint_sim.report.speech.fates import written
from blueprint_sim.report.speech.numbers import listed
from blueprint_sim.report.speech.spans import Said, Span
from blueprint_sim.studies.result import Result, Verdict

FATES = {
    "share_resolved": "are resolved",
    "share_abandoned": "hang up",
    "share_walked_away": "walk away",
    "share_balked": "leave at once",
    "share_blocked": "are turned away",
}
"""How customers fare, where the share resolved does not decide."""
WORTH = 0.01
"""A change of a share from which on it is told: a point."""


def against(result: Result, variant: str, verdict: Verdict | None) -> Said:
    """Say ``Against it: 38% hang up instead of 17% and 27% are worse off`` of what is better.

    Totals may fall because fewer come, and all the same those who come fare worse. These shares
    have no verdict.
    """
    said = [*_fates(result, variant), *_worse_off(result, variant)]
    if verdict is not Verdict.BETTER or not said:
        return ()
    return (Span(f" Against it: {listed(said)}.", "bad"),)


def _fates(result: Result, variant: str) -> Iterator[str]:
    """List the shares that move to the worse by a point and more, if that is no luck."""
    if result.comparison(variant, "share_resolved").in_family:
        return
    for key, does in FATES.items():
        found = result.comparison(variant, key)
        if not found.in_family and one_sided(found) and _worse_by(found.difference, found.better):
            digits, (before, after) = digits_of(result, found), ends(result, found)
            yield f"{digits.value(after)} {does} instead of {digits.value(before)}"


def _worse_by(difference: float | None, better: str | None) -> bool:
    change = difference or 0.0
    return (-change if better == "higher" else change) >= WORTH


def _worse_off(result: Result, variant: str) -> Iterator[str]:
    """Say how many are worse off, where they are more than those better off, and not by luck."""
    found = next((row for row in result.better_off if row.variant == variant), None)
    if found and (found.worse.low or 0.0) > (found.better.high or 0.0):
        yield f"{written(found.worse)} are worse off ({written(found.better)} better off)"
