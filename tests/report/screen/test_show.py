"""The text of `show`: told step by step, at most 80 columns, whatever the author wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.format.load import load
from blueprint_sim.report.screen.columns import width
from blueprint_sim.report.screen.show import show, show_resolved
from tests.model.small import scenario

SCENARIOS = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))


def cafe():
    return scenario(
        """
        choose: {takes: 2 min, next: order}
        order:
          by: [agents, menu]
          asks: {number: {understood: 90%}, wish: {}}
          resolves: 80%
          events: {rude: 4%}
          if_not: [{when: {contact: 2 or more}, then: dead_end}, {otherwise: brew}]
        brew: {by: kitchen, takes: 3 to 5 min, next: {order: 25%, done: 75%}}
        """,
        teams="""
        teams:
          menu: {kind: machine}
          agents: {size: 2, limit: 4}
          kitchen: {size: 3, lane: backstage}
          idle: {size: 1}
        """,
        variants="b: {like: a, label: Without the choice, about: One less., without: [choose]}",
    )


EXPECTED = """\
Small
60 customers per hour, one day of 8 h.

A (a), the baseline
===================

CUSTOMER          by          what happens              visits then
choose            customer    2 min                       1.00 order

- - - line of interaction ------------------------------------------------------
FRONTSTAGE        by          what happens              visits then
order             agents,     asks number (understood     1.05 done; if not
                  else menu   90%), wish; rude 4%;             resolved: if
                              resolves 80%                     contact 2 or
                                                               more: dead_end;
                                                               else: brew; when
                                                               full: blocked

- - - line of visibility -------------------------------------------------------
BACKSTAGE         by          what happens              visits then
brew              kitchen     3 to 5 min                  0.21 75% done, 25%
                                                               order

