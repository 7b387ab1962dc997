from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from blueprint_sim.model.base import Wrong
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.laws import Law, say_duration

U = np.concatenate([[0.0, 1e-12, 1 - 1e-12], np.linspace(0.001, 0.999, 997)])


def lognormal(mu: float, sigma: float) -> Any:
    return stats.lognorm(sigma, scale=np.exp(mu))


# Each form with the distribution that SciPy knows it by, in seconds.
FORMS: list[tuple[Any, Any]] = [
    ("random 8 min", stats.expon(scale=480)),
    ("3 to 8 min", stats.uniform(180, 300)),
    ("30 s to 2 min", stats.uniform(30, 90)),
    ("about 4 min", lognormal(np.log(240) - np.log(2) / 2, np.sqrt(np.log(2)))),
    ({"exponential": {"mean": "8 min"}}, stats.expon(scale=480)),
    ({"exponential": "8 min"}, stats.expon(scale=480)),
    ({"uniform": {"min": "3 min", "max": "8 min"}}, stats.uniform(180, 300)),
    (
        {"lognormal": {"median": "4 min", "p90": "10 min"}},
        lognormal(np.log(240), np.log(2.5) / stats.norm.ppf(0.9)),
    ),
    ({"gamma": {"mean": "4 min", "sd": "2 min"}}, stats.gamma(4, scale=60)),
    ({"erlang": {"k": "3", "mean": "6 min"}}, stats.erlang(3, scale=120)),
    ({"weibull": {"mean": "2 s", "shape": "1"}}, stats.expon(scale=2)),
    ({"weibull": {"mean": "1 s", "shape": "0.5"}}, stats.weibull_min(0.5, scale=0.5)),
    (
        {"triangular": {"min": "1 min", "mode": "2 min", "max": "5 min"}},
        stats.triang(0.25, loc=60, scale=240),
    ),
    (
        {"triangular": {"min": "1 min", "mode": "1 min", "max": "5 min"}},
        stats.triang(0, loc=60, scale=240),
    ),
]


@pytest.mark.parametrize(("form", "twin"), FORMS)
def test_a_law_agrees_with_scipy(form: Any, twin: Any) -> None:
    found = law(form)

    np.testing.assert_allclose(found.quantile(U), twin.ppf(U), rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(found.drawn(U), found.quantile(U))
    x = np.concatenate([[0.0, 59.9, 60.0, 1e6], twin.ppf(U[3:])])
    np.testing.assert_allclose(found.below(x), twin.cdf(x), rtol=1e-9, atol=1e-12)
    assert found.mean == pytest.approx(twin.mean(), rel=1e-12)
    assert found.sd == pytest.approx(twin.std(), rel=1e-9)


@pytest.mark.parametrize(("form", "twin"), FORMS)
def test_quantiles_come_back_through_the_distribution_function(form: Any, twin: Any) -> None:
    np.testing.assert_allclose(twin.cdf(law(form).quantile(U[3:])), U[3:], rtol=1e-9, atol=1e-12)


def test_lognormal_by_mean_and_sd_has_them() -> None:
    found = law({"lognormal": {"mean": "188 s", "sd": "240 s"}})

    assert (found.mean, found.sd) == (pytest.approx(188), pytest.approx(240))


def test_about_has_a_coefficient_of_variation_of_one() -> None:
    found = law("about 4 min")

    assert (found.mean, found.sd) == (pytest.approx(240), pytest.approx(240))


def test_quantiles_are_met() -> None:
    found = law({"lognormal": {"median": "4 min", "p90": "10 min"}})

    assert found.quantile(np.array([0.5, 0.9])) == pytest.approx([240, 600])


@pytest.mark.parametrize("form", ["4 min", {"constant": "4 min"}, {"constant": {"value": "4 min"}}])
def test_a_constant_never_varies(form: Any) -> None:
    found = law(form)

    assert (found.kind, found.mean, found.sd) == ("constant", 240, 0)
    assert found.quantile(U) == pytest.approx(np.full(U.shape, 240.0))


@pytest.mark.parametrize(
    "form",
    [
        "0 s to 0 s",
        {"triangular": {"min": "1 min", "mode": "1 min", "max": "1 min"}},
        {"lognormal": {"median": "1 min", "p90": "1 min"}},
    ],
)
def test_a_law_without_spread_is_still_a_law(form: Any) -> None:
    found = law(form)

    assert np.ptp(found.quantile(U)) == pytest.approx(0)
    assert found.sd == pytest.approx(0)
    assert not found.varies
    value = found.mean
    assert found.below(np.array([value - 1e-6, value + 1e-6])).tolist() == [0.0, 1.0]


def test_durations_are_never_negative_or_infinite() -> None:
    u = np.array([0.0, np.nextafter(1, 0)])
    for form, _ in FORMS:
        found = law(form).quantile(u)
        assert np.isfinite(found).all()
        assert (found >= 0).all()


def test_given_values_are_taken_in_turn() -> None:
    found = law({"given": ["1 min", "2 min", "6 min"]})

    assert found.parameters == (60, 120, 360)
    assert found.mean == 180
    assert found.sd == pytest.approx(np.std([60, 120, 360]))
    with pytest.raises(ValueError, match="has values"):
        found.quantile(U)
    with pytest.raises(ValueError, match="has values"):
        found.below(U)


def test_a_law_remembers_how_it_was_written() -> None:
    assert law("about  4 min").written == "about 4 min"
    assert law({"gamma": {"mean": "4 min", "sd": "2 min"}}).written == "gamma, mean 4 min, sd 2 min"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("4 min", "always 4 min"),
        ("random 90 s", "exponential, mean 90 s, sd 90 s"),
        ({"given": ["1 min", "3 min"]}, "2 given values, mean 2 min"),
        ({"empirical": {"values": ["1 min", "3 min"]}}, "2 empirical values, mean 2 min, sd 1 min"),
        (
            {"mixture": [{"share": "10%", "law": "0 s"}, {"share": "90%", "law": "random 4 min"}]},
            "10% always 0 s; 90% exponential, mean 4 min, sd 4 min",
        ),
    ],
)
def test_a_law_says_itself(form: Any, said: str) -> None:
    assert law(form).describe() == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (90, "90 s"), (60, "1 min"), (240, "4 min"), (9000, "2.5 h"), (86400, "1 day")],
)
def test_durations_are_said_in_the_unit_that_people_use(seconds: float, said: str) -> None:
    assert say_duration(seconds) == said


