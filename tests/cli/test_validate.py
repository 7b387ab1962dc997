from __future__ import annotations

from pathlib import Path

from tests.cli.calling import SCENARIO, call


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
