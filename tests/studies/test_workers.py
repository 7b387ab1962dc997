from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from blueprint_sim.errors import OutputError, Problem, ScenarioError
from blueprint_sim.studies.workers import in_order

ROOT = Path(__file__).parents[2]


def square(number: int) -> int:
    """Take longer for the first ones, so that they would come last."""
    time.sleep(0.05 if number < 2 else 0)
    return number**2


def fail(number: int) -> int:
    raise ScenarioError([Problem(("a",), "is wrong", "write b")])


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_results_stand_in_order(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    found = in_order(square, 6, jobs, lambda done, total: told.append((done, total)))
    assert found == [0, 1, 4, 9, 16, 25]
    assert told == [(done, 6) for done in range(1, 7)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_through_whole(jobs: int) -> None:
    with pytest.raises(ScenarioError) as caught:
        in_order(fail, 3, jobs)
    assert caught.value.problems == (Problem(("a",), "is wrong", "write b"),)


def test_a_killed_process_is_said_in_one_line() -> None:
    with pytest.raises(OutputError, match="killed from outside"):
        in_order(die, 3, 2)


def test_one_process_does_without_joblib() -> None:
    code = """
        import sys
        from blueprint_sim.studies.workers import in_order
        assert in_order(abs, 3) == [0, 1, 2]
        assert "joblib" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, cwd=ROOT)


@pytest.mark.skipif(sys.platform == "win32", reason="signals and sessions of POSIX")
def test_ctrl_c_ends_everything() -> None:
    code = """
        import time
        from blueprint_sim.studies.workers import in_order

        def nap(number):
            time.sleep(600 if number else 0)

        in_order(nap, 9, 2, lambda done, total: print(done, flush=True))
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        try:
            # The pipe is at its end only when no child holds it any more; each would sleep on
            # for ten minutes.
            process.communicate(timeout=20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        assert process.returncode != 0
