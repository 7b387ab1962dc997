from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import asinh, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.report.batches import batches
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.charts import memory, patterns
from blueprint_sim.report.charts.axis import ticks
from blueprint_sim.report.charts.emotion import furthest
from blueprint_sim.report.charts.lettering import ELLIPSIS, block, blocks, cut, typeset
from blueprint_sim.report.charts.misery import rows as misery_rows
from blueprint_sim.report.charts.outcomes import groups
from blueprint_sim.report.charts.placing import Box, Crowd, distance
from blueprint_sim.report.charts.rows import GROUPS, place, row, sections, step_of
from blueprint_sim.report.charts.series import Series
from blueprint_sim.report.charts.waits import survival
from blueprint_sim.report.ink.marks import Shape
from blueprint_sim.report.ink.palette import DARK, LIGHT
from blueprint_sim.report.screen.table import row_digits
from blueprint_sim.report.speech.names import Names
from blueprint_sim.studies.result import Estimate, MomentNumber, Verdict, Waits
from tests.report.charts.cases import each, grouped, many, nothing
from tests.report.results import PERSON, several, two, variant

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@given(TEXT, st.floats(0.5, 6), st.integers(1, 3))
def test_a_block_fits_its_place(text: str, width: float, most: int) -> None:
    found = block(text, width, (17, 15, 13), most=most)
    assert len(found.lines) <= most
    assert all(width_of(line, found.size) <= width + 0.25 for line in found.lines)
    whole = "".join(typeset(text).split())
    if not found.whole:
        assert "".join("".join(found.lines).split()) == whole


def test_a_block_shrinks_before_it_is_cut() -> None:
    assert block("two words", 9, (17, 13)).size == 17
    small = block("a few more words than there is room for", 3.9, (17, 13))
    assert (small.size, small.whole) == (13, "")
    lost = block("far more words than there is any room for at all", 1.5, (17, 13))
    assert lost.lines[-1].endswith(ELLIPSIS)
    assert lost.whole.startswith("far more words")


def test_blocks_share_a_size() -> None:
    found = blocks(["short", "a label that is long"], 1.5, (17, 15, 13))
    assert {each.size for each in found} == {13}


def test_a_minus_is_set_before_numbers_only() -> None:
    assert typeset("-1.9 (-2 to +3) re-use a-1 x -y") == "\u22121.9 (\u22122 to +3) re-use a-1 x -y"


def test_cut_leaves_what_fits() -> None:
    assert cut("short", 5, 13) == "short"
    assert width_of(cut("W" * 200, 2, 13), 13) <= 2


@given(st.floats(1e-6, 1e9))
def test_ticks_cover_with_few_even_steps(reach: float) -> None:
    found = ticks(reach)
    assert found[0] == 0
    assert 2 <= len(found) <= 7
    assert found[-1] >= reach * (1 - 1e-6)
    assert found[-2] < reach * (1 + 1e-6)
    steps = [b - a for a, b in pairwise(found)]
    assert all(isclose(step, steps[0], rel_tol=1e-3) for step in steps)


def test_ticks_of_nothing() -> None:
    assert ticks(0.0)[-1] == 1.0


def test_right_is_better_whichever_side_is() -> None:
    result = two()
    lower = result.comparison("person", "misery_mean")
    assert place(lower, -0.2, 0.2) == pytest.approx(asinh(1) / asinh(30))
    assert place(lower, 0.2, 0.2) == pytest.approx(-asinh(1) / asinh(30))
    higher = result.comparison("person", "share_resolved")
    assert place(higher, 0.3, 0.01) == pytest.approx(1)
    assert place(higher, None, 0.01) is None
    assert place(higher, 0.3, 0.0) is None


def test_a_step_is_the_threshold_or_else_a_part_of_the_baseline() -> None:
    result = two()
    assert step_of(result, result.comparison("person", "misery_mean")) == 0.2
    assert step_of(result, result.comparison("person", "wait_mean")) == pytest.approx(0.05 * 2.6)
    gone = result.comparison("person", "share_dead_end")
    assert result.variants["menu"].measures["share_dead_end"].mean == 0
    assert step_of(result, gone) == 0
    assert place(gone, 0.1, 0.0) is None
    assert step_of(nothing(result), nothing(result).comparison("person", "wait_mean")) == 0


def test_a_row_has_its_numbers_in_the_unit() -> None:
    result = two()
    wait = row(result, result.comparison("person", "wait_mean"))
    assert (wait.before, wait.after, wait.change) == ("2.6 min", "0.7 min", "-1.9 min")
    assert (wait.interval, wait.verdict) == ("-2.3 to -1.5", None)
    share = row(result, result.comparison("person", "share_resolved"))
    assert (share.before, share.change, share.verdict) == ("78%", "+5 pts", Verdict.BETTER)
    staff = row(result, result.comparison("person", "staff_cost"))
    assert (staff.change, staff.interval) == ("+252", "exact")


