from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.calling import SCENARIO, call


def test_run_prints_the_page_on_stdout(scenario: str) -> None:
    result = call("run", scenario, "--no-folder", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Voice menu or a person?")
    assert '"Person first"' in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "numbers are assumed, not measured: blueprint-sim show voice.yaml" in result.stdout


def test_run_prints_one_json_document(scenario: str) -> None:
    result = call("run", scenario, "--json", "--jobs", "1", "--seed", "7", "--replications", "3")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert (document["seed"], document["replications"]) == (7, 3)
    assert list(document["variants"]) == ["menu_first", "person_first"]


def test_one_variant_is_run_beside_the_baseline(scenario: str) -> None:
    both = json.loads(
        call("run", scenario, "--json", "--variant", "person_first", "--jobs", "1").stdout
    )
    assert list(both["variants"]) == ["menu_first", "person_first"]
    alone = json.loads(
        call("run", scenario, "--json", "--variant", "menu_first", "--jobs", "1").stdout
    )
    assert list(alone["variants"]) == ["menu_first"]


def test_out_writes_a_folder_once(scenario: str) -> None:
    first = call("run", scenario, "--out", "results", "--jobs", "1")
    assert first.exit_code == 0, first.output
    assert first.stdout.endswith("Report: results/report.html\n")
    written = sorted(path.name for path in Path("results").iterdir())
    assert written == [
        *("README.txt", "customers.csv", "figures", "manifest.json", "replications.csv"),
        *("report.html", "result.json", "scenario", "summary.json", "visits.csv.gz"),
    ]
    before = Path("results/summary.json").read_bytes()
    again = call("run", scenario, "--out", "results", "--seed", "9", "--jobs", "1")
    assert again.exit_code == 2
    assert "exists; --force would overwrite it" in again.stderr
    assert not again.stdout
    assert Path("results/summary.json").read_bytes() == before
    forced = call("run", scenario, "--out", "results", "--seed", "9", "--jobs", "1", "--force")
    assert forced.exit_code == 0
    assert json.loads(Path("results/summary.json").read_text())["seed"] == 9


def test_a_run_leaves_a_folder_of_its_own(scenario: str) -> None:
    for _ in range(2):
        ran = call("run", scenario, "--jobs", "1")
        assert ran.exit_code == 0, ran.output
    first, second = sorted(Path("results").iterdir())
    assert re.fullmatch(r"voice-\d{8}-\d{6}-[0-9a-f]{8}(-2)?", second.name)
    assert first.name[-8:] == second.name.removesuffix("-2")[-8:]
    assert (first / "report.html").read_bytes() == (second / "report.html").read_bytes()


@pytest.mark.parametrize("options", [["--no-folder"], ["--json"]])
def test_a_run_may_leave_nothing(scenario: str, options: list[str]) -> None:
    assert call("run", scenario, "--jobs", "1", *options).exit_code == 0
    assert [path.name for path in Path().iterdir()] == ["voice.yaml"]


def test_open_shows_the_report(scenario: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: not shown.append(url))
    opened = call("run", scenario, "--jobs", "1", "--out", "there", "--open")
    assert (opened.exit_code, opened.stderr) == (0, "")
    assert shown == [Path("there/report.html").resolve().as_uri()]
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    alone = call("run", scenario, "--jobs", "1", "--out", "here", "--open")
    assert alone.stderr == "There is no browser to open it in. The report is here/report.html\n"


def test_a_full_disk_still_shows_the_page(scenario: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = call("run", scenario, "--out", "results", "--jobs", "1")
    assert result.exit_code == 4
    assert result.stdout.startswith("Voice menu or a person?")
    assert "Report:" not in result.stdout
    assert result.stderr.count("\n") == 1
    assert "could not be written: no space left on device" in result.stderr
    assert [path.name for path in Path().iterdir()] == ["voice.yaml"]


@pytest.mark.parametrize(
    ("condition", "code"), [("share_resolved < 5%", 0), ("share_resolved > 5%", 3)]
)
def test_fail_if(scenario: str, condition: str, code: int) -> None:
    result = call("run", scenario, "--no-folder", "--jobs", "1", "--fail-if", condition)
    assert result.exit_code == code
    assert ("Failed: share_resolved > 5% holds: menu_first has" in result.stderr) == (code == 3)
    assert result.stdout.startswith("Voice menu or a person?")


def test_warnings_are_talk(scenario: str) -> None:
    Path(scenario).write_text(SCENARIO.replace("random 8 min", "8 min"))
    loud = call("run", scenario, "--no-folder", "--jobs", "1")
    assert "Warning: voice.yaml:" in loud.stderr
    assert "Warning" not in loud.stdout
    assert "\nMind: personas.caller.patience: " in loud.stdout
    quiet = call("run", scenario, "--no-folder", "--jobs", "1", "--quiet")
    assert (quiet.stdout, quiet.stderr) == (loud.stdout, "")
    plain = call("run", scenario, "--jobs", "1", "--json", "--quiet", "--out", "results").stdout
    (told,) = json.loads(plain)["warnings"]
    assert told in loud.stderr
    assert Path("results/summary.json").read_text() == plain
    assert call("validate", scenario).stdout.endswith("no problems, 1 warning.\n")
