"""Where contacts began, told by a study: small stories in which one knows."""

from __future__ import annotations

import blueprint_sim
from blueprint_sim.studies.beginnings import Root

STORY = """
scenario: Who is to blame?
run: {{length: 8 h, replications: 1, warm_up: 0 h}}
demand:
  arrivals: 10 per hour
  recontact: {{unresolved: {{chance: 100%, after: 1 min, returns: 1}}}}
variants:
  first:
    start: help
    teams: {{agents: {{size: {agents}, limit: 0, when_full: sorry}}, shop: {{size: 50}}}}
    steps:
      help: {{by: agents, owner: Service, takes: 30 min, {resolves}next: sorry}}
      sorry: {{by: shop, owner: Shop, takes: 1 min}}
      expert: {{by: shop, owner: Expert, takes: 1 min, resolves: 90%}}
"""
AT_HELP = Root("outcome", "unresolved", "help", "Service")
AT_SORRY = Root("outcome", "unresolved", "sorry", "Shop")


def back(agents: int, resolves: str) -> set[Root]:
    """Give where those who came again began; nobody ever comes to the expert."""
    story = STORY.format(agents=agents, resolves=resolves)
    found = blueprint_sim.run(blueprint_sim.loads(story)).variants["first"].origins
    return {origin.root for origin in found if origin.root.kind == "outcome"}


def test_who_comes_again_unresolved_does_so_for_the_last_who_was_to_resolve_it() -> None:
    assert back(agents=50, resolves="resolves: 0%, ") == {AT_HELP}


def test_where_nobody_was_to_resolve_it_the_contact_counts_where_it_ended() -> None:
    assert back(agents=50, resolves="") == {AT_SORRY}


def test_who_was_turned_away_before_it_was_tried_does_not_count_there() -> None:
    assert back(agents=1, resolves="resolves: 0%, ") == {AT_HELP, AT_SORRY}
