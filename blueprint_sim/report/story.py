"""What the page of a run says, from its title to the last source: records for a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from blueprint_sim.errors import Problem
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.numbers import Number, count_by_grade, numbers, written_numbers
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.traffic import mean_rate
from blueprint_sim.report import beginnings
from blueprint_sim.report.fates import better_off
from blueprint_sim.report.figures import Figure, Kind
from blueprint_sim.report.grids import Cell, Grid, beside, following, side_by_side, steps
from blueprint_sim.report.screen import table
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.screen.demand import say_fixes
from blueprint_sim.report.speech import doubts, fates, findings, words
from blueprint_sim.report.speech.following import follows
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import counted
from blueprint_sim.report.speech.spans import TONES, Said, Span, Tone, plain
from blueprint_sim.report.speech.tidy import tidy
from blueprint_sim.studies.result import Result


class Line(NamedTuple):
    """The verdict on one variant in a line, behind its mark."""

    mark: str
    tone: Tone
    said: Said


class Section(NamedTuple):
    """Paragraphs, pictures and tables under a heading, then the sections within."""

    heading: str
    anchor: str = ""
    """What the list of contents leads to."""
    paragraphs: Sequence[Said] = ()
    lines: Sequence[Line] = ()
    figures: Sequence[Figure] = ()
    grids: Sequence[Grid] = ()
    notes: Sequence[str] = ()
    within: Sequence[Section] = ()


class Story(NamedTuple):
    """The whole page."""

    title: str
    about: str
    basis: str
    verdict: Section
    sections: Sequence[Section]


def story(
    result: Result,
    scenario: Scenario,
    figures: Sequence[Figure] = (),
    suspect: Iterable[Problem] = (),
) -> Story:
    """Tell what a run found: the sentences of the page in the terminal, and more of its numbers.

    Parameters
    ----------
    result, scenario
        What was found, and what was run.
    figures
        The pictures: the blueprints stand before the charts, as a client wants them.
    suspect
        Warnings about the scenario.
    """
    result = tidy(result, tuple(str(problem._replace(place="")) for problem in suspect))
    others = [name for name in result.variants if name != result.baseline]
    basis = f"{counted(result.replications, 'replication')}, seed {result.seed}"
    names, charts = Names.of(scenario), _pictures(figures, "chart", None)
    sections = [
        Section("In numbers", "numbers", grids=side_by_side(result)),
        Section(
            "The blueprint" if len(result.variants) == 1 else "The blueprints",
            "blueprints",
            within=list(_designs(result, scenario, figures)),
        ),
    ]
    sections += [Section("In charts", "charts", figures=charts)] if charts else []
    sections += _beside(result, scenario, others, figures)
    sections += _better_off(result, others, names)
    sections += _began(result, names)
    sections += _follows(result)
    sections.append(_step_by_step(result, scenario))
    sections += [*_doubts(result), _assumed(scenario), _computed(result, scenario)]
    verdict = _verdict(result, others, names)
    return Story(clean(scenario.title), clean(scenario.about), basis, verdict, sections)


def _pictures(figures: Sequence[Figure], kind: Kind, variant: str | None) -> list[Figure]:
    return [figure for figure in figures if (figure.kind, figure.variant) == (kind, variant)]


def _verdict(result: Result, others: list[str], names: Names) -> Section:
    """Say what was found, as the terminal does: in full of one, in a line each of several."""
    if not others:
        first, *rest = findings.alone(result)
        return Section(plain(first), "", rest)
    if len(others) == 1:
        return Section("", "", findings.verdict(result, others[0], names))
    lines = [_line(result, name) for name in others]
    return Section(words.beside(result), lines=lines)


def _line(result: Result, name: str) -> Line:
    word = words.leaning(result, name)
    return Line(table.leaning_mark(word), TONES.get(word, ""), words.in_short(result, name))


def _beside(
    result: Result, scenario: Scenario, others: list[str], figures: Sequence[Figure]
) -> Iterator[Section]:
    """Set each variant beside the baseline; where there are several, each under its heading."""
    sections = list(_compared(result, scenario, others, figures))
    if len(sections) == 1:
        yield sections[0]
    elif sections:
        base = words.quoted(result.variants[result.baseline])
        yield Section(f"Each beside {base}", "beside", within=sections)


def _compared(
    result: Result, scenario: Scenario, others: list[str], figures: Sequence[Figure]
) -> Iterator[Section]:
    """Set each variant beside the baseline, the clearest first."""
    first, names = findings.clearest(result, others) if others else "", Names.of(scenario)
    for number, name in enumerate(sorted(others, key=lambda name: name != first), start=1):
        here, base = result.variants[name], result.variants[result.baseline]
        pairing = doubts.pairing(result, name)
        several = len(others) > 1
        fixes = _texts(say_fixes(scenario, name))
        yield Section(
            here.label if several else f"{words.quoted(here)} beside {words.quoted(base)}",
            f"beside-{number}",
            [*fixes, *(findings.verdict(result, name, names) if several else [])],
            figures=_pictures(figures, "chart", name),
            grids=beside(result, name),
            notes=[pairing] if pairing else [],
        )


def _designs(result: Result, scenario: Scenario, figures: Sequence[Figure]) -> Iterator[Section]:
    """Show the blueprint of each variant."""
    for number, (name, found) in enumerate(result.variants.items(), start=1):
        yield Section(
            found.label,
            f"blueprint-{number}",
            _texts(scenario.variants[name].about, say_fixes(scenario, name)),
            figures=_pictures(figures, "blueprint", name),
        )


def _texts(*texts: str | None) -> list[Said]:
    """Make a paragraph of each text that says something."""
    return [(Span(clean(text)),) for text in texts if text]


def _better_off(result: Result, others: list[str], names: Names) -> Iterator[Section]:
    """Set the same customers beside themselves in the baseline."""
    if not result.better_off:
        return
    base = words.quoted(result.variants[result.baseline])
    said = (
        f"Each customer beside themselves with {base}, {fates.LUCK}: what steps do alike, they do "
        "alike. A share says how many, not by how much."
    )
    grids = [better_off(result, name, names) for name in others]
    heading = "Who is better or worse off"
    yield Section(heading, "better-off", [(Span(said),)], grids=[g for g in grids if g.heads[1:]])


def _began(result: Result, names: Names) -> Iterator[Section]:
    """Say where contacts, misery and work began, if not only in what the service is for."""
    if not beginnings.tells(result):
        return
    said = (
        "A contact began with the cause of its reason, if that has one; else, if the customer came "
        "again, with what brought them back: a broken promise, what turned out to be wrong, or the "
        "contact before, in the step where it ended. Misery belongs to the contact in which it was "
        "felt."
    )
    grids = [beginnings.beginnings(result, name, names) for name in result.variants]
    for name in result.variants:
        grid = beginnings.felt_and_began(result, name, names)
        grids += [grid] if grid else []
    yield Section("Where it began", "began", [(Span(said),)], grids=grids)


def _step_by_step(result: Result, scenario: Scenario) -> Section:
    """List the steps of each variant by their whole names."""
    grids = [steps(result, scenario, name) for name in result.variants]
    return Section("Step by step", "steps", grids=grids)


def _follows(result: Result) -> Iterator[Section]:
    """Say who leaves for good, who is told, and what events cost, where a scenario counts it."""
    if said := follows(result):
        yield Section(
            "What follows", "follows", [(Span(text),) for text in said], grids=following(result)
        )


def _doubts(result: Result) -> Iterator[Section]:
    texts = [*doubts.caveats(result), doubts.gentler(result, result.variants)]
    if said := _texts(*texts):
        yield Section("What to keep in mind", "doubts", said)


def _assumed(scenario: Scenario) -> Section:
    """List every number that says something about the world, and how much it is worth."""
    found, many = numbers(scenario), len(written_numbers(scenario))
    written, held = found[:many], found[many:]
    grids = [
        _sources(scenario),
        _numbers(written, f"Written in this scenario: {counted(len(written), 'number')}"),
        _numbers(held, f"Held by default, for nothing else is written: {len(held)}"),
    ]
    first = f"{counted(len(found), 'number')} went in. {_graded('Written here', written)}"
    said = [first, _graded("Held by default", held)]
    return Section(
        "What went in, and how much it is worth",
        "numbers-in",
        [(Span(" ".join(text for text in said if text)),)],
        grids=[grid for grid in grids if grid.rows],
    )


def _sources(scenario: Scenario) -> Grid:
    rows = [
        (
            Cell(clean(name), key=True),
            *(Cell(clean(text or "")) for text in (row.grade, row.title, row.url, row.note)),
        )
        for name, row in scenario.sources.items()
    ]
    return Grid(("source", "grade", "title", "where", "note"), rows, "Sources")


def _graded(start: str, found: Sequence[Number]) -> str:
    """Say ``Held by default: 8 assumed, 1 proposed.``; nothing of none."""
    counts = count_by_grade(tuple(found))
    said = ", ".join(f"{count} {grade}" for grade, count in counts.items())
    return f"{start}: {said}." if found else ""


def _numbers(found: Sequence[Number], title: str) -> Grid:
    rows = [
        (Cell(clean(n.path), key=True), Cell(clean(n.value)), Cell(n.grade), Cell(clean(n.source)))
        for n in found
    ]
    return Grid(("number", "value", "grade", "source"), rows, title)


def _computed(result: Result, scenario: Scenario) -> Section:
    days = f"{counted(scenario.run.days, 'day')} of {say_duration(scenario.run.length)}"
    said = [
        f"{counted(result.replications, 'replication')} of {days}, "
        f"{mean_rate(scenario):.4g} customers an hour on average, seed {result.seed}, "
        f"blueprint-sim {result.version}. The same scenario, seed and version give the same page."
    ]
    if len(result.variants) > 1:
        said.append(
            "All variants face the same customers: the same people, at the same times, with the "
            "same luck."
            + (" A fix keeps some of them from coming." if result.different_people else "")
        )
    if result.replications > 1:
        said.append(
            "An interval says how far luck may have moved a number: 95 in 100 such intervals hold "
            "the true value of this model. It says nothing about how true the model is."
        )
    return Section("How it was computed", "computed", [(Span(" ".join(said)),)])
