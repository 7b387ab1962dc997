"""Tables of where contacts, misery and work began, and who owns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint_sim.report.grids import Cell, Grid, number
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import scale
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
    priced = any(origin.cost.mean for origin in found.origins)
    heads += [f"{result.currency} a day"] if priced else []
    rows = []
    for origin in found.origins if priced else _of_contacts(found):
        cells = [Cell(names.root(variant, origin.root))]
        cells += [_a_day(result, each) for each in (origin.contacts,)]
        cells.append(_written(origin.share))
        cells.append(_a_day(result, origin.misery))
        cells += [_a_day(result, origin.cost)] if priced else []
        rows.append([*cells, _owner(origin.root)])
    if priced:
        total = ("contacts_total", "", "misery_total", "cost_total")
        sums = [_a_day(result, found.measures[key]) if key else number("") for key in total]
        rows.append([Cell("All"), *sums, Cell("")])
    return Grid([*heads, "owner"], rows, found.label)


def felt_and_began(result: Result, variant: str, names: Names) -> Grid | None:
    """Set where misery was felt beside where the contact began; None without any misery."""
    found = result.variants[variant]
    if not found.felt:
        return None
    roots = list(_worst(found))
    own, others = roots[:COLUMNS], roots[COLUMNS:]
    heads = ["felt at", *(names.root(variant, root) for root in own)]
    heads += ["elsewhere"] if others else []
    groups = [[root] for root in own] + ([others] if others else [])
    rows = []
    for step, owner in _places(found):
        at = [row for row in found.felt if row.step == step]
        sums = [sum(row.misery.mean or 0.0 for row in at if row.began in group) for group in groups]
        said = Cell(names.step(variant, step))
        rows.append([said, *_counts(result, [*sums, sum(sums)]), Cell(owner or NOBODY)])
    every = [
        sum(row.misery.mean or 0.0 for row in found.felt if row.began in group) for group in groups
    ]
    rows.append([Cell("All"), *_counts(result, [*every, sum(every)]), Cell("")])
    title = f"{found.label}: moments of misery a day, by where they were felt and began"
    return Grid([*heads, "all", "owner of the step"], rows, title)


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
    return Cell("" if root.kind in ("service", "idle", "fixes") else root.owner or NOBODY)


def _a_day(result: Result, found: Estimate | None) -> Cell:
    if found is None or found.mean is None:
        return number("")
    sizes = (found.low, found.high, found.mean)
    low, high, mean = (None if size is None else size / result.days for size in sizes)
    return number(scale(found.unit, low, high, mean).value(mean))


def _written(found: Estimate | None) -> Cell:
    if found is None:
        return number("")
    return number(scale("share", found.low, found.high, found.mean).value(found.mean))


def _counts(result: Result, sums: Sequence[float]) -> list[Cell]:
    """Write counts by the day, all with the same digits, so that they add up."""
    digits = scale("count", None, None, *(each / result.days for each in sums))
    return [number(digits.value(each / result.days) if each else "") for each in sums]
