"""Channels: what may be said of one, and how a step says where it is done."""

from __future__ import annotations

import pytest

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.channels import Channel, say_where
from blueprint_sim.model.law_forms import law


def test_what_is_not_written_does_no_harm() -> None:
    channel = Channel()
    assert channel.live
    assert channel.lines is None
    assert channel.carries == 1.0
    assert channel.acceptable_wait is None
    assert channel.replies_after is None


def test_text_forms_are_read() -> None:
    channel = Channel.model_validate(
        {"lines": "40", "live": "no", "replies_after": "about 5 h", "carries": "nothing"}
    )
    assert channel == Channel(lines=40, live=False, replies_after=law("about 5 h"), carries=0.0)


def test_who_is_there_answers_at_once() -> None:
    with pytest.raises(ValueError, match="customers are there, and answer while they are asked"):
        Channel(replies_after=law("1 h"))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(), ""),
        (Step(away=True), "customer away"),
        (Step(channel="mail"), "by mail"),
        (Step(channel="web_chat"), "by web chat"),
        (Step(channel="phone"), "Telephone"),
    ],
)
def test_a_step_says_where_it_is_done(step: Step, said: str) -> None:
    assert say_where(step, {"phone": Channel(label="Telephone"), "mail": Channel()}) == said
