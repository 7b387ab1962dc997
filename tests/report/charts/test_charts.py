from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from xml.etree import ElementTree

import pytest

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts import charts
from blueprint_sim.report.ink.marks import Shape, Words
from blueprint_sim.report.ink.palette import DARK, LIGHT, Theme, contrast
from blueprint_sim.report.speech.money import label
from blueprint_sim.report.speech.phrases import lower
from blueprint_sim.studies.result import Estimate, Place, Verdict
from tests.report.charts.audit import box, faults, texts
from tests.report.charts.cases import CASES, HOSTILE, each, grouped, many, nothing
from tests.report.results import MATTERS, several, two

FEW = [case for case in CASES if case not in ("ten variants", "forty variants")]


def said(canvas: Canvas) -> str:
    return " ".join(words.text for words in texts(canvas))


@pytest.mark.parametrize("case", FEW)
def test_nothing_overlaps_or_is_cut_off(case: str) -> None:
    result, names = CASES[case]
    for name, draw in charts(result, names).items():
        assert list(faults(draw(LIGHT))) == [], name


def test_the_audit_sees_an_overlap_a_cut_and_small_print() -> None:
    canvas = Canvas(16, 9, LIGHT)
    canvas.text(1, 1, "one text", 20)
    canvas.text(1.2, 1.05, "another", 20)
    canvas.text(15.5, 5, "over the edge", 20)
    canvas.text(5, 5, "small", 9)
    canvas.text(8, 2, "hangs by a jot", 20)
    canvas.text(8, 2.25, "below it", 20)
    canvas.text(8, 4, "crossed out", 20)
    canvas.line([(7, 3.95), (11, 3.95)], 1.5, LIGHT.ink)
    canvas.line([(7, 5.95), (11, 5.95)], 1.5, LIGHT.ink)
    canvas.text(8, 6, "struck", 20)
    canvas.text(9, 6, "lifted off", 20, halo=LIGHT.page)
    canvas.rect(7, 5.5, 4, 1, fill=LIGHT.page)
    canvas.text(8, 6.2, "on a ground", 20)
    assert list(faults(canvas)) == [
        "off the page: 'over the edge'",
        "too small at 9: 'small'",
        "overlap: 'one text' and 'another'",
        "overlap: 'hangs by a jot' and 'below it'",
        "overlap: 'struck' and 'on a ground'",
        "overlap: 'lifted off' and 'on a ground'",
        "struck through: 'struck'",
    ]


def test_verdicts_of_several_words_keep_to_their_rows() -> None:
    canvas = charts(*CASES["three alike"])["forest"](LIGHT)
    verdicts = [words for words in texts(canvas) if words.text == str(Verdict.SAME)]
    assert len(verdicts) == 2 * 3
    rows = sorted(words.at[1] for words in verdicts)
    assert all(below - above > verdicts[0].size / 72 * 1.5 for above, below in pairwise(rows))


def test_a_forest_says_in_words_what_decides_and_what_has_no_scale() -> None:
    text = said(charts(two())["forest"](LIGHT))
    assert "Better or worse: the whole interval lies on one side of 0." in text
    assert "has no scale" in text
    once = said(charts(*CASES["one replication"])["forest"](LIGHT))
    assert "Better or worse" not in once


def test_a_label_below_the_curve_does_not_pretend() -> None:
    result = several()
    first, *rest = result.variants["menu"].curve
    few = replace(result.variants["menu"], curve=(replace(first, agree=0.34), *rest))
    text = said(charts(replace(result, variants={"menu": few}))["emotion"](LIGHT))
    assert "(wait): 34%" in text
    assert "with its share if under half" in text
    assert "under half" not in said(charts(result)["emotion"](LIGHT))


def test_who_joined_no_line_is_told_beside_the_waits() -> None:
    assert "without a wait" not in said(charts(two())["waits"](LIGHT))
    text = said(charts(each(two(), grouped))["waits"](LIGHT))
    assert "Turned away, or gone at once, and so without a wait: 8% with" in text


