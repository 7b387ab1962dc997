from __future__ import annotations

import json
import random
from dataclasses import fields, is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from blueprint_sim.errors import BlueprintError, ResultError
from blueprint_sim.format.load import unchecked
from blueprint_sim.studies.result import Result, Verdict
from blueprint_sim.studies.run import run
from blueprint_sim.studies.stored import as_text, from_text
from tests.report.results import two
from tests.studies.test_run import SCENARIO


@pytest.fixture(scope="module")
def result() -> Result:
    return run(unchecked(SCENARIO), replications=3)


def made_up(kind: Any, dice: random.Random) -> Any:
    """Make up a value of a type, as far as results are made of them."""
    origin, inside = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        values = {part.name: made_up(hints[part.name], dice) for part in fields(kind)}
        return kind(**values)  # type: ignore[operator]
    if origin in (UnionType, Union):
        return made_up(dice.choice(inside), dice)
    if origin is tuple and inside[-1] is not ...:
        return tuple(made_up(part, dice) for part in inside)
    if origin is tuple:
        return tuple(made_up(inside[0], dice) for _ in range(dice.randrange(3)))
    if origin is not None:  # a mapping
        return {
            made_up(inside[0], dice): made_up(inside[1], dice) for _ in range(dice.randrange(3))
        }
    simple = {
        NoneType: None,
        bool: dice.random() < 0.5,
        int: dice.randrange(-(2**60), 2**60),
        float: dice.uniform(-1, 1) * 10 ** dice.randrange(-300, 300),
        str: "".join(dice.choice('aZ "\\\n\t/{}äß…日🙂\u2028') for _ in range(dice.randrange(9))),
        Verdict: dice.choice([*Verdict]),
    }
    return simple[kind]


def test_a_result_comes_back(result: Result) -> None:
    assert from_text(as_text(result)) == result
    assert from_text(as_text(two())) == two()


def test_what_comes_back_says_the_same(result: Result) -> None:
    back = from_text(as_text(result))
    assert as_text(back) == as_text(result)
    assert json.dumps(back.document()) == json.dumps(result.document())
    assert back.comparisons[0].verdict in Verdict
    assert list(back.variants) == list(result.variants)
    for one, other in zip(back.variants.values(), result.variants.values(), strict=True):
        assert list(one.measures) == list(other.measures)


@pytest.mark.parametrize("seed", range(200))
def test_anything_comes_back(seed: int) -> None:
    result = made_up(Result, random.Random(seed))
    assert from_text(as_text(result)) == result


def test_the_text_is_one_line_of_json(result: Result) -> None:
    text = as_text(result)
    assert text.endswith("}\n")
    assert text.count("\n") == 1
    assert list(json.loads(text)) == ["result_format", "result"]


def test_what_is_no_number_is_not_written(result: Result) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_text(replace(result, days=float("nan")))


@pytest.mark.parametrize(
    "text",
    ["", "blueprint", '{"result_format": 1', "[" * 10**6, "1" * 5000, '"\\ud800'],
    ids=range(6),
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ResultError, match="no result of a run: it is not JSON"):
        from_text(text)


@pytest.mark.parametrize("text", ["null", "[]", "3", '"result_format"', '{"version": "1"}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ResultError, match="no result of a run: it is other JSON"):
        from_text(text)


@pytest.mark.parametrize("number", [0, 1, "2", None, [2]])
def test_another_form_is_refused(number: Any) -> None:
    said = "another version of blueprint-sim; run the scenario again"
    with pytest.raises(ResultError, match=said) as raised:
        from_text(json.dumps({"result_format": number, "result": {}}))
    assert (isinstance(raised.value, BlueprintError), raised.value.exit_code) == (True, 2)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("seed",), "5", " at seed"),
        (("replications",), 2.5, " at replications"),
        (("matters_written",), 1, " at matters_written"),
        (("baseline",), None, " at baseline"),
        (("variants",), [], " at variants"),
        (("comparisons", 0, "verdict"), "nice", " at comparisons.0.verdict"),
        (("comparisons", 0), {}, " at comparisons.0.baseline"),
        (("days",), float("nan"), ""),
        (("days",), float("inf"), ""),
        (("scenario",), "\ud800", ""),
        ((), None, ""),
    ],
)
def test_a_damaged_result_is_refused(
    result: Result, path: tuple[Any, ...], value: Any, place: str
) -> None:
    document = json.loads(as_text(result))
    at, last = document, "result"
    for key in path:
        at, last = at[last], key
    at[last] = value
    with pytest.raises(ResultError) as raised:
        from_text(json.dumps(document))
    assert str(raised.value) == f"this result is damaged{place}; run the scenario again"


@pytest.mark.parametrize("seed", range(50))
def test_a_text_cut_or_changed_anywhere_is_refused_or_read(result: Result, seed: int) -> None:
    dice, text = random.Random(seed), as_text(result)
    cut = dice.randrange(len(text) - 2)
    with pytest.raises(ResultError):
        from_text(text[:cut])
    try:
        found = from_text(text[:cut] + dice.choice('{}[]",:0x\n') + text[cut + 1 :])
    except ResultError:
        return
    assert isinstance(found, Result)
