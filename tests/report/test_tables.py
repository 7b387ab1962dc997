from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from math import fsum
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.format.load import load, loads
from blueprint_sim.measures import Record, steps
from blueprint_sim.model.run import WEEKDAYS
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.tables import (
    COLUMNS,
    CUSTOMERS,
    REPLICATIONS,
    VISITS,
    logged,
    replications,
)
from blueprint_sim.report.tables.cells import harmless, instants, minutes
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import NONE, TICKS_PER_MINUTE
from blueprint_sim.studies.logs import logs
from blueprint_sim.studies.run import run
from tests.report.results import two, variant

ROOT = Path(__file__).parent.parent.parent
Row = dict[str, str]

BUSY = """
scenario: Every way to end
currency: EUR
run: {opens: "08:30", length: 3 h, first_day: thursday, warm_up: 40 min, replications: 2, seed: 3,
      after_close: stop}
demand:
  arrivals: 40 per hour
  reasons: {new: {share: 50%}, old: {share: 50%, cause: broken}}
  recontact: {abandoned: {chance: 50%, after: random 20 min, returns: 2}}
personas:
  calm: {share: 50%, patience: random 8 min}
  hasty: {share: 50%, patience: random 1 min, tolerance: 1}
facts: {number: 20 s}
experience:
  churn: {resolved: 5%, unresolved: 25%, each_misery: 2%}
  tells: 5
  feels: {sorry: {feels: +0.5, costs: 2, earns: 0.5}}
variants:
  menu_first:
    teams:
      menu: {kind: machine, cost: 0.02 per minute, carries: nothing}
      agents: {size: 2, cost: 28 per hour, wrap_up: 30 s, limit: 3}
    steps:
      menu: {label: Choose, by: menu, asks: [number], next: help}
      help:
        {label: Choose, by: agents, asks: [number], takes: about 4 min, events: {sorry: 20%},
        resolves: 80%}
  person_first: {like: menu_first, without: [menu]}
"""
MEANWHILE = """
scenario: Looked into in the meantime
run: {length: 3 h, days: 2, first_day: monday, warm_up: 40 min, replications: 2, seed: 3,
      after_close: stop}
demand:
  arrivals: 25 per hour
  recontact: {broken_promise: {chance: 80%, after: random 10 min, returns: 2}}
personas: {caller: {patience: random 8 min}}
variants:
  looked_into:
    teams:
      agents: {size: 2, cost: 28 per hour, wrap_up: 30 s}
      office: {size: 2, lane: backstage, cost: 1 per minute, wrap_up: 1 min}
    channels: {phone: {}, mail: {live: no}}
    start: [{when: {had: broken_promise}, then: soothe}, {otherwise: ask}]
    steps:
      ask:
        by: agents
        channel: phone
        takes: about 3 min
        meanwhile: look
        promise: 8 min
        next: {tell: 40%, write: 40%, done: 20%}
      look: {by: office, takes: about 4 min, next: file}
      file: {takes: 1 min}
      tell: {by: agents, needs: look, channel: mail, takes: 2 min, resolves: 90%}
      write: {by: agents, needs: look, away: yes, takes: 1 min, resolves: 90%}
      soothe: {by: agents, channel: phone, takes: 1 min, next: write}
"""
SHORTENED = {
    "cancel_subscription": ("run.days=2", "run.length=3 h", "run.replications=2"),
    "voice_menu_or_person": ("run={length: 3 h, replications: 2}",),
}
WRITTEN = {"busy": BUSY, "meanwhile": MEANWHILE}
NAMES = (*WRITTEN, *SHORTENED)


@cache
def scenario(name: str) -> Scenario:
    if name in WRITTEN:
        return loads(WRITTEN[name])
    return load(ROOT / "scenarios" / f"{name}.yaml", SHORTENED[name])


@cache
def written(name: str, count: int = 1) -> tuple[list[Row], list[Row]]:
    files = logged(logs(scenario(name), replications=count), scenario(name))
    customers, visits = files[CUSTOMERS], files[VISITS]
    assert isinstance(customers, str)
    assert isinstance(visits, bytes)
    return read(customers), read(gzip.decompress(visits).decode())


def read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@cache
def records(name: str) -> dict[str, Record]:
    return {log.record.program.variant: log.record for log in logs(scenario(name))}


def column(rows: list[Row], name: str) -> list[float]:
    return [float(row[name]) for row in rows if row[name]]


def share(rows: list[Row], outcome: str) -> float:
    return sum(row["outcome"] == outcome for row in rows) / len(rows)


