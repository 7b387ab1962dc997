"""What a line does, in words."""

from __future__ import annotations

from blueprint_sim.model.people import Team
from blueprint_sim.report.screen.in_line import in_line


def test_a_line_that_does_nothing_is_not_spoken_of() -> None:
    assert list(in_line(Team(size=3))) == []


def test_an_announcement_is_told_with_what_it_changes() -> None:
    team = Team.model_validate(
        {"size": 3, "announcement": {"after": "30 s", "patience": "+20%", "felt_wait": "-30%"}}
    )
    assert list(in_line(team)) == [
        "After 30 s in line people hear an announcement; it changes their patience (+20%) and "
        "how long it feels (-30%)."
    ]
    at_once = Team.model_validate({"size": 3, "announcement": {"patience": "-5%"}})
    assert list(in_line(at_once)) == [
        "As soon as they are in line people hear an announcement; it changes their patience (-5%)."
    ]


def test_pressure_is_told_length_by_length() -> None:
    team = Team.model_validate(
        {"size": 3, "pressure": {"9 or more": {"takes": "85%", "resolves": "90%"},
                                 "5 or more": {"takes": "110%"}}}
    )  # fmt: skip
    assert list(in_line(team)) == [
        "With 5 or more in line, visits take 110% of their time.",
        "With 9 or more in line, visits take 85% of their time and resolve 90% of what they would.",
    ]
