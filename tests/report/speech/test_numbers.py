from __future__ import annotations

import pytest

from blueprint_sim.report.speech.numbers import (
    Scale,
    between,
    cents,
    counted,
    listed,
    money,
    percent_change,
    possible,
    possible_change,
    scale,
    spoken,
    written,
)


@pytest.mark.parametrize(
    ("unit", "half", "value", "said"),
    [
        ("count", 0.1, 2.6, "2.6"),
        ("count", 0.02, 1.14, "1.14"),
        ("count", 0.0004, 1.14, "1.14"),
        ("count", 12.0, 495.3, "495"),
        ("min", 1.3, 7.9, "7.9"),
        ("min", 30.0, 127.9, "128"),
        ("share", 0.02, 0.783, "78%"),
        ("share", 0.003, 0.783, "78.3%"),
        ("currency", 0.43, 5.27, "5.27"),
        ("currency", 30.0, 2016.4, "2,016"),
        ("valence", 0.1, -0.04, "0.0"),
    ],
)
def test_no_digit_is_finer_than_the_interval(
    unit: str, half: float, value: float, said: str
) -> None:
    assert scale(unit, value - half, value + half).value(value) == said


def test_without_an_interval_three_digits_do() -> None:
    assert scale("count", None, None, 0.987654).value(0.987654) == "0.99"
    assert scale("count", None, None, 12.345).value(12.345) == "12.3"
    assert scale("count", None, None, 3.0).value(3.0) == "3"


def test_changes_carry_their_sign_and_nothing_carries_none() -> None:
    digits = Scale(places=1)
    assert [digits.change(amount) for amount in (1.25, -1.26, 0.0, -0.01)] == [
        "+1.2",
        "-1.3",
        "0.0",
        "0.0",
    ]


def test_what_has_no_value_says_so() -> None:
    assert Scale().value(None) == "none"
    assert Scale().change(float("nan")) == ""
    assert scale("share", 0.2, 0.3).apart(None) == ""
    assert scale("share", 0.2, 0.3).apart(0.25) == "+25 pts"


@pytest.mark.parametrize(
    ("amount", "said"),
    [(5.27, "5.27"), (12345.67, "12,346"), (1234567.0, "1,235k"), (9.9e12, "9,900G")],
)
def test_large_values_fit_a_narrow_column(amount: float, said: str) -> None:
    assert Scale(places=2).fit(amount, 7) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((2.6, 1.7), ["2.6", "1.7 minutes"]),
        ((2.6, 0.7), ["2.6", "0.7 minutes"]),
        ((1.2, 0.7), ["72", "42 seconds"]),
        ((1.2, 1.7), ["1.2", "1.7 minutes"]),
        ((0.7, 1 / 60), ["42", "1 second"]),
        ((1.0,), ["1.0 minutes"]),
    ],
)
def test_under_a_minute_in_seconds(minutes: tuple[float, ...], said: list[str]) -> None:
    assert spoken("min", Scale(places=1), "EUR", *minutes) == said


def test_seconds_are_no_finer_than_minutes_were() -> None:
    assert spoken("min", Scale(places=0), "EUR", 0.7123) == ["40 seconds"]
    assert spoken("min", Scale(places=2), "EUR", 0.7123) == ["42.7 seconds"]


def test_what_somebody_chose_keeps_its_digits() -> None:
    assert written("share", "EUR", 0.01) == "1 pt"
    assert written("share", "EUR", 0.025) == "2.5 pts"
    assert written("count", "EUR", 0.2) == "0.2"
    assert written("min", "EUR", 0.5) == "30 seconds"
    assert written("currency", "EUR", 0.25) == "EUR 0.25"


def test_intervals_keep_to_what_can_be() -> None:
    assert possible("share", -0.02, 0.1) == (0.0, 0.1)
    assert possible("share", 0.9, 1.1) == (0.9, 1.0)
    assert possible("count", -0.1, 0.1) == (0.0, 0.1)
    assert possible("currency", -0.1, 0.1) == (-0.1, 0.1)
    assert possible("valence", -2.5, 2.5) == (-2.0, 2.0)
    assert possible("share", None, None) == (None, None)
    assert possible_change("share", -1.3, 0.2) == (-1.0, 0.2)
    assert possible_change("min", -130.0, 0.2) == (-130.0, 0.2)


def test_words_around_numbers() -> None:
    assert (counted(1, "agent"), counted(9, "agent")) == ("1 agent", "9 agents")
    assert (counted(1, "person", "people"), counted(2, "person", "people")) == (
        "1 person",
        "2 people",
    )
    assert (listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == (
        "a",
        "a and b",
        "a, b and c",
    )
    assert (money(2268.0, "EUR"), money(5.27, "EUR"), money(5.0, "EUR")) == (
        "EUR 2,268",
        "EUR 5.27",
        "EUR 5",
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(2016, 2268, "+13%"), (2016, 1008, "-50%"), (1000, 1004, "+0.4%"), (0, 5, ""), (5, 5, "")],
)
def test_percent_change(before: float, after: float, said: str) -> None:
    assert percent_change(before, after) == said


def test_money_has_cents_below_a_hundred_and_only_where_there_are_any() -> None:
    assert [cents(5.27), cents(57.0), cents(2016.4), cents(None, 99.5), cents()] == [2, 0, 0, 2, 0]


def test_a_roster_that_falls_to_nobody_is_up_to_so_many() -> None:
    assert [between(*spread) for spread in ((8, 8), (6, 9), (0, 9), (0, 0))] == [
        "8",
        "6 to 9",
        "up to 9",
        "0",
    ]
    assert counted(between(0, 1), "person", "people") == "up to 1 person"
    assert counted(between(1, 2), "person", "people") == "1 to 2 people"
    assert counted(between(0, 21), "agent") == "up to 21 agents"


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (-26.39, "EUR", "-EUR 26.39"),
        (-26.39, "\N{EURO SIGN}", "-\N{EURO SIGN}26.39"),
        (2268.0, "\N{POUND SIGN}", "\N{POUND SIGN}2,268"),
        (5.0, "agent minutes", "agent minutes 5"),
        (-3.0, "R", "-R 3"),
    ],
)
def test_a_minus_stands_before_the_currency(amount: float, currency: str, said: str) -> None:
    assert money(amount, currency) == said


def test_large_amounts_have_cents_only_where_they_are_known_to_cents() -> None:
    assert scale("currency", 3114.3, 3117.9, 3116.1).value(3116.08) == "3,116"
    assert scale("currency", 3115.9, 3116.3, 3116.1).value(3116.08) == "3,116.08"
    assert scale("currency", 4.6, 5.9, 5.27).value(5.27) == "5.27"