def test_a_row_without_a_scale_has_its_numbers_and_no_mark() -> None:
    result = two()
    values = {"share_dead_end": (0.0, 0.3), "wait_p90": (0.0, 7.0), "handoffs_mean": (0.01, 0.9)}
    changed = {}
    for side, (name, found) in enumerate(result.variants.items()):
        new = {key: replace(found.measures[key], mean=both[side]) for key, both in values.items()}
        changed[name] = replace(found, measures={**found.measures, **new})
    result = replace(result, variants=changed)
    for key in values:
        found_row = row(result, result.comparison("person", key))
        assert found_row.unscaled
        assert found_row.at is found_row.low is found_row.high is None
        assert found_row.change
        assert " to " in found_row.interval
    assert not row(result, result.comparison("person", "effort_mean")).unscaled
    void = nothing(result)
    assert not row(void, void.comparison("person", "wait_p90")).unscaled


def test_the_values_of_a_column_share_their_digits() -> None:
    result = many(3)
    sharp, blunt = (result.comparison(name, "share_resolved") for name in ("v1", "v2"))
    blunt = replace(blunt, low=-0.02, high=0.08)
    sharp = replace(sharp, low=0.0498, high=0.0502)
    assert row(result, sharp).before == "78.00%"
    assert row(result, sharp, "", (sharp, blunt)).before == "78%"
    assert row(result, sharp, "", (sharp, blunt)).interval == "+4.98 to +5.02"


@pytest.mark.parametrize(
    ("at", "clear"),
    [
        ([1.0, 1.4], [1.0, 1.4]),
        ([1.95, 2.24], [1.83, 2.24]),
        ([2.0], [2.17]),
        ([1.9, 2.3], [1.83, 2.3]),
        ([2.1, 2.39], [2.17, 2.46]),
    ],
)
def test_what_stays_is_not_struck_by_the_line_of_zero(at: list[float], clear: list[float]) -> None:
    assert memory.off(at, 2.0) == pytest.approx(clear)


def test_what_stays_has_the_digits_of_the_table() -> None:
    result = two(memory_mean={"low": 0.68, "high": 0.72})
    kept = result.comparison("person", "memory_mean")
    assert memory.digits(result, ("menu", "person")) == row_digits(result, "memory_mean", kept)[0]
    assert memory.digits(result, ("menu", "person")).places == 2
    assert memory.digits(result, ("menu",)).places == 1


def test_rows_of_a_forest_have_low_left_of_high() -> None:
    for section in sections(two(), "person", 30)[0]:
        for each_row in section.rows:
            if each_row.low is not None and each_row.high is not None and each_row.at is not None:
                assert each_row.low <= each_row.at <= each_row.high


def test_rows_that_decide_go_first_when_there_is_no_room() -> None:
    found, left_out = sections(two(), "person", 6)
    shown = [each_row for section in found for each_row in section.rows]
    assert len(shown) == 3
    assert all(each_row.verdict for each_row in shown)
    assert left_out > 0


def test_who_is_resolved_money_and_what_follows_stay_where_there_is_no_room() -> None:
    follows = {"share_churned": 0.1, "churn_cost": 80.0, "told_mean": 1.0, "fix_cost": 9.0}
    result = several(variant("person", "P", {**PERSON, **follows, "contacts_avoided": 4.0}))
    found, left_out = sections(result, "person", 18)
    assert left_out > 0
    labels = {each.label for section in found for each in section.rows}
    kept = ("Resolved", "EUR of fixes a day", "EUR lost a day", "Leave for good", "EUR a day")
    assert labels.issuperset(kept)
    assert labels.isdisjoint(("Mean moment (-2..+2)", "Handoffs"))
    headings = [section.heading for section in found]
    assert len(headings) + len(labels) <= 18


def test_every_measure_has_its_group() -> None:
    grouped_keys = [key for keys in GROUPS.values() for key in keys]
    assert sorted(grouped_keys) == sorted(by_key("issue", "run"))


@given(st.lists(st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0]), min_size=1, max_size=6))
def test_the_peak_is_furthest_from_nothing_the_bad_side_first(medians: list[float]) -> None:
    curve = [MomentNumber(n, 1.0, m, m, m, None, "work", 1.0) for n, m in enumerate(medians)]
    found = furthest(curve)
    assert abs(found.median) == max(map(abs, medians))
    if -abs(found.median) in medians:
        assert found.median == -abs(found.median)