@pytest.mark.parametrize("name", NAMES)
def test_customers_reconcile_with_the_replications(name: str) -> None:
    """Means over the customers of the first replication are the first row of each variant."""
    result = run(scenario(name))
    first = {row["variant"]: row for row in read(replications(result)) if row["replication"] == "1"}
    customers, _ = written(name)
    assert set(first) == {row["variant"] for row in customers}
    for variant_name, measures in first.items():
        rows = [r for r in customers if r["variant"] == variant_name and r["counted"] == "true"]
        means = {
            "misery_mean": "misery",
            "magic_mean": "magic",
            "moments_mean": "moments",
            "wait_mean": "wait_min",
            "effort_mean": "effort_min",
            "sojourn_mean": "sojourn_min",
            "handoffs_mean": "handoffs",
            "questions_mean": "questions",
            "repeat_questions_mean": "repeat_questions",
            "contacts_mean": "contacts",
            "valence_mean": "valence_mean",
            "memory_mean": "memory",
            "share_churned": "churn_chance",
            "told_mean": "people_told",
        }
        for key, header in means.items():
            if not measures[key]:
                assert column(rows, header) == [], key
                continue
            values = column(rows, header)
            assert fsum(values) / len(values) == pytest.approx(float(measures[key]), abs=1e-8), key
        for key, value in measures.items():
            outcome = key.removeprefix("share_")
            if outcome in {"resolved", "abandoned", "blocked", "walked_away", "unfinished"}:
                assert share(rows, outcome) == pytest.approx(float(value)), key
        for key in ("event_cost", "event_earnings"):
            assert fsum(column(rows, key)) == pytest.approx(float(measures[key])), key
        assert len(rows) == float(measures["customers"])
        broken, promises = (fsum(column(rows, c)) for c in ("broken_promises", "promises"))
        if promises:
            assert broken / promises == pytest.approx(float(measures["share_promises_broken"]))
        else:
            assert measures["share_promises_broken"] == ""
        waits = column(rows, "wait_min")
        assert np.quantile(waits, 0.9) == pytest.approx(float(measures["wait_p90"]), abs=1e-7)
        later = sum(row["returns_later"] == "true" for row in rows) / len(rows)
        assert later == pytest.approx(float(measures["share_returns_later"]))


def test_the_busy_scenario_meets_everything() -> None:
    customers, visits = written("busy")
    assert {row["counted"] for row in customers} == {"true", "false"}
    outcomes = {"resolved", "abandoned", "blocked", "walked_away", "unfinished"}
    assert outcomes <= {row["outcome"] for row in customers}
    assert {row["how"] for row in visits} == {"served", "reneged", "blocked", "unfinished"}
    assert {row["lifecycle:transition"] for row in visits} == {"complete", "withdraw", "pi_abort"}
    assert {row["handoff"] for row in visits} >= {"none", "cold"}


@pytest.mark.parametrize("name", NAMES)
def test_every_visit_of_the_log_is_there(name: str) -> None:
    _, visits = written(name)
    found = (row for row in visits if row["kind"] == "visit")
    for variant_name, record in records(name).items():
        for visit in record.log.visits:
            row = next(found)
            assert row["variant"] == variant_name
            assert int(row["customer"]) == visit["customer"] + 1
            assert int(row["contact"]) == visit["contact"]
            assert row["step"] == record.program.names.steps[visit["step"]]
            assert row["how"] == End(visit["how"]).name.lower()
            assert round(float(row["asked_min"]) * TICKS_PER_MINUTE) == visit["asked"]
            assert round(float(row["ended_min"]) * TICKS_PER_MINUTE) == visit["ended"]
            assert (row["started_min"] == "") == (visit["started"] < 0)
            assert (row["worker"] == "") == (visit["worker"] < 0)
    assert next(found, None) is None


def test_every_task_of_the_log_is_there() -> None:
    """Each once, with its times and who did it; so is each wait for one that led no further."""
    _, visits = written("meanwhile")
    record = records("meanwhile")["looked_into"]
    names = record.program.names
    for kind, spell in (("task", Spell.TASK), ("parked", Spell.PARKED)):
        spells = record.log.spells[record.log.spells["kind"] == spell]
        if kind == "parked":
            came = {(*place(visit), visit["asked"]) for visit in record.log.visits}
            spells = [row for row in spells if (*place(row), row["ended"]) not in came]
        rows = [row for row in visits if row["kind"] == kind]
        expected = {
            (
                str(row["customer"] + 1),
                str(row["contact"]),
                names.steps[row["step"]],
                str(row["visit"]),
                names.teams[row["team"]] if row["team"] >= 0 else "",
                str(row["worker"] + 1) if row["worker"] >= 0 else "",
                int(row["asked"] if kind == "task" else row["ended"]),
                int(row["began"] if kind == "task" else NONE),
                int(row["ended"]),
                int(row["freed"]),
            )
            for row in spells
        }
        columns = ("customer", "contact", "step", "visit", "team", "worker")
        times = ("asked_min", "started_min", "ended_min", "freed_min")
        found = [(*(row[c] for c in columns), *(ticks(row[t]) for t in times)) for row in rows]
        assert len(found) == len(spells) == len(expected) > 0
        assert set(found) == expected
        assert {row["how"] for row in rows} <= {"served", "unfinished"}


