"""What the page of a run says, from its title to the last source: records for a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from blueprint_sim.errors import Problem
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.numbers import count_by_grade, numbers
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.traffic import mean_rate
from blueprint_sim.report.figures import Figure, Kind
from blueprint_sim.report.grids import Cell, Grid, beside, side_by_side, steps
from blueprint_sim.report.screen import table
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.speech import doubts, findings, words
from blueprint_sim.report.speech.numbers import counted
from blueprint_sim.report.speech.tidy import tidy
from blueprint_sim.report.speech.words import Said, Span
from blueprint_sim.studies.result import Result


class Line(NamedTuple):
    """The verdict on one variant in a line, behind its mark."""

    mark: str
    tone: words.Tone
    said: Said


class Section(NamedTuple):
    """Paragraphs, pictures and tables under a heading."""

    heading: str
    paragraphs: Sequence[Said] = ()
    lines: Sequence[Line] = ()
    figures: Sequence[Figure] = ()
    grids: Sequence[Grid] = ()
    notes: Sequence[str] = ()


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
        The pictures: charts of all variants are shown first, the others with their variant.
    suspect
        Warnings about the scenario.
    """
    result = tidy(result, tuple(str(problem._replace(place="")) for problem in suspect))
    others = [name for name in result.variants if name != result.baseline]
    basis = f"{counted(result.replications, 'replication')}, seed {result.seed}"
    charts = _pictures(figures, "chart", None)
    sections = [Section("In pictures", figures=charts)] if charts else []
    sections.append(Section("In numbers", grids=[side_by_side(result)]))
    sections += _compared(result, others, figures)
    sections += _designs(result, scenario, figures)
    sections += [*_doubts(result), _assumed(scenario), _computed(result, scenario)]
    return Story(
        clean(scenario.title), clean(scenario.about), basis, _verdict(result, others), sections
    )


def _pictures(figures: Sequence[Figure], kind: Kind, variant: str | None) -> list[Figure]:
    return [figure for figure in figures if (figure.kind, figure.variant) == (kind, variant)]


def _verdict(result: Result, others: list[str]) -> Section:
    """Say what was found, as the terminal does: in full of one, in a line each of several."""
    if not others:
        first, *rest = findings.alone(result)
        return Section(words.plain(first), rest)
    if len(others) == 1:
        return Section("", findings.verdict(result, others[0]))
    base = words.quoted(result.variants[result.baseline])
    lines = [_line(result, name) for name in others]
    return Section(f"For these customers, beside {base}:", lines=lines)


def _line(result: Result, name: str) -> Line:
    word = words.leaning(result, name)
    return Line(table.mark(word), words.TONES.get(word, ""), words.in_short(result, name))


def _compared(result: Result, others: list[str], figures: Sequence[Figure]) -> Iterator[Section]:
    """Set each variant beside the baseline, the clearest first."""
    first = findings.clearest(result, others) if others else ""
    for name in sorted(others, key=lambda name: name != first):
        here, base = result.variants[name], result.variants[result.baseline]
        said = findings.verdict(result, name) if len(others) > 1 else []
        pairing = doubts.pairing(result, name)
        yield Section(
            f"{words.quoted(here)} beside {words.quoted(base)}",
            said,
            figures=_pictures(figures, "chart", name),
            grids=beside(result, name),
            notes=[pairing] if pairing else [],
        )


def _designs(result: Result, scenario: Scenario, figures: Sequence[Figure]) -> Iterator[Section]:
    """Show the blueprint of each variant, and its steps by their whole names."""
    for name, found in result.variants.items():
        about = scenario.variants[name].about
        yield Section(
            found.label,
            [(Span(clean(about)),)] if about else [],
            figures=_pictures(figures, "blueprint", name),
            grids=[steps(result, scenario, name)],
        )


def _doubts(result: Result) -> Iterator[Section]:
    texts = [*doubts.caveats(result), doubts.gentler(result, result.variants)]
    if said := [(Span(text),) for text in texts if text]:
        yield Section("What to keep in mind", said)


def _assumed(scenario: Scenario) -> Section:
    """List every number that says something about the world, and how much it is worth."""
    found = numbers(scenario)
    counts = count_by_grade(found)
    said = ", ".join(f"{count} {grade}" for grade, count in counts.items())
    rows = [
        (Cell(clean(n.path)), Cell(clean(n.value)), Cell(clean(n.source)), Cell(n.grade))
        for n in found
    ]
    sources = [
        tuple(Cell(clean(text or "")) for text in (name, row.title, row.grade, row.url, row.note))
        for name, row in scenario.sources.items()
    ]
    grids = [Grid(("number", "value", "source", "grade"), rows)]
    if sources:
        grids.append(Grid(("source", "title", "grade", "where", "note"), sources))
    first = f"{counted(sum(counts.values()), 'number')} went in: {said}."
    return Section("What went in, and how much it is worth", [(Span(first),)], grids=grids)


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
        )
    if result.replications > 1:
        said.append(
            "An interval says how far luck may have moved a number: 95 in 100 such intervals hold "
            "the true value of this model. It says nothing about how true the model is."
        )
    return Section("How it was computed", [(Span(" ".join(said)),)])
