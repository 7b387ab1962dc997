"""The channels as tables: their lines, how soon they answer, and what they carry over."""

from __future__ import annotations

from blueprint_sim.model.scenario import Variant
from blueprint_sim.simulation.compile.carrying import carry_slots, chances
from blueprint_sim.simulation.program import NONE, Channels
from blueprint_sim.simulation.tables import Tables, flags, int_grid, ints


def channels(design: Variant, tables: Tables) -> Channels:
    """Give a row for each channel."""
    names = tables.names
    rows = [design.channels[name] for name in names.channels]
    replies = int_grid(
        (
            [tables.time(channel.replies_after, "reply", name, step) for step in names.steps]
            for name, channel in zip(names.channels, rows, strict=True)
        ),
        len(names.steps),
    )
    carries = chances((channel.carries for channel in rows), tables)
    return Channels(
        lines=ints(NONE if channel.lines is None else channel.lines for channel in rows),
        live=flags(channel.live for channel in rows),
        acceptable_slot=ints(tables.time(c.acceptable_wait, "acceptable wait") for c in rows),
        replies_slot=replies,
        carries=carries,
        carry_slot=carry_slots("channel carries", names.channels, carries, tables),
    )