def test_where_a_callback_ends_a_wait_the_pictures_say_so() -> None:
    result = two()
    person = result.variants["person"]
    called = {**person.measures, "share_called_back": Estimate(0.41, 0.4, 0.42, "share", None)}
    some = {**result.variants, "person": replace(person, measures=called)}
    drawn, without = charts(replace(result, variants=some)), charts(result)
    for name, words in (
        ("waits", 'A wait ends where a callback is accepted: 41% with "Answered directly".'),
        ("misery", "or until a callback is accepted."),
    ):
        assert words in said(drawn[name](LIGHT))
        assert "callback" not in said(without[name](LIGHT))


def test_the_shares_of_waits_have_the_digits_of_the_title() -> None:
    result = two()
    fine, coarse = Estimate(0.0091, 0.0089, 0.0093, "share", "lower"), result.variants["menu"].waits
    person = result.variants["person"]
    person = replace(person, waits=replace(coarse, share_over=fine))
    canvas = charts(replace(result, variants={**result.variants, "person": person}))["waits"](LIGHT)
    assert "1% with" in canvas.title
    shares = [words.text for words in texts(canvas) if words.text in ("41%", "1%", "0.9%")]
    assert shares == ["41%", "1%"]
    assert "of 1.2 waits each, 2.6 min in all" in said(canvas)


