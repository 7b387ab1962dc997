from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.cli import validate
from blueprint_sim.errors import OutputError, Runaway
from tests.cli.calling import call, heard, program


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

    monkeypatch.setattr(validate, "read", fail)
    result = call("validate", scenario)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_the_traceback_of_a_bug(scenario: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(validate, "read", fail)
    assert "Traceback" in call("--debug", "validate", scenario).stderr
    monkeypatch.setenv("BLUEPRINT_SIM_DEBUG", "1")
    assert "Traceback" in call("validate", scenario).stderr


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

    monkeypatch.setattr(validate, "read", fail)
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
