"""From a variant to its tables: personas, what they feel, and coming back."""

from __future__ import annotations

from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.program import NONE, Outcome
from tests.simulation.compiled import chances, compiled


def test_personas() -> None:
    program = compiled(
        "talk: {by: agents}",
        others="""
        personas:
          calm: {share: 50%}
          hurried: {share: 50%, tolerance: 3, priority: 2, head_start: 1.5 s}
        experience: {acceptable_wait: 2 min}
        """,
    )
    assert program.personas.tolerance.tolist() == [NONE, 3]
    assert program.personas.priority.tolist() == [0, 2]
    assert program.personas.head_start.tolist() == [0, 1_500_000]
    slots = [program.slots[slot].law for slot in program.personas.acceptable_slot]
    assert slots == [law("2 min")] * 2


def test_patience_is_by_contact_whoever_it_is() -> None:
    personas = "personas: {calm: {patience: 9 min}, hurried: {patience: 1 min}, saint: }"
    program = compiled("talk: {by: agents}", others=personas)
    calm, hurried, saint = program.personas.patience_slot
    assert program.slots[calm][:3] == program.slots[hurried][:3] == ("patience", "", "")
    assert [program.slots[slot].law for slot in (calm, hurried)] == [law("9 min"), law("1 min")]
    assert saint == NONE


def test_feelings_are_shared_but_where_a_persona_differs() -> None:
    program = compiled(
        "talk: {by: agents, events: [pitch, rude]}",
        others="""
        personas:
          calm: {share: 50%}
          hurried: {share: 50%, feels: {rude: -2, resolved: +0.5, repeated_question: -2}}
        experience: {wait_slope: 2, patience_for_prompts: 3, feels: {rude: -1, dead_end: -1.5}}
        """,
    )
    feelings = program.feelings
    assert feelings.wait_slope.tolist() == [2, 2]
    assert feelings.patience_for_prompts.tolist() == [3, 3]
    assert feelings.repeated_question.tolist() == [-1, -2]
    assert feelings.one_more_question.tolist() == [-0.25, -0.25]
    assert feelings.cold_handoff.tolist() == [-0.5, -0.5]
    # Events: pitch, of which nobody said how it feels, and rude.
    assert feelings.event.tolist() == [[0, -1], [0, -2]]
    endings = feelings.ending
    assert endings[:, Outcome.RESOLVED].tolist() == [1, 0.5]
    assert endings[0].tolist() == [1, -1, -1.5, -1, -1, -1, -2, 0, 0]


def test_coming_back() -> None:
    recontact = (
        "{unresolved: {chance: 60%, after: 2 h, returns: 3}, blocked: {chance: 1%, after: 1 h}}"
    )
    program = compiled(
        "talk: {by: agents}", others=f"demand: {{arrivals: 1 per hour, recontact: {recontact}}}"
    )
    after = program.afterwards
    assert [chances(program, row) for row in after.chance] == [
        [], [0.6], [], [], [], [0.01], [], [], [],
    ]  # fmt: skip
    assert after.returns.tolist() == [NONE, 3, *[NONE] * 7]
    rows = [Outcome.UNRESOLVED, Outcome.BLOCKED]
    assert [program.slots[after.delay_slot[row]].law for row in rows] == [
        law("2 h"),
        law("1 h"),
    ]
    assert program.slots[after.slot][:3] == ("recontact", "", "")
    keys = {program.slots[after.delay_slot[row]][:3] for row in rows}
    assert len(keys) == 1, "the luck of the delay is the same, whatever the outcome"


def test_what_turns_out_wrong() -> None:
    recontact = (
        "{unresolved: {chance: 60%, after: 2 h}, wrong_hours: {chance: 70%, after: 5 min},"
        " wrong_price: {chance: 20%, after: 1 h, returns: 2}}"
    )
    program = compiled(
        "talk: {by: agents, events: [pitch, wrong_price, wrong_hours]}",
        others=f"""
        demand: {{arrivals: 1 per hour, recontact: {recontact}}}
        experience: {{feels: {{pitch: -1}}}}
        """,
    )
    table, events = program.surfacing, program.names.events
    assert [events[event] for event in table.event] == ["wrong_hours", "wrong_price"]
    assert [chances(program, row) for row in table.chance] == [[0.7], [0.2]]
    assert table.returns.tolist() == [NONE, 2]
    assert [program.slots[slot].law for slot in table.delay_slot] == [law("5 min"), law("1 h")]
    assert [program.slots[slot][:3] for slot in table.slot] == [
        ("surfacing", "wrong_hours", ""),
        ("surfacing", "wrong_price", ""),
    ]


def test_what_an_event_costs_is_nothing_to_an_engine() -> None:
    feels = "experience: {feels: {pitch: {feels: -1.5, costs: 3, earns: 8, churn: +10%}}}"
    program = compiled("talk: {by: agents, events: [pitch]}", others=feels)
    assert program.feelings.event.tolist() == [[-1.5]]


def test_a_fix_of_nothing_fixes_nothing_and_costs_nothing() -> None:
    demand = """
        demand:
          arrivals: 1 per hour
          reasons: {bill: {cause: unclear}, late: {cause: slow}, other: {}}
          causes: {unclear: {fix_costs: 20 per day}, slow: {fix_costs: 7 per day}}
        """
    more = "b: {like: a, fixes: {unclear: 0%, slow: 40%}}"
    program = compiled("talk: {by: agents}", more=more, others=demand, variant="b")
    assert program.names.reasons == ("bill", "late", "other")
    assert program.fixes.share.tolist() == [0, 0.4, 0]
    assert (program.fixes.slot == NONE).tolist() == [True, False, True]
    assert program.fixes.cost_per_day.tolist() == [7]
