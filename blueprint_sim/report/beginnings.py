"""Tables of where contacts, misery and work began, and who owns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint_sim.report.grids import Cell, Grid, number
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import scale
from blueprint_sim.studies.origins import BESIDES
from blueprint_sim.studies.result import Estimate, Origin, Result, Root, VariantResult

NOBODY = "no owner named"
COLUMNS = 4
"""Origins that have a column of their own where misery was felt; the others share one."""


def tells(result: Result) -> bool:
    """Tell whether contacts began anywhere but in what the service is for."""
    return any(len(_of_contacts(found)) > 1 for found in result.variants.values())


def beginnings(result: Result, variant: str, names: Names) -> Grid:
    """List where contacts began, with what they brought about; costs add up to the total."""
    found = result.variants[variant]
    heads = ["where it began", "contacts a day", "share of contacts", "moments of misery a day"]
    money = f"{result.currency} a day"
    rows = [_beginning(result, variant, origin, names) for origin in found.origins]
    grid = Grid([*heads, money, "owner"], [*rows, _all(result, found)], found.label)
    priced = any(origin.cost.mean for origin in found.origins)
    return grid if priced else _without_money(grid, found)


def _beginning(result: Result, variant: str, origin: Origin, names: Names) -> list[Cell]:
    return [
        Cell(names.root(variant, origin.root)),
        _a_day(result, origin.contacts),
        _share(origin.share),
        _a_day(result, origin.misery),
        _a_day(result, origin.cost),
        _owner(origin.root),
    ]


def _all(result: Result, found: VariantResult) -> list[Cell]:
    contacts, misery, cost = (
        _a_day(result, found.measures[f"{key}_total"]) for key in ("contacts", "misery", "cost")
    )
    return [Cell("All"), contacts, number(""), misery, cost, Cell("")]


def _without_money(grid: Grid, found: VariantResult) -> Grid:
    """Leave out the column of money, and the rows that have nothing else."""
    shown = [*grid.rows[: len(_of_contacts(found))], grid.rows[-1]]
    rows = [[*row[:-2], row[-1]] for row in shown]
    return Grid([*grid.heads[:-2], grid.heads[-1]], rows, grid.title)


def felt_and_began(result: Result, variant: str, names: Names) -> Grid | None:
    """Set where misery was felt beside where the contact began; None without any misery.

    Both margins add up to all of it.
    """
    found = result.variants[variant]
    if not found.felt:
        return None
    roots = list(_worst(found))
    heads = [names.root(variant, root) for root in roots[:COLUMNS]]
    heads += ["elsewhere"] if roots[COLUMNS:] else []
    column = {root: min(at, COLUMNS) for at, root in enumerate(roots)}
    felt = {place: [0.0] * len(heads) for place in _places(found)}
    for row in found.felt:
        felt[row.step, row.owner][column[row.began]] += row.misery.mean or 0.0
    rows = [
        [Cell(names.step(variant, step)), *_counts(result, sums), _step_owner(step, owner)]
        for (step, owner), sums in felt.items()
    ]
    every = [sum(each) for each in zip(*felt.values(), strict=True)]
    rows.append([Cell("All"), *_counts(result, every), Cell("")])
    title = f"{found.label}: moments of misery a day, by where they were felt and began"
    return Grid(["felt at", *heads, "all", "owner of the step"], rows, title)


def _worst(found: VariantResult) -> Iterator[Root]:
    """Give the origins of misery, the worst first."""
    total: dict[Root, float] = {}
    for row in found.felt:
        total[row.began] = total.get(row.began, 0.0) + (row.misery.mean or 0.0)
    order = [origin.root for origin in found.origins]
    yield from sorted(total, key=lambda root: (-total[root], order.index(root)))


def _places(found: VariantResult) -> list[tuple[str | None, str | None]]:
    """Give steps and their owners, those with most misery first."""
    total: dict[tuple[str | None, str | None], float] = {}
    for row in found.felt:
        at = (row.step, row.owner)
        total[at] = total.get(at, 0.0) + (row.misery.mean or 0.0)
    return sorted(total, key=lambda at: (-total[at], at[0] or ""))


def _of_contacts(found: VariantResult) -> Sequence[Origin]:
    return [origin for origin in found.origins if origin.contacts is not None]


def _owner(root: Root) -> Cell:
    """Name who owns an origin; what nobody can own has none."""
    return Cell("" if root.kind in ("service", *BESIDES) else clean(root.owner or NOBODY))


def _a_day(result: Result, found: Estimate | None) -> Cell:
    if found is None or found.mean is None:
        return number("")
    sizes = (found.low, found.high, found.mean)
    low, high, mean = (None if size is None else size / result.days for size in sizes)
    return number(scale(found.unit, low, high, mean).value(mean))


def _share(found: Estimate | None) -> Cell:
    if found is None:
        return number("")
    return number(scale("share", found.low, found.high, found.mean).value(found.mean))


def _counts(result: Result, sums: Sequence[float]) -> list[Cell]:
    """Write counts and their sum by the day, all with the same digits, so that they add up."""
    a_day = [each / result.days for each in (*sums, sum(sums))]
    digits = scale("count", None, None, *a_day)
    return [number(digits.value(each) if each else "") for each in a_day]


def _step_owner(step: str | None, owner: str | None) -> Cell:
    """Name who owns a step; the ending has no owner."""
    return Cell("" if step is None else clean(owner or NOBODY))
