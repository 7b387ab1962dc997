from __future__ import annotations

from pathlib import Path

from tests.cli.calling import call


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
