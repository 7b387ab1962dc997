"""The laws of durations: how each is written, and what it is good for."""

from __future__ import annotations

from typing import Final

LAWS: Final = (
    ("4 min", "what a machine says, a fixed delay"),
    ("random 8 min", "patience; the time until somebody comes back"),
    ("3 to 8 min", "a range, and nothing known within it"),
    ("about 4 min", "talk times: a few are very long"),
    ("{constant: 4 min}", "the same as `4 min`"),
    ("{exponential: 8 min}", "the same as `random 8 min`"),
    ("{uniform: {min: 3 min, max: 8 min}}", "the same as `3 to 8 min`"),
    ("{triangular: {min: 2 min, mode: 3 min, max: 10 min}}", "a guess: at least, mostly, at most"),
    ("{lognormal: {mean: 4 min, sd: 5 min}}", "talk times whose mean and spread are known"),
    ("{lognormal: {median: 3 min, p90: 9 min}}", "talk times of which a report gives quantiles"),
    ("{gamma: {mean: 4 min, sd: 2 min}}", "work that varies less than `about`"),
    ("{erlang: {k: 3, mean: 6 min}}", "work in `k` stages, each at random"),
    ("{weibull: {mean: 8 min, shape: 0.7}}", "patience; shape below 1: who has waited waits on"),
    ("{empirical: {values: [3 min, 5 min, 4 min]}}", "what was measured, drawn again and again"),
    (
        "{mixture: [{share: 10%, law: 0 s}, {share: 90%, law: random 1000 s}]}",
        "some are of another kind: a tenth hang up at once",
    ),
    ("{given: [3 min, 5 min, 4 min]}", "what was measured, one value a customer"),
)  # fmt: skip
"""How a law is written, and what it is good for."""
