"""The key figures, each no finer than its interval."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint_sim.report.blueprint.contents import KeyFigure
from blueprint_sim.report.blueprint.key_figures import key_figures
from blueprint_sim.studies.result import Estimate, Result
from tests.report.results import two


def figures(result: Result) -> dict[str, KeyFigure]:
    return {figure.words[0]: figure for figure in key_figures(result, "menu")}


def having(**changes: Estimate) -> Result:
    result = two()
    menu = result.variants["menu"]
    menu = replace(menu, measures={**menu.measures, **changes})
    return replace(result, variants={**result.variants, "menu": menu})


def test_each_stands_with_its_interval() -> None:
    found = figures(two())
    assert list(found) == [
        "moments of misery",
        "repeat questions",
        "waiting for a person",
        "per resolved",
    ]
    assert found["moments of misery"] == (
        "2.6",
        ("moments of misery", "per customer", "2.5 to 2.7"),
    )
    assert found["waiting for a person"].value == "2.6 min"
    assert found["waiting for a person"].words[-1] == "2.5 to 2.7 min"
    assert found["per resolved"].value == "€5.27"


def test_where_leaving_costs_the_cost_is_that_of_a_day_in_all() -> None:
    """The cost of a resolved issue counts nobody who leaves for good."""
    total = Estimate(9355.0, 9255.0, 9455.0, "currency", "lower")
    result = having(churn_cost=Estimate(8000.0, None, None, "currency", "lower"), cost_total=total)
    found = figures(replace(result, days=5.0))
    assert "per resolved" not in found
    assert found["a day"] == ("€1,871", ("a day", "in all", "€1,851 to 1,891"))


def test_short_waits_are_in_seconds() -> None:
    wait = figures(having(wait_mean=Estimate(0.5, 0.4, 0.6, "min", "lower")))
    assert wait["waiting for a person"].value == "30 s"
    assert wait["waiting for a person"].words[-1] == "24 to 36 s"


def test_no_interval_is_made_up() -> None:
    for low, high in ((None, None), (2.6, 2.6)):
        found = figures(having(misery_mean=Estimate(2.6, low, high, "count", "lower")))
        assert found["moments of misery"].words == ("moments of misery", "per customer")


def test_an_interval_ends_at_what_can_be() -> None:
    found = figures(having(misery_mean=Estimate(0.1, -0.1, 0.3, "count", "lower")))
    assert found["moments of misery"].words[-1] == "0.0 to 0.3"


def test_a_currency_without_a_sign_is_named() -> None:
    found = figures(replace(two(), currency="CHF"))
    assert found["per resolved"].value == "CHF 5.27"
    found = figures(replace(two(), currency="agent minutes"))
    long = found["agent minutes per resolved"]
    assert long.value == "5.27"
    assert long.words[-1] == "5.17 to 5.37"
    assert "xxxxxxxxxxxxx... per resolved" in figures(replace(two(), currency="x" * 200))


@pytest.mark.parametrize(
    ("currency", "said", "within"),
    [
        ("EUR", "-\N{EURO SIGN}26.39", "-\N{EURO SIGN}26.49 to -26.29"),
        ("\N{EURO SIGN}", "-\N{EURO SIGN}26.39", "-\N{EURO SIGN}26.49 to -26.29"),
        ("CHF", "-CHF 26.39", "-CHF 26.49 to -26.29"),
        ("agent minutes", "-26.39", "-26.49 to -26.29"),
    ],
)
def test_a_minus_stands_before_the_currency(currency: str, said: str, within: str) -> None:
    earned = Estimate(-26.39, -26.49, -26.29, "currency", "lower")
    found = figures(replace(having(cost_per_resolved=earned), currency=currency))
    (figure,) = [figure for name, figure in found.items() if name.endswith("per resolved")]
    assert (figure.value, figure.words[-1]) == (said, within)


def test_what_has_no_value_is_left_out() -> None:
    nobody = Estimate(None, None, None, "currency", "lower")
    assert "per resolved" not in figures(having(cost_per_resolved=nobody))


def test_the_minus_of_what_earns_more_than_it_costs_stands_before_the_sign() -> None:
    cost = Estimate(-26.36, -26.47, -26.24, "currency", "lower")
    found = figures(having(cost_per_resolved=cost))["per resolved"]
    assert found.value == "-€26.36"
    assert found.words[-1] == "-€26.47 to -26.24"