team                          size      work      busy
agents                           2      1.50       75%
kitchen                          3      0.84       28%
menu                     unlimited      0.00
Work: workers kept busy on average, if nobody gives up waiting.
Not staffed, since no step uses it: idle.
"""


def test_a_blueprint_is_told_lane_by_lane():
    assert show(cafe(), ["a"]) == EXPECTED


def test_a_variant_tells_what_it_leaves_out():
    text = show(cafe(), ["b"])
    assert "Without the choice (b)\n======================\nOne less.\nLike a.\n" in text
    assert "Taken out, and passed through: choose." in text
    assert "CUSTOMER" not in text


def test_all_variants_are_told_in_the_order_of_the_file():
    text = show(cafe())
    assert text.index("A (a), the baseline") < text.index("Without the choice (b)")


def test_what_cannot_be_told_is_a_question_mark():
    text = show(
        scenario(
            "b: {by: agents, takes: 1 min, "
            "next: [{when: {visit: 3 or more}, then: done}, {otherwise: b}]}"
        )
    )
    assert "     ? if visit 3" in text
    assert "Approximate: rules on visit are taken as on a first visit" in text


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


def test_who_comes_back_is_counted():
    demand = "{arrivals: 6 per hour, recontact: {unresolved: {chance: 50%, after: 1 h}}}"
    text = show(scenario("b: {by: agents, resolves: 50%}", demand=demand))
    assert "Contacts per customer: 1.33." in text


def test_channels_are_told_and_where_each_step_is_done():
    text = show(
        scenario(
            """
            call: {by: agents, channel: phone, takes: 1 min, next: look}
            look: {by: agents, away: yes, takes: 1 min, next: letter}
            letter: {by: agents, channel: mail, asks: [number]}
            """,
            more="""
            channels:
              phone: {label: Telephone, lines: 1}
              mail: {live: no, acceptable_wait: 1 day, replies_after: about 5 h}
            """,
        )
    )
    assert " by Telephone; 1 min " in text
    assert " customer away; 1 min" in text
    assert " by mail; asks number " in text
    assert "\nChannel Telephone: 1 line.\n" in text
    assert (
        "\nChannel mail: any number of contacts, customers do not wait there, acceptable\n"
        "wait 1 day, answers after about 5 h.\n"
    ) in text
    assert "Contacts per customer: 2.00." in text


def test_rates_that_vary_are_told_on_average():
    by_hour = "{arrivals: {per_hour: [20, 60], every: 4 h}}"
    by_day = "{arrivals: {monday: 40 per hour, otherwise: 9 per hour}}"
    for demand in (by_hour, by_day, "{arrivals: {gap: about 90 s}}"):
        text = show(scenario("b: {by: menu}", demand=demand))
        assert "40 customers per hour on average, one day of 8 h." in text


@pytest.mark.parametrize("tell", [show, show_resolved])
def test_batches_and_customers_are_told_apart(tell):
    demand = "{arrivals: {per_hour: 20, batch: {1: 70%, 4: 30%}}}"
    text = tell(scenario("b: {by: menu}", demand=demand))
    assert "38 customers per hour, one day of 8 h. They come in batches of 1.9" in text
    assert "1.9 on average, 20 per hour." in " ".join(text.split())


def test_how_much_days_differ_is_said():
    demand = "{arrivals: {per_hour: 60, day_to_day: 5%}}"
    text = show(scenario("b: {by: menu}", demand=demand))
    assert "Days differ: their rates have an sd of 5% of the mean." in " ".join(text.split())


def test_steps_that_nobody_comes_to_are_named():
    text = show(scenario("b: {by: agents, next: c}\nc: {by: menu}", more="start: c"))
    assert "No customer comes to: b." in text
    assert "Not staffed, since no step uses it: agents." in text


def test_resolved_numbers_are_counted_and_their_sources_told():
    text = show_resolved(
        scenario(
            "help: {by: agents, takes: about 4 min (brown)}",
            teams="teams: {agents: {size: 8}}",
            others="sources: {brown: {title: Brown et al. 2005, grade: measured, note: One bank.}}",
        )
    )
    assert (
        "\nvariants.a                             value            source          grade\n" in text
    )
    assert (
        "\nsteps.help.takes                       about 4 min      brown           measured\n"
        in text
    )
    assert "\n20 numbers: 17 assumed, 1 measured, 1 folklore, 1 anecdote.\n" in text
    assert "\n  brown: Brown et al. 2005 (measured). One bank.\n" in text
    assert "\n  acceptable_wait: expectations differ" in text


def test_long_paths_are_folded_behind_a_dot():
    step = "a_step_with_quite_a_long_name"
    text = show_resolved(scenario(f"{step}: {{by: agents, asks: {{number: {{takes: 5 s}}}}}}"))
    assert f"\nsteps.{step}.\nasks.number.takes " in text


HOSTILE = ["$x_1$ <script>", "\U0001f44d \u05e9\u05dc\u05d5\u05dd", "x" * 200, "bell \x07"]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_stay_in_their_columns(label):
    made = cafe()
    design = made.variants["a"].model_copy(update={"label": label, "about": label})
    lines = show(made.model_copy(update={"variants": {"a": design}})).splitlines()
    assert all(width(line) <= 80 for line in lines)
    assert "\x07" not in "".join(lines)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("tell", [show, show_resolved])
def test_every_scenario_fits_eighty_columns(path, tell):
    text = tell(load(path))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    assert text.isascii()


def test_resolved_says_what_holds_where_nothing_is_written():
    text = show_resolved(scenario("help: {by: agents, takes: about 4 min}"))
    held = text[text.index("where nothing is written") :]
    assert any(line.split() == ["run.length", "8", "h"] for line in held.splitlines())
    assert "variants.a.teams.agents.carries" in held


def test_who_stays_on_the_line_is_told():
    made = scenario(
        """
        ask: {by: agents, takes: 1 min, next: more}
        more: {by: menu, hold: yes, takes: 2 min}
        """
    )
    rows = [line[29:55].strip() for line in show(made).splitlines()]
    assert "2 min; whoever has the customer stays on the line" in " ".join(rows)


def test_for_whom_customers_wait_is_told():
    made = scenario(
        """
        ask: {by: agents, takes: 1 min, next: think}
        think: {takes: 1 min, next: again}
        again: {by: agents, returns_to_same: 10 min, takes: 1 min}
        """
    )
    rows = [line[29:55].strip() for line in show(made).splitlines()]
    assert "1 min; waits up to 10 min for the same worker" in " ".join(rows)