def place(row: np.void) -> tuple[int, ...]:
    return tuple(int(row[key]) for key in ("customer", "contact", "step", "visit"))


def ticks(cell: str) -> int:
    return round(float(cell) * TICKS_PER_MINUTE) if cell else NONE


def test_waiting_for_tasks_adds_up() -> None:
    _, visits = written("meanwhile")
    record = records("meanwhile")["looked_into"]
    spells = record.log.spells[record.log.spells["kind"] == Spell.PARKED]
    parked = (spells["ended"] - spells["began"]).sum() / TICKS_PER_MINUTE
    assert fsum(column(visits, "parked_min")) == pytest.approx(parked)
    assert all(float(row["parked_min"]) == 0 for row in visits if row["kind"] == "task")


@pytest.mark.parametrize("name", NAMES)
def test_steps_reconcile_with_their_measures(name: str) -> None:
    """Visits and tasks that began, by step, of those asked for after the warm-up."""
    _, visits = written(name)
    for variant_name, record in records(name).items():
        warm_up = record.program.calendar.warm_up
        rows = [row for row in visits if row["variant"] == variant_name]
        rows = [row for row in rows if ticks(row["asked_min"]) >= warm_up]
        served = Counter(row["step"] for row in rows if row["how"] == "served")
        counted = [served[step] for step in record.program.names.steps]
        assert counted == np.atleast_1d(steps.visits(record).value).tolist()


@pytest.mark.parametrize("name", NAMES)
def test_visits_add_up_to_their_customers(name: str) -> None:
    customers, visits = written(name)
    asked: Counter[str] = Counter()
    handoffs: Counter[str] = Counter()
    for row in visits:
        asked[row["case:concept:name"]] += int(row["questions"])
        handoffs[row["case:concept:name"]] += row["handoff"] != "none"
    people = {f"{r['variant']}-{r['replication']}-{r['customer']}": r for r in customers}
    assert set(asked) <= set(people)
    for case, row in people.items():
        assert int(row["questions"]) == asked[case]
        assert int(row["handoffs"]) == handoffs[case]
    for row in visits:
        person = people[row["case:concept:name"]]
        assert [row[key] for key in ("reason", "persona", "outcome")] == [
            person[key] for key in ("reason", "persona", "outcome")
        ]


@pytest.mark.parametrize("name", NAMES)
def test_what_tools_for_process_mining_need(name: str) -> None:
    """A case, an activity and two times in order in each row; cases in order of their ends."""
    _, visits = written(name)
    form = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}")
    last: dict[str, str] = {}
    for row in visits:
        start, end = row["start_timestamp"], row["time:timestamp"]
        assert row["case:concept:name"]
        assert row["concept:name"]
        assert form.fullmatch(start)
        assert form.fullmatch(end)
        assert last.get(row["case:concept:name"], "") <= end
        assert start <= end
        last[row["case:concept:name"]] = end
        assert bool(row["org:resource"]) == (bool(row["team"]) and row["how"] == "served")


def test_the_meantime_meets_everything() -> None:
    customers, visits = written("meanwhile")
    assert {row["kind"] for row in visits} == {"visit", "task", "parked"}
    ends = {(row["kind"], row["how"]) for row in visits}
    assert {("task", "served"), ("task", "unfinished"), ("parked", "unfinished")} <= ends
    assert sum(column(customers, "broken_promises")) > 10
    assert {row["step"] for row in visits if row["kind"] == "visit"} >= {"soothe", "tell", "write"}
    assert {row["step"] for row in visits if row["kind"] == "task"} == {"look", "file"}
    assert {row["channel"] for row in visits if row["kind"] == "task"} == {""}


def test_dates_keep_the_weekday_and_the_clock() -> None:
    customers, visits = written("busy")
    opening = datetime(2024, 1, 4, 8, 30)
    assert WEEKDAYS[opening.weekday()] == "thursday"
    for row in customers:
        arrived = opening + timedelta(minutes=float(row["arrived_min"]))
        assert abs(datetime.fromisoformat(row["arrived"]) - arrived) < timedelta(milliseconds=2)
    for row in visits:
        ended = opening + timedelta(minutes=float(row["ended_min"]))
        assert abs(datetime.fromisoformat(row["time:timestamp"]) - ended) < timedelta(seconds=0.002)


