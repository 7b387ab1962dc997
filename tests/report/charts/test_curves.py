"""Curves and scales of charts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from blueprint_sim.report.charts import charts
from blueprint_sim.report.charts.emotion import SELDOM
from blueprint_sim.report.ink.marks import Shape
from blueprint_sim.report.ink.palette import LIGHT
from blueprint_sim.studies.result import Estimate
from tests.report.charts.audit import box, texts
from tests.report.charts.cases import CASES, each
from tests.report.charts.test_charts import said
from tests.report.results import several, two


def test_marks_that_fall_together_stand_side_by_side() -> None:
    result = several()
    menu = result.variants["menu"]
    for kept, aside in ((-0.24, True), (-1.4, False)):
        measures = {
            **menu.measures,
            "valence_mean": Estimate(-0.23, -0.25, -0.21, "valence", "higher"),
            "memory_mean": replace(menu.measures["memory_mean"], mean=kept),
        }
        found = replace(result, variants={"menu": replace(menu, measures=measures)})
        canvas = charts(found)["emotion"](LIGHT)
        marks = [
            min(x for _, points in mark.path for x, _ in points)
            for mark in canvas.marks
            if isinstance(mark, Shape) and mark.edge == LIGHT.variants[0] and mark.width == 2
            if mark.fill and min(x for _, points in mark.path for x, _ in points) > 12.9
        ]
        assert len(marks) == 2
        assert (marks[1] - marks[0] > 0.2) == aside


@pytest.mark.parametrize("accepted", [0.05, 1.0, 9.0])
def test_what_is_longer_than_acceptable_is_not_struck_by_a_curve(accepted: float) -> None:
    times = tuple(n / 10 for n in range(101))
    result = each(
        two(),
        lambda found: replace(
            found, waits=replace(found.waits, quantiles=times, acceptable=accepted)
        ),
    )
    canvas = charts(result)["waits"](LIGHT)
    lines = [
        (start, end)
        for mark in canvas.marks
        if isinstance(mark, Shape) and mark.edge and mark.fill is None and mark.width == 3.5
        for (_, (start, *_)), (_, (end, *_)) in pairwise(mark.path)
    ]
    (label, *more) = [w for w in texts(canvas) if w.colour == LIGHT.bad]
    assert " ".join(w.text for w in (label, *more)) == "longer than acceptable"
    for words in (label, *more):
        assert sum(box(words).covered(*line) for line in lines) == 0
        assert box(words).right < 12


@pytest.mark.parametrize("chart", ["emotion", "waits"])
def test_labels_of_curves_keep_clear_of_the_curves(chart: str) -> None:
    result = each(two(), lambda found: found)
    person = result.variants["person"]
    other = replace(
        person,
        curve=tuple(replace(m, median=-m.median / 2 + 0.3) for m in person.curve),
        waits=replace(person.waits, quantiles=tuple(0.0003 * n * n for n in range(101))),
    )
    result = replace(result, variants={**result.variants, "person": other})
    canvas = charts(result)[chart](LIGHT)
    lines = [
        (start, end)
        for mark in canvas.marks
        if isinstance(mark, Shape) and mark.edge and mark.fill is None and mark.width >= 3.5
        for (_, (start, *_)), (_, (end, *_)) in pairwise(mark.path)
    ]
    labels = [w for w in texts(canvas) if w.size == 17 and w.bold and w.text != "What stays"]
    labels = [w for w in labels if box(w).right < 12 and "Longer" not in w.text]
    assert lines
    assert len(labels) >= 2
    for words in labels:
        assert sum(box(words).covered(*line) for line in lines) == 0, words.text


def test_pictures_of_one_run_have_one_scale() -> None:
    result, _ = CASES["ten variants"]
    last = list(result.variants)[-1]
    found = result.variants[last]
    long = replace(found.waits, quantiles=tuple(0.01 * i * i for i in range(101)))
    much = replace(found.places[0], per_hundred=Estimate(170.0, 160.0, 180.0, "count", "lower"))
    worst = replace(found, waits=long, places=(much, *found.places[1:]))
    drawn = charts(replace(result, variants={**result.variants, last: worst}))
    for name, tick in (("waits", "80"), ("misery", "150")):
        parts = [key for key in drawn if key.startswith(name)]
        assert len(parts) > 1
        for key in parts:
            assert tick in {words.text for words in texts(drawn[key](LIGHT))}, key


def test_where_fewer_than_half_go_on_the_curve_is_dashed_and_names_nothing() -> None:
    result = two()
    menu = result.variants["menu"]
    last = menu.curve[-1]
    further = replace(last, number=last.number + 1, share=0.3, median=-2.0)
    longer = replace(menu, curve=(*menu.curve, further))
    before = charts(result)["emotion"](LIGHT)
    after = charts(replace(result, variants={**result.variants, "menu": longer}))["emotion"](LIGHT)
    assert after.title == before.title
    assert "half have 4 moments" in said(after)
    assert "moment 5" not in said(after)
    dashes = [[s.dash for s in c.marks if isinstance(s, Shape)] for c in (before, after)]
    assert SELDOM not in dashes[0]
    assert SELDOM in dashes[1]
