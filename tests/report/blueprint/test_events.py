"""What happens at a step, as it hangs at its box."""

from __future__ import annotations

import pytest

from blueprint_sim.report.blueprint import strip as strips
from blueprint_sim.report.blueprint.events import events
from blueprint_sim.report.blueprint.legend import entries
from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.ink.marks import Shape, Words
from blueprint_sim.report.ink.palette import LIGHT
from blueprint_sim.report.layout.records import CUSTOMER, Node, Note, Plan
from tests.model.small import scenario
from tests.report.blueprint.test_strip import SHOWN, strip_of

FEELS = """
experience: {feels: {annoyed: -1, voucher: {feels: +1, costs: 15}, offer: {earns: 8},
 wrong_price: 0, mute: 0, kept: {churn: -50%}, lost: {churn: +100%}}}
"""


def hung(written: str) -> list[Note]:
    again = "{arrivals: 9 per hour, recontact: {wrong_price: {chance: 70%, after: 1 h}}}"
    step = f"a: {{events: {written}, next: b}}\nb: {{events: [wrong_price]}}"
    made = scenario(step, demand=again, others=" ".join(FEELS.split()))
    return list(events(made, made.variants["a"].steps["a"]))


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("[annoyed]", Note("bad", "annoyed")),
        ("{annoyed: 20%}", Note("bad", "annoyed (20%)")),
        ("[voucher]", Note("good", "voucher, costs EUR 15")),
        ("{offer: 5%}", Note("either", "offer (5%), earns EUR 8")),
        ("[kept]", Note("good", "kept")),
        ("[lost]", Note("bad", "lost")),
        ("[mute]", Note("either", "mute")),
        ("[wrong_price]", Note("bad", "wrong price")),
        ("{annoyed: [{when: {contact: 2 or more}, then: 70%}]}", Note("bad", "annoyed, for some")),
    ],
)
def test_an_event_has_a_sign_and_says_how_often_and_what_it_is_worth(
    written: str, note: Note
) -> None:
    assert hung(written) == [note]


def test_what_never_happens_is_not_shown() -> None:
    assert hung("{annoyed: 0%}") == []


def test_of_many_events_two_are_named() -> None:
    assert hung("[annoyed, kept, lost]") == [
        Note("bad", "annoyed"),
        Note("good", "kept"),
        Note("bad", "lost"),
    ]
    assert hung("[annoyed, kept, lost, wrong_price]")[2] == Note("bad", "2 more")
    assert hung("[annoyed, kept, lost, voucher]")[2] == Note("either", "2 more")


@pytest.mark.parametrize(
    ("kind", "said", "colour"),
    [
        ("good", "something good happens", LIGHT.good),
        ("bad", "something bad happens", LIGHT.bad),
        ("either", "something happens", LIGHT.second_ink),
    ],
)
def test_an_event_hangs_at_its_box_with_its_sign(kind: str, said: str, colour: str) -> None:
    node = Node("dial", CUSTOMER, "Dials", start=True, notes=(Note(kind, "annoyed (20%)"),))
    strip = strip_of(Plan((node,), ()))
    assert [entry.words for entry in entries([strip])] == [said]
    canvas = Canvas(strip.width, strip.height, LIGHT)
    strips.paint(canvas, strip, SHOWN)
    assert "annoyed (20%)" in [mark.text for mark in canvas.marks if isinstance(mark, Words)]
    assert colour in [mark.edge for mark in canvas.marks if isinstance(mark, Shape)]
