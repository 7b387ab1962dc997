from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from blueprint_sim import __version__, cli
from blueprint_sim.errors import OutputError, Runaway

ROOT = Path(__file__).parents[1]
SCENARIO = """\
scenario: Voice menu or a person?
run: {length: 1 h, replications: 2}
demand: {arrivals: 55 per hour}
personas: {caller: {patience: random 8 min}}
facts: {customer_number: 25 s, reason_for_call: 30 s}
compare: {baseline: menu_first}
variants:
  menu_first:
    teams: {menu: {kind: machine, carries: nothing}, agents: {size: 8, cost: 28 per hour}}
    steps:
      menu: {by: menu, asks: [customer_number, reason_for_call], resolves: 10%, if_not: help}
      help: {by: agents, asks: [customer_number], takes: about 4 min, resolves: 88%}
  person_first:
    like: menu_first
    without: [menu]
"""


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voice.yaml").write_text(SCENARIO)
    return "voice.yaml"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.commands, arguments)


def program(*arguments: str, **settings: Any) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "blueprint_sim", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        **settings,
    )


def heard(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for the end of a program, and give its stdout and stderr; one that hangs is killed."""
    try:
        return process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


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


@pytest.mark.parametrize("name", ["PERSON_first", "answered directly", "Answered Directly"])
def test_a_variant_goes_by_its_label_too(scenario: str, name: str) -> None:
    labelled = SCENARIO.replace(
        "like: menu_first", "like: menu_first\n    label: Answered directly"
    )
    Path(scenario).write_text(labelled)
    found = call("run", scenario, "--json", "--jobs", "1", "--variant", name)
    assert list(json.loads(found.stdout)["variants"]) == ["menu_first", "person_first"]
    assert call("show", scenario, "--variant", name, "--graph", "dot").exit_code == 0
    unknown = call("run", scenario, "--no-folder", "--variant", "nobody").stderr
    assert "there is no variant nobody. There are:\n  menu_first" in unknown
    assert "\n  person_first (Answered directly)\n" in unknown
    unnamed = call("show", scenario, "--graph", "dot").stderr
    assert "\n  person_first (Answered directly)\n" in unnamed


def test_a_label_that_two_variants_have_names_neither(scenario: str) -> None:
    twice = SCENARIO.replace("  menu_first:\n", "  menu_first:\n    label: The same\n")
    twice += "    label: the same\n"
    Path(scenario).write_text(twice)
    result = call("run", scenario, "--no-folder", "--variant", "THE SAME")
    assert result.exit_code == 2
    assert "THE SAME may be any of menu_first, person_first" in result.stderr


def test_set_changes_a_value(scenario: str) -> None:
    size = "variants.menu_first.teams.agents.size=9"
    result = call("run", scenario, "--no-folder", "--jobs", "1", "--set", size)
    assert "Both take 9 agents" in result.stdout


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


def test_drawings_are_files_of_their_own(scenario: str) -> None:
    drawn = call("draw", scenario)
    assert (drawn.exit_code, drawn.stderr) == (0, "")
    assert drawn.stdout == "Wrote voice-menu-first.svg\nWrote voice-person-first.svg\n"
    assert Path("voice-menu-first.svg").read_text().count("Menu") > 1
    again = call("draw", scenario, "--variant", "person first")
    assert again.exit_code == 2
    assert again.stderr == "voice-person-first.svg exists; --force would overwrite it\n"
    assert call("draw", scenario, "--variant", "person first", "--force").exit_code == 0
    for kind, magic in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")):
        told = call(
            *("draw", scenario, "--variant", "menu_first"),
            *("--format", kind, "--out", f"it.{kind}", "--dark"),
        )
        assert told.stdout == f"Wrote it.{kind}\n"
        assert Path(f"it.{kind}").read_bytes().startswith(magic)


def test_several_drawings_are_one_pdf_but_not_one_svg(scenario: str) -> None:
    assert call("draw", scenario, "--out", "all.pdf").stdout == "Wrote all.pdf\n"
    assert Path("all.pdf").read_bytes().count(b"/Type /Page ") == 2
    for arguments, said in [
        (("--out", "one.svg"), "one svg shows one variant; name it with --variant:"),
        (("--out", "one.gif"), "one.gif ends like no picture; let it end in .svg, .png or .pdf"),
        (("--out", "one.png", "--format", "svg"), "one.png would hold a svg; let it end in .svg"),
    ]:
        refused = call("draw", scenario, *arguments)
        assert refused.exit_code == 2
        assert said in refused.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["all.pdf", scenario]


def test_a_drawing_shows_what_a_run_found(scenario: str) -> None:
    call("run", scenario, "--jobs", "1", "--out", "ran")
    drawn = call("draw", scenario, "--variant", "menu_first", "--result", "ran", "--out", "it.svg")
    assert drawn.exit_code == 0, drawn.output
    assert Path("it.svg").read_bytes() == Path("ran/figures/blueprint-menu-first.svg").read_bytes()
    for options, said in [
        (["--set", "variants.menu_first.teams.agents.size=9"], "has changed since that run"),
        (["--result", "nowhere"], "there is no such folder"),
    ]:
        refused = call("draw", scenario, "--result", "ran", "--force", *options)
        assert refused.exit_code == 2
        assert said in refused.stderr
    other = call("draw", scenario, "--result", "ran", "--set", "run.seed=9", "--format", "png")
    assert other.exit_code == 0, other.output


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "voise.yaml"], "there is no file voise.yaml; did you mean voice.yaml?"),
        (["run", "."], ". is a folder; give the scenario file in it"),
        (["run", "voice.yaml", "--replications", "0"], "0 is too few; write 1 or more"),
        (["run", "voice.yaml", "--no-folder", "--jobs", "-1"], "-1 is too few; write 1 or more"),
        (["run", "voice.yaml", "--set", "size"], "'size' sets nothing; write --set path=value"),
        (["run", "voice.yaml", "--set", "runn.days=2"], "did you mean 'run'"),
        (
            ["run", "voice.yaml", "--variant", "person_frist"],
            "there is no variant person_frist; did you mean person_first?",
        ),
        (
            ["show", "voice.yaml", "--variant", "person_frist"],
            "there is no variant person_frist; did you mean person_first?",
        ),
        (["run", "voice.yaml", "--fail-if", "share_abandoned"], "this is no condition"),
        (["run", "voice.yaml", "--fail-if", "share_abandond > 1%"], "did you mean"),
        (["show", "voice.yaml", "--graph", "dot"], "--graph draws one variant"),
        (["rnu"], "Did you mean 'run'?"),
    ],
)
def test_a_mistake_is_answered_by_a_helpful_person(
    scenario: str, arguments: list[str], said: str
) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout
    assert "Traceback" not in result.stderr


def test_validate_says_everything_that_is_wrong(scenario: str) -> None:
    fine = call("validate", scenario)
    assert (fine.exit_code, fine.stdout) == (
        0,
        "voice.yaml: 2 variants, no problems, no warnings.\n",
    )
    Path(scenario).write_text(SCENARIO.replace("by: agents", "by: agent").replace("25 s", "25"))
    wrong = call("validate", scenario)
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("voice.yaml:")
    assert not wrong.stdout


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


@pytest.mark.parametrize("form", ["mermaid", "dot", "graphml"])
def test_show(scenario: str, form: str) -> None:
    assert "person_first" in call("show", scenario).stdout
    assert "assumed" in call("show", scenario, "--resolved").stdout
    drawn = call("show", scenario, "--variant", "menu_first", "--graph", form)
    assert (drawn.exit_code, "help" in drawn.stdout) == (0, True)


def test_init_writes_a_scenario_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("init").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "scenario.schema.json",
        "scenario.yaml",
    ]
    told = call("validate", "scenario.yaml")
    assert (told.stdout, told.stderr) == (
        "scenario.yaml: 3 variants, no problems, no warnings.\n",
        "",
    )
    ran = call("run", "scenario.yaml", "--no-folder", "--replications", "2", "--jobs", "1")
    assert ran.exit_code == 0, ran.output
    refused = call("init")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "scenario.yaml exists; --force would overwrite it\n",
    )
    Path("scenario.yaml").unlink()
    Path("scenario.schema.json").write_text("{}")
    assert "is another one" in call("init").stderr
    assert not Path("scenario.yaml").exists()
    assert call("init", "--force").exit_code == 0


def test_schema_is_what_init_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    call("init", "mine.yaml")
    schema = call("schema").stdout
    assert json.loads(schema)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert Path("scenario.schema.json").read_text() == schema
    assert "blueprint-sim run mine.yaml" in Path("mine.yaml").read_text()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ZeroDivisionError("oops"), 1, "Sorry, this is a bug in blueprint-sim"),
        (Runaway("the step 'loop' never ends"), 2, "the step 'loop' never ends"),
        (OutputError("results could not be written: disk full"), 4, "disk full"),
        (OSError(5, "Input/output error"), 4, "The machine said no: input/output error."),
        (MemoryError(), 4, "not enough memory"),
        (KeyboardInterrupt(), 130, "Stopped."),
        (BrokenPipeError(32, "Broken pipe"), 0, ""),
    ],
)
def test_exit_codes(
    scenario: str,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    said: str,
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(cli, "_read", fail)
    result = call("validate", scenario)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_the_traceback_of_a_bug(scenario: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(cli, "_read", fail)
    assert "Traceback" in call("--debug", "validate", scenario).stderr
    monkeypatch.setenv("BLUEPRINT_SIM_DEBUG", "1")
    assert "Traceback" in call("validate", scenario).stderr


def test_version() -> None:
    assert call("--version").stdout == f"blueprint-sim {__version__}\n"


def test_help_is_instant_and_imports_nothing_heavy() -> None:
    code = (
        "import sys, blueprint_sim.cli;"
        "heavy = {'numpy', 'scipy', 'networkx', 'simpy', 'pydantic', 'yaml', 'joblib'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    )
    assert found.stdout == "[]\n"
    before = os.times()
    with program("--help") as process:
        assert "Usage: blueprint-sim" in heard(process)[0]
    after = os.times()
    cpu = after.children_user + after.children_system
    assert cpu - before.children_user - before.children_system < 0.3


def test_a_reader_who_leaves_early_is_no_error(scenario: str) -> None:
    with program("schema") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (
            ["run", "voice.yaml", "--no-folder", "--jobs", "1", "--fail-if", "share_resolved > 5%"],
            3,
        ),
        (["run", "voice.yaml", "--jobs", "1", "--out", "/proc/nowhere/results"], 4),
        (["run", "voice.yaml", "--variant", "nobody"], 2),
        (["--nothing"], 2),
        (["run", "voice.yaml", "--set", "runn.days=2"], 2),
        (["validate", "voice.yaml"], 0),
    ],
)
def test_the_exit_code_outlives_a_reader_of_both_streams(
    scenario: str, arguments: list[str], code: int
) -> None:
    """As in ``2>&1 | head -0`` under ``set -o pipefail``."""
    Path(scenario).write_text(SCENARIO.replace("random 8 min", "8 min"))
    reading, writing = os.pipe()
    os.close(reading)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "blueprint_sim", *arguments]
    with os.fdopen(writing, "w") as pipe:
        assert subprocess.run(command, stdout=pipe, stderr=pipe, env=env).returncode == code


def test_stdout_on_a_full_disk(scenario: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open("/dev/full", "w") as full:
        process = subprocess.run(
            [sys.executable, "-m", "blueprint_sim", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
        )
    assert (process.returncode, process.stderr.count("\n")) == (4, 1)
    assert "no space left" in process.stderr


def test_a_stream_that_knows_no_unicode(scenario: str) -> None:
    Path(scenario).write_text(SCENARIO.replace("Voice menu or a person?", "'Sprachmenü: 直接'"))
    settings = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with program("run", scenario, "--no-folder", "--jobs", "1", env=settings) as process:
        said, talk = heard(process)
    assert (process.returncode, talk) == (0, "")
    assert said.isascii()
    assert said.startswith("Sprachmen?")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_run_at_once(scenario: str, jobs: str) -> None:
    arguments = ("run", scenario, "--replications", "1000000", "--jobs", jobs, "--out", "results")
    with program(*arguments, start_new_session=True) as process:
        assert process.stderr is not None
        time.sleep(4)
        assert process.poll() is None
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        said, talk = heard(process)
        took = time.monotonic() - started
    assert process.returncode == 130
    assert took < 2
    assert "Traceback" not in talk
    assert "Stopped." in talk
    assert said == ""
    assert [path.name for path in Path().iterdir()] == ["voice.yaml"]
    while left := list(_in_session(process.pid)):
        assert time.monotonic() - started < 2, left
        time.sleep(0.05)


@pytest.mark.parametrize("after", [0.4, 0.6, 0.8, 1.0])
def test_ctrl_c_while_workers_start_is_one_line(scenario: str, after: float) -> None:
    arguments = ("run", scenario, "--replications", "1000000", "--jobs", "2")
    with program(*arguments, start_new_session=True) as process:
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        said, talk = heard(process)
    # Killed by the signal itself is 130 to a shell: Python ends so if it was compiling code.
    assert process.returncode in (130, -signal.SIGINT)
    assert (said, talk) == ("", "\nStopped. Nothing half-done was left behind.\n")


def test_an_import_that_ctrl_c_broke_is_no_bug(
    scenario: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as stopped:
            raise ImportError("numpy failed to import") from stopped

    monkeypatch.setattr(cli, "_read", fail)
    result = call("validate", scenario)
    assert (result.exit_code, result.stderr.count("\n")) == (130, 2)


def _in_session(leader: int) -> Iterator[str]:
    """Find what still lives in the session of a process: the workers that it left behind."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            yield stat.parent.name
