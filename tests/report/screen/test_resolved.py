"""The text of `show --resolved`: every number, its source, and what holds unsaid."""

from __future__ import annotations

from blueprint_sim.report.screen.resolved import show_resolved
from tests.model.small import scenario


def test_resolved_numbers_are_counted_and_their_sources_told():
    text = show_resolved(
        scenario(
            "help: {by: agents, takes: about 4 min (brown)}",
            teams="teams: {agents: {size: 8}}",
            others="sources: {brown: {title: Brown et al. 2005, grade: measured, note: One bank.}}",
        )
    )
    assert (
        "\nvariants.a                             value            source          grade\n" in text
    )
    assert (
        "\nsteps.help.takes                       about 4 min      brown           measured\n"
        in text
    )
    assert "\n21 numbers: 18 assumed, 1 measured, 1 folklore, 1 anecdote.\n" in text
    assert "\n  brown: Brown et al. 2005 (measured). One bank.\n" in text
    assert "\n  acceptable_wait: expectations differ" in text


def test_long_paths_are_folded_behind_a_dot():
    step = "a_step_with_quite_a_long_name"
    text = show_resolved(scenario(f"{step}: {{by: agents, asks: {{number: {{takes: 5 s}}}}}}"))
    assert f"\nsteps.{step}.\nasks.number.takes " in text


def test_resolved_says_what_holds_where_nothing_is_written():
    text = show_resolved(scenario("help: {by: agents, takes: about 4 min}"))
    held = text[text.index("where nothing is written") :]
    assert any(line.split() == ["run.length", "8", "h"] for line in held.splitlines())
    assert "variants.a.teams.agents.carries" in held
