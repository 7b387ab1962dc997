"""The channels in the words of `show`: how many fit, and how soon they answer."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.model.channels import Channel
from blueprint_sim.model.scenario import Variant
from blueprint_sim.model.speech import say_law
from blueprint_sim.report.screen.plain import paragraph


def channels(design: Variant) -> Iterator[str]:
    """Tell each channel in a sentence."""
    for name, channel in design.channels.items():
        yield from paragraph(f"Channel {channel.label or name}: {', '.join(_said(channel))}.")


def _said(channel: Channel) -> Iterator[str]:
    if channel.lines is None:
        yield "any number of contacts"
    else:
        yield "1 line" if channel.lines == 1 else f"{channel.lines} lines"
    if not channel.live:
        yield "customers do not wait there"
    if channel.acceptable_wait is not None:
        yield f"acceptable wait {say_law(channel.acceptable_wait)}"
    if channel.replies_after is not None:
        yield f"answers after {say_law(channel.replies_after)}"
