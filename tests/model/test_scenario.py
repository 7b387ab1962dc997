from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.base import Wrong, build
from blueprint_sim.model.blueprint import NOBODY, Ask, Step, always
from blueprint_sim.model.demand import filled_shares
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.people import Team, carries
from blueprint_sim.model.run import Run


def test_shares_that_are_left_out_take_equal_parts() -> None:
    assert filled_shares({"a": 0.6, "b": None, "c": None}) == pytest.approx(
        {"a": 0.6, "b": 0.2, "c": 0.2}
    )
    assert filled_shares({"a": None}) == {"a": 1}


@pytest.mark.parametrize(
    "parts", [{"a": 0.6, "b": 0.6}, {"a": 0.6, "b": 0.3}, {"a": 1.1, "b": None}]
)
def test_shares_that_cannot_sum_are_refused(parts: dict[str, float | None]) -> None:
    with pytest.raises(Wrong, match="they must sum to 100%"):
        filled_shares(parts)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("everything", 1.0),
        ("nothing", 0.0),
        ("80%", 0.8),
        (["number", "wish"], {"number": 1.0, "wish": 1.0}),
        ({"number": "50%"}, {"number": 0.5}),
    ],
)
def test_what_carries_over(written: Any, read: Any) -> None:
    assert carries(written) == read


def test_a_step_by_nobody_that_leads_to_done_is_the_smallest() -> None:
    step = Step()

    assert step.by == always(NOBODY)
    assert step.next == always({"done": 1.0})
    assert not step.emptied


def test_models_take_what_was_read_before() -> None:
    step = Step(by=always(("agents",)), takes=always(law("4 min")), asks={"number": Ask()})

    assert step == build(Step, {"by": "agents", "takes": "4 min", "asks": ["number"]})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["number"], {"number": Ask()}),
        ("number", {"number": Ask()}),
        ({"number": ""}, {"number": Ask()}),
        ({"number": "20 s"}, {"number": Ask(takes=always(law("20 s")))}),
        (
            {"number": {"gamma": {"mean": "20 s", "sd": "5 s"}}},
            {"number": Ask(takes=always(law({"gamma": {"mean": "20 s", "sd": "5 s"}})))},
        ),
        ({"number": {"understood": "90%"}}, {"number": Ask(understood=always(0.9))}),
    ],
)
def test_questions_are_read(written: Any, read: dict[str, Ask]) -> None:
    assert build(Step, {"asks": written}).asks == read


def test_events_are_certain_unless_they_say_a_chance() -> None:
    assert build(Step, {"events": ["pitch"]}).events == {"pitch": always(1.0)}
    assert build(Step, {"events": {"rude": "4%"}}).events == {"rude": always(0.04)}


def test_models_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Team(size=3).size = 4  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"after_close": "stopp"}, "did you mean 'stop'?"),
        ({"days": "2", "length": "25 h"}, "longer than 24 h"),
        ({"length": "0 s"}, "the day has no length"),
        ({"warm_up": "8 h"}, "the warm-up takes the whole run"),
        ({"days": "0"}, "at least 1"),
        ({"first_day": "mondy"}, "did you mean 'monday'?"),
    ],
)
def test_a_run_that_cannot_be_is_refused(written: Any, said: str) -> None:
    with pytest.raises(Wrong) as raised:
        build(Run, written)

    assert said in str(raised.value)


def test_a_run_of_one_day_may_be_long() -> None:
    assert build(Run, {"length": "5000 min", "warm_up": "100 min"}).length == 300_000


@pytest.mark.parametrize(("written", "read"), [("  Shop ", "Shop"), ("   ", ""), ("", "")])
def test_blanks_alone_are_no_label(written: str, read: str) -> None:
    assert build(Team, {"size": "1", "label": written}).label == read
