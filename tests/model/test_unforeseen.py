"""Where customers may come although nobody is expected there."""

from __future__ import annotations

from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.traffic import traffic
from blueprint_sim.model.unforeseen import Unforeseen, unforeseen
from tests.model.small import scenario

TEAMS = "teams: {agents: {size: 2}, care: {size: 1}, office: {size: 1}}"


def beyond(steps: str, *, teams: str = TEAMS, demand: str = "{arrivals: 6 per hour}") -> Unforeseen:
    made = scenario(steps, teams=teams, demand=demand)
    graph = blueprint_graph(made, "a")
    return unforeseen(graph, traffic(made, "a", graph))


def found(*steps: str, teams: tuple[str, ...] = ()) -> Unforeseen:
    return Unforeseen(frozenset(steps), frozenset(teams))


def test_everything_is_foreseen_where_chances_alone_decide():
    assert beyond("help: {by: agents, takes: 1 min, next: {help: 10%, done: 90%}}") == found()


def test_a_rule_on_what_happens_hides_its_step_and_all_behind_it():
    steps = """
        help:
          by: agents
          takes: 1 min
          events: {rude: 10%}
          next: [{when: {had: rude}, then: comfort}, {otherwise: done}]
        comfort: {by: care, takes: 1 min, next: {note: 50%, done: 50%}}
        note: {by: office, takes: 1 min}
        """
    assert beyond(steps) == found("comfort", "note", teams=("care", "office"))
    # Who comes there on another way as well is counted, if too low: the figures are approximate.
    both = steps.replace("then: comfort}", "then: comfort}, {when: {reason: any}, then: note}")
    assert beyond(both) == found("comfort", teams=("care",))


def test_rules_before_the_first_that_hangs_on_a_run_are_foreseen():
    steps = """
        help:
          by: agents
          takes: 1 min
          next:
            - {when: {reason: none_such}, then: never}
            - {when: {misery: 0}, then: done}
            - {otherwise: comfort}
        never: {by: office, takes: 1 min}
        comfort: {by: care, takes: 1 min}
        """
    demand = "{arrivals: 6 per hour, reasons: {some: {share: 100%}, none_such: {share: 0%}}}"
    assert beyond(steps, demand=demand) == found("comfort", teams=("care",))


def test_a_step_that_is_taken_out_is_passed_on_the_way():
    made = scenario(
        """
        help:
          by: agents
          takes: 1 min
          next: [{when: {misery: 1 or more}, then: comfort}, {otherwise: done}]
        comfort: {by: care, takes: 1 min, next: note}
        note: {by: office, takes: 1 min}
        """,
        teams=TEAMS,
        variants="b: {like: a, without: [comfort]}",
    )
    graph = blueprint_graph(made, "b")
    assert unforeseen(graph, traffic(made, "b", graph)) == found("note", teams=("office",))


def test_where_a_full_line_leads_is_not_foreseen():
    steps = """
        help: {by: agents, takes: 1 min}
        message: {by: care, takes: 1 min}
        """
    full = "teams: {agents: {size: 2, limit: 3, when_full: message}, care: {size: 1}}"
    assert beyond(steps, teams=full) == found("message", teams=("care",))


def test_a_second_choice_is_not_foreseen_nor_whom_a_rule_calls():
    assert beyond("help: {by: [agents, care], takes: 1 min}") == found(teams=("care",))
    ruled = "[{when: {visit: 2 or more}, then: care}, {otherwise: agents}]"
    assert beyond(f"help: {{by: {ruled}, takes: 1 min}}") == found(teams=("care",))


def test_a_first_choice_with_nothing_to_do_is_foreseen():
    assert beyond("help: {by: agents, takes: 0 s}") == found()
