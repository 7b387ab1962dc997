"""What is right about work in the meantime and promises: what the check does not object to.

What is wrong stands in tests/broken, each with its message.
"""

from __future__ import annotations

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import edited
from blueprint_sim.model.check import check
from tests.model.small import scenario

STEPS = """
    take: {by: agents, takes: about 4 min, meanwhile: check, promise: 1 h, next: tell}
    check: {by: office, takes: about 5 min, next: {check: 50%, done: 50%}}
    tell: {by: agents, takes: about 1 min, needs: check, resolves: 90%}
"""
TEAMS = "teams: {agents: {size: 8}, office: {size: 15, lane: backstage}}"
PATIENT = "personas: {caller: {patience: random 8 min}}"
RETURNS = "{arrivals: 60 per hour, recontact: {unresolved: {chance: 50%, after: 1 h}}}"


def told(steps=STEPS, **others):
    others = {"teams": TEAMS, "others": PATIENT, **others}
    return [str(problem) for problem in check(scenario(steps, **others))]


def test_a_branch_that_is_needed_and_promised_is_sound():
    assert told() == []


@pytest.mark.parametrize("step", ["take", "check", "tell"])
def test_any_part_of_it_may_be_taken_out(step):
    assert told(variants=f"b: {{like: a, without: [{step}]}}") == []


def test_a_branch_may_be_set_off_twice_shared_and_needed_by_nobody():
    assert (
        told(
            """
            take: {by: agents, takes: about 4 min, meanwhile: check, next: ask}
            ask: {by: agents, takes: about 1 min, meanwhile: look_up, next: again}
            again: {by: agents, takes: about 1 min, meanwhile: check, resolves: 90%}
            check: {by: office, takes: about 3 min, next: file}
            look_up: {by: office, takes: about 1 min, next: file}
            file: {by: office, takes: about 1 min}
            """
        )
        == []
    )


def test_who_comes_back_may_have_set_it_off_in_an_earlier_contact():
    steps = """
        take: {by: agents, takes: about 1 min, needs: check, next: ask}
        ask: {by: agents, takes: about 1 min, meanwhile: check, resolves: 50%}
        check: {by: office, takes: about 3 min}
        """
    said = "no step up to here sets off 'check', so nobody waits for it"
    assert [said in one for one in told(steps)] == [True]
    assert told(steps, demand=RETURNS) == []


def test_a_loop_brings_customers_back_to_what_they_set_off():
    steps = """
        take: {by: agents, takes: about 1 min, needs: check, meanwhile: check, next: NEXT}
        check: {by: office, takes: about 3 min}
        """
    assert len(told(steps.replace("NEXT", "done"))) == 1
    assert told(steps.replace("NEXT", "{take: 20%, done: 80%}")) == []


def test_asking_at_once_after_every_promise_comes_to_an_end():
    chased = "{arrivals: 60 per hour, recontact: {broken_promise: {chance: 100%, after: 0 s}}}"
    assert told(STEPS.replace("needs", "away: yes, needs"), demand=chased) == []


@pytest.mark.parametrize(
    ("tell", "sound"),
    [("needs: check", False), ("away: yes, needs: check", True), ("resolves: 50%", True)],
)
def test_somebody_must_be_at_home_to_come_back_and_ask(tell, sound):
    chased = "{arrivals: 60 per hour, recontact: {broken_promise: {chance: 50%, after: 1 h}}}"
    steps = STEPS.replace("needs: check, resolves: 90%", tell)
    nobody = [one for one in told(steps, demand=chased) if "nobody comes back to ask" in one]
    assert (nobody == []) == sound
    assert told(variants="b: {like: a, steps: {take: {next: done}}}", demand=chased) == []


@pytest.mark.parametrize(
    ("promise", "sound"),
    [
        ("27 h", True),
        ("28 h", False),
        ("28.001 h", False),
        ("27 to 40 h", True),
        ("30 to 40 h", False),
        ("random 5 days", True),
        ("{empirical: {values: [5 days, 27 h]}}", True),
        ("{mixture: [{share: 1%, law: 1 h}, {share: 99%, law: 9 days}]}", True),
        ("{mixture: [{share: 1%, law: 29 h}, {share: 99%, law: 9 days}]}", False),
    ],
)
def test_a_promise_may_fall_due_before_the_last_close(promise, sound):
    run = f"{PATIENT}\nrun: {{length: 4 h, days: 2}}"
    problems = told(STEPS.replace("1 h", promise), others=run)
    late = ["the run is over after 28 h, before this ever falls due" in one for one in problems]
    assert late == ([] if sound else [True])


def test_it_is_enough_that_one_variant_promises_something():
    steps = STEPS.replace(", promise: 1 h", "").replace("needs", "away: yes, needs")
    feels = f"{PATIENT}\nexperience: {{feels: {{broken_promise: -2}}}}"
    variants = "b: {like: a, steps: {take: {promise: 2 h}}}"
    rules = steps.replace("90%", "[{when: {had: broken_promise}, then: 50%}, {otherwise: 90%}]")
    chased = "{arrivals: 60 per hour, recontact: {broken_promise: {chance: 50%, after: 1 h}}}"
    assert told(rules, others=feels, variants=variants, demand=chased) == []
    assert len(told(rules, others=feels, demand=chased)) == 3


def test_a_team_that_also_meets_customers_may_say_what_concerns_them():
    keys = "limit: 3, carries: nothing, announcement: {after: 1 min, patience: +20%}"
    teams = f"teams: {{agents: {{size: 20, {keys}}}}}"
    assert told(STEPS.replace("by: office", "by: agents, lane: backstage"), teams=teams) == []


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (PATIENT, "10 workers' worth of work in the meantime comes to a team of 9"),
        ("", "10 workers' worth of work in the meantime comes to a team of 9"),
        ("SHARED", "15 workers' worth of work by people who never hang up and in the meantime"),
    ],
)
def test_patience_is_no_help_with_tasks(others, said):
    steps, teams = STEPS, TEAMS.replace("15", "9")
    if others == "SHARED":
        steps, others = steps.replace("by: office", "by: agents, lane: backstage"), ""
        teams = "teams: {agents: {size: 14}}"
    (problem,) = told(steps, others=others, teams=teams)
    assert said in problem
    assert ("give the personas some patience" in problem) == ("never hang up" in said)


def test_changed_from_the_command_line_a_promise_is_checked_as_if_written():
    made = scenario(STEPS, teams=TEAMS, others=PATIENT)
    at = "variants.a.steps.take"
    later = edited(made, {f"{at}.promise": "2 h"}).variants["a"].steps["take"].promise
    assert later is not None
    assert later.mean == 7200
    with pytest.raises(ScenarioError) as raised:
        edited(made, {f"{at}.promise": "5", f"{at}.meanwhile": ["check"]})
    assert [problem.message for problem in raised.value.problems] == [
        "'5' has no unit",
        "a list stands where the name of a step belongs",
    ]
    with pytest.raises(ScenarioError) as raised:
        edited(made, {f"{at}.meanwhile": "chek"})
    assert [(problem.message, problem.remedy) for problem in raised.value.problems] == [
        ("no step 'chek'", "did you mean 'check'?"),
    ]
