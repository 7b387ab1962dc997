"""Where contacts begin, and on which channels customers come to each step."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from blueprint_sim.model.channels import Channel
from blueprint_sim.model.graph import START, Graph
from blueprint_sim.model.routes import only_asks


def first_steps(graph: Graph, again: bool) -> dict[str, str]:
    """Give the steps at which contacts may begin, in the order of their names.

    Beside each stands the last step that only asks and is passed on the way there, when all that
    it asks is known; empty if none is. That may be where customers come `again`. Emptied steps
    are passed by everybody.
    """
    found: dict[str, str] = {}
    coming = deque([(START, "")])
    while coming:
        origin, asking = coming.popleft()
        for name in sorted(set(graph.successors(origin)) - set(found)):
            node = graph.nodes[name]
            if node["kind"] != "step":
                continue
            found[name] = asking
            if node["emptied"]:
                coming.appendleft((name, asking))
            elif again and only_asks(node["step"]):
                coming.append((name, name))
    return {name: found[name] for name in sorted(found) if not graph.nodes[name]["emptied"]}


def is_beyond(graph: Graph, origin: str, name: str, on: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether who comes from one step to another may have left a contact between them.

    `on` are the channels of `channels_at`.
    """
    before, step = graph.nodes[origin].get("step"), graph.nodes[name]["step"]
    if step.away or (before is not None and before.away):
        return True
    return step.channel is not None and bool(on.get(origin, frozenset()) - {step.channel})


def channels_at(graph: Graph, channels: Mapping[str, Channel]) -> dict[str, frozenset[str]]:
    """Give the channels on which customers may be as they leave each step that they come to.

    Who is away is on the one that they were on last; with a single channel, everybody is on it.
    """
    only = frozenset(channels) if len(channels) == 1 else frozenset()
    found: dict[str, frozenset[str]] = {}
    coming = [(START, only)]
    while coming:
        origin, on = coming.pop()
        for name in sorted(set(graph.successors(origin))):
            node = graph.nodes[name]
            if node["kind"] != "step":
                continue
            before = found.get(name, frozenset())
            now = before | _leaving(node, on)
            if name not in found or now != before:
                found[name] = now
                coming.append((name, now))
    return found


def _leaving(node: dict[str, Any], on: frozenset[str]) -> frozenset[str]:
    own = node["step"].channel
    if node["emptied"] or own is None:
        return on
    return frozenset({own}) | (on if only_asks(node["step"]) else frozenset())
