"""Days worked out by hand from how people come, and from laws of which the luck is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.format.load import load
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.tape import BY_GAP, LAYERS
from tests.simulation import hand_made
from tests.simulation.by_hand import Day, rows

REPAIRS = """
    scenario: A repair desk, with what was measured there
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas:
      caller:
        patience:
          mixture:
            - {share: 25%, law: 6 min}
            - {share: 75%, law: {empirical: {values: [12 min, 3 min]}}}
    experience: {acceptable_wait: 6 min}
    variants:
      a:
        teams:
          desk:
            size: 1
            wrap_up: {mixture: [{share: 0%, law: 9 h}, {share: 100%, law: 1 min}]}
        steps: {mend: {by: desk, takes: {empirical: {values: [9 min, 4 min, 6 min, 5 min]}}}}
"""


def test_luck_picks_what_was_measured(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # In order of size 4, 5, 6 and 9 minutes, a quarter of the luck each. Patience is 6 minutes
    # below a quarter, 3 up to five eighths, and 12 from there.
    luck = {
        ("takes", 0): [0.5, 0.25, 0, 0.75, 0, 0, 0.24],
        ("patience", 0): [0, 0.2, 0.25, 0.625, 0.62, 0.249, 0.9],
    }
    hand_made.write(monkeypatch, luck)
    day = Day(engine, REPAIRS, [0, 1, 1, 2, 2, 7, 11])
    # 1 is taken at 7, as their patience ends, 6 at 23; 5, whose patience ends at 13, stands behind
    # 3 as the desk has wrapped up 1.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how     q/rep handoff
        0   1       mend:1     desk.0 0     0       6     7     served  0/0   none
        1   1       mend:1     desk.0 1     7       12    13    served  0/0   none
        2   1       mend:1     desk   1     .       4     .     reneged 0/0   none
        3   1       mend:1     desk.0 2     13      22    23    served  0/0   none
        4   1       mend:1     desk   2     .       5     .     reneged 0/0   none
        5   1       mend:1     desk   7     .       13    .     reneged 0/0   none
        6   1       mend:1     desk.0 11    23      27    28    served  0/0   none
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what      at valence
        0   1       mend:1     work      6  +0
        0   1       .          resolved  6  +1
        1   1       mend:1     wait      7  +0
        1   1       mend:1     work      12 +0
        1   1       .          resolved  12 +1
        2   1       mend:1     wait      4  +0
        2   1       .          abandoned 4  -1
        3   1       mend:1     wait      13 -0.833333
        3   1       mend:1     work      22 +0
        3   1       .          resolved  22 +1
        4   1       mend:1     wait      5  +0
        4   1       .          abandoned 5  -1
        5   1       mend:1     wait      13 +0
        5   1       .          abandoned 13 -1
        6   1       mend:1     wait      23 -1
        6   1       mend:1     work      27 +0
        6   1       .          resolved  27 +1
        """
    )
    assert day.contacts() == rows(
        """
        who contact began ended outcome
        0   1       0     6     resolved
        1   1       1     12    resolved
        2   1       1     4     abandoned
        3   1       2     22    resolved
        4   1       2     5     abandoned
        5   1       7     13    abandoned
        6   1       11    27    resolved
        """
    )
    assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]


PARTIES = """
    scenario: Parties come after gaps, on four days of an hour
    run: {length: 60 min, days: 4}
    demand:
      arrivals:
        gap: {empirical: {values: [130 min, 25 min, 35 min, 0 s]}}
        batch: {1: 50%, 3: 50%}
    personas: {guest: {share: 50%}, member: {share: 50%, priority: 1}}
    experience: {acceptable_wait: 10 min}
    variants:
      a:
        teams: {host: {size: 1, cost: 60 per hour}}
        steps: {seat: {by: host, takes: 10 min}}
"""


