"""Days worked out by hand: who stays on the line finds no room, or stays through two visits."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

FULL_LINES = """
    scenario: A full line
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    facts: {number: 1 min}
    variants:
      a:
        teams:
          agents: {size: 4, wrap_up: 2 min}
          experts: {size: 1, limit: 0, when_full: note}
          seniors: {size: 1, limit: 1}
        steps:
          ask: {by: agents, takes: 1 min, next: join}
          join: {by: experts, hold: yes, takes: 4 min, next: settle}
          note: {by: seniors, hold: yes, takes: 2 min, next: settle}
          settle: {by: same, takes: 1 min}
"""


def test_a_full_line_sends_both_onward_or_away(engine: Engine) -> None:
    """The expert has 0. The agents of 1, 2 and 3 stay on the line for a senior, if there is room.

    The senior has 1 at once and 2 later. Customer 3 finds one waiting there, which is all that may:
    the call ends, and their agent wraps it up, just in time for customer 4.
    """
    day = Day(engine, FULL_LINES, [0, 1, 1, 1, 3])
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how     q/rep handoff
        0   1       ask:1      agents.0  0     0       1     1     served  0/0   none
        0   1       join:1     experts.0 1     1       5     5     served  0/0   warm
        0   1       settle:1   agents.0  5     5       6     8     served  0/0   warm
        1   1       ask:1      agents.1  1     1       2     2     served  0/0   none
        1   1       join:1     experts   2     .       2     .     blocked 0/0   none
        1   1       note:1     seniors.0 2     2       4     4     served  0/0   warm
        1   1       settle:1   agents.1  4     4       5     7     served  0/0   warm
        2   1       ask:1      agents.2  1     1       2     2     served  0/0   none
        2   1       join:1     experts   2     .       2     .     blocked 0/0   none
        2   1       note:1     seniors.0 2     4       6     6     served  0/0   warm
        2   1       settle:1   agents.2  6     6       7     9     served  0/0   warm
        3   1       ask:1      agents.3  1     1       2     2     served  0/0   none
        3   1       join:1     experts   2     .       2     .     blocked 0/0   none
        3   1       note:1     seniors   2     .       2     .     blocked 0/0   none
        4   1       ask:1      agents.3  3     4       5     5     served  0/0   none
        4   1       join:1     experts.0 5     5       9     9     served  0/0   warm
        4   1       settle:1   agents.3  9     9       10    12    served  0/0   warm
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed
        0   1       join:1     hold agents.0 1     5     .
        1   1       join:1     hold agents.1 2     4     .
        2   1       join:1     hold agents.2 2     6     .
        3   1       join:1     hold agents.3 2     2     4
        4   1       join:1     hold agents.3 5     9     .
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    6  resolved
        1   1       1    5  resolved
        2   1       1    7  resolved
        3   1       1    2  blocked
        4   1       3    10 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    6  resolved .
        1   1        1    5  resolved .
        2   1        1    7  resolved .
        3   1        1    2  blocked  .
        4   1        3    10 resolved .
        """
    )
    # To be sent from a full line to a senior is not felt; that there is no room there either, is.
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     1  +0
        0   1       join:1     work     5  +0
        0   1       settle:1   work     6  +0
        0   1       .          resolved 6  +1
        1   1       ask:1      work     2  +0
        1   1       note:1     work     4  +0
        1   1       settle:1   work     5  +0
        1   1       .          resolved 5  +1
        2   1       ask:1      work     2  +0
        2   1       note:1     wait     4  -1
        2   1       note:1     work     6  +0
        2   1       settle:1   work     7  +0
        2   1       .          resolved 7  +1
        3   1       ask:1      work     2  +0
        3   1       .          blocked  2  -1
        4   1       ask:1      wait     4  +0
        4   1       ask:1      work     5  +0
        4   1       join:1     work     9  +0
        4   1       settle:1   work     10 +0
        4   1       .          resolved 10 +1
        """
    )
    assert day.events() == []


THREE_ON_THE_LINE = """
    scenario: From one expert to the next
    run: {length: 60 min, after_close: stop}
    demand: {arrivals: 1 per hour}
    facts: {number: 1 min}
    variants:
      a:
        teams:
          agents: {size: 1, wrap_up: 1 min, carries: nothing}
          experts: {size: 1, carries: nothing}
          lawyers: {size: 1, carries: nothing}
        steps:
          ask: {by: agents, asks: [number], next: expert}
          expert: {by: experts, hold: yes, takes: 2 min, next: lawyer}
          lawyer:
            by: lawyers
            hold: yes
            asks: [number]
            takes: 3 min
            next: [{when: {contact: 1}, then: {tell: 100%}}, {otherwise: done}]
          tell: {by: agents, takes: 1 min}
"""


def test_who_stays_does_so_from_one_expert_to_the_next(engine: Engine) -> None:
    """The agent stays through both. The second call is cut off at closing: they wrap up, too."""
    day = Day(engine, THREE_ON_THE_LINE, [0, 56])
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how     q/rep handoff
        0   1       ask:1      agents.0  0     0       1     1     served  1/0   none
        0   1       expert:1   experts.0 1     1       3     3     served  0/0   warm
        0   1       lawyer:1   lawyers.0 3     3       6     6     served  0/0   warm
        0   1       tell:1     agents.0  6     6       7     8     served  0/0   warm
        1   1       ask:1      agents.0  56    56      57    57    served  1/0   none
        1   1       expert:1   experts.0 57    57      59    59    served  0/0   warm
        1   1       lawyer:1   lawyers.0 59    59      62    62    served  0/0   warm
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed
        0   1       expert:1   hold agents.0 1     6     .
        1   1       expert:1   hold agents.0 57    62    63
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    7  resolved
        1   1       56   62 unfinished
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome    returns
        0   1        0    7  resolved   .
        1   1        56   62 unfinished .
        """
    )
    # Asking is all that the agent does at first, so there is no further work to feel.
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      number?  1  +0
        0   1       expert:1   work     3  +0
        0   1       lawyer:1   work     6  +0
        0   1       tell:1     work     7  +0
        0   1       .          resolved 7  +1
        1   1       ask:1      number?  57 +0
        1   1       expert:1   work     59 +0
        1   1       lawyer:1   work     62 +0
        """
    )
    assert day.events() == []
