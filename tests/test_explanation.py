"""The page about the experience model says what the model says."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import blueprint_sim
from blueprint_sim.measures import Terms
from blueprint_sim.measures.consequences import leaving
from blueprint_sim.measures.customers import MAGIC
from blueprint_sim.model.base import build
from blueprint_sim.model.consequences import EACH_MISERY, Feeling
from blueprint_sim.model.experience import DEFAULTS, Default, Experience
from blueprint_sim.model.provenance import magnitude
from blueprint_sim.simulation.program import Outcome
from blueprint_sim.simulation.rules import BEST, MISERY, WORST, wait_valence
from blueprint_sim.studies import matters
from tests.oracles.specs import ints

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/explanation/experience.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """Give the cells of the table under a heading."""
    section = re.split(r"^## ", PAGE.split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


BY_KEY = {row[0]: row for row in rows("Every default")}


def written(key: str, value: str) -> Experience:
    name, _, feeling = key.partition(".")
    return build(Experience, {name: {feeling: value} if feeling else value})


def test_every_default_is_told_in_order() -> None:
    assert list(BY_KEY) == [default.key for default in DEFAULTS]


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.key)
def test_a_default_is_told_as_it_is(default: Default) -> None:
    _, value, low, high, grade, source = BY_KEY[default.key]

    assert (value, grade, source) == (default.value, default.grade, default.source)
    sizes = [magnitude(text) for text in (low, value, high)]
    assert len({size[0] for size in sizes if size}) == 1
    assert sizes == sorted(sizes)
    assert written(default.key, low) != written(default.key, high)


def test_what_is_known_of_a_default_is_told() -> None:
    for default in DEFAULTS:
        for name in re.findall(r"([A-Z]\w+)(?: et al\.)? \(\d{4}\)", default.note):
            assert name in PAGE, default.key


def test_what_follows_has_no_default() -> None:
    told = {re.split(r"[`,:.]", row[0])[0] for row in rows("What follows")}

    assert told == {"churn", "churn_costs", "tells", "feels", "recontact", "fixes"}
    assert (Experience().churn, Experience().churn_costs, Experience().tells) == (None, None, None)
    assert Feeling()[1:] == (0, 0, 1)
    assert EACH_MISERY in PAGE


def test_the_formulas_are_those_that_hold() -> None:
    """A wait of three acceptable ones at slope 0.5; one of 2 at no acceptable wait; who leaves."""
    assert "-wait_slope * (w - A) / A" in PAGE
    assert wait_valence(3, 1, 0.5) == -0.5 * (3 - 1) / 1
    assert wait_valence(2, 0, 0.5) == -2
    assert "1 - (1 - p)(1 - h)^m" in PAGE
    terms = Terms(churn=(0.25,) * len(Outcome), each_misery=0.02)
    (left,) = leaving(ints([Outcome.RESOLVED]), ints([3]), ints([1]), terms)
    assert left == pytest.approx(1 - (1 - 0.25) * (1 - 0.02) ** 3)
    assert "at -1 and below" in " ".join(PAGE.split()).lower()
    assert MISERY == -1


def test_what_is_fixed_is_told_as_it_is() -> None:
    fixed = PAGE.split("## What is fixed\n", 1)[1].split("\n## ", 1)[0]
    assert f"| misery | {MISERY:g} and below |" in fixed
    assert f"| magic | {MAGIC:+g} and above |" in fixed
    assert f"{WORST:g} and {BEST:+g}" in fixed
    talks = written("acceptable_wait", "about 4 min").acceptable_wait
    assert (talks.mean, talks.sd) == pytest.approx((240, 240)), "as large as its mean"
    said = " ".join(fixed.split())
    assert f"{matters.DEFAULTS['misery_mean']} moments of misery" in said
    assert f"{matters.DEFAULTS['wait_mean'] * 60:g} s of waiting" in said
    assert f"{matters.DEFAULTS['share_resolved'] * 100:g} point of issues" in said
    assert (
        f"{matters.CONTACTS_PART:.0%} of its contacts and {matters.COST_PART:.0%} of its cost"
        in said
    )


def test_the_customer_by_hand_comes_out_as_told() -> None:
    """Nine minutes in the queue, refused, walks out: by the functions that a run uses."""
    told = " ".join(PAGE.split("## One customer, by hand\n", 1)[1].split("\n## ", 1)[0].split())
    sale = blueprint_sim.load(ROOT / "scenarios/loyalty_voucher.yaml").experience
    felt, churn = sale.valences, sale.churn or {}
    queue = wait_valence(9, 4, sale.wait_slope)
    moments = np.array([queue, 0, felt["refused"], felt["walked_away"]])
    terms = Terms((churn["walked_away"],) * len(Outcome), churn["each_misery"])
    (left,) = leaving(ints([0]), ints([(moments <= MISERY).sum()]), ints([1]), terms)

    shown = [float(cell) for cell in re.findall(r"\| (-?\d[\d.]*) \|", told)]
    assert shown == list(moments)
    assert f"= {moments.mean():.2f}." in told
    assert f"= {left:.0%}." in told
    assert f"EUR {left * (sale.churn_costs or 0):.0f}, and {sale.tells:g} people" in told
