from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.format.files import attach, column, inside
from blueprint_sim.model.base import Wrong


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scenario"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("talk\n1 s\n", encoding="utf-8")
    text = "talk,bare,when\n3 min,3,1 min\n90 s,1.5,2 min\n"
    (folder / "calls.csv").write_text(text, encoding="utf-8-sig")
    return folder


def test_a_column_is_read_in_seconds(folder: Path) -> None:
    assert column({"file": "calls.csv", "column": "talk"}, folder) == (180, 90)


def test_bare_numbers_take_the_unit_of_their_column(folder: Path) -> None:
    assert column({"file": "calls.csv", "column": "bare", "unit": "min"}, folder) == (180, 90)


def test_files_are_attached_wherever_they_are_named(folder: Path) -> None:
    tree = {
        "demand": {"arrivals": {"times": "calls.csv", "column": "when"}},
        "steps": [{"takes": {"given": {"file": "calls.csv", "column": "talk"}}}],
    }
    found = attach(tree, folder)

    assert found["demand"]["arrivals"]["times"] == (60, 120)
    assert found["steps"][0]["takes"]["given"] == (180, 90)
    assert tree["steps"] == [{"takes": {"given": {"file": "calls.csv", "column": "talk"}}}]


def test_both_laws_of_values_may_stand_in_a_file(folder: Path) -> None:
    named = {"file": "calls.csv", "column": "talk"}
    mixed = [{"share": "10%", "law": {"empirical": named}}, {"share": "90%", "law": "4 min"}]
    found = attach({"mixture": mixed, "empirical": {"values": ["1 s"]}}, folder)

    assert found["mixture"][0]["law"]["empirical"] == (180, 90)
    assert found["empirical"] == {"values": ["1 s"]}


def test_a_team_may_be_called_like_a_law(folder: Path) -> None:
    tree = {"teams": {"given": {"size": "3"}, "empirical": {"size": "4"}}}

    assert attach(tree, folder) == tree


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "~/x"])
def test_nothing_outside_the_folder_is_read(folder: Path, name: str) -> None:
    with pytest.raises(Wrong):
        inside(folder, name)


def test_a_link_that_leads_out_is_not_followed(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")

    with pytest.raises(Wrong, match="leads out of the scenario's folder"):
        inside(folder, "link.csv")


def test_a_folder_inside_is_fine(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "x.csv").write_text("a\n1 s\n", encoding="utf-8")

    assert column({"file": "data/x.csv", "column": "a"}, folder) == (1,)


@pytest.mark.parametrize(
    ("named", "path", "said"),
    [
        ({"file": "cals.csv", "column": "talk"}, ("file",), "did you mean 'calls.csv'?"),
        ({"file": "calls.csv", "column": "tlak"}, ("column",), "did you mean 'talk'?"),
        (
            {"file": "calls.csv", "column": "bare"},
            ("column",),
            "calls.csv, line 2: '3' has no unit",
        ),
        ({"file": "calls.csv", "column": "bare", "unit": "per hour"}, ("unit",), "not a unit"),
        ({"file": "calls.csv"}, (), "'column' is missing"),
        ({"file": "calls.csv", "column": "talk", "sep": ";"}, ("sep",), "unknown key 'sep'"),
        ({"file": "", "column": "talk"}, ("file",), "is not the name of a file"),
        ({"file": "a\0b", "column": "talk"}, ("file",), "is not the name of a file"),
        ({"file": {}, "column": "talk"}, ("file",), "is not the name of a file"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(
    folder: Path, named: dict[str, Any], path: tuple[str, ...], said: str
) -> None:
    with pytest.raises(Wrong) as raised:
        column(named, folder)

    assert [problem.path for problem in raised.value.problems] == [path]
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"talk\n\xff\n", "not CSV in UTF-8"), (b"talk\n", "has no rows"), (b"", "has no column")],
)
def test_a_file_that_is_no_table_is_told(folder: Path, data: bytes, said: str) -> None:
    (folder / "calls.csv").write_bytes(data)

    with pytest.raises(Wrong, match=said):
        column({"file": "calls.csv", "column": "talk"}, folder)


def test_the_path_leads_to_where_the_file_is_named(folder: Path) -> None:
    tree = {"a": [{"given": {"file": "x.csv", "column": "talk"}}]}

    with pytest.raises(Wrong) as raised:
        attach(tree, folder)

    assert raised.value.problems[0].path == ("a", 0, "given", "file")


def test_facts_called_times_and_column_are_no_arrivals() -> None:
    tree = {"facts": {"times": "20 s", "column": "10 s"}}

    assert attach(tree, Path()) == tree
