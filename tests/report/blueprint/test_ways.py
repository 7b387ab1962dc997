"""The words on the ways of a picture: on branches only, and true of the flows."""

from __future__ import annotations

import pytest

from blueprint_sim.model.graph import START, blueprint_graph
from blueprint_sim.report.blueprint.flows import END, RESOLVED, UNRESOLVED, Course, Flow, Flows
from blueprint_sim.report.blueprint.ways import percent, ways
from blueprint_sim.report.layout.records import Way
from tests.model.small import scenario
from tests.report.results import MENU, variant

STEPS = """
ask:
  by: menu
  asks: [number]
  next: [{when: {reason: gold}, then: help}, {otherwise: offer}]
offer: {by: agents, takes: 1 min, next: help}
help: {by: agents, takes: 1 min, resolves: 80%}
"""
DEMAND = "{arrivals: 60 per hour, reasons: {gold: {share: 25%}, plain: {}}}"
LEFT = f"{END}walked_away"
HUNG_UP = f"{END}abandoned"
FLOWS = {
    Course(START, "ask"): Flow(2.0),
    Course("ask", "help"): Flow(0.5),
    Course("ask", "offer"): Flow(1.5, 0.2, 1.2),
    Course("offer", HUNG_UP, from_queue=True): Flow(0.3),
    Course("offer", LEFT): Flow(0.12),
    Course("offer", "help"): Flow(1.08),
    Course("help", RESOLVED): Flow(1.264),
    Course("help", UNRESOLVED): Flow(0.316),
}


def drawn(flows: Flows, *, run: bool = True, carries: str = "nothing") -> dict[Course, Way]:
    teams = f"teams: {{menu: {{kind: machine, carries: {carries}}}, agents: {{size: 8}}}}"
    made = scenario(STEPS, teams=teams, demand=DEMAND)
    found = variant("a", "A", MENU) if run else None
    shown = ways(made, "a", blueprint_graph(made, "a"), flows, found)
    return {Course(way.origin, way.target, way.from_queue): way for way in shown}


def test_branches_say_their_share_and_for_whom_and_nothing_else_does() -> None:
    found = drawn(FLOWS)
    assert found[Course("ask", "help")].label == "25% gold"
    assert found[Course("ask", "offer")].label == "75% others"
    assert found[Course("offer", "help")].label == ""
    assert found[Course("help", RESOLVED)].label == "80%"


def test_losses_say_what_customers_do() -> None:
    found = drawn(FLOWS)
    assert found[Course("offer", LEFT)].loss == "10% walk away"
    assert found[Course("offer", HUNG_UP, from_queue=True)].loss == "20% hang up here"
    assert found[Course("help", UNRESOLVED)].loss == "20% left unresolved"
    assert found[Course("offer", "help")].loss == ""
    # Where it is drawn as a line to its ending, a loss has its share at the line.
    assert found[Course("offer", LEFT)].label == "10%"


def test_ways_are_as_wide_as_the_share_of_all_contacts() -> None:
    found = drawn(FLOWS)
    assert found[Course("ask", "help")].flow == pytest.approx(0.25)
    assert found[Course("ask", "offer")].flow == pytest.approx(0.75)
    looping = {**FLOWS, Course("offer", "help"): Flow(50.0)}
    assert drawn(looping)[Course("offer", "help")].flow == 1.4


def test_handoffs_are_called_by_what_most_of_them_are() -> None:
    assert drawn(FLOWS)[Course("ask", "offer")].handoff == "cold"
    warm = {**FLOWS, Course("ask", "offer"): Flow(1.5, 1.0, 0.5)}
    assert drawn(warm)[Course("ask", "offer")].handoff == "warm"
    few = {**FLOWS, Course("ask", "offer"): Flow(1.5, 0.001, 0.001)}
    assert drawn(few)[Course("ask", "offer")].handoff == "none"


@pytest.mark.parametrize(("carries", "kind"), [("nothing", "none"), ("everything", "warm")])
def test_who_was_told_nothing_hands_nothing_over(carries: str, kind: str) -> None:
    """The log calls it warm, since nothing is lost; but there is nothing to carry over."""
    flows = {**FLOWS, Course("offer", "help"): Flow(1.08, 1.0, 0.0)}
    assert drawn(flows, carries=carries)[Course("offer", "help")].handoff == kind


@pytest.mark.parametrize(
    ("carries", "kind"), [("nothing", "cold"), ("everything", "warm"), ("80%", "none")]
)
def test_without_a_result_a_handoff_is_what_the_design_makes_of_it(carries: str, kind: str) -> None:
    found = drawn(FLOWS, run=False, carries=carries)
    assert found[Course("ask", "offer")].handoff == kind
    assert found[Course("offer", "help")].handoff == "none"
    assert found[Course("help", RESOLVED)].handoff == "none"


