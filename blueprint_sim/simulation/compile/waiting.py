"""Waiting as tables: who joins no line, what a line does, and who is called back instead."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.model.callback import Callback
from blueprint_sim.model.people import Persona, Team
from blueprint_sim.model.scenario import Variant
from blueprint_sim.simulation.days import whole_ticks
from blueprint_sim.simulation.program import NONE, Announcements, Balking, Callbacks, Pressure
from blueprint_sim.simulation.tables import FOREVER, Tables, floats, int_grid, ints, offsets


def callbacks(design: Variant, tables: Tables) -> Callbacks:
    """Give, for each team, when it offers to call back, and the chances of a yes and an answer."""
    rows = [_callback(name, design.teams[name].callback, tables) for name in tables.names.teams]
    return Callbacks(*int_grid(rows, len(Callbacks._fields)).T)


def _callback(name: str, callback: Callback | None, tables: Tables) -> tuple[int, ...]:
    if callback is None:
        return (NONE,) * len(Callbacks._fields)
    return (
        tables.slot("callback offered", name, law=callback.after),
        tables.chance(callback.accept),
        tables.slot("callback accepted", name),
        tables.chance(callback.answers),
        tables.slot("callback answered", name),
    )


def announcements(teams: Sequence[Team]) -> Announcements:
    """Give what each team's line is told, and what that changes; nothing: a factor of 1."""
    said = [team.announcement for team in teams]
    return Announcements(
        after=ints(NONE if news is None else whole_ticks(news.after) for news in said),
        patience=floats(1.0 if news is None else news.patience for news in said),
        felt_wait=floats(1.0 if news is None else news.felt_wait for news in said),
    )


def pressure(teams: Sequence[Team]) -> Pressure:
    """Give what the length of each team's line does to visits, length by length."""
    rows = [pressed for team in teams for pressed in team.pressure]
    return Pressure(
        offsets(len(team.pressure) for team in teams),
        ints(pressed.least for pressed in rows),
        floats(pressed.takes for pressed in rows),
        floats(pressed.resolves for pressed in rows),
    )


def balking(personas: Sequence[Persona], tables: Tables) -> Balking:
    """Give the chances of joining no line, by persona and by what is found there."""
    rows = [balk for persona in personas for balk in persona.balks]
    return Balking(
        at=offsets(len(persona.balks) for persona in personas),
        low=ints(balk.low for balk in rows),
        high=ints(FOREVER if balk.high is None else balk.high for balk in rows),
        chance=floats(balk.chance for balk in rows),
        slot=tables.slot("balks") if rows else NONE,
    )
