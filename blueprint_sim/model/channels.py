"""The channels of a service: phone, chat, mail; how many may be on them, and who waits there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import model_validator

from blueprint_sim.model.base import Model, Wrong
from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.fields import Positive, Text, YesOrNo
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.people import EVERYTHING, Carries


class Channel(Model):
    """A way to be in contact: a contact is on one channel, from its start to its end."""

    label: Text | None = None
    """What people call it; by default its name."""
    lines: Positive | None = None
    """How many contacts may be on it at once, those who wait included; by default any number."""
    live: YesOrNo = True
    """Whether customers stay there while they wait; else they lose no patience and no time."""
    acceptable_wait: LawText | None = None
    """The wait that is felt as nothing on it; by default that of `experience`."""
    replies_after: LawText | None = None
    """How long customers take to answer what a step asks, where `live: no`; by default no time."""
    carries: Carries = EVERYTHING
    """What passes on to the customer's next contact, in the forms of a team's `carries`."""

    @model_validator(mode="after")
    def _who_is_there_answers_at_once(self) -> Self:
        if self.live and self.replies_after is not None:
            said = "on a live channel customers are there, and answer while they are asked"
            raise Wrong.because(said, "add live: no, or leave it out", ("replies_after",))
        return self


def say_where(step: Step, channels: Mapping[str, Channel]) -> str:
    """Say where a step is done, if it says so itself: ``Shop``, ``by mail``, ``customer away``.

    A label stands as it was written: it need not be something that one does things by.
    """
    if step.away:
        return "customer away"
    if step.channel is None:
        return ""
    channel = channels.get(step.channel)
    return (channel and channel.label) or f"by {step.channel.replace('_', ' ')}"