def test_a_gap_runs_on_while_it_is_closed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # Gaps of 25, 35, 0, 130, 25 and 25 minutes make 25, 60, 60, 190, 215 and 240 of opening: the
    # second and third as the first day closes, that is as the second opens; the next 10 minutes
    # into the fourth; the last as all is over.
    guest, member = 0.49, 0.5
    luck = {
        ("between arrivals", 0): [0.25, 0.5, 0, 0.75, 0.25, 0.49],
        ("batch", BY_GAP): [0.9, 0.5, 0.49, 0.1, 0],
        ("persona", BY_GAP): [guest, guest, member, guest, member],
        ("persona", BY_GAP + LAYERS): [guest, member],
        ("persona", BY_GAP + 2 * LAYERS): [member, guest],
    }
    hand_made.write(monkeypatch, luck)
    day = Day(engine, PARTIES)
    # Members go before guests of their own party, unless these came before and are being seated
    # already. 6, a member who comes alone, goes before the guest 5, but not before 4.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how    q/rep handoff
        0   1       seat:1     host.0 25    25      35    35    served 0/0   none
        1   1       seat:1     host.0 25    45      55    55    served 0/0   none
        2   1       seat:1     host.0 25    35      45    45    served 0/0   none
        3   1       seat:1     host.0 1440  1440    1450  1450  served 0/0   none
        4   1       seat:1     host.0 1440  1450    1460  1460  served 0/0   none
        5   1       seat:1     host.0 1440  1470    1480  1480  served 0/0   none
        6   1       seat:1     host.0 1440  1460    1470  1470  served 0/0   none
        7   1       seat:1     host.0 4330  4330    4340  4340  served 0/0   none
        8   1       seat:1     host.0 4355  4355    4365  4365  served 0/0   none
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at   valence
        0   1       seat:1     work     35   +0
        0   1       .          resolved 35   +1
        1   1       seat:1     wait     45   -1
        1   1       seat:1     work     55   +0
        1   1       .          resolved 55   +1
        2   1       seat:1     wait     35   +0
        2   1       seat:1     work     45   +0
        2   1       .          resolved 45   +1
        3   1       seat:1     work     1450 +0
        3   1       .          resolved 1450 +1
        4   1       seat:1     wait     1450 +0
        4   1       seat:1     work     1460 +0
        4   1       .          resolved 1460 +1
        5   1       seat:1     wait     1470 -2
        5   1       seat:1     work     1480 +0
        5   1       .          resolved 1480 +1
        6   1       seat:1     wait     1460 -1
        6   1       seat:1     work     1470 +0
        6   1       .          resolved 1470 +1
        7   1       seat:1     work     4340 +0
        7   1       .          resolved 4340 +1
        8   1       seat:1     work     4365 +0
        8   1       .          resolved 4365 +1
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome  returns
        0   1        25   35   resolved .
        1   1        25   55   resolved .
        2   1        25   45   resolved .
        3   1        1440 1450 resolved .
        4   1        1440 1460 resolved .
        5   1        1440 1480 resolved .
        6   1        1440 1470 resolved .
        7   1        4330 4340 resolved .
        8   1        4355 4365 resolved .
        """
    )


FILES = {
    "night.yaml": """
        scenario: Two nights, from files
        run: {opens: "23:00", length: 2 h, days: 2}
        demand:
          arrivals: {gap: {empirical: {file: gaps.csv, column: gap, unit: min}}, batch: 2}
        personas: {caller: {patience: {mixture: [{share: 100%, law: 10 min}]}}}
        experience: {acceptable_wait: 10 min}
        variants:
          a:
            teams: {agents: {shifts: {"23:00": 1, "00:00": 2}, cost: 60 per hour}}
            steps: {help: {by: agents, takes: {empirical: {file: talks.csv, column: talk}}}}
    """,
    "gaps.csv": "gap\n50\n50\n",
    "talks.csv": "who,talk\nAnn,30 min\nBob,1800 s\n",
}


def test_from_the_files_to_the_log(engine: Engine, tmp_path: Path) -> None:
    """Whatever the luck, for nothing is left to it."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    day = Day(engine, load(tmp_path / "night.yaml"))
    # Two come every 50 minutes of opening. Agent 1 comes at midnight, minute 60, and takes 1, who
    # would have hung up in that minute; 5, the next night, does at 1480, long before midnight.
    # Both stay for ten minutes after closing on the first night.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       help:1     agents.0 50    50      80    80    served  0/0   none
        1   1       help:1     agents.1 50    60      90    90    served  0/0   none
        2   1       help:1     agents.0 100   100     130   130   served  0/0   none
        3   1       help:1     agents.1 100   100     130   130   served  0/0   none
        4   1       help:1     agents.0 1470  1470    1500  1500  served  0/0   none
        5   1       help:1     agents   1470  .       1480  .     reneged 0/0   none
        6   1       help:1     agents.0 1520  1520    1550  1550  served  0/0   none
        7   1       help:1     agents.1 1520  1520    1550  1550  served  0/0   none
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what      at   valence
        0   1       help:1     work      80   +0
        0   1       .          resolved  80   +1
        1   1       help:1     wait      60   +0
        1   1       help:1     work      90   +0
        1   1       .          resolved  90   +1
        2   1       help:1     work      130  +0
        2   1       .          resolved  130  +1
        3   1       help:1     work      130  +0
        3   1       .          resolved  130  +1
        4   1       help:1     work      1500 +0
        4   1       .          resolved  1500 +1
        5   1       help:1     wait      1480 +0
        5   1       .          abandoned 1480 -1
        6   1       help:1     work      1550 +0
        6   1       .          resolved  1550 +1
        7   1       help:1     work      1550 +0
        7   1       .          resolved  1550 +1
        """
    )
    assert day.contacts() == rows(
        """
        who contact began ended outcome
        0   1       50    80    resolved
        1   1       50    90    resolved
        2   1       100   130   resolved
        3   1       100   130   resolved
        4   1       1470  1500  resolved
        5   1       1470  1480  abandoned
        6   1       1520  1550  resolved
        7   1       1520  1550  resolved
        """
    )
    assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]
    assert day.measure("staff_cost") == 2 * (60 + 2 * 60) + 2 * 10
    assert day.measure_of_team("agents", "overtime") == 2 * 10
