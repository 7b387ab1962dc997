"""Days worked out by hand on which customers are away as the service closes."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

OFFICE = """
    scenario: Called back by day
    run: {{length: 60 min, days: 2, after_close: {after_close}}}
    demand:
      arrivals: 1 per hour
      reasons: {{files: , posts: , reads: , thinks: }}
    variants:
      a:
        teams:
          agents: {{size: 3, cost: 60 per hour}}
          clerks: {{size: 1, cost: 60 per hour, lane: backstage}}
          robot: {{kind: machine}}
        start: help
        steps:
          help:
            by: agents
            takes: 5 min
            next:
              - {{when: {{reason: thinks}}, then: think}}
              - {{when: {{reason: files}}, then: file}}
              - {{when: {{reason: posts}}, then: post}}
              - {{otherwise: read}}
          think: {{away: yes, takes: 40 min, next: remind}}
          remind: {{by: robot, away: yes, takes: 10 min, next: ring}}
          file: {{by: clerks, away: yes, takes: 30 min, next: ring}}
          post: {{away: yes, takes: 50 min, next: sort}}
          sort: {{by: clerks, away: yes, takes: 10 min}}
          read: {{away: yes, takes: 50 min}}
          ring: {{by: agents, takes: 5 min}}
"""
FILES, POSTS, READS, THINKS = range(4)
SECOND = 1440
PEOPLE = [
    (0, THINKS),
    (10, THINKS),
    (20, FILES),
    (30, FILES),
    (32, FILES),
    (40, POSTS),
    (57, THINKS),
    (SECOND + 25, FILES),
    (SECOND + 30, FILES),
    (SECOND + 30, THINKS),
    (SECOND + 40, POSTS),
    (SECOND + 50, READS),
]


def office(engine: Engine, after_close: str) -> Day:
    arrivals, reasons = zip(*PEOPLE, strict=True)
    return Day(engine, OFFICE.format(after_close=after_close), arrivals, reasons=reasons)


class TestServedOut:
    """Day one is minutes 0 to 60, day two 1440 to 1500; at closing lines are served out."""

    def test_nobody_is_rung_at_night(self, engine: Engine) -> None:
        day = office(engine, "serve_out")
        # 0 thinks and is reminded in time, 1 thinks so and is reminded by the robot at 65, after
        # closing: they ring at the next opening. So do 6, who was still being helped at 60, and 3,
        # whose case was in hand then. The case of 4 was in line, and is served out, till 115. What
        # 5 posts is there at 95, and is sorted in the morning. At 1440 agents 0 to 2 have 1, 3 and
        # 4, by number, and 6 waits. At 1500 the case of 8 is in line, and done at 1530: on the last
        # day that is too late to ring, as it is for 9 at 1525, and to sort what 10 posts. What 11
        # reads is read at night.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       5     5     served 0/0   none
            0   1       think:1    .        5     5       45    .     served 0/0   none
            0   1       remind:1   robot    45    45      55    55    served 0/0   none
            0   2       ring:1     agents.0 55    55      60    60    served 0/0   none
            1   1       help:1     agents.0 10    10      15    15    served 0/0   none
            1   1       think:1    .        15    15      55    .     served 0/0   none
            1   1       remind:1   robot    55    55      65    65    served 0/0   none
            1   2       ring:1     agents.0 1440  1440    1445  1445  served 0/0   none
            2   1       help:1     agents.0 20    20      25    25    served 0/0   none
            2   1       file:1     clerks.0 25    25      55    55    served 0/0   none
            2   2       ring:1     agents.1 55    55      60    60    served 0/0   none
            3   1       help:1     agents.0 30    30      35    35    served 0/0   none
            3   1       file:1     clerks.0 35    55      85    85    served 0/0   none
            3   2       ring:1     agents.1 1440  1440    1445  1445  served 0/0   none
            4   1       help:1     agents.1 32    32      37    37    served 0/0   none
            4   1       file:1     clerks.0 37    85      115   115   served 0/0   none
            4   2       ring:1     agents.2 1440  1440    1445  1445  served 0/0   none
            5   1       help:1     agents.0 40    40      45    45    served 0/0   none
            5   1       post:1     .        45    45      95    .     served 0/0   none
            5   1       sort:1     clerks.0 1440  1440    1450  1450  served 0/0   none
            6   1       help:1     agents.2 57    57      62    62    served 0/0   none
            6   1       think:1    .        62    62      102   .     served 0/0   none
            6   1       remind:1   robot    102   102     112   112   served 0/0   none
            6   2       ring:1     agents.0 1440  1445    1450  1450  served 0/0   none
            7   1       help:1     agents.0 1465  1465    1470  1470  served 0/0   none
            7   1       file:1     clerks.0 1470  1470    1500  1500  served 0/0   none
            8   1       help:1     agents.0 1470  1470    1475  1475  served 0/0   none
            8   1       file:1     clerks.0 1475  1500    1530  1530  served 0/0   none
            9   1       help:1     agents.1 1470  1470    1475  1475  served 0/0   none
            9   1       think:1    .        1475  1475    1515  .     served 0/0   none
            9   1       remind:1   robot    1515  1515    1525  1525  served 0/0   none
            10  1       help:1     agents.0 1480  1480    1485  1485  served 0/0   none
            10  1       post:1     .        1485  1485    1535  .     served 0/0   none
            11  1       help:1     agents.0 1490  1490    1495  1495  served 0/0   none
            11  1       read:1     .        1495  1495    1545  .     served 0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact from to   outcome
            0   1       0    5    moved_on
            0   2       55   60   resolved
            1   1       10   15   moved_on
            1   2       1440 1445 resolved
            2   1       20   25   moved_on
            2   2       55   60   resolved
            3   1       30   35   moved_on
            3   2       1440 1445 resolved
            4   1       32   37   moved_on
            4   2       1440 1445 resolved
            5   1       40   45   moved_on
            6   1       57   62   moved_on
            6   2       1440 1450 resolved
            7   1       1465 1470 moved_on
            8   1       1470 1475 moved_on
            9   1       1470 1475 moved_on
            10  1       1480 1485 moved_on
            11  1       1490 1495 moved_on
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome    returns
            0   2        0    60   resolved   .
            1   2        10   1445 resolved   .
            2   2        20   60   resolved   .
            3   2        30   1445 resolved   .
            4   2        32   1445 resolved   .
            5   1        40   1450 resolved   .
            6   2        57   1450 resolved   .
            7   1        1465 1500 unfinished later
            8   1        1470 1530 unfinished later
            9   1        1470 1525 unfinished later
            10  1        1480 1535 unfinished later
            11  1        1490 1545 resolved   .
            """
        )

    def test_nobody_is_paid_for_the_night(self, engine: Engine) -> None:
        day = office(engine, "serve_out")
        # Three agents for two hours, one of them 2 min longer; the clerk till 115 and till 1530.
        assert day.measure("staff_cost") == 3 * 120 + 2 + 115 + 90
        assert day.measure_of_team("agents", "wait_mean") == 5 / 18


