"""What a team's line does to those in it, and to those at work: the words of `show`."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.model.in_line import Announcement, Pressed, signed
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.people import Team
from blueprint_sim.model.speech import say_share
from blueprint_sim.report.speech.numbers import listed


def in_line(team: Team) -> Iterator[str]:
    """Say, in a sentence each, what happens in and because of a team's line."""
    if team.announcement is not None:
        yield _announced(team.announcement)
    yield from (_pressed(pressed) for pressed in team.pressure)


def _announced(said: Announcement) -> str:
    when = f"After {say_duration(said.after)}" if said.after else "As soon as they are"
    changes = [("their patience", said.patience), ("how long it feels", said.felt_wait)]
    changed = listed([f"{what} ({signed(by)})" for what, by in changes if by != 1])
    return f"{when} in line people hear an announcement; it changes {changed}."


def _pressed(pressed: Pressed) -> str:
    parts = []
    if pressed.takes != 1:
        parts.append(f"take {say_share(pressed.takes)} of their time")
    if pressed.resolves != 1:
        parts.append(f"resolve {say_share(pressed.resolves)} of what they would")
    return f"With {pressed.least} or more in line, visits {listed(parts) or 'are as ever'}."
