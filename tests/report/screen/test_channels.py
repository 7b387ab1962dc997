"""What `show` tells of channels."""

from __future__ import annotations

from blueprint_sim.report.screen.show import show
from tests.model.small import scenario


def test_channels_are_told_and_where_each_step_is_done():
    text = show(
        scenario(
            """
            call: {by: agents, channel: phone, takes: 1 min, next: look}
            look: {by: agents, away: yes, takes: 1 min, next: letter}
            letter: {by: agents, channel: mail, asks: [number]}
            """,
            more="""
            channels:
              phone: {label: Telephone, lines: 1}
              mail: {live: no, acceptable_wait: 1 day, replies_after: about 5 h}
            """,
        )
    )
    assert " Telephone; 1 min " in text
    assert " customer away; 1 min" in text
    assert " by mail; asks number " in text
    assert "\nChannel Telephone: 1 line.\n" in text
    assert (
        "\nChannel mail: any number of contacts, customers do not wait there, acceptable\n"
        "wait 1 day, answers after about 5 h.\n"
    ) in text
    assert "Contacts per customer: 2.00." in text
