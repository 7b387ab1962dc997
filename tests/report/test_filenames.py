from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.format.load import loads
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.filenames import LONGEST, default_folder, fingerprint, slug, slugs

NOW = datetime(2026, 3, 4, 5, 6, 7)
TEXT = """
scenario: Small
demand: {{arrivals: {rate}}}
variants:
  one: {{teams: {{agents: {{size: 1}}}}, steps: {{help: {{by: agents, takes: random 3 min}}}}}}
  two: {{like: one, teams: {{agents: {{size: 2}}}}}}
"""


def scenario(rate: str = "10 per hour") -> Scenario:
    return loads(TEXT.format(rate=rate))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("voice_menu", "voice-menu"),
        ("Café: résumé / no. 7", "cafe-resume-no-7"),
        ("../../etc/passwd", "etc-passwd"),
        ("  .hidden  ", "hidden"),
        ("--force", "force"),
        ("$(rm -rf ~); `x` & y | z", "rm-rf-x-y-z"),
        ("客户", "untitled"),
        ("", "untitled"),
        ("x" * 500, "x" * LONGEST),
    ],
)
def test_slugs_are_telling(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_any_text_gives_a_safe_name(text: str) -> None:
    found = slug(text)
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert found == found.strip("-")
    assert 1 <= len(found) <= LONGEST


@given(st.lists(st.text(max_size=4), unique=True, max_size=12))
def test_no_two_names_are_alike(names: list[str]) -> None:
    found = slugs(names)
    assert list(found) == names
    assert len(set(found.values())) == len(names)


def test_names_that_look_alike_are_numbered() -> None:
    assert list(slugs(["a b", "a_b", "a-b-2", "a.b"]).values()) == [
        "a-b",
        "a-b-2",
        "a-b-2-2",
        "a-b-3",
    ]


def test_the_default_folder() -> None:
    mark = fingerprint(scenario())
    found = default_folder("some/where/Voice menu.yaml", NOW, scenario())
    assert found.as_posix() == f"results/voice-menu-20260304-050607-{mark}"
    assert default_folder("客.yaml", NOW, scenario()).name.startswith("scenario-2026")


def test_the_same_run_has_the_same_mark() -> None:
    mark = fingerprint(scenario())
    assert len(mark) == 8
    assert set(mark) <= set("0123456789abcdef")
    assert fingerprint(scenario(), replications=30, seed=1, variants=("two", "one")) == mark
    reordered = TEXT.replace("scenario: Small\n", "") + "# a comment\nscenario: Small\n"
    assert fingerprint(loads(reordered.format(rate="10 per hour"))) == mark


def test_another_run_has_another_mark() -> None:
    given = scenario()
    marks = [
        fingerprint(given),
        fingerprint(given, seed=2),
        fingerprint(given, replications=29),
        fingerprint(given, variants=["one"]),
        fingerprint(scenario("11 per hour")),
        fingerprint(loads(TEXT.format(rate="10 per hour"), ["compare.baseline=two"])),
    ]
    assert len(set(marks)) == len(marks)