@pytest.mark.parametrize(
    ("form", "path", "said"),
    [
        ("random", (), "a duration is missing"),
        ("random 0 s", (), "must be above 0"),
        ("about 4", (), "'4' has no unit"),
        ("8 to 3 min", (), "runs backwards"),
        ("3 to 8", (), "no unit"),
        ({}, (), "one name in it"),
        ({"gama": {"mean": "1 s", "sd": "1 s"}}, ("gama",), "did you mean 'gamma'?"),
        ({"gamma": {"mean": "1 s"}}, ("gamma",), "it takes {mean, sd}"),
        ({"gamma": {"mean": "1 s", "sd": "x"}}, ("gamma", "sd"), "'x' is not a duration"),
        ({"erlang": {"k": "1.5", "mean": "1 s"}}, ("erlang", "k"), "not a whole number"),
        ({"weibull": {"mean": "1 s", "shape": "0"}}, ("weibull", "shape"), "is not a shape"),
        ({"empirical": {}}, ("empirical",), "has no values"),
        ({"empirical": {"unit": "s"}}, ("empirical",), "has no values"),
        ({"empirical": {"values": ["1 s", "x"]}}, ("empirical", "values", 1), "not a duration"),
        (
            {"empirical": {"values": ["1 s"], "column": "a"}},
            ("empirical", "column"),
            "is of a file, and these values are a list",
        ),
        ({"mixture": []}, ("mixture",), "is empty"),
        ({"mixture": [{"share": "99%", "law": "1 s"}]}, ("mixture",), "the shares sum to 99%"),
        ({"mixture": [{"share": "100%", "law": ""}]}, ("mixture", 0, "law"), "is missing"),
        ({"mixture": ["4 min"]}, ("mixture", 0), "is a share and a law"),
        (
            {"mixture": [{"share": "100%", "law": {"given": ["1 s"]}}]},
            ("mixture", 0, "law", "given"),
            "write empirical instead",
        ),
        ({"given": []}, ("given",), "holds no given values"),
        ({"given": ["1 min", "x"]}, ("given", 1), "'x' is not a duration"),
    ],
)
def test_what_is_no_law_is_refused_at_its_place(
    form: Any, path: tuple[Any, ...], said: str
) -> None:
    with pytest.raises(Wrong) as raised:
        law(form)

    assert [problem.path for problem in raised.value.problems] == [path]
    assert said in str(raised.value)


@pytest.mark.parametrize(
    "form",
    [
        {"gamma": {"mean": "1 h", "sd": "1e-300 s"}},
        {"lognormal": {"mean": "1 s", "sd": "1 h"}},
        {"lognormal": {"median": "1 s", "p90": "1 day"}},
    ],
)
def test_numbers_too_far_apart_make_no_law(form: Any) -> None:
    with pytest.raises(Wrong, match="too far apart"):
        law(form)


def test_laws_are_plain_values() -> None:
    assert law("4 min") == Law("constant", (240.0,), "4 min")
    assert len({law("4 min"), law("4 min")}) == 1
