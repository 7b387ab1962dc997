from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.studies.frames import frame, to_frame
from blueprint_sim.studies.result import Comparison, Result, Verdict
from blueprint_sim.studies.run import run
from blueprint_sim.studies.tables import TABLES, Column

SCENARIO = """
scenario: Two ways
currency: CHF
run: {length: 2 h, replications: 5, seed: 5}
demand:
  arrivals: 40 per hour
  reasons: {bill: {share: 60%}, other: {}}
personas: {calm: {share: 70%}, hurried: {patience: random 1 min}}
facts: {number: 25 s}
compare: {baseline: zz_menu}
variants:
  zz_menu:
    teams: {menu: {kind: machine, carries: nothing}, agents: {size: 3, cost: 30 per hour}}
    steps:
      menu: {by: menu, asks: [number], takes: 20 s, next: help}
      help: {by: agents, asks: [number], takes: random 3 min, resolves: 80%}
  person: {like: zz_menu, without: [menu]}
"""


@pytest.fixture(scope="module")
def result() -> Result:
    return run(loads(SCENARIO))


def plain(found: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Give the rows as Python has them, None for what is missing."""
    missing = found.astype(object).where(found.notna(), None)
    return [tuple(row) for row in missing.itertuples(index=False)]


def test_measures_are_those_of_the_result(result: Result) -> None:
    assert plain(to_frame(result)) == [
        (name, key, e.mean, e.low, e.high, e.unit, e.better)
        for name, found in result.variants.items()
        for key, e in found.measures.items()
    ]


@pytest.mark.parametrize("kind", ["team", "step", "persona", "reason"])
def test_parts_are_those_of_the_result(result: Result, kind: Any) -> None:
    table: Any = f"{kind}s"

    assert list(to_frame(result, table).columns[:3]) == ["variant", kind, "measure"]
    assert plain(to_frame(result, table)) == [
        (name, part, key, e.mean, e.low, e.high, e.unit, e.better)
        for name, found in result.variants.items()
        for part, measures in getattr(found, table).items()
        for key, e in measures.items()
    ]


def test_comparisons_hold_every_field(result: Result) -> None:
    found = to_frame(result, "comparisons")

    assert set(found.columns) == {field.name for field in fields(Comparison)}
    for row, comparison in zip(found.to_dict("records"), result.comparisons, strict=True):
        for name, value in row.items():
            expected = getattr(comparison, str(name))
            assert pd.isna(value) if expected is None else value == expected


def test_groups_are_those_of_the_result(result: Result) -> None:
    found = to_frame(result, "groups")

    assert plain(found) == [
        tuple(getattr(group, str(name)) for name in found.columns) for group in result.groups
    ]


def test_replications_are_long(result: Result) -> None:
    found = to_frame(result, "replications")

    assert len(found) == 2 * 5 * len(result.variants["person"].measures)
    wide = found.pivot(index=["variant", "replication"], columns="measure", values="value")
    for name, variant in result.variants.items():
        for key, values in variant.replications.items():
            assert tuple(wide.loc[name][key]) == pytest.approx(
                [np.nan if value is None else value for value in values], nan_ok=True, abs=0
            )


@pytest.mark.parametrize("table", ["ways", "curve"])
def test_pictures_are_those_of_the_result(result: Result, table: Any) -> None:
    found = to_frame(result, table)
    records = [
        (name, record)
        for name, variant in result.variants.items()
        for record in getattr(variant, table)
    ]

    assert {"variant", *(field.name for field in fields(records[0][1]))} == set(found.columns)
    assert plain(found) == [
        (name, *(getattr(record, str(column)) for column in found.columns[1:]))
        for name, record in records
    ]


def test_places_and_waits_are_those_of_the_result(result: Result) -> None:
    assert plain(to_frame(result, "places")) == [
        (name, p.step, p.kind, p.per_hundred.mean, p.per_hundred.low, p.per_hundred.high,
         p.but_for_repeating)
        for name, found in result.variants.items()
        for p in found.places
    ]  # fmt: skip
    assert plain(to_frame(result, "waits")) == [
        (name, percent, minutes, found.waits.acceptable)
        for name, found in result.variants.items()
        for percent, minutes in enumerate(found.waits.quantiles)
    ]


def test_staffing_tells_who_is_there(result: Result) -> None:
    assert plain(to_frame(result, "staffing")) == [
        ("zz_menu", "agents", "agents", False, 3, 3, True),
        ("zz_menu", "menu", "menu", True, None, None, True),
        ("person", "agents", "agents", False, 3, 3, True),
        ("person", "menu", "menu", True, None, None, False),
    ]


def test_origins_add_up(result: Result) -> None:
    origins = (
        to_frame(result, "origins").groupby(["variant", "measure"], observed=True)["mean"].sum()
    )
    felt = to_frame(result, "felt").groupby("variant", observed=True)["mean"].sum()
    for name, found in result.variants.items():
        for measure in ("contacts", "misery", "cost"):
            total = found.measures[f"{measure}_total"].mean
            assert origins[name, measure] == pytest.approx(total)
        assert origins[name, "share"] == pytest.approx(1.0)
        assert felt.get(name, 0.0) == pytest.approx(found.measures["misery_total"].mean)


def test_fates_add_up(result: Result) -> None:
    found = to_frame(result, "better_off")
    keys = ["variant", "by", "group", "judged_by"]
    sums = found.groupby(keys, observed=True, dropna=False)["mean"].sum()
    assert len(found) == 6 * len(sums) == 6 * 4 * 5
    assert sums.tolist() == pytest.approx([1.0] * len(sums))
    first = result.better_off[0]
    assert plain(found)[0] == (
        "person", "zz_menu", "everybody", None, "memory", "better",
        first.better.mean, first.better.low, first.better.high,
    )  # fmt: skip


def test_types_are_the_same_whatever_is_missing(result: Result) -> None:
    empty = replace(
        result,
        comparisons=(),
        groups=(),
        better_off=(),
        variants={
            name: replace(
                found,
                teams={},
                steps={},
                places=(),
                origins=(),
                felt=(),
                ways=(),
                curve=(),
                replications={},
            )
            for name, found in result.variants.items()
        },
    )
    for name, (columns, _) in TABLES.items():
        full, bare = to_frame(result, name), to_frame(empty, name)
        for column in columns:
            if column.kind == "name":
                assert isinstance(bare[column.name].dtype, pd.CategoricalDtype)
            else:
                assert bare[column.name].dtype == full[column.name].dtype
    dtypes = to_frame(result, "comparisons").dtypes
    assert (dtypes["difference"], dtypes["uneven"]) == (np.float64, np.bool_)
    assert isinstance(dtypes["needed"], pd.Int64Dtype)


def test_names_stand_in_the_order_of_the_file_and_of_the_catalogue(result: Result) -> None:
    measures = list(result.variants["person"].measures)

    found = to_frame(result, "comparisons")
    assert found["measure"].tolist() != measures
    assert found["measure"].cat.categories.tolist() == measures
    assert found.sort_values("measure")["measure"].tolist() == measures
    assert to_frame(result)["variant"].cat.categories.tolist() == ["zz_menu", "person"]
    verdicts = found["verdict"].cat.categories.tolist()
    assert verdicts == [word.value for word in Verdict if word.value in verdicts]
    keys = list(result.variants["person"].teams["agents"])
    assert to_frame(result, "teams")["measure"].cat.categories.tolist() == keys


def test_units_stand_beside_the_numbers(result: Result) -> None:
    found = to_frame(result)

    assert found.attrs["currency"] == "CHF"
    assert found.attrs["units"]["wait_mean"] == "min"
    assert found.attrs["units"] == dict(zip(found["measure"], found["unit"], strict=True))
    assert to_frame(result, "waits").attrs["units"] == {
        "percent": "%",
        "wait": "min",
        "acceptable": "min",
    }
    for name in TABLES:
        columns = to_frame(result, name)
        bare = [
            column
            for column in columns.select_dtypes("number")
            if "unit" not in columns and column not in columns.attrs["units"]
        ]
        assert bare == (["number"] if name == "curve" else [])


def test_a_table_that_is_not_there_is_guessed(result: Result) -> None:
    with pytest.raises(ValueError, match=r"^no table 'measure'; did you mean 'measures'\?$"):
        to_frame(result, "measure")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^no table 'x'; one of measures, comparisons, groups, "):
        to_frame(result, "x")  # type: ignore[arg-type]


def test_times_are_times() -> None:
    columns = [Column("at", "time"), Column("who", "name")]
    found = frame(columns, [["2024-01-01T09:00:00.000"], ["x"]], "EUR")

    assert found["at"].dt.hour.tolist() == [9]