class TestAllStops:
    """At closing all stops, but for those who are away, or go away from the visit at hand."""

    def test_who_is_away_is_not_sent_home(self, engine: Engine) -> None:
        day = office(engine, "stop")
        # As before till 60. Then the case of 4, in line, is put off, and is the first thing to be
        # done at 1440, before 1, 3, 5 and 6 go on: what 5 has posted is sorted after it, and 4 is
        # rung at 1470, just before 7 leaves agent 0, and 8 and 9 come. The case of 7 is in hand as
        # the last day closes, and is done too late; that of 8 is in line, with no day to come.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how        q/rep handoff
            0   1       help:1     agents.0 0     0       5     5     served     0/0   none
            0   1       think:1    .        5     5       45    .     served     0/0   none
            0   1       remind:1   robot    45    45      55    55    served     0/0   none
            0   2       ring:1     agents.0 55    55      60    60    served     0/0   none
            1   1       help:1     agents.0 10    10      15    15    served     0/0   none
            1   1       think:1    .        15    15      55    .     served     0/0   none
            1   1       remind:1   robot    55    55      65    65    served     0/0   none
            1   2       ring:1     agents.0 1440  1440    1445  1445  served     0/0   none
            2   1       help:1     agents.0 20    20      25    25    served     0/0   none
            2   1       file:1     clerks.0 25    25      55    55    served     0/0   none
            2   2       ring:1     agents.1 55    55      60    60    served     0/0   none
            3   1       help:1     agents.0 30    30      35    35    served     0/0   none
            3   1       file:1     clerks.0 35    55      85    85    served     0/0   none
            3   2       ring:1     agents.1 1440  1440    1445  1445  served     0/0   none
            4   1       help:1     agents.1 32    32      37    37    served     0/0   none
            4   1       file:1     clerks.0 37    1440    1470  1470  served     0/0   none
            4   2       ring:1     agents.1 1470  1470    1475  1475  served     0/0   none
            5   1       help:1     agents.0 40    40      45    45    served     0/0   none
            5   1       post:1     .        45    45      95    .     served     0/0   none
            5   1       sort:1     clerks.0 1440  1470    1480  1480  served     0/0   none
            6   1       help:1     agents.2 57    57      62    62    served     0/0   none
            6   1       think:1    .        62    62      102   .     served     0/0   none
            6   1       remind:1   robot    102   102     112   112   served     0/0   none
            6   2       ring:1     agents.2 1440  1440    1445  1445  served     0/0   none
            7   1       help:1     agents.0 1465  1465    1470  1470  served     0/0   none
            7   1       file:1     clerks.0 1470  1480    1510  1510  served     0/0   none
            8   1       help:1     agents.0 1470  1470    1475  1475  served     0/0   none
            8   1       file:1     clerks   1475  .       1500  .     unfinished 0/0   none
            9   1       help:1     agents.2 1470  1470    1475  1475  served     0/0   none
            9   1       think:1    .        1475  1475    1515  .     served     0/0   none
            9   1       remind:1   robot    1515  1515    1525  1525  served     0/0   none
            10  1       help:1     agents.0 1480  1480    1485  1485  served     0/0   none
            10  1       post:1     .        1485  1485    1535  .     served     0/0   none
            11  1       help:1     agents.0 1490  1490    1495  1495  served     0/0   none
            11  1       read:1     .        1495  1495    1545  .     served     0/0   none
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome    returns
            0   2        0    60   resolved   .
            1   2        10   1445 resolved   .
            2   2        20   60   resolved   .
            3   2        30   1445 resolved   .
            4   2        32   1475 resolved   .
            5   1        40   1480 resolved   .
            6   2        57   1445 resolved   .
            7   1        1465 1510 unfinished later
            8   1        1470 1500 unfinished .
            9   1        1470 1525 unfinished later
            10  1        1480 1535 unfinished later
            11  1        1490 1545 resolved   .
            """
        )
        assert day.measure("staff_cost") == 3 * 120 + 2 + 85 + 70


BRANCH = """
    scenario: Scanned by a machine, signed by the office
    run: {length: 60 min, days: 2}
    demand: {arrivals: 1 per hour, reasons: {leaves: , waits: }}
    variants:
      a:
        teams:
          desk: {size: 1, cost: 60 per hour}
          office: {size: 1, cost: 60 per hour, lane: backstage}
          scanner: {kind: machine, lane: support}
        steps:
          ask:
            by: desk
            takes: 5 min
            meanwhile: scan
            next: [{when: {reason: waits}, then: tell}, {otherwise: done}]
          scan: {by: scanner, takes: 20 min, next: sign}
          sign: {by: office, takes: 10 min, next: file}
          file: {by: office, takes: 5 min}
          tell: {by: desk, needs: scan, takes: 5 min}
