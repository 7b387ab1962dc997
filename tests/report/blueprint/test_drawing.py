"""The blueprint drawn: everything on it, nothing that does not occur, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from textwrap import dedent

import pytest

from blueprint_sim.format.load import load, unchecked
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.drawing import Picture, draw_variant
from blueprint_sim.report.blueprint.plan import contents
from blueprint_sim.report.canvas import FORMATS, width_of
from blueprint_sim.report.ink.marks import Words
from blueprint_sim.report.layout import lay_out
from blueprint_sim.studies.run import run

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]
SCENARIO = ROOT / "scenarios" / "cancel_subscription.yaml"
HOSTILE = dedent(
    """
    scenario: "<script>alert('x')</script> & $x^2$ _title_"
    currency: "$<b>"
    run: {length: 1 h, replications: 2}
    demand:
      arrivals: 60 per hour
      reasons: {"$a$": {share: 60%}, "<b>": {share: 40%}}
    facts: {"$f": 25 s}
    variants:
      "_v":
        label: "$\\\\alpha$ <script> _label"
        teams:
          "<menu>": {kind: machine, label: "</svg><menu>", carries: nothing}
          "_agents": {size: 3, label: "שלום עולם", cost: 28 per hour}
        steps:
          "$1$":
            {by: "<menu>", label: "$\\\\frac{1}{2}$ _x_ ^y^", asks: ["$f"],
             next: [{when: {reason: "$a$"}, then: "<b>"}, {otherwise: long}]}
          "<b>": {by: "_agents", label: "<i>alert</i>", asks: ["$f"], evidence: "<img>", next: rtl}
          long: {by: "_agents", label: "LONG", takes: 1 min, next: rtl}
          rtl: {by: "_agents", label: "مرحبا", takes: 2 min, next: "😀"}
          "😀": {by: "_agents", label: "😀 日本 👩‍👩‍👧", takes: 2 min, resolves: 70%}
    """
)
LONG = "Supercalifragilistic words that go on and on " * 5


@pytest.fixture(scope="module")
def cancelling() -> Scenario:
    return load(SCENARIO)


@pytest.fixture(scope="module")
def result(cancelling: Scenario):
    return run(cancelling, replications=2)


def svg_of(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.bytes("svg"))


def said(picture: Picture) -> list[str]:
    return [mark.text for mark in picture.whole.marks if isinstance(mark, Words)]


def one_line(picture: Picture) -> str:
    return " ".join(said(picture))


def test_every_step_and_ending_is_named(cancelling: Scenario, result) -> None:
    for variant, design in cancelling.variants.items():
        for found in (None, result):
            text = one_line(draw_variant(cancelling, variant, found))
            drawn = {name for name, step in design.steps.items() if not step.emptied}
            if variant == "direct_agent":
                drawn = {"ask", "retention", "solve"}
            for name in drawn:
                for word in (design.steps[name].label or "").split():
                    assert word in text
            assert "How it ends" in text
            assert "Resolved" in text


def test_numbers_count_the_steps(cancelling: Scenario) -> None:
    words = said(draw_variant(cancelling, "ivr_heavy"))
    assert [word for word in words if word.isdecimal()] == [str(number) for number in range(1, 8)]


def test_svg_is_xml_that_holds_all_text(cancelling: Scenario, result) -> None:
    picture = draw_variant(cancelling, "ivr_heavy", result)
    texts = ["".join(e.itertext()) for e in svg_of(picture).iter(f"{SVG}text")]
    assert texts == said(picture)


def test_the_picture_is_told_to_those_who_cannot_see_it(cancelling: Scenario, result) -> None:
    root = svg_of(draw_variant(cancelling, "ivr_heavy", result))
    assert root.findtext(f"{SVG}title", "").startswith("Voice menu first: ")
    told = root.findtext(f"{SVG}desc", "")
    assert "Steps: 1 Menu greets, 2 Menu asks for the number" in told
    assert "moments of misery per customer" in told


def test_figures_of_a_result_are_in_the_picture(cancelling: Scenario, result) -> None:
    text = one_line(draw_variant(cancelling, "ivr_heavy", result))
    places = result.variants["ivr_heavy"].places
    asking = sum(p.per_hundred.mean for p in places if p.step == "ask" and p.kind != "wait")
    assert f" {asking:.0f} " in text
    resolved = result.variants["ivr_heavy"].measures["share_resolved"].mean
    assert f" {resolved:.0%} " in text
    assert "moments of misery per 100 customers" in text


def test_without_a_result_nothing_speaks_of_misery(cancelling: Scenario) -> None:
    text = one_line(draw_variant(cancelling, "ivr_heavy"))
    assert "misery" not in text
    assert "waits" not in text
    assert "about 4 min" in text
    assert "expected shares" in text


def test_the_legend_shows_only_what_occurs(cancelling: Scenario, result) -> None:
    menu = said(draw_variant(cancelling, "ivr_heavy", result))
    direct = said(draw_variant(cancelling, "direct_agent", result))
    plain = said(draw_variant(unchecked(PLAIN), "a"))
    for words, entry in (
        (menu, "queue: one head per customer waiting, on average"),
        (menu, "cold handoff: what was said is lost"),
        (menu, "asked again"),
        (direct, "question"),
    ):
        assert entry in words
    assert "cold handoff: what was said is lost" not in direct
    assert "asked again" not in direct
    for entry in ("queue", "question", "promise", "goes back", "ends here", "customer does"):
        assert entry not in " ".join(plain)


PLAIN = """
scenario: Plain
demand: {arrivals: 9 per hour}
variants: {a: {steps: {only: {takes: 1 min}}}}
"""


def test_the_smallest_blueprint_draws() -> None:
    picture = draw_variant(unchecked(PLAIN), "a")
    assert "Only" in said(picture)
    assert len(picture.pages) == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_dark_differs_from_light(cancelling: Scenario, result, kind) -> None:
    light = draw_variant(cancelling, "direct_agent", result)
    dark = draw_variant(cancelling, "direct_agent", result, dark=True)
    assert light.bytes(kind) != dark.bytes(kind)
    assert said(light) == said(dark)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_scenario_gives_the_same_bytes(cancelling: Scenario, result, kind) -> None:
    first, second = (draw_variant(cancelling, "ivr_heavy", result) for _ in range(2))
    assert first.bytes(kind) == second.bytes(kind)


def digests() -> list[str]:
    scenario = load(SCENARIO)
    return [
        hashlib.sha256(draw_variant(scenario, name).bytes("svg")).hexdigest()
        for name in scenario.variants
    ]


def test_another_process_gives_the_same_bytes() -> None:
    script = "from tests.report.blueprint.test_drawing import digests; print(*digests())"
    for seed in ("1", "7"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert done.stdout.split() == digests()


@pytest.mark.parametrize("run_first", [False, True])
def test_hostile_names_draw_and_stay_text(run_first: bool) -> None:
    scenario = unchecked(HOSTILE.replace("LONG", LONG))
    picture = draw_variant(scenario, "_v", run(scenario) if run_first else None)
    for kind in FORMATS:
        assert picture.bytes(kind)
    root = svg_of(picture)
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "path", "text")
    }
    text = one_line(picture)
    for part in ("<script>alert('x')</script> & $x^2$ _title_", "_x_", "<i>", "</svg><menu>"):
        assert part in text
    assert "<img>" in text
    hovered = [element.findtext(f"{SVG}title") for element in root.iter(f"{SVG}text")]
    assert " ".join(LONG.split()) in hovered


def steps_in_a_row(count: int) -> str:
    """Write steps that change lanes, with a branch and a loop here and there."""
    actors = ("nobody", "menu", "agents", "office", "systems", "agents")
    lines = []
    for number in range(count):
        onward = f"s{number + 1:02d}" if number < count - 1 else "done"
        if number % 7 == 3 and number < count - 3:
            onward = f"{{{onward}: 70%, s{number + 3:02d}: 30%}}"
        elif number % 9 == 8 and number < count - 1:
            onward = f"{{{onward}: 90%, s{number - 2:02d}: 10%}}"
        by = actors[number * 5 % 6 if number else 0]
        label = f"Looks up number {number}"
        lines.append(
            f"      s{number:02d}: {{label: {label}, by: {by}, takes: 9 s, next: {onward}}}"
        )
    return "\n".join(lines)


def service(count: int) -> Scenario:
    return unchecked(
        f"""
