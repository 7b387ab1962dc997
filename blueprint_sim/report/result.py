"""What a study found, beside the scenario that was run: what `run` gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Self

from blueprint_sim.format.load import warnings
from blueprint_sim.model.base import did_you_mean
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.picture import Picture, draw
from blueprint_sim.report.screen import terminal
from blueprint_sim.report.speech.findings import clearest
from blueprint_sim.report.speech.spans import plain
from blueprint_sim.studies.result import Result as Found

if TYPE_CHECKING:
    from blueprint_sim.studies.frames import DataFrame
    from blueprint_sim.studies.logs import Logged
    from blueprint_sim.studies.tables import TableName


@dataclass(frozen=True, repr=False)
class Result(Found):
    """What a study found. `run` and `compare` give one.

    A notebook shows the verdict, the drawings and the numbers; ``print(result)`` gives the page of
    the terminal.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> result.baseline, list(result.variants)
    ('menu_first', ['menu_first', 'person_first', 'menu_that_remembers'])
    >>> result.variants["menu_first"].measures["wait_mean"].unit
    'min'
    """

    model: Scenario = field(kw_only=True)
    """The scenario that was run."""

    @classmethod
    def of(cls, found: Found, scenario: Scenario) -> Self:
        """Put what a study found beside the scenario that was run.

        Examples
        --------
        >>> import blueprint_sim
        >>> scenario = blueprint_sim.example()
        >>> result = blueprint_sim.run(scenario, replications=2)
        >>> blueprint_sim.Result.of(result, scenario) == result
        True
        """
        known = {part.name: getattr(found, part.name) for part in fields(Found)}
        return cls(**known, model=scenario)

    @classmethod
    def read(cls, folder: str | PathLike[str]) -> Self:
        """Read a result back from the folder of a run, with the scenario that was run.

        Parameters
        ----------
        folder
            One that `save` or ``blueprint-sim run --out`` wrote.

        Raises
        ------
        ResultError
            If it is not the folder of a run, or its result is damaged, or of another version.

        Examples
        --------
        >>> import blueprint_sim, tempfile
        >>> scenario = blueprint_sim.example()
        >>> result = blueprint_sim.run(scenario, variants="menu_first", replications=2)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = result.save(f"{folder}/answer")
        ...     blueprint_sim.Result.read(path) == result
        True
        """
        from blueprint_sim.report.folder import read

        scenario, found = read(Path(folder))
        return cls.of(found, scenario)

    def to_frame(self, table: TableName = "measures") -> DataFrame:
        """Give a table of the result as a tidy data frame, a row an observation.

        Names are categories in their order, numbers floats with NaN where there is none.
        ``frame.attrs["units"]`` holds the units, ``frame.attrs["currency"]`` what money is in.

        Parameters
        ----------
        table
            ``measures``: every measure of every variant, with its 95% interval.
            ``comparisons``: every variant less the baseline, with verdicts.
            ``replications``: the measures, a row for each replication.
            ``groups``: the comparisons for each persona and reason.
            ``teams``, ``steps``, ``personas``, ``reasons``: the measures of each of these.
            ``places``: where misery is felt. ``curve``: how the n-th moment of truth feels.
            ``origins``: where contacts began, with what they cost. ``felt``: misery by where it
            was felt and where it began. ``better_off``: the same customers in two variants.
            ``waits``: single waits for a person, by percentile. ``ways``: who went where.
            ``staffing``: who is on duty.

        Raises
        ------
        ValueError
            If there is no such table.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> frame = result.to_frame()
        >>> list(frame.columns)
        ['variant', 'measure', 'mean', 'low', 'high', 'unit', 'better']
        >>> frame.pivot(index="measure", columns="variant", values="mean").shape
        (45, 3)
        >>> result.to_frame("replications").attrs["units"]["wait_mean"]
        'min'
        """
        from blueprint_sim.studies.frames import to_frame

        return to_frame(self, table)

    def customers(self, *, replications: int = 1) -> DataFrame:
        """Give the customers of the first replications as a data frame, a row each and variant.

        They are simulated again, for their logs are not kept: event for event the same. The
        columns are those of ``customers.csv`` in the folder of a run.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> customers = result.customers()
        >>> customers.groupby("variant", observed=True)["wait_min"].mean().shape
        (3,)
        >>> customers.attrs["units"]["wait_min"]
        'min'
        """
        from blueprint_sim.report.logged import customers

        return customers(self._logs(replications), self.model)

    def visits(self, *, replications: int = 1) -> DataFrame:
        """Give the visits of the first replications as a data frame, a row each.

        Tasks in the meantime have rows as well, told apart by the column ``kind``. They are all
        simulated again, for their logs are not kept: event for event the same. The columns are
        those of ``visits.csv.gz`` in the folder of a run.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> visits = result.visits()
        >>> sorted(visits["step"].unique())
        ['help', 'menu']
        """
        from blueprint_sim.report.logged import visits

        return visits(self._logs(replications), self.model)

    def _logs(self, replications: int = 1) -> Iterator[Logged]:
        from blueprint_sim.studies.logs import logs

        return logs(self.model, self.variants, seed=self.seed, replications=replications)

    def draw(self, variant: str | None = None, *, dark: bool = False) -> Picture:
        """Draw the blueprint of a variant with what was found; by default the baseline's.

        Raises
        ------
        ScenarioError
            If the result has no such variant.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> result.draw("person_first", dark=True).to_bytes("pdf")[:4]
        b'%PDF'
        """
        return draw(self.model, variant, self, dark=dark)

    def chart(self, name: str | None = None, *, dark: bool = False) -> Picture:
        """Draw a chart whose title is what was found.

        Parameters
        ----------
        name
            ``forest``: the differences that decide. ``emotion``: how the n-th moment of truth
            feels. ``outcomes``: how it ends, for whom. ``waits``: single waits for a person.
            ``misery``: where it is felt. By default the first that there is. Where several
            variants need several charts, the names go on: ``emotion-person-first``.
        dark
            Light ink on a dark ground.

        Raises
        ------
        ValueError
            If there is no such chart.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.compare(
        ...     blueprint_sim.example(), "menu_that_remembers", replications=5
        ... )
        >>> "Help from an agent" in result.chart("misery").title
        True
        >>> result.chart("mysery")
        Traceback (most recent call last):
        ValueError: no chart 'mysery'; did you mean 'misery'?
        """
        from blueprint_sim.report.charts import charts
        from blueprint_sim.report.ink.palette import theme
        from blueprint_sim.report.speech.names import Names

        found = charts(self, Names.of(self.model))
        if name is not None and name not in found:
            raise ValueError(f"no chart '{name}'; {did_you_mean(name, found)}")
        canvas = found[name or next(iter(found))](theme(dark=dark))
        return Picture(canvas, canvas)

    def save(self, folder: str | PathLike[str], *, force: bool = False) -> Path:
        """Write the folder of the run, with the report to show, and give its path.

        It is what ``blueprint-sim run --out`` writes, and appears whole or not at all.

        Parameters
        ----------
        folder
            A new one.
        force
            Replace the folder of an earlier run.

        Raises
        ------
        OutputError
            If something stands there, or it cannot be written. Only the folder of a run is ever
            replaced.

        Examples
        --------
        >>> import blueprint_sim, tempfile
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = result.save(f"{folder}/answer")
        ...     (path / "report.html").exists()
        True
        """
        from blueprint_sim.report.atomic import ARGUMENT
        from blueprint_sim.report.folder import files_of, refuse, write_folder

        path = Path(folder)
        refuse(path, force=force, leave=ARGUMENT)
        files = files_of(self, self.model, warnings(self.model), self._logs())
        write_folder(path, files, force=force, leave=ARGUMENT)
        return path

    def __str__(self) -> str:
        """Give the page that the terminal shows."""
        file = self.model.written.places[()].file
        known = file if file and Path(file).is_file() else ""
        beside = terminal.beside(self.model, known, warnings=warnings(self.model))
        return terminal.page(self, beside)

    def __repr__(self) -> str:
        """Say in a few lines what was found, and what to ask for."""
        from blueprint_sim.report.story import story

        told = story(self, self.model)
        lines = [told.verdict.heading, *map(plain, told.verdict.paragraphs[:1])]
        lines += [f"{line.mark} {plain(line.said)}" for line in told.verdict.lines]
        return "\n".join(
            [
                f"<{told.title} ({told.basis})",
                *(line for line in lines if line),
                "print(result) for the page, result.to_frame() for the numbers,",
                "result.draw() for the picture, result.save('folder') for the report>",
            ]
        )

    def _repr_html_(self) -> str:
        """Show verdict, drawings of the baseline and of the clearest variant, and numbers."""
        from blueprint_sim.report.snippet import snippet

        others = [name for name in self.variants if name != self.baseline]
        shown = [self.baseline, *([clearest(self, others)] if others else [])]
        images = (self.draw(name).image() for name in shown)
        return snippet(self, self.model, images, warnings(self.model))
