from __future__ import annotations

import os
import subprocess
import sys

from blueprint_sim import __version__
from tests.cli.calling import ROOT, call, heard, program


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
