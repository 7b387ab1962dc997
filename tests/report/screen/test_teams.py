"""What `show` tells of teams: how busy they are, how they serve, and what a line does."""

from __future__ import annotations

import pytest

from blueprint_sim.model.people import Team
from blueprint_sim.report.screen.show import show
from blueprint_sim.report.screen.teams import of_team
from tests.model.small import scenario


def test_a_line_that_does_nothing_is_not_spoken_of() -> None:
    assert list(of_team(Team(size=3))) == []


def test_an_announcement_is_told_with_what_it_changes() -> None:
    team = Team.model_validate(
        {"size": 3, "announcement": {"after": "30 s", "patience": "+20%", "felt_wait": "-30%"}}
    )
    assert list(of_team(team)) == [
        "After 30 s in line people hear an announcement; it changes their patience (+20%) and "
        "how long it feels (-30%)."
    ]
    at_once = Team.model_validate({"size": 3, "announcement": {"patience": "-5%"}})
    assert list(of_team(at_once)) == [
        "As soon as they are in line people hear an announcement; it changes their patience (-5%)."
    ]


def test_pressure_is_told_length_by_length() -> None:
    team = Team.model_validate(
        {"size": 3, "pressure": {"9 or more": {"takes": "85%", "resolves": "90%"},
                                 "5 or more": {"takes": "110%"}}}
    )  # fmt: skip
    assert list(of_team(team)) == [
        "With 5 or more in line, visits take 110% of their time.",
        "With 9 or more in line, visits take 85% of their time and resolve 90% of what they would.",
    ]


def test_a_team_by_shift_is_busy_on_average():
    teams = 'teams: {agents: {shifts: {"09:00": 2, "13:00": 4}}}'
    text = show(scenario("b: {by: agents, takes: about 90 s}", teams=teams))
    assert "agents                      2 to 4      1.50       50%" in text


def test_who_serves_several_at_once_is_told_and_as_busy_as_their_places():
    teams = "teams: {agents: {size: 2, at_once: 3}}"
    text = show(scenario("b: {by: agents, takes: about 3 min}", teams=teams))
    assert "agents                           2      1.00       50%" in text
    assert "\n  agents: Each serves 3 customers at once.\n" in text


@pytest.mark.parametrize(
    ("callback", "said"),
    [
        ("{accept: 60%}", "offered on joining the line, accepted by 60%."),
        (
            "{after: random 2 min, accept: 60%, answers: 85%}",
            "offered after random 2 min in line, accepted by 60%, answered by 85%.",
        ),
        (
            "{accept: [{when: {contact: 1}, then: 60%}]}",
            "offered on joining the line, accepted by if contact 1: 60%; else: 0%.",
        ),
    ],
)
def test_who_calls_back_is_told(callback, said):
    teams = f"teams: {{agents: {{size: 2, callback: {callback}}}}}"
    text = show(scenario("b: {by: agents, takes: about 90 s}", teams=teams))
    assert f"agents: A callback is {said}" in " ".join(text.split())
