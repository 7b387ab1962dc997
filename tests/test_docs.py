"""What the documents say is true: their snippets run, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint_sim import Result, compare
from blueprint_sim.cli import commands as command_line
from blueprint_sim.format.load import loads
from blueprint_sim.model.check import check
from docs import pictures

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")), ROOT / "benchmarks/README.md"]
PACKAGE = ROOT / "blueprint_sim"


def blocks(path: Path, language: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Give the commands of the documents, but the two that install and those that need hours."""
    texts = [text for path in DOCUMENTS for text in blocks(path, "sh")]
    lines = [line for text in texts for line in text.splitlines()]
    return sorted({line for line in lines if line.startswith("blueprint-sim ")})


def snippets() -> list[str]:
    """Give the scenarios; the parts of one in the reference are tried in `test_reference.py`."""
    whole = [path for path in DOCUMENTS if path.parent.name != "reference"]
    return [text for path in whole for text in blocks(path, "yaml")]


@pytest.mark.parametrize("snippet", snippets())
def test_scenarios_in_documents_are_sound(snippet: str) -> None:
    assert check(loads(snippet)) == []


@pytest.mark.parametrize("command", commands())
def test_commands_in_documents_work(command: str, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(command)[1:]
    if words[0] == "run":
        words += ["--replications", "3", "--jobs", "1"]
        words += [] if "--out" in words else ["--no-folder"]
    outcome = CliRunner().invoke(command_line, words)
    assert outcome.exit_code == 0, outcome.output


@pytest.mark.parametrize("snippet", blocks(ROOT / "README.md", "python"))
def test_python_in_the_readme_works(snippet: str, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, "README.md", "exec"), {})
    assert (tmp_path / "direct_agent.svg").stat().st_size > 10_000


@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_in_the_readme_is_what_comes_out(dark: bool, answer: Result) -> None:
    shown = ROOT / f"docs/pictures/voice_menu_first{'_dark' * dark}.svg"
    drawn = answer.draw("ivr_heavy", dark=dark).to_bytes("svg")
    assert shown.read_bytes() == drawn, "draw it again: python -m docs.pictures"


def test_the_figures_in_the_readme_are_what_comes_out(answer: Result) -> None:
    said = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())

    def both(result: Result, key: str, form: str) -> tuple[str, str]:
        menu, direct = (
            (format(result.variants[name].measures[key].mean, form))
            for name in ("ivr_heavy", "direct_agent")
        )
        return menu, direct

    menu, direct = both(answer, "misery_mean", ".1f")
    assert f"{direct} moments of misery a customer against {menu}" in said
    menu, direct = both(answer, "share_resolved", ".0%")
    assert f"{direct} resolved against {menu}" in said
    menu, direct = both(answer, "cost_per_resolved", ".2f")
    assert f"EUR {direct} for a resolved issue against {menu}" in said
    menu, direct = both(answer, "share_abandoned", ".1%")
    assert f"{direct} hang up instead of {menu}" in said
    gentler = answer.model.with_({"experience.feels.repeated_question": -0.5})
    found = compare(gentler, "direct_agent", progress=False)
    menu, direct = both(found, "share_resolved", ".1%")
    assert f"({menu} against {direct})" in said
    menu, direct = both(found, "misery_mean", ".1f")
    assert f"with {menu} moments of misery against {direct}" in said


@pytest.fixture(scope="module")
def answer() -> Result:
    return pictures.answer()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)|src(?:set)?=\"([^\"#:]+)\"", text)
    targets = ["".join(found) for found in targets]
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


def feature_table() -> list[str]:
    text = (ROOT / "docs/design.md").read_text(encoding="utf-8")
    rows = text.split("## Which file holds what", 1)[1].splitlines()
    cells = [row.split("|")[2] for row in rows if row.startswith("|")]
    return re.findall(r"`([\w./]+)`", " ".join(cells))


def test_every_file_of_the_table_exists() -> None:
    assert [name for name in feature_table() if not (PACKAGE / name).exists()] == []


def test_every_module_has_its_place_in_the_table() -> None:
    told = feature_table()
    modules = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    homeless = [
        name
        for name in modules
        if not name.endswith("__init__.py")
        and name not in told
        and not any(place.endswith("/") and name.startswith(place) for place in told)
    ]
    assert homeless == []


def test_readme_has_one_block_to_run_and_one_to_test() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for heading in ("Run it", "Test it"):
        section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
        assert section.count("```") == 2
