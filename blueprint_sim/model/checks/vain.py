"""What is written and changes nothing: warnings."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.arrivals import OTHERWISE, WEEKEND
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.conditions import Rule
from blueprint_sim.model.crossings import channels_at
from blueprint_sim.model.graph import Graph, reachable
from blueprint_sim.model.people import Team
from blueprint_sim.model.run import WEEKDAYS
from blueprint_sim.model.scenario import Scenario, Variant


def shared_in_vain(scenario: Scenario) -> Iterator[Problem]:
    """Warn of days that never come, a head start that all have, no return."""
    met = set(scenario.run.weekdays)
    written = [day for day, _ in scenario.demand.arrivals.profiles if day != OTHERWISE]
    if shut := [day for day in written if not met.intersection(_days(day))]:
        said = f"the run opens on none of these, so their rates bring nobody: {', '.join(shut)}"
        yield warning(("demand", "arrivals"), said, "add run: {days: 7}, or take them out")
    for priority in sorted({who.priority for who in scenario.personas.values()}):
        peers = {n: who for n, who in scenario.personas.items() if who.priority == priority}
        if len({who.head_start for who in peers.values()}) == 1:
            for name in (name for name, who in peers.items() if who.head_start):
                said = "all of this priority have the same head start, so it puts nobody first"
                remedy = "give it to some of the personas only"
                yield warning(("personas", name, "head_start"), said, remedy)
    balks = any(balk.chance for who in scenario.personas.values() for balk in who.balks)
    if "balked" in scenario.demand.recontact and not balks:
        remedy = "give a persona balks: 10%, or take this out"
        yield warning(("demand", "recontact", "balked"), "no persona ever balks", remedy)


def designed_in_vain(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams and channels of a variant that say what never comes to pass."""
    design, at = scenario.variants[variant], ("variants", variant)
    for name, team in design.teams.items():
        yield from _callback(team, (*at, "teams", name, "callback"))
        yield from _pressure(team, design, (*at, "teams", name, "pressure"))
    for name in sorted(_unseen_teams(graph).intersection(design.teams)):
        yield from _nobody_there(design.teams[name], (*at, "teams", name))
    on = channels_at(graph, design.channels)
    asking = {channel for step, those in on.items() if design.steps[step].asks for channel in those}
    for name, channel in design.channels.items():
        if channel.replies_after is not None and name not in asking:
            said = "no step on this channel asks anything, so nobody has to reply"
            remedy = "write asks at such a step, or take this out"
            yield warning((*at, "channels", name, "replies_after"), said, remedy)


def _callback(team: Team, path: Path) -> Iterator[Problem]:
    offer = team.callback
    if offer is not None and _never(offer.accept):
        said = "nobody ever accepts to be called back"
        yield warning((*path, "accept"), said, "write accept: 60%, or take the callback out")
    if offer is not None and offer.answers is not None and _never(offer.answers):
        said = "nobody ever answers, so all who accept are lost"
        yield warning((*path, "answers"), said, "write answers: 85%, or leave answers out")


def _pressure(team: Team, design: Variant, path: Path) -> Iterator[Problem]:
    longest = inf if team.limit is None else team.limit
    for pressed in team.pressure:
        if pressed.least > longest:
            said = f"{pressed.least} never wait in this line, which takes {longest}"
            yield warning(path, said, "name a shorter line, or raise the limit")
    if team.pressure and all(pressed[1:] == (1.0, 1.0) for pressed in team.pressure):
        remedy = "write how much is left of it, {takes: 90%}"
        yield warning(path, "100% is as otherwise, so this pressure changes nothing", remedy)
    resolves = any(step.resolves is not None for step in design.steps.values())
    if not resolves and any(pressed.resolves != 1.0 for pressed in team.pressure):
        said = "no step of this variant says resolves, so there is no chance to change"
        yield warning(path, said, "write resolves: 90% at a step of the team")


def _unseen_teams(graph: Graph) -> set[str]:
    """Give the teams that do nothing but work in the meantime."""
    nodes = [graph.nodes[name] for name in reachable(graph)]
    unseen = {team for node in nodes if node["meanwhile"] for team in node["teams"]}
    return unseen - {team for node in nodes if not node["meanwhile"] for team in node["teams"]}


def _nobody_there(team: Team, path: Path) -> Iterator[Problem]:
    """Warn of what a team says of customers, if it only works while none of them is there."""
    alone = "this team only works in the meantime, "
    if team.limit is not None:
        said = f"{alone}and a full line turns none of that away"
        yield warning((*path, "limit"), said, "take limit out, or give the team more people")
    if team.announcement is not None:
        yield warning((*path, "announcement"), f"{alone}so nobody hears it", "take it out")
    if team.carries != 1.0:
        said = f"{alone}so it hands nobody over"
        yield warning((*path, "carries"), said, "write carries at the teams that customers meet")


def _days(written: str) -> tuple[str, ...]:
    """Give the days that rates are written for."""
    wide = {"weekend": WEEKEND, "weekdays": tuple(d for d in WEEKDAYS if d not in WEEKEND)}
    return wide.get(written, (written,))


def _never(chance: tuple[Rule[float], ...]) -> bool:
    return not any(rule.then for rule in chance)
