"""Results at the edges: one variant, one replication, nothing, a great deal, hostile names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from blueprint_sim.report.speech.names import Names
from blueprint_sim.studies.result import (
    Comparison,
    Estimate,
    MomentNumber,
    Place,
    Result,
    VariantResult,
    Verdict,
    Waits,
)
from tests.report.results import MENU, PERSON, several, two, variant

HOSTILE = (
    "$x^2$ & <script>alert(1)</script>",
    "_leading_underscore_",
    "W" * 200,
    "\u05e2\u05d1\u05e8\u05d9\u05ea \u05dc\u05e9\u05d9\u05e8\u05d5\u05ea",
    "\U0001f600 \u65e5\u672c\u8a9e\u306e\u30b5\u30fc\u30d3\u30b9",
    "A long label with very many words that go on and on until nobody would read them to the end",
    'Quotes " and \\ backslashes \n and lines',
    "%s {0} {currency} -3",
)
SHARES = {
    "share_resolved": 0.62,
    "share_unresolved": 0.11,
    "share_dead_end": 0.04,
    "share_abandoned": 0.09,
    "share_balked": 0.03,
    "share_blocked": 0.05,
    "share_walked_away": 0.04,
    "share_unfinished": 0.02,
}


def shares(resolved: float) -> dict[str, Estimate]:
    rest = (1 - resolved) / (1 - SHARES["share_resolved"])
    found = {
        key: Estimate(
            value := resolved if key == "share_resolved" else rest * share,
            value - 0.01,
            value + 0.01,
            "share",
            "lower",
        )
        for key, share in SHARES.items()
    }
    return {**found, "customers": Estimate(100 * resolved, 90.0, 110.0, "count", None)}


def grouped(found: VariantResult, personas: int = 2, reasons: int = 3) -> VariantResult:
    """Give a variant all ways to end, personas and reasons."""
    return replace(
        found,
        measures={**found.measures, **shares(0.62)},
        personas={f"persona_{n}": shares(0.9 - 0.08 * (n % 10)) for n in range(personas)},
        reasons={f"reason_{n}": shares(0.5 + 0.04 * (n % 10)) for n in range(reasons)},
    )


def each(result: Result, change: Callable[[VariantResult], VariantResult]) -> Result:
    """Change every variant of a result."""
    return replace(result, variants={key: change(v) for key, v in result.variants.items()})


def without_intervals(result: Result) -> Result:
    """Make of a result one of a single replication."""

    def bare(estimate: Estimate) -> Estimate:
        return replace(estimate, low=None, high=None)

    def once(found: VariantResult) -> VariantResult:
        return replace(
            found,
            measures={key: bare(e) for key, e in found.measures.items()},
            places=tuple(replace(p, per_hundred=bare(p.per_hundred)) for p in found.places),
            waits=replace(found.waits, share_over=bare(found.waits.share_over)),
        )

    comparisons = tuple(
        replace(c, low=None, high=None, verdict=c.verdict and Verdict.UNKNOWN, needed=None)
        for c in result.comparisons
    )
    return replace(each(result, once), comparisons=comparisons, replications=1)


def nothing(result: Result) -> Result:
    """Take away everything: nobody came."""

    def empty(found: VariantResult) -> VariantResult:
        return replace(
            found,
            measures={
                key: replace(e, mean=None, low=None, high=None) for key, e in found.measures.items()
            },
            places=(),
            curve=(),
            ways=(),
            waits=Waits((), None, Estimate(None, None, None, "share", "lower"), 0.0),
        )

    comparisons = tuple(_void(found) for found in result.comparisons)
    return replace(each(result, empty), comparisons=comparisons)


def _void(found: Comparison) -> Comparison:
    word = found.verdict and Verdict.MISSING
    return replace(found, difference=None, low=None, high=None, verdict=word, needed=None)


def nobody_waits(result: Result) -> Result:
    calm = Waits((0.0,) * 101, 1.0, Estimate(0.0, 0.0, 0.0, "share", "lower"), 1.2)
    return each(result, lambda found: replace(found, waits=calm))


def long_journey(found: VariantResult, steps: int = 40) -> VariantResult:
    """Give a variant many steps: misery at each, and a moment too."""
    kinds = ("wait", "question", "work")
    places = tuple(
        Place(f"step_{n}", kind, Estimate(m := 90.0 / (n + 1), m - 1, m + 1, "count", "lower"), 0.0)
        for n in range(steps)
        for kind in kinds[: 1 + n % 3]
    )
    curve = tuple(
        MomentNumber(
            n + 1,
            1.0 - n / 80,
            -1.5,
            m := ((n * 7) % 30 - 15) / 10,
            m + 0.5,
            f"step_{n}",
            "work",
            0.9,
        )
        for n in range(steps)
    )
    return replace(found, places=tuple(sorted(places, key=lambda p: -_mean(p))), curve=curve)


def _mean(place: Place) -> float:
    return place.per_hundred.mean or 0.0


def many(count: int, **changes: Any) -> Result:
    """Compare so many variants."""
    others = [
        variant(f"v{n}", f"Variant number {n}", {**PERSON, "misery_mean": 0.3 * n}, n + 5)
        for n in range(1, count)
    ]
    return several(*others, **changes)


def alike(count: int) -> Result:
    """Compare so many variants that differ next to nothing, on measures that nobody chose."""
    keys = ("misery_mean", "share_resolved", "cost_per_resolved")
    same = {"verdict": Verdict.SAME, "difference": 0.01, "low": 0.0, "high": 0.02}
    found = many(count, **dict.fromkeys(keys, same))
    return replace(found, matters_written=False)


def hostile(number: int) -> Result:
    """Name everything badly."""
    label = HOSTILE[number]
    found = several(variant("person", label, PERSON, 9), variant("other", label[::-1], {**MENU}, 7))
    base = found.variants["menu"]
    variants = {**found.variants, "menu": replace(base, label=f"{label}!")}
    return replace(found, variants=variants, scenario=label, currency=label[:40])


def names(label: str) -> Names:
    """Give steps, personas and reasons one label."""
    steps = [f"step_{n}" for n in range(40)] + ["ask", "retention"]
    return Names(
        {(name, step): label for name in ("menu", "person", "other") for step in steps},
        {f"persona_{n}": label for n in range(20)},
        {f"reason_{n}": label for n in range(20)},
    )


CASES: dict[str, tuple[Result, Names]] = {
    "two": (each(two(), grouped), Names()),
    "one variant": (each(several(), grouped), Names()),
    "one variant once": (without_intervals(each(several(), grouped)), Names()),
    "one replication": (without_intervals(each(two(), grouped)), Names()),
    "nothing": (nothing(two()), Names()),
    "nothing at all": (nothing(several()), Names()),
    "nobody waits": (nobody_waits(two()), Names()),
    "six variants": (each(many(6), grouped), Names()),
    "three alike": (each(alike(3), grouped), Names()),
    "ten variants": (each(many(10), grouped), Names()),
    "forty variants": (many(40), Names()),
    "many groups": (each(two(), lambda found: grouped(found, 12, 12)), Names()),
    "forty steps": (each(two(), long_journey), Names()),
    "sixteen moments": (each(two(), lambda found: long_journey(found, 16)), Names()),
    **{
        f"hostile {number}": (each(hostile(number), grouped), names(HOSTILE[number]))
        for number in range(len(HOSTILE))
    },
    **{
        f"hostile long {number}": (
            each(each(hostile(number), grouped), lambda found: long_journey(found, 12)),
            names(HOSTILE[number]),
        )
        for number in range(len(HOSTILE))
    },
}
