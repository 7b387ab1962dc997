"""Who is better or worse off than in the baseline, in a sentence."""

from __future__ import annotations

from typing import Final

from blueprint_sim.report.speech.numbers import listed, scale
from blueprint_sim.studies.result import BetterOff, Estimate, Result

BY: Final = {
    "memory": "what they remember",
    "misery": "moments of misery",
    "wait": "the wait for a person",
    "contacts": "contacts",
}
"""By what a customer's two journeys are judged."""
FATES: Final = {
    "better": "better off",
    "equal": "the same",
    "worse": "worse off",
    "avoided": "need not come",
    "added": "come besides",
    "unfinished": "unfinished",
}
"""What may become of a customer: fields of `BetterOff`."""
LUCK: Final = "given the same luck at shared steps"


def shares(found: BetterOff) -> dict[str, Estimate]:
    """Give the shares, by fate."""
    return {fate: getattr(found, fate) for fate in FATES}


def written(estimate: Estimate) -> str:
    """Write a share with the digits that its interval can carry."""
    return scale("share", estimate.low, estimate.high, estimate.mean).value(estimate.mean)


def better_off(result: Result, variant: str) -> str:
    """Say ``... by what they remember: 31% better off, 57% the same and 12% worse off``."""
    found = next((row for row in result.better_off if row.variant == variant), None)
    if found is None:
        return ""
    told = {fate: written(share) for fate, share in shares(found).items()}
    said = [f"{text} {FATES[fate]}" for fate, text in told.items() if text.strip("0.%")]
    if not said:
        return ""
    return f"Each customer beside themselves, {LUCK}, by {BY[found.judged_by]}: {listed(said)}."
