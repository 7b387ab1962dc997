"""The shipped scenarios, held against their pages and against what they gave before."""

from __future__ import annotations

import re
from functools import cache

import pytest

import blueprint_sim
from blueprint_sim import Result
from blueprint_sim.format.load import warnings
from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.model.numbers import numbers
from blueprint_sim.report.speech.phrases import phrase
from docs.scenarios import golden, pages

NAMES = pages.names()


def text_of(name: str) -> str:
    return pages.page(name).read_text(encoding="utf-8")


@cache
def short(name: str) -> Result:
    return golden.short(pages.read(name))


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_page_with_the_same_sections(name: str) -> None:
    assert re.findall(r"^## (.*)$", text_of(name), re.MULTILINE) == list(pages.HEADINGS)


@pytest.mark.parametrize("name", NAMES)
def test_each_page_tells_of_every_variant(name: str) -> None:
    told = re.sub(r"<!-- made: .*?<!-- /made -->", "", text_of(name), flags=re.DOTALL)
    variants = pages.read(name).variants
    silent = [each for each, v in variants.items() if f"`{each}`" not in told]
    assert silent == [], f"of {len(variants)}"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_explains_every_warning(name: str) -> None:
    told = " ".join(text_of(name).split())
    assert [str(one) for one in warnings(pages.read(name)) if one.message not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_source_or_is_counted_as_assumed(name: str) -> None:
    scenario, text = pages.read(name), text_of(name)
    assert pages.current(text, scenario) == text, f"run: python -m docs.scenarios {name}"
    assert "<!-- made: worth -->" in text
    assert scenario.sources or "none of its numbers has a source" in " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_cited_or_says_what_it_is_for(name: str) -> None:
    scenario = pages.read(name)
    cited = {number.source for number in numbers(scenario)}
    idle = [key for key, source in scenario.sources.items() if key not in cited and not source.note]
    assert idle == [], f"of {len(scenario.sources)}"


@pytest.mark.parametrize("name", NAMES)
def test_a_short_run_gives_what_it_gave_before(name: str) -> None:
    assert golden.told(short(name)) == golden.kept(name), f"run: python -m docs.scenarios {name}"


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_on_the_page_are_as_a_whole_run_made_them(name: str) -> None:
    assert golden.seal(pages.read(name), text_of(name)) == golden.seals()[name], (
        f"the scenario or a table was changed by hand; run: python -m docs.scenarios {name}"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_variant_gives_what_the_baseline_gives(name: str) -> None:
    baseline, told = pages.read(name).baseline, golden.told(short(name))
    same = [variant for variant in told if told[variant] == told[baseline]]
    assert same == [baseline]


@pytest.mark.parametrize("name", NAMES)
def test_each_variant_differs_in_what_the_page_says(name: str) -> None:
    claims = pages.claims(text_of(name))
    scenario, result = pages.read(name), short(name)
    told = {variant for variant, _, _ in claims}
    assert told == set(scenario.variants) - {scenario.baseline}
    for variant, label, word in claims:
        if word not in pages.CLEAR:
            continue
        found = result.comparison(variant, measure_called(label, result))
        grows = (found.difference or 0.0) > 0
        good = {"higher": grows, "lower": not grows}
        expected = {"better": good.get(str(found.better)), "worse": not good.get(str(found.better))}
        expected |= {"more": grows, "less": not grows}
        assert expected[word], f"{variant}: {label} is not {word}"


def measure_called(label: str, result: Result) -> str:
    """Find a measure by what a page calls it, with its unit or without."""
    for key in by_key("issue", "run"):
        called = phrase(key).label.format(currency=result.currency)
        if label == called or label.rpartition(", ")[0] == called:
            return key
    raise AssertionError(f"no measure is called {label}")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_page_tells_what_a_whole_run_gives(name: str) -> None:
    scenario, text = pages.read(name), text_of(name)
    result = blueprint_sim.run(scenario, progress=False)
    assert pages.current(text, scenario, result) == text, f"run: python -m docs.scenarios {name}"
