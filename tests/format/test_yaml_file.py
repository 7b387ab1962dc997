from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.yaml_file import MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, parse, read
from blueprint_sim.model.written import Place


@pytest.mark.parametrize(
    "word", ["no", "yes", "true", "null", "~", "12:30", "010", "1e3", "0x1F", "2012-01-01", "1_000"]
)
def test_every_scalar_is_text(word: str) -> None:
    assert parse(f"a: {word}", "x").tree == {"a": word}


def test_maps_and_lists_are_read_in_their_order() -> None:
    found = parse("b: [1, {c: 2}]\na:\n  - x\n  - y: >-\n      long\n      text\n", "x").tree

    assert found == {"b": ["1", {"c": "2"}], "a": ["x", {"y": "long text"}]}
    assert list(found) == ["b", "a"]


def test_an_empty_place_is_empty_text() -> None:
    assert parse("a:\nb: {c: , d}", "x").tree == {"a": "", "b": {"c": "", "d": ""}}


def test_places_are_kept_by_path() -> None:
    places = parse("a: 1\nb:\n  - c\n  - {d: 2}\n", "x.yaml").places

    assert places[("a",)] == Place("x.yaml", 1, 4)
    assert places[("b",)] == Place("x.yaml", 2, 1)
    assert places[("b", 0)] == Place("x.yaml", 3, 5)
    assert places[("b", 1)] == Place("x.yaml", 4, 5)
    assert places[("b", 1, "d")] == Place("x.yaml", 4, 9)
    assert str(places[("a",)]) == "x.yaml:1:4"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: \xc3\xa9", "a: é".encode()])
def test_utf_8_is_read_with_and_without_its_mark(data: bytes) -> None:
    assert parse(data, "x").tree == {"a": "é"}


def test_windows_line_ends_are_line_ends() -> None:
    found = parse(b"a: 1\r\nb: 2\r\n", "x")

    assert found.tree == {"a": "1", "b": "2"}
    assert found.places[("b",)].line == 2


def test_a_file_is_read_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "café.yaml"
    file.write_text("a: 1", encoding="utf-8")

    assert read(file).places[("a",)].file == str(file)
    assert read(file, "mine").places[("a",)].file == "mine"


def test_a_missing_file_suggests_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("a: 1", encoding="utf-8")

    with pytest.raises(ScenarioError, match=r"no such file; did you mean 'scenario\.yaml'\?"):
        read(tmp_path / "scenaro.yaml")
    with pytest.raises(ScenarioError, match=r"no such file$"):
        read(tmp_path / "cafe.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="this is a folder"):
        read(tmp_path)


def test_a_file_that_may_not_be_named_is_refused() -> None:
    with pytest.raises(ScenarioError, match="this file cannot be read"):
        read(Path("a\0b"))


def test_depth_is_bounded_just_above_the_bound() -> None:
    parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x")
    with pytest.raises(ScenarioError, match="nested too deeply"):
        parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "x")


def test_the_number_of_values_is_bounded() -> None:
    parse("[" + "x," * (MAX_NODES - 1) + "]", "x")
    with pytest.raises(ScenarioError, match="this file holds too much"):
        parse("[" + "x," * MAX_NODES + "]", "x")


def test_problems_are_gathered_up_to_a_bound() -> None:
    with pytest.raises(ScenarioError) as raised:
        parse("a: 1\n" * 1000, "x")

    assert len(raised.value.problems) == MAX_PROBLEMS


def test_a_duplicate_names_both_places() -> None:
    with pytest.raises(ScenarioError) as raised:
        parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "x")

    assert str(raised.value).splitlines() == [
        "x:2:11: b.c: 'c' stands here twice; first at line 2, column 5; keep one of them",
        "x:3:1: a: 'a' stands here twice; first at line 1, column 1; keep one of them",
    ]


def test_the_same_key_in_two_maps_is_no_duplicate() -> None:
    assert parse("- {a: 1}\n- {a: 2}\n", "x").tree == [{"a": "1"}, {"a": "2"}]
