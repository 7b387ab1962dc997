from __future__ import annotations

import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.model.defaults import kind_defaults, say_clock

TEXT = """\
scenario: Small
run: {opens: "08:30", replications: 5}
demand:
  arrivals: 55 per hour
  recontact: {unresolved: {chance: 10%, after: 1 h}}
personas: {caller: {patience: random 8 min}}
variants:
  a:
    teams: {agents: {size: 8}}
    steps: {help: {by: agents, takes: 4 min}, read: {next: help}}
  b: {like: a, teams: {agents: {size: 9}, menu: {kind: machine}}}
"""


@pytest.fixture(name="held")
def _held() -> dict[str, str]:
    found = kind_defaults(loads(TEXT))
    assert len(dict(found)) == len(found)
    return dict(found)


def test_what_is_not_written_is_said(held: dict[str, str]) -> None:
    assert held["run.length"] == "8 h"
    assert held["run.after_close"] == "serve_out"
    assert held["compare.baseline"] == "a"
    assert held["demand.arrivals.batch"] == "1 customer at each arrival"
    assert held["demand.arrivals.day_to_day"] == "0%: every day has the same rates"
    assert held["demand.recontact.unresolved.returns"] == "any number of times"
    assert held["personas.caller.tolerance"] == "never walks away"
    assert held["variants.a.teams.agents.carries"] == "everything"
    assert held["variants.a.steps.read.by"] == "nobody: the customer acts"
    assert held["variants.a.steps.help.next"] == "done"
    assert held["variants.b.teams.menu.size"] == "unlimited"
    assert held["variants.a.teams.agents.at_once"] == "1"
    assert "variants.b.teams.menu.at_once" not in held


def test_a_callback_has_defaults_of_its_own() -> None:
    text = TEXT.replace("{size: 8}", "{size: 8, callback: {accept: 60%}}")
    held = dict(kind_defaults(loads(text)))
    assert held["variants.a.teams.agents.callback.after"] == "at once"
    assert held["variants.a.teams.agents.callback.answers"] == "always"
    assert held["variants.b.teams.menu.callback"] == "nobody is called back"
    assert "variants.a.teams.agents.callback" not in held
    assert not any(path.startswith("variants.b.teams.agents") for path in held)


def test_what_is_written_is_no_default(held: dict[str, str]) -> None:
    assert not {"run.opens", "run.replications", "variants.a.teams.agents.size"} & set(held)
    assert "personas.caller.patience" not in held


def test_what_arrivals_do_not_need_is_not_said() -> None:
    varied = "{per_hour: 55, day_to_day: 5%}"
    for written in (varied, "{times: [1 min]}"):
        found = dict(kind_defaults(loads(TEXT.replace("55 per hour", written))))
        assert "demand.arrivals.day_to_day" not in found
    for written in ("{per_hour: 55, batch: 3}", "{times: [1 min]}"):
        found = dict(kind_defaults(loads(TEXT.replace("55 per hour", written))))
        assert "demand.arrivals.batch" not in found


def test_what_is_inherited_is_said_once(held: dict[str, str]) -> None:
    assert not any(path.startswith("variants.b.steps") for path in held)
    assert "variants.b.teams.agents.carries" not in held


def test_clock_times_are_said() -> None:
    assert say_clock(9 * 3600) == "09:00"
    assert say_clock(9 * 3600 + 61) == "09:01:01"


def test_a_team_by_shift_is_not_unlimited() -> None:
    text = TEXT.replace("{size: 8}", '{shifts: {"08:30": 3}}').replace("size: 9", "limit: 9")
    held = {default.path for default in kind_defaults(loads(text))}
    assert "variants.a.teams.agents.cost" in held
    assert "variants.a.teams.agents.size" not in held


def test_a_channel_does_no_harm() -> None:
    text = TEXT.replace("    steps:", "    channels: {phone: {lines: 40}}\n    steps:")
    held = dict(kind_defaults(loads(text)))
    found = {path: said for path, said in held.items() if "channels" in path}
    assert found == {
        "variants.a.channels.phone.live": "yes",
        "variants.a.channels.phone.acceptable_wait": "that of experience",
        "variants.a.channels.phone.replies_after": "at once",
        "variants.a.channels.phone.carries": "everything",
    }
