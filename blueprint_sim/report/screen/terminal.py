"""The page that `run` prints: verdict, numbers, where it hurts, and what to doubt."""

from __future__ import annotations

from collections.abc import Iterable
from shlex import quote
from typing import NamedTuple

from blueprint_sim.errors import Problem
from blueprint_sim.model.numbers import ASSUMED, count_by_grade, numbers
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.screen import table
from blueprint_sim.report.screen.columns import clean, left, right, width, wrap
from blueprint_sim.report.screen.glance import glance
from blueprint_sim.report.screen.paper import COLUMNS, Paper
from blueprint_sim.report.speech import doubts, findings, words
from blueprint_sim.report.speech.following import how_counted
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import counted
from blueprint_sim.report.speech.roots import need_not_have_been
from blueprint_sim.report.speech.spans import TONES, Span
from blueprint_sim.report.speech.tidy import tidy
from blueprint_sim.studies.result import Place, Result, VariantResult

HALF = 38
"""Columns of each of the two halves under *Where it hurts most*, with two between them."""
BAR = 10
TITLE = 3
"""Lines that a title may take."""
TALL = 4
"""Lines that the name of a place may take."""
WORST = 3


class Beside(NamedTuple):
    """What a page says that a result does not know."""

    names: Names = Names()
    """What people call steps, personas and reasons."""
    assumed: int = 0
    """Numbers of the scenario without a source."""
    file: str = "scenario.yaml"
    """The scenario's file, for the commands that the page suggests; empty in Python."""
    folder: str = ""
    """Where the results were written."""
    warnings: tuple[str, ...] = ()
    """What is suspect in the scenario."""


def beside(
    scenario: Scenario,
    file: str = "scenario.yaml",
    folder: str = "",
    warnings: Iterable[Problem] = (),
) -> Beside:
    """Gather from a scenario what its result does not know."""
    said = tuple(str(warning._replace(place="")) for warning in warnings)
    assumed = count_by_grade(numbers(scenario)).get(ASSUMED, 0)
    return Beside(Names.of(scenario), assumed, file, folder, said)


def page(result: Result, beside: Beside = Beside(), paper: Paper = Paper()) -> str:  # noqa: B008
    """Compose the page, 80 columns wide, without trailing spaces, ending in a line feed."""
    result = tidy(result, beside.warnings)
    others = [name for name in result.variants if name != result.baseline]
    shown = findings.clearest(result, others) if others else result.baseline
    blocks = [_heading(result, paper)]
    if len(others) > 1:
        blocks += _overview(result, others, paper)
    blocks += _body(result, shown, beside.names, paper)
    names = list(dict.fromkeys([result.baseline, shown]))
    blocks += _pains(result, names, beside, paper)
    said = need_not_have_been(result, result.baseline, beside.names)
    blocks += [paper.paragraph([(clean(said), "")])] if said else []
    blocks += [*_notes(result, names, paper), _foot(result, beside, paper)]
    lines = "\n\n".join("\n".join(block) for block in blocks if block).split("\n")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _heading(result: Result, paper: Paper) -> list[str]:
    basis = f"{counted(result.replications, 'replication')}, seed {result.seed}"
    room = COLUMNS - width(basis) - 2
    first, *more = wrap(result.scenario, room, TITLE)
    top = f"{paper.ink(left(first, room), 'bold')}  {paper.ink(basis, 'dim')}"
    return [top, *(paper.ink(line, "bold") for line in more), paper.rule]


def _overview(result: Result, others: list[str], paper: Paper) -> list[list[str]]:
    """One line of verdict for each variant, then all of them side by side."""
    start = words.beside(result)
    said: list[str] = []
    for name in others:
        word = words.leaning(result, name)
        sign = table.leaning_mark(word, unicode=paper.unicode)
        mark = paper.ink(sign, "bold", TONES.get(word, ""))
        lines = paper.paragraph(words.in_short(result, name), indent=2)
        said += [f"{mark} {lines[0].lstrip()}", *lines[1:]]
    return [[*paper.paragraph([(start, "")], "bold"), "", *said], glance(result, paper)]