def test_a_cell_has_the_shade_of_the_number_it_shows() -> None:
    result = several()
    base = result.variants["menu"]
    almost = Place("ask", "wait", Estimate(14.698, 14.0, 15.4, "count", "lower"), 0.0)
    canvas = charts(replace(result, variants={"menu": replace(base, places=(almost,))}))
    marks = canvas["misery"](LIGHT).marks
    at = next(
        n
        for n, mark in enumerate(marks)
        if isinstance(mark, Words) and mark.text == "15" and mark.bold
    )
    cell = marks[at - 1]
    assert isinstance(cell, Shape)
    assert cell.fill == LIGHT.misery[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_picture_is_a_slide_with_a_finding_and_its_replications(theme: Theme) -> None:
    result, names = CASES["six variants"]
    for draw in charts(result, names).values():
        canvas = draw(theme)
        assert canvas.width == 16
        assert canvas.height <= 9
        assert canvas.title
        assert "30 replications" in said(canvas)
        assert "Cancelling an internet subscription" in said(canvas)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_on_the_page_is_legible(theme: Theme) -> None:
    result, names = CASES["two"]
    for draw in charts(result, names).values():
        for words in texts(draw(theme)):
            if words.colour != theme.page and words.colour not in theme.misery_ink:
                assert contrast(words.colour, theme.page) >= 4.5, words.text


@pytest.mark.parametrize(
    ("case", "names"),
    [
        ("one variant", ["emotion", "outcomes", "waits", "misery"]),
        ("two", ["forest", "emotion", "outcomes", "waits", "misery"]),
    ],
)
def test_charts_by_name(case: str, names: list[str]) -> None:
    assert list(charts(*CASES[case])) == names


def test_ten_variants_take_several_pictures_each_with_the_baseline() -> None:
    result = each(many(10), grouped)
    found = charts(result)
    assert [name for name in found if name.startswith("forest")] == [
        "forest-1",
        "forest-2",
        *(f"forest-v{n}" for n in range(1, 10)),
    ]
    pages = [said(found[name](LIGHT)) for name in ("forest-1", "forest-2")]
    for key in MATTERS:
        heading = f"{label(result, key)}: "
        assert [heading in page for page in pages].count(True) == 1
    assert not any("Not shown" in page for page in pages)
    assert found["forest-2"](LIGHT).title.startswith(f"On {lower('cost_per_resolved')}, ")
    shown = [said(found[name](LIGHT)) for name in found if name.startswith("misery")]
    assert len(shown) == 3
    assert all("Voice menu first" in text for text in shown)
    for number in range(1, 10):
        assert sum(f"Variant number {number}" in text for text in shown) == 1


def test_a_variant_that_is_called_by_a_number_has_a_forest_of_its_own() -> None:
    result = many(10)
    variants = {name.removeprefix("v"): found for name, found in result.variants.items()}
    comparisons = tuple(
        replace(found, variant=found.variant.removeprefix("v")) for found in result.comparisons
    )
    result = replace(result, variants=variants, comparisons=comparisons)
    found = [name for name in charts(result) if name.startswith("forest")]
    assert found[:4] == ["forest-1", "forest-2", "forest-1-2", "forest-2-2"]


def test_names_are_fit_for_files() -> None:
    result = two()
    odd = {"menu": result.variants["menu"]}
    for name in ("a/b", "A b", "\u05e2"):
        odd[name] = replace(result.variants["person"], name=name)
    comparisons = chain.from_iterable(
        (replace(c, variant=name) for c in result.comparisons) for name in odd if name != "menu"
    )
    found = charts(replace(result, variants=odd, comparisons=tuple(comparisons)))
    assert {name for name in found if name.startswith("forest")} == {
        "forest",
        "forest-a-b",
        "forest-a-b-2",
        "forest-variant",
    }


@pytest.mark.parametrize("case", ["two", "one variant", "nothing", "six variants", "forty steps"])
def test_a_page_is_no_higher_than_it_needs_to_be(case: str) -> None:
    for name, draw in charts(*CASES[case]).items():
        canvas = draw(LIGHT)
        ends = sorted({round(box(words).bottom, 1) for words in texts(canvas)})
        assert max(b - a for a, b in pairwise(ends)) < 2.6 or canvas.height == 9, name


def test_few_rows_make_a_low_page() -> None:
    result = two()
    assert charts(result)["outcomes"](LIGHT).height < 6
    assert charts(nothing(result))["misery"](LIGHT).height < 4
    assert charts(*CASES["forty steps"])["misery"](LIGHT).height == 9


def test_a_forest_says_where_replications_are_too_uneven() -> None:
    open_ = {"verdict": Verdict.UNKNOWN, "uneven": True, "low": -0.3, "high": -0.1, "needed": 78}
    text = said(charts(two(misery_mean=open_))["forest"](LIGHT))
    assert (
        "Moments of misery: the replications are too uneven for 30 of them to be relied on; "
        "about 80 would do."
    ) in text
    assert "Moments of misery: about" not in text
    both = two(misery_mean=open_, share_resolved={**open_, "needed": 95})
    assert (
        "The share resolved and moments of misery: the replications are too uneven for 30 of "
        "them to be relied on; about 100 would do."
    ) in said(charts(both)["forest"](LIGHT))
    far = said(charts(two(misery_mean={**open_, "needed": 20_000}))["forest"](LIGHT))
    assert "more than 10,000 would do" in far
    all_ = said(charts(many(3, misery_mean=open_))["forest"](LIGHT))
    assert "too uneven for 30 of them" in all_
    assert "uneven" not in said(charts(many(3))["forest"](LIGHT))


def test_intervals_that_hold_together_are_those_of_all_variants() -> None:
    assert "intervals that decide hold together" in said(charts(two())["forest"](LIGHT))
    text = said(charts(many(4))["forest-v1"](LIGHT))
    assert "intervals that decide, over all variants, hold together" in text


def test_forty_steps_show_the_worst_and_say_so() -> None:
    text = said(charts(*CASES["forty steps"])["misery"](LIGHT))
    assert "The 12 worst of" in text
    assert "Step 0 (wait)" in text
    assert "Step 39" not in text


def test_labels_are_text_and_nothing_else() -> None:
    result, names = CASES["hostile 0"]
    for draw in charts(result, names).values():
        root = ElementTree.fromstring(draw(LIGHT).bytes("svg"))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "path", "text"}
    assert "<script>" in HOSTILE[0]


@pytest.mark.parametrize("case", ["two", "hostile 4", "nothing"])
def test_the_same_result_gives_the_same_bytes(case: str) -> None:
    result, names = CASES[case]
    for name, draw in charts(result, names).items():
        assert draw(LIGHT).bytes("svg") == charts(result, names)[name](LIGHT).bytes("svg")


def test_a_png_can_be_painted_of_hostile_names() -> None:
    result, names = CASES["hostile 4"]
    assert charts(result, names)["misery"](DARK).bytes("png", dpi=40).startswith(b"\x89PNG")
