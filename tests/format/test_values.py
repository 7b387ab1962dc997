from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from blueprint_sim.format.values import as_tree
from blueprint_sim.format.yaml_file import MAX_DEPTH
from blueprint_sim.model.base import Wrong


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4 min", "4 min"),
        (8, "8"),
        (0.25, "0.25"),
        (-1.0, "-1.0"),
        (Decimal("0.1"), "0.1"),
        (np.int64(9), "9"),
        (np.float64(0.5), "0.5"),
        (np.str_("same"), "same"),
        (True, "yes"),
        (np.bool_(False), "no"),
        (None, ""),
    ],
)
def test_a_value_becomes_what_a_file_would_say(value: Any, text: str) -> None:
    assert as_tree(value) == text
    assert as_tree({"a": [value]}) == {"a": [text]}


@pytest.mark.parametrize(
    "value", [[1, 2], (1, 2), range(1, 3), np.array([1, 2]), pd.Series([1, 2])]
)
def test_whatever_has_an_order_becomes_a_list(value: Any) -> None:
    assert as_tree(value) == ["1", "2"]


def test_all_that_no_file_can_hold_is_told_at_once() -> None:
    value = {1: "a", "": "b", "<<": "c", "d": [{"e"}, "ok"], "f": {"g": "\ud800"}, "\udfff": "h"}

    with pytest.raises(Wrong) as raised:
        as_tree(value)

    assert str(raised.value).splitlines() == [
        "'1' stands where a key belongs; a key is a name",
        "'''' stands where a key belongs; a key is a name",
        "''<<'' stands where a key belongs; a key is a name",
        "d[0]: a value of type set stands here; write text, a number, a list or a map",
        "f.g: half a character is written here; write the character itself",
        "''\\udfff'' stands where a key belongs; a key is a name",
    ]


def test_a_ring_is_nested_too_deeply() -> None:
    ring: list[Any] = []
    ring.append(ring)

    with pytest.raises(Wrong, match=f"nested too deeply; at most {MAX_DEPTH} levels"):
        as_tree(ring)
