"""The shipped scenario and its page say what was read off, and what comes out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.format import yaml_file
from blueprint_sim.format.load import load
from blueprint_sim.model.check import check
from docs.bank import kept, page
from docs.bank.log import read
from docs.bank.numbers import NEED, OWN, SEEN, at
from docs.reference.marks import made

LOG = page.ROOT.parent / "shared/data/technion-1999/october.csv.gz"


@pytest.fixture(scope="module")
def written() -> Any:
    return yaml_file.parse(page.SCENARIO.read_text(encoding="utf-8"), page.SCENARIO.name).tree


def test_the_scenario_holds_the_numbers_that_were_read_off(written: Any) -> None:
    numbers = kept.load()["numbers"]
    assert {path: at(written, path) for path in numbers} == numbers


def test_every_number_from_the_log_was_read_off(written: Any) -> None:
    """What cites the log stands among the numbers, or repeats one in the longer menu."""
    cited = {path for path, text in leaves(written) if text.endswith(" (technion)")}
    strangers = cited - set(kept.load()["numbers"])
    assert strangers
    for path in strangers:
        own = path.replace("longer_menu", OWN)
        assert own != path
        assert at(written, path) == at(written, own)


def test_the_rosters(written: Any) -> None:
    for team in ("agents", "desk"):
        hours = {
            variant: sum(
                int(text.split()[0])
                for text in at(written, f"variants.{variant}.teams.{team}.shifts").values()
            )
            for variant in (OWN, NEED, SEEN)
        }
        assert hours[OWN] == hours[NEED] < hours[SEEN]


def test_there_are_no_warnings() -> None:
    scenario = load(page.SCENARIO)
    assert check(scenario) == []


@pytest.mark.parametrize("path", page.PAGES, ids=lambda path: path.parent.name)
def test_the_pages_are_what_comes_out(path: Path) -> None:
    shown = path.read_text(encoding="utf-8")
    assert shown == page.current(shown), "make it again: python -m docs.bank"


def test_every_table_stands_on_one_page() -> None:
    shown = [name for path in page.PAGES for name in made(path.read_text(encoding="utf-8"))]
    assert sorted({*shown} & {*page.MAKERS}) == sorted(page.MAKERS)
    assert len(shown) == len({*shown})


def test_what_the_pages_say_in_words() -> None:
    said = " ".join(" ".join(path.read_text(encoding="utf-8") for path in page.PAGES).split())
    found, figures = kept.load(), kept.load()["figures"]
    days = found["weekdays"]
    own = page.simulated(OWN)
    meet = [
        figures[str(h)]["wait_mean"][1] <= own[str(h)]["wait_mean"].high
        and own[str(h)]["wait_mean"].low <= figures[str(h)]["wait_mean"][2]
        for h in range(34)
    ]
    waits = {name: page.simulated(name)["agents"]["wait_mean"].mean for name in (OWN, page.TRIED)}
    hours = {key: sum(found["rosters"]["agents"][key]) / 2 for key in ("at_hand", page.TRIED)}
    measured = figures["agents"]["wait_mean"][0]
    seconds = {hour: (figures[h]["wait_mean"][0], own[h]["wait_mean"].mean) for hour, h in HOURS}
    for words in (
        f"That leaves {days['days']} days",
        f"took {days['desk_calls_by_agents']:.0%} of its calls",
        f"more often than others ({days['newcomers_who_wait']:.0%} of them",
        f"regular callers {days['talk_after_a_wait']:.0f} s on average, against"
        f" {days['talk_at_once']:.0f} s",
        f"variance {days['dispersion']:.1f} times the mean",
        f"{own['day']['wait_mean'].mean / figures['day']['wait_mean'][0]:.1f} times the measured",
        f"gives {hours[page.TRIED] - hours['at_hand']:.1f} agent hours more",
        f"{hours[page.TRIED]:.1f} hours a day instead of {hours['at_hand']:.1f}",
        f"{waits[page.TRIED]:.0f} s instead of {waits[OWN]:.0f} s, where {measured:.0f} s were",
        f"overlap in {sum(meet[4:18])} of 14 half-hours, in the rest of the day in"
        f" {sum(meet) - sum(meet[4:18])} of 20",
        f"At 07:30 the simulated mean wait is {seconds['07:30'][1]:.0f} s and the measured"
        f" {seconds['07:30'][0]:.0f} s; at 20:30, {seconds['20:30'][1]:.0f} s and"
        f" {seconds['20:30'][0]:.0f} s",
    ):
        assert words in said
    assert 0.6 < (waits[OWN] - waits[page.TRIED]) / (waits[OWN] - measured) < 0.72


HOURS = (("07:30", "1"), ("20:30", "27"))


@pytest.mark.skipif(
    not LOG.exists(),
    reason=f"the real log is not beside the checkout, at ../{Path(*LOG.parts[-4:])}",
)
def test_the_real_log_says_so() -> None:
    log = read(LOG)
    assert kept.FILE.read_text(encoding="utf-8") == kept.text(kept.kept(log)), (
        f"read it again: python -m docs.bank {LOG}"
    )
    found = kept.load()["log"]
    assert (found["calls"], found["reached"]) == (34_476, 32_967)
    assert round(found["share_waited"], 3) == 0.361
    assert round(found["share_hung_up"], 4) == 0.0639
    assert round(found["wait_mean"], 1) == 26.7
    assert round(found["patience"]) == 419
    assert [round(found[f"talk_{key}"]) for key in ("sd", "median")] == [245, 106]
    assert abs(found["talk_mean"] - 178.5) <= 0.05


def leaves(tree: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(tree, str):
        return [(path.removeprefix("."), tree)]
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [leaf for key, part in pairs for leaf in leaves(part, f"{path}.{key}")]


def test_no_call_is_shipped() -> None:
    """Aggregates only: nothing by call, caller or agent."""
    text = kept.FILE.read_text(encoding="utf-8")
    assert not re.search(r"\b[AC]\d{2,}\b", text)