def test_steps_of_one_label_are_told_apart() -> None:
    _, visits = written("busy")
    assert {row["concept:name"] for row in visits} == {"Choose (help)", "Choose (menu)"}


def test_as_many_replications_as_are_asked_for() -> None:
    customers, visits = written("busy", 2)
    for rows in (customers, visits):
        pairs = dict.fromkeys((row["replication"], row["variant"]) for row in rows)
        assert list(pairs) == [(n, v) for n in "12" for v in ("menu_first", "person_first")]
    assert [row for row in customers if row["replication"] == "1"] == written("busy")[0]


def test_no_logs_give_no_rows() -> None:
    files = logged([], scenario("busy"))
    assert files[CUSTOMERS] == ",".join(column.name for column in COLUMNS[CUSTOMERS]) + "\n"
    unpacked = gzip.decompress(bytes(files[VISITS])).decode()  # type: ignore[arg-type]
    assert unpacked == ",".join(column.name for column in COLUMNS[VISITS]) + "\n"


def test_the_archive_holds_no_time_and_no_name() -> None:
    packed = logged(logs(scenario("busy")), scenario("busy"))[VISITS]
    assert isinstance(packed, bytes)
    assert packed[:4] == b"\x1f\x8b\x08\x00"
    assert packed[4:8] == bytes(4)


@pytest.mark.parametrize("file", COLUMNS)
def test_columns_say_what_they_are(file: str) -> None:
    names = [column.name for column in COLUMNS[file]]
    assert len(set(names)) == len(names)
    for column in COLUMNS[file]:
        assert column.meaning
        assert column.name.endswith("_min") == (column.unit == "min")


HOSTILE = [
    'a "quoted" name',
    "semi;colon",
    "+1",
    "-2",
    "@3",
    "Ünïcödé",
    "it's",
    "\u05d0\u05d1",
    "a b",
]


def test_hostile_names_come_back() -> None:
    """But for an apostrophe before those that a spreadsheet would reckon with."""
    designs = {
        name: {"teams": {name: {"size": "1"}}, "steps": {name: {"by": name, "takes": "1 min"}}}
        for name in HOSTILE
    }
    tree = {"scenario": "Hostile", "demand": {"arrivals": "9 per hour"}, "variants": designs}
    given = loads(json.dumps(tree, ensure_ascii=False))
    files = logged(logs(given), given)
    customers = read(str(files[CUSTOMERS]))
    expected = [f"'{name}" if name[0] in "+-@" else name for name in HOSTILE]
    assert list(dict.fromkeys(row["variant"] for row in customers)) == expected
    visits = read(gzip.decompress(bytes(files[VISITS])).decode())  # type: ignore[arg-type]
    assert {row["step"] for row in visits} == set(expected)
    assert {row["org:resource"] for row in visits} == {f"{name} 1" for name in expected}
    assert not any(cell.startswith(("=", "@")) for row in visits for cell in row.values())


def test_labels_with_commas_quotes_and_line_feeds_come_back() -> None:
    label = 'He said "no, never", and left; =1+1'
    given = loads(BUSY, [f"variants.menu_first.steps.menu.label='{label}'"])
    visits = read(gzip.decompress(bytes(logged(logs(given), given)[VISITS])).decode())  # type: ignore[arg-type]
    assert label in {row["concept:name"] for row in visits}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_no_text_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.integers(0, 10**15))
def test_minutes_keep_the_microsecond(tick: int) -> None:
    (found,) = minutes(np.array([tick]))
    assert round(found * TICKS_PER_MINUTE) == tick


def test_what_never_was_has_no_minutes() -> None:
    assert instants(np.array([-1, 0, TICKS_PER_MINUTE // 2])) == [None, 0.0, 0.5]


def test_replications_that_have_no_value_leave_it_out() -> None:
    result = two()
    series = dict.fromkeys(result.variants["menu"].replications, (None, 1.5))
    bare = replace(result.variants["menu"], replications=series)
    rows = read(replications(replace(result, variants={"menu": bare})))
    assert [row["misery_mean"] for row in rows] == ["", "1.5"]
    assert [row["replication"] for row in rows] == ["1", "2"]


def test_replications_of_a_variant_named_like_a_formula() -> None:
    odd = variant("+odd", "Odd", {"staff_cost": 1.0})
    rows = read(replications(replace(two(), variants={"+odd": odd}, baseline="+odd")))
    assert {row["variant"] for row in rows} == {"'+odd"}


def test_the_names_of_the_files() -> None:
    assert (REPLICATIONS, CUSTOMERS, VISITS) == (
        "replications.csv",
        "customers.csv",
        "visits.csv.gz",
    )
