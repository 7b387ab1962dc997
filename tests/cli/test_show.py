from __future__ import annotations

import pytest

from tests.cli.calling import call


@pytest.mark.parametrize("form", ["mermaid", "dot", "graphml"])
def test_show(scenario: str, form: str) -> None:
    assert "person_first" in call("show", scenario).stdout
    assert "assumed" in call("show", scenario, "--resolved").stdout
    drawn = call("show", scenario, "--variant", "menu_first", "--graph", form)
    assert (drawn.exit_code, "help" in drawn.stdout) == (0, True)