def _body(result: Result, shown: str, names: Names, paper: Paper) -> list[list[str]]:
    """Say what was found of one variant, and set it out in a table."""
    if shown == result.baseline:
        first, *rest = findings.alone(result)
        rows = table.alone(result, paper)
    else:
        first, *rest = findings.verdict(result, shown, names)
        rows = table.comparison(result, shown, paper)
    if len(result.variants) > 2:
        here, base = result.variants[shown], result.variants[result.baseline]
        first = (Span(f"{words.quoted(here)} beside {words.quoted(base)}"),)
    return [paper.paragraph(first, "bold"), *(paper.paragraph(said) for said in rest), rows]


def _pains(result: Result, names: list[str], beside: Beside, paper: Paper) -> list[list[str]]:
    """Draw the three worst places of each variant, side by side."""
    variants = [result.variants[name] for name in names]
    worst = [variant.places[:WORST] for variant in variants]
    top = max((p.per_hundred.mean or 0.0 for places in worst for p in places), default=0.0)
    if not top:
        return []
    columns = [
        [paper.ink(left(line, HALF), "bold") for line in wrap(variant.label, HALF, TALL)]
        + [line for place in places for line in _pain(variant, place, top, beside, paper)]
        for variant, places in zip(variants, worst, strict=True)
    ]
    tall = max(len(column) for column in columns)
    filled = [column + [" " * HALF] * (tall - len(column)) for column in columns]
    title = paper.ink("Where it hurts most", "bold")
    unit = paper.ink("moments of misery per 100 customers", "dim")
    rows = [(" " * 2).join(cells) for cells in zip(*filled, strict=True)]
    return [[f"{title}   {unit}"], rows]


def _pain(
    variant: VariantResult, place: Place, top: float, beside: Beside, paper: Paper
) -> list[str]:
    count = place.per_hundred.mean or 0.0
    cells = max(1, round(BAR * count / top))
    bar = paper.ink(left(paper.bar(cells), BAR), "bad")
    room = HALF - BAR - 6
    first, *more = wrap(beside.names.place(variant.name, place.step, place.kind), room, TALL)
    number = paper.ink(right(f"{count:,.{0 if count >= 1 else 1}f}", 5), "bold")
    return [f"{left(first, room)} {bar}{number}", *(left(line, HALF) for line in more)]


def _notes(result: Result, names: list[str], paper: Paper) -> list[list[str]]:
    """Print what to keep in mind about the numbers."""
    said = [how_counted(result), *doubts.caveats(result), doubts.gentler(result, names)]
    said += [doubts.pairing(result, name) for name in names if name != result.baseline]
    return [paper.paragraph([(text, "")]) for text in said if text]


def _foot(result: Result, beside: Beside, paper: Paper) -> list[str]:
    """Say how to see more; commands stay whole, to be copied."""
    more, listed = 'compare(scenario, "ID")', 'result.save("folder") lists them in the report'
    if beside.file:
        file = quote(clean(beside.file))
        more = f"blueprint-sim run {file} --variant ID"
        listed = f"blueprint-sim show {file} --resolved"
    said = [("Another in full:", more)] if len(result.variants) > 2 else []
    if beside.assumed:
        numbers = "1 number is" if beside.assumed == 1 else f"{beside.assumed} numbers are"
        said.append((f"{numbers} assumed, not measured:", listed))
    if beside.folder:
        said.append(("Report:", clean(f"{beside.folder}/report.html")))
    lines = [
        [f"{head} {what}"] if width(f"{head} {what}") <= COLUMNS else [head, f"  {what}"]
        for head, what in said
    ]
    return [paper.ink(line, "dim") for pair in lines for line in pair]
