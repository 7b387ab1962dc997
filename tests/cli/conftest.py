"""A scenario to call commands with, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import SCENARIO


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voice.yaml").write_text(SCENARIO)
    return "voice.yaml"