"""
LEAVES, WAITS = 0, 1


def test_nobody_signs_at_night_for_somebody_who_is_not_there(engine: Engine) -> None:
    """Day one is minutes 0 to 60, day two 1440 to 1500."""
    people = [(30, LEAVES), (40, LEAVES), (50, WAITS), (SECOND + 50, LEAVES)]
    arrivals, reasons = zip(*people, strict=True)
    day = Day(engine, BRANCH, arrivals, reasons=reasons)
    # What is signed for 0 from 55 to 65 is filed that evening. What is scanned for 1 at 65 is
    # signed in the morning. 2 is still on the line at 75, so the office stays. No morning is left
    # for 3, for whom it scans till 1515: the office signs at once, and files.
    assert day.spells() == rows(
        """
        who contact step:visit what   by       began ended freed asked
        0   1       scan:1     task   scanner  35    55    55    35
        0   1       sign:1     task   office.0 55    65    65    55
        0   1       file:1     task   office.0 65    70    70    65
        1   1       scan:1     task   scanner  45    65    65    45
        1   1       sign:1     task   office.0 1440  1450  1450  65
        1   1       file:1     task   office.0 1450  1455  1455  1450
        2   1       scan:1     task   scanner  55    75    75    55
        2   1       tell:1     parked .        55    90    .     .
        2   1       sign:1     task   office.0 75    85    85    75
        2   1       file:1     task   office.0 85    90    90    85
        3   1       scan:1     task   scanner  1495  1515  1515  1495
        3   1       sign:1     task   office.0 1515  1525  1525  1515
        3   1       file:1     task   office.0 1525  1530  1530  1525
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome  returns
        0   1        30   35   resolved .
        1   1        40   45   resolved .
        2   1        50   95   resolved .
        3   1        1490 1495 resolved .
        """
    )
    # The desk stays till 95 on the first evening, the office till 90, and till 1530 on the second.
    assert day.measure("staff_cost") == 95 + 60 + 90 + 90
