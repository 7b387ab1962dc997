from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import ROOT, SCENARIO, heard, program


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