@pytest.mark.parametrize(
    ("ask", "offer", "kind"),
    [
        ("channel: phone", "channel: phone", "cold"),
        ("channel: phone", "channel: mail", "none"),
        ("channel: phone", "away: yes", "none"),
    ],
)
def test_without_a_result_nothing_is_handed_over_between_contacts(
    ask: str, offer: str, kind: str
) -> None:
    steps = STEPS.replace("by: menu", f"by: menu\n  {ask}").replace(
        "{by: agents, takes: 1 min, next", f"{{by: agents, {offer}, takes: 1 min, next"
    )
    teams = "teams: {menu: {kind: machine, carries: nothing}, agents: {size: 8}}"
    made = scenario(steps, teams=f"{teams}\nchannels: {{phone: {{}}, mail: {{}}}}", demand=DEMAND)
    shown = ways(made, "a", blueprint_graph(made, "a"), FLOWS, None)
    (found,) = (way.handoff for way in shown if (way.origin, way.target) == ("ask", "offer"))
    assert found == kind


def test_what_hardly_anybody_does_is_not_drawn_as_a_loss_but_stays_as_a_way() -> None:
    few = {
        **FLOWS,
        Course("offer", LEFT): Flow(0.004),
        Course("offer", HUNG_UP, from_queue=True): Flow(0.004),
        Course("ask", "help"): Flow(0.0),
    }
    found = drawn(few)
    assert Course("offer", LEFT) not in found
    assert Course("offer", HUNG_UP, from_queue=True) not in found
    assert found[Course("ask", "help")].label == "0% gold"


def test_where_nobody_comes_no_share_is_told() -> None:
    nobody = dict.fromkeys(FLOWS, Flow(0.0))
    found = drawn(nobody, run=False)
    assert found[Course("ask", "help")].label == "gold"
    assert found[Course("offer", LEFT)].loss == "walk away"


def test_what_cannot_be_told_is_drawn_without_a_share() -> None:
    endless = {**FLOWS, Course("ask", "offer"): Flow(float("inf"))}
    found = drawn(endless, run=False)
    assert found[Course("ask", "offer")].label == "others"
    assert found[Course("ask", "offer")].flow == 1.0


def test_a_full_line_leads_elsewhere() -> None:
    full = {**FLOWS, Course("offer", "help", from_queue=True): Flow(0.3)}
    assert drawn(full)[Course("offer", "help", from_queue=True)].label == (
        "17% if the line is full"
    )
    turned = {**FLOWS, Course("offer", f"{END}blocked", from_queue=True): Flow(0.0)}
    way = drawn(turned, run=False)[Course("offer", f"{END}blocked", from_queue=True)]
    assert way.loss == "turned away if the line is full"


def test_the_start_is_no_way() -> None:
    assert not any(way.origin == START for way in drawn(FLOWS).values())


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.004, "under 1%"), (0.01, "1%"), (0.6, "60%"), (0.996, "over 99%"), (1, "100%")],
)
def test_shares_claim_neither_all_nor_nothing_wrongly(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize("run", [True, False])
def test_where_nothing_was_asked_nothing_is_handed_over(run: bool) -> None:
    made = scenario(
        """
        greet: {by: menu, takes: 1 min, next: help}
        help: {by: agents, asks: [number]}
        """
    )
    flows = {Course(START, "greet"): Flow(1.0), Course("greet", "help"): Flow(1.0, 1.0, 0.0)}
    found = variant("a", "A", MENU) if run else None
    (way,) = ways(made, "a", blueprint_graph(made, "a"), flows, found)
    assert way.handoff == "none"


@pytest.mark.parametrize(
    ("carries", "kind"),
    [
        ("[number]", "warm"),
        ("[wish]", "cold"),
        ("{number: 80%, wish: 100%}", "none"),
        ("{number: 0%, wish: 100%}", "cold"),
    ],
)
def test_a_planned_handoff_is_cold_if_it_loses_what_the_giver_may_know(
    carries: str, kind: str
) -> None:
    assert drawn(FLOWS, run=False, carries=carries)[Course("ask", "offer")].handoff == kind


def test_who_was_resolved_before_and_hangs_up_is_told_as_that() -> None:
    settled = {**FLOWS, Course("offer", RESOLVED, from_queue=True): Flow(0.3)}
    way = drawn(settled)[Course("offer", RESOLVED, from_queue=True)]
    assert way.loss == "17% leave, resolved"


def test_a_way_past_a_step_says_that_all_is_known_and_the_one_to_it_who_is_asked() -> None:
    steps = """
    who: {by: menu, asks: [number], next: again}
    again: {by: agents, asks: [number], next: help}
    help: {by: agents, takes: 1 min}
    """
    made = scenario(steps, teams="teams: {menu: {kind: machine}, agents: {size: 8}}")
    flows = {
        Course(START, "who"): Flow(1.0),
        Course("who", "again"): Flow(0.1),
        Course("who", "help"): Flow(0.9, 0.9, 0.0),
        Course("again", "help"): Flow(0.1),
    }
    found = {
        (way.origin, way.target): way
        for way in ways(made, "a", blueprint_graph(made, "a"), flows, variant("a", "A", MENU))
    }
    assert found["who", "help"].label == "90% all known"
    assert found["who", "help"].handoff == "warm"
    assert found["who", "again"].label == "10% to be asked"
    assert found["again", "help"].label == ""