def test_survival_falls_from_those_who_wait_at_all() -> None:
    times = (*[0.0] * 41, *(n / 10 for n in range(1, 61)))
    found = survival(Waits(times, 1.0, Estimate(0.5, None, None, "share", "lower"), 1.0))
    assert found[0][0] == 0.0
    assert found[0][1] == pytest.approx(0.6)
    assert found[-1][1] == pytest.approx(0.01)
    assert all(a[0] <= b[0] and a[1] >= b[1] for a, b in pairwise(found))
    assert survival(Waits((), None, Estimate(None, None, None, "share", "lower"), 0.0)) == []


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 10, 40])
@pytest.mark.parametrize("most", [2, 3, 5])
def test_batches_show_every_variant_once_beside_the_baseline(count: int, most: int) -> None:
    result = many(count)
    found = list(batches(result, most))
    assert all(names[0] == "menu" and len(names) <= most for names in found)
    assert [name for names in found for name in names[1:]] == list(result.variants)[1:]
    looks = [Series.of(result, names, LIGHT) for names in found]
    assert all(len(set(look.colours)) == len(look.names) for look in looks)
    assert all(len(set(look.markers)) == len(look.names) for look in looks)


def test_groups_go_from_all_to_persona_to_reason_the_largest_first() -> None:
    found = groups(each(two(), grouped), Names(personas={"persona_0": "In a hurry"}))
    assert [group.aside for group in found] == ["", *["persona"] * 2, *["reason"] * 3]
    assert [group.label for group in found[1:4]] == ["In a hurry", "Persona 1", "Reason 2"]


def test_places_of_misery_go_by_the_worst_in_any_variant() -> None:
    found = misery_rows(two(), Names(steps={("menu", "ask"): "Agent asks"}))
    assert [row.label for row in found] == [
        "Agent asks (questions)",
        "Retention",
        "Agent asks (wait)",
        "How it ended",
    ]


def test_fills_differ_without_colour() -> None:
    for theme in (LIGHT, DARK):
        found = patterns.fills(theme)
        grey = {(fill.kind, fill.ground) for fill in found.values()}
        assert len(grey) == len(found)


@pytest.mark.parametrize("kind", ["rising", "falling", "upright", "dotted", "plain", "hollow"])
def test_a_pattern_stays_inside_its_rectangle(kind: patterns.Kind) -> None:
    canvas, inside = Canvas(4, 2, LIGHT), Box(1.0, 0.5, 2.37, 0.91)
    patterns.paint(canvas, inside, patterns.Fill("#FFFFFF", "#000000", kind, "#000000"))
    for mark in canvas.marks:
        assert isinstance(mark, Shape)
        for _, points in mark.path:
            for x, y in points:
                assert inside.left - 1e-9 <= x <= inside.right + 1e-9
                assert inside.top - 1e-9 <= y <= inside.bottom + 1e-9


def test_a_line_is_covered_as_far_as_it_is_inside() -> None:
    found = Box(0, 0, 2, 1)
    assert found.covered((-1, 0.5), (3, 0.5)) == pytest.approx(2)
    assert found.covered((0.5, 0.5), (0.5, 5)) == pytest.approx(0.5)
    assert found.covered((-1, 2), (3, 2)) == 0
    assert found.covered((-1, -1), (0.2, 3)) == 0


def test_a_crowd_gives_free_places_first() -> None:
    crowd = Crowd(Box(0, 0, 10, 10))
    crowd.boxes.append(Box(4, 4, 6, 6))
    crowd.add_line([(0, 8), (10, 8)], 3.0)
    taken, crossed, free = (Box.about(x, y, 1, 1) for x, y in ((5, 5), (2, 8), (2, 2)))
    assert crowd.put([(taken, 0.0), (crossed, 0.0), (free, 1.0)]) == free
    assert crowd.boxes[-1] == free


def test_distance_of_a_point_from_a_line() -> None:
    assert distance((1, 1), [(0, 0), (2, 0)]) == 1
    assert distance((3, 0), [(0, 0), (2, 0)]) == 1
    assert distance((3, 4), [(0, 0)]) == 5


@pytest.mark.parametrize("text", ["Offers where they fit", "A promise that can be kept"])
def test_no_word_is_left_alone_on_the_last_line(text: str) -> None:
    room = width_of(text.rpartition(" ")[0], 17, True) + 0.01
    found = block(text, room, (17,), bold=True, most=3)
    assert " ".join(found.lines) == text
    assert len(found.lines) == 2
    assert width_of(found.lines[-1], 17, True) >= 0.45 * found.width
