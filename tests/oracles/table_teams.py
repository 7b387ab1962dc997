"""Teams and channels as tables: who is there when, and what their lines are like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from blueprint_sim.simulation.program import (
    NONE,
    Announcements,
    Callbacks,
    Channels,
    Names,
    Pressure,
    Rosters,
    Teams,
)
from tests.oracles.specs import MINUTE, ChannelSpec, TeamSpec, ints
from tests.oracles.table_rules import Rules, flat, offsets


def lay_teams(rules: Rules, teams: Sequence[TeamSpec], steps: int, names: Names) -> Teams:
    """Lay the teams out by column."""
    return Teams(
        machine=np.array([team.machine for team in teams]),
        size=ints(
            max((workers for _, workers in team.roster), default=team.size) for team in teams
        ),
        at_once=ints(team.at_once for team in teams),
        staffed=np.ones(len(teams), dtype=bool),
        limit=ints(team.limit for team in teams),
        when_full=ints(team.when_full for team in teams),
        wraps=np.array([team.wraps is not None for team in teams]),
        wrap_slot=ints(
            rules.minutes(team.wraps, "wrap_up", name, names.steps[step])
            for team, name in zip(teams, names.teams, strict=True)
            for step in range(steps)
        ).reshape(len(teams), steps),
        carries=np.array([team.carries for team in teams]),
        carry_slot=ints(
            NONE if chance in (0, 1) else rules.share("carries", f"{fact} {name}")
            for team, name in zip(teams, names.teams, strict=True)
            for chance, fact in zip(team.carries, names.facts, strict=True)
        ).reshape(len(teams), -1),
    )


def lay_rosters(teams: Sequence[TeamSpec]) -> Rosters:
    """Lay the rosters of all teams end to end."""
    rows = flat([team.roster for team in teams])
    return Rosters(
        at=offsets([team.roster for team in teams]),
        time=ints(minute for minute, _ in rows) * MINUTE,
        workers=ints(workers for _, workers in rows),
    )


def lay_callbacks(rules: Rules, teams: Sequence[TeamSpec], names: Names) -> Callbacks:
    """Lay out what each team offers to those in line."""
    named = [(team.callback, name) for team, name in zip(teams, names.teams, strict=True)]
    return Callbacks(
        after_slot=ints(rules.minutes(c.after if c else None, "offered", n) for c, n in named),
        accept=ints(rules.chances(c.accept if c else None) for c, _ in named),
        accept_slot=ints(rules.share("accepted", name) if c else NONE for c, name in named),
        answers=ints(rules.chances(c.answers if c else None) for c, _ in named),
        answers_slot=ints(rules.share("answered", name) if c else NONE for c, name in named),
    )


def lay_announcements(teams: Sequence[TeamSpec]) -> Announcements:
    """Lay out what is said in each line."""
    said = [team.announcement for team in teams]
    return Announcements(
        after=ints(NONE if news is None else news.after * MINUTE for news in said),
        patience=np.array([1.0 if news is None else news.patience for news in said]),
        felt_wait=np.array([1.0 if news is None else news.felt_wait for news in said]),
    )


def lay_pressure(teams: Sequence[TeamSpec]) -> Pressure:
    """Lay out what the length of each line does to those at work."""
    rows = flat([team.pressure for team in teams])
    return Pressure(
        offsets([team.pressure for team in teams]),
        ints(least for least, _, _ in rows),
        np.array([takes for _, takes, _ in rows], dtype=np.float64),
        np.array([resolves for _, _, resolves in rows], dtype=np.float64),
    )


def lay_channels(rules: Rules, channels: Sequence[ChannelSpec], names: Names) -> Channels:
    """Lay the channels out by column."""
    named = list(zip(channels, names.channels, strict=True))
    return Channels(
        lines=ints(channel.lines for channel in channels),
        live=np.array([channel.live for channel in channels], dtype=bool),
        acceptable_slot=ints(rules.minutes(c.acceptable, "accepts", name) for c, name in named),
        replies_slot=ints(
            rules.minutes(channel.replies, "reply", name, step)
            for channel, name in named
            for step in names.steps
        ).reshape(len(channels), len(names.steps)),
        carries=np.array([channel.carries for channel in channels]).reshape(
            len(channels), len(names.facts)
        ),
        carry_slot=ints(
            NONE if chance in (0, 1) else rules.share("carries", f"{name}/{fact}")
            for channel, name in named
            for chance, fact in zip(channel.carries, names.facts, strict=True)
        ).reshape(len(channels), len(names.facts)),
    )