scenario: A service
run: {{length: 30 min, replications: 2}}
demand: {{arrivals: 30 per hour}}
variants:
  a:
    teams:
      menu: {{kind: machine}}
      agents: {{size: 3}}
      office: {{size: 3, lane: backstage}}
      systems: {{kind: machine, lane: support}}
    start: s00
    steps:
{steps_in_a_row(count)}
"""
    )


@pytest.mark.parametrize("count", [4, 14, 25, 40])
def test_blueprints_of_any_length_show_every_step_once(count: int) -> None:
    picture = draw_variant(service(count), "a")
    words = said(picture)
    assert [words.count(str(number)) for number in range(1, count + 1)] == [1] * count
    assert picture.bytes("pdf").count(b"/Type /Page /") == len(picture.pages)
    for page in picture.pages:
        assert sum(isinstance(mark, Words) and mark.text == "Customer" for mark in page.marks) == 1


def test_a_long_blueprint_has_a_page_a_strip_and_its_number_in_the_title() -> None:
    picture = draw_variant(service(40), "a")
    assert len(picture.pages) > 1
    assert picture.pages[0].title == f"A (1 of {len(picture.pages)})"
    assert picture.whole.title == "A"
    assert picture.whole.height > max(page.height for page in picture.pages)
    assert "goes on at the same letter" in said(picture)


def test_everything_lies_on_the_page(cancelling: Scenario, result) -> None:
    for scenario, variant, found in (
        (cancelling, "ivr_heavy", result),
        (cancelling, "direct_agent", None),
        (service(25), "a", None),
    ):
        for page in draw_variant(scenario, variant, found).pages:
            for mark in page.marks:
                if isinstance(mark, Words):
                    share = {"left": 0.0, "middle": 0.5, "right": 1.0}[mark.align]
                    left = mark.at[0] - share * mark.width
                    assert left >= -0.01
                    assert left + mark.width <= page.width + 0.01
                    assert 0 < mark.at[1] <= page.height


def test_unknown_variants_are_refused(cancelling: Scenario) -> None:
    with pytest.raises(KeyError):
        draw_variant(cancelling, "nobody")


@pytest.mark.parametrize("run_first", [False, True])
def test_a_variant_whose_every_step_is_emptied_is_drawn_as_that(run_first: bool) -> None:
    emptied = "  b: {like: a, label: Nothing, without: [only]}\n"
    scenario = unchecked(f"{EMPTIED}{emptied}")
    picture = draw_variant(scenario, "b", run(scenario) if run_first else None)
    assert "no step is left that anybody comes to" in one_line(picture)
    for kind in FORMATS:
        assert picture.bytes(kind)


EMPTIED = """
scenario: Plain
run: {length: 1 h, replications: 2}
demand: {arrivals: 9 per hour}
variants:
  a: {steps: {only: {takes: 1 min}}}
"""


def test_words_at_a_stub_are_whole_where_the_sheet_can_give_them_room() -> None:
    plan = contents(load(ROOT / "scenarios" / "loyalty_voucher.yaml"), "told_before").plan
    (stub,) = (stub for strip in lay_out(plan, width_of).strips for stub in strip.stubs)
    assert " ".join(stub.text.lines) == "8% left unresolved"
