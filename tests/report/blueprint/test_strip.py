"""A placed strip painted: symbols where they belong, and a legend of what occurs."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from blueprint_sim.report.blueprint import cells, symbols
from blueprint_sim.report.blueprint import strip as strips
from blueprint_sim.report.blueprint.contents import Contents, QueueFigures, StepFigures
from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.report.blueprint.legend import entries, height, legend
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.marks import Shape, Words
from blueprint_sim.report.ink.palette import DARK, LIGHT, Theme
from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.records import (
    BACKSTAGE,
    CUSTOMER,
    MACHINE,
    PEOPLE,
    SUPPORT,
    Badge,
    Ending,
    Node,
    Note,
    Plan,
    Recontact,
    Rect,
    Strip,
    Way,
)

RESOLVED, UNRESOLVED = f"{END}resolved", f"{END}unresolved"
EVERYTHING = Plan(
    nodes=(
        Node("dial", CUSTOMER, "Calls to cancel", start=True),
        Node("ask", MACHINE, "Menu asks", badges=(Badge("asked"),)),
        Node("help", PEOPLE, "Agent asks", queue=True, badges=(Badge("again", "x 3"),)),
        Node("check", BACKSTAGE, "Checks contract"),
        Node("file", SUPPORT, "Contract records"),
        Node("bill", SUPPORT, "Final bill", notes=(Note("promise", "5 days"),)),
        Node(
            "read",
            CUSTOMER,
            "Gets confirmation",
            notes=(Note("evidence", "letter"), Note("channel", "Post")),
        ),
    ),
    ways=(
        Way("dial", "ask"),
        Way("ask", "help", flow=0.9, label="90%", handoff="cold"),
        Way("ask", "ask", flow=0.1, label="10% mistyped"),
        Way("ask", RESOLVED, flow=0.1, label="10%", loss="10% resolved"),
        Way("help", "check", handoff="warm"),
        Way("help", f"{END}abandoned", flow=0.1, loss="9% hang up", from_queue=True),
        Way("check", "file", kind="needs"),
        Way("check", "bill", kind="meanwhile"),
        Way("check", "read"),
        Way("read", UNRESOLVED, flow=0.2, label="20%"),
    ),
    endings=(
        Ending(RESOLVED, "Resolved", 0.8),
        Ending(UNRESOLVED, "Unresolved", 0.2),
        Ending(f"{END}abandoned", "Hung up", 0.004),
    ),
    recontact=Recontact((UNRESOLVED,), "60% of the unresolved come again"),
    figures=True,
)
BARE = Plan(nodes=(Node("dial", CUSTOMER, "Dials", start=True),), ways=())
SHOWN = Contents(
    EVERYTHING,
    "Title",
    "Subtitle",
    "Footer",
    steps={"help": StepFigures("50 s", 71.4), "check": StepFigures("70 s", None)},
    queues={"help": QueueFigures(3, "waits 2.6 min", "1 in 10 over 7.9", 38.0)},
    ending_misery=9.0,
)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def strip_of(plan: Plan) -> Strip:
    (strip,) = lay_out(plan, width_of).strips
    return strip


def painted(shown: Contents, theme: Theme = LIGHT) -> Canvas:
    strip = strip_of(shown.plan)
    canvas = Canvas(strip.width, strip.height, theme)
    strips.paint(canvas, strip, shown)
    return canvas


def words(canvas: Canvas) -> list[str]:
    return [mark.text for mark in canvas.marks if isinstance(mark, Words)]


def fills(canvas: Canvas) -> Counter[str | None]:
    return Counter(mark.fill for mark in canvas.marks if isinstance(mark, Shape))


def test_all_figures_stand_in_their_cells() -> None:
    found = words(painted(SHOWN))
    for text in ("50 s", "71", "70 s", "waits 2.6 min", "1 in 10 over 7.9", "38", "9", "x 3"):
        assert text in found
    assert "<1%" in found
    assert "80%" in found


@pytest.mark.parametrize("misery", [9.0, 99.0, 290.0, 1234.0])
def test_the_title_of_the_endings_keeps_off_their_misery(misery: float) -> None:
    marks = painted(SHOWN._replace(ending_misery=misery)).marks
    (title,) = (m for m in marks if isinstance(m, Words) and m.text == "How it ends")
    panel = strip_of(EVERYTHING).panel
    assert panel
    count = panel.pills[0].rect.right - cells.count_width(misery)
    assert title.at[0] + title.width <= count - 0.14
    assert 13 <= title.size <= 17


@THEMES
def test_cells_are_shaded_by_their_count(theme: Theme) -> None:
    shown = fills(painted(SHOWN, theme))
    plain = fills(painted(SHOWN._replace(steps={}, queues={}, ending_misery=None), theme))
    more = {fill: shown[fill] - plain[fill] for fill in theme.misery}
    assert list(more.values())[1:] == [0, 0, 1, 1]


def test_the_class_is_that_of_the_count_as_it_reads() -> None:
    assert cells.shades(LIGHT, 59.6) == (LIGHT.misery[4], LIGHT.misery_ink[4])
    assert cells.shades(LIGHT, 59.4) == (LIGHT.misery[3], LIGHT.misery_ink[3])
    assert cells.shades(LIGHT, None) == (LIGHT.misery[0], LIGHT.misery_ink[0])


def test_a_count_that_reads_as_nothing_is_left_out() -> None:
    canvas = Canvas(1, 1, LIGHT)
    for misery in (None, 0.0, 0.49):
        cells.count(canvas, Rect(0, 0, 1, 1), misery, LIGHT.ink)
    assert not canvas.marks
    cells.count(canvas, Rect(0, 0, 1, 1), 1234.4, LIGHT.ink)
    assert words(canvas) == ["1,234"]


def test_lines_are_broken_where_their_name_stands() -> None:
    canvas, strip = painted(SHOWN), strip_of(EVERYTHING)
    for line in strip.lines:
        if line.name is None:
            continue
        for mark in canvas.marks:
            if isinstance(mark, Shape) and mark.width == strips.LINE and mark.edge == LIGHT.ink:
                (x1, y), (x2, _) = (points[0] for _, points in mark.path)
                if y == line.y:
                    assert x2 <= line.name.rect.left or x1 >= line.name.rect.right


def test_the_three_lines_differ() -> None:
    dashes = {
        mark.dash
        for mark in painted(SHOWN).marks
        if isinstance(mark, Shape) and mark.width == strips.LINE and mark.edge == LIGHT.ink
    }
    assert dashes == {(), (7.0, 3.5), (1.2, 2.2)}


def test_good_and_bad_ends_look_different() -> None:
    canvas = Canvas(1, 1, LIGHT)
    symbols.lost(canvas, 0.5, 0.5, 0.1)
    symbols.settled(canvas, 0.5, 0.5, 0.1)
    assert [mark.fill for mark in canvas.marks if isinstance(mark, Shape) and mark.fill] == [
        LIGHT.bad,
        LIGHT.good,
    ]


@pytest.mark.parametrize(
    ("count", "heads", "said"), [(0, 0, []), (5, 5, []), (6, 1, ["\N{MULTIPLICATION SIGN} 6"])]
)
def test_up_to_five_persons_stand_for_themselves(count: int, heads: int, said: list[str]) -> None:
    canvas = Canvas(3, 1, LIGHT)
    symbols.people(canvas, 3, 1, 0.3, count, LIGHT.ink)
    shapes = [mark for mark in canvas.marks if isinstance(mark, Shape)]
    assert len(shapes) == 2 * heads
    assert words(canvas) == said


def test_a_queue_is_open_at_the_left() -> None:
    canvas = Canvas(3, 2, LIGHT)
    symbols.queue(canvas, 1, 0.5, 2, 1.5, fill=LIGHT.misery[1])
    outline = canvas.marks[-1]
    assert isinstance(outline, Shape)
    assert [points[0] for _, points in outline.path] == [(1, 0.5), (2, 0.5), (2, 1.5), (1, 1.5)]


def test_the_legend_lists_everything_that_occurs() -> None:
    assert [entry.words for entry in entries([strip_of(EVERYTHING)])] == [
        "queue: one head per customer waiting, on average",
        "cold handoff: what was said is lost",
        "warm handoff: carried over",
        "question",
        "asked again",
        "promise",
        "what the customer holds",
        "on which channel",
        "ends here, not resolved" + " or resolved" * _settled_on_the_way(),
        "goes back",
        "customer does not wait",
        "waits for what is needed",
    ]


def _settled_on_the_way() -> bool:
    return any(stub.way.target == RESOLVED for stub in strip_of(EVERYTHING).stubs)


@pytest.mark.parametrize(
    ("target", "said"),
    [(RESOLVED, "ends here, resolved"), (UNRESOLVED, "ends here, not resolved")],
)
def test_the_legend_says_how_those_end_who_end_on_the_way(target: str, said: str) -> None:
    ways = (Way("dial", "ask"), Way("dial", target, loss="10%"))
    nodes = (Node("dial", MACHINE, "Dials", start=True), Node("ask", MACHINE, "Asks"))
    made = Plan(nodes, ways, (Ending(target, "An ending"),))
    assert said in [entry.words for entry in entries([strip_of(made)])]


def test_the_legend_lists_nothing_else() -> None:
    assert entries([strip_of(BARE)]) == []


@pytest.mark.parametrize("width", [12.0, 17.5, 40.0])
@pytest.mark.parametrize("figures", [True, False])
def test_the_legend_stays_on_its_page(width: float, figures: bool) -> None:
    found = entries([strip_of(EVERYTHING)])
    high = height(found, width, "Footer " * 9, figures=figures)
    canvas = Canvas(width, 2 + high, LIGHT)
    legend(canvas, 2, found, "Footer " * 9, figures=figures)
    texts = [mark for mark in canvas.marks if isinstance(mark, Words)]
    for mark in texts:
        assert mark.at[0] + mark.width * (mark.align == "left") <= width
        assert 2 < mark.at[1] < 2 + high
    assert ("under 5" in words(canvas)) is figures
    assert set(words(canvas)) >= {entry.words for entry in found}


@pytest.mark.parametrize("wait", ["waits 2.8 min", "waits 365 days", "no queue"])
@pytest.mark.parametrize(
    "tail", ["", "1 in 10 over 7.9 min", "1 in 10 over 365 days", "waits out of sight"]
)
def test_what_stands_in_a_queue_stays_in_it(wait: str, tail: str) -> None:
    queue = strip_of(EVERYTHING).queues[0]
    canvas = Canvas(20.0, 20.0, LIGHT)
    cells.queue(canvas, queue, QueueFigures(3, wait, tail, 120.0))
    written = [mark for mark in canvas.marks if isinstance(mark, Words)]
    assert " ".join(mark.text for mark in written) == " ".join(f"{wait} {tail} 120".split())
    for mark in written:
        left, top, right, bottom = queue.rect
        assert left < mark.at[0] - mark.width
        assert mark.at[0] < right
        assert top < mark.at[1] < bottom
        assert mark.size >= 12
    heights = [mark.at[1] for mark in written]
    assert all(below - above > 0.17 for above, below in pairwise(heights))


@pytest.mark.parametrize("kind", [symbols.COLD, symbols.WARM])
def test_the_rings_of_a_handoff_may_stand_one_above_the_other(kind: str) -> None:
    level, upright = Canvas(2.0, 2.0, LIGHT), Canvas(2.0, 2.0, LIGHT)
    symbols.handoff(level, 1.0, 1.0, 0.26, kind, "#FFFFFF")
    symbols.handoff(upright, 1.0, 1.0, 0.26, kind, "#FFFFFF", upright=True)
    wide, high = _spread(level)
    assert wide > 1.5 * high
    assert _spread(upright) == pytest.approx((high, wide))


def _spread(canvas: Canvas) -> tuple[float, float]:
    points = [
        point
        for mark in canvas.marks
        if isinstance(mark, Shape)
        for _, drawn in mark.path
        for point in drawn
    ]
    xs, ys = zip(*points, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)
