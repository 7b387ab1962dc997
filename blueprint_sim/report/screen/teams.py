"""The teams in the words of `show`: how busy they are, how they serve, and what a line does."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final

from blueprint_sim.model.callback import Callback
from blueprint_sim.model.in_line import Announcement, Pressed, signed
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import mean_workers, spread
from blueprint_sim.model.run import Run
from blueprint_sim.model.speech import say_law, say_rules, say_share
from blueprint_sim.report.screen.plain import amount, item, paragraph, table
from blueprint_sim.report.speech.numbers import between, listed

_HEADS: Final = ("team", "size", "work", "busy")
_WIDTHS: Final = (24, 9, 9, 9)


def teams(
    named: dict[str, Team], used: set[str], load: dict[str, float], run: Run
) -> Iterator[str]:
    """Tell the teams that steps use, by name, with their load; and name the others.

    Parameters
    ----------
    named : dict
        The teams of a variant.
    used : set of str
        Those at which customers arrive.
    load : dict
        Offered load of each, in Erlangs.
    run : Run
        Its hours say which shifts count.
    """
    staff = {name: team for name, team in sorted(named.items()) if name in used}
    if staff:
        rows = [_row(name, team, load[name] / team.at_once, run) for name, team in staff.items()]
        yield from table(_HEADS, rows, _WIDTHS, _HEADS[1:])
        yield from paragraph("Work: workers kept busy on average, if nobody gives up waiting.")
    for name, team in staff.items():
        for said in of_team(team):
            yield from item(name, said)
    if idle := sorted(set(named) - used):
        yield from paragraph(f"Not staffed, since no step uses it: {', '.join(idle)}.")


def _row(name: str, team: Team, load: float, run: Run) -> tuple[str, ...]:
    there, many = mean_workers(team, run), spread(team, run)
    busy = f"{load / there:.0%}" if there and isfinite(load) else ""
    return name, "unlimited" if many is None else between(*many), amount(load), busy


def of_team(team: Team) -> Iterator[str]:
    """Say, in a sentence each, how a team serves and what its line does."""
    if team.at_once > 1:
        yield f"Each serves {team.at_once} customers at once."
    if team.callback is not None:
        yield f"A callback is {_called_back(team.callback)}."
    if team.announcement is not None:
        yield _announced(team.announcement)
    yield from (_pressed(pressed) for pressed in team.pressure)


def _called_back(callback: Callback) -> str:
    """Say ``offered after 2 min in line, accepted by 60%, answered by 85%``."""
    after = callback.after
    offered = f"after {say_law(after)} in line" if after.mean else "on joining the line"
    parts = [f"offered {offered}", f"accepted by {say_rules(callback.accept, say_share)}"]
    if callback.answers:
        parts.append(f"answered by {say_rules(callback.answers, say_share)}")
    return ", ".join(parts)


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
