"""``blueprint-sim draw``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias, cast

from blueprint_sim.cli.parser import Mistake, command, flag, one_of, path, several
from blueprint_sim.cli.scenario import known, named, read, scenario_file
from blueprint_sim.streams import write_out

Picture: TypeAlias = Literal["svg", "png", "pdf"]
PICTURES: tuple[Picture, ...] = ("svg", "png", "pdf")


@command()
@scenario_file
@several("--variant", "names", help="Only this one.")
@one_of(
    "--format",
    "kind",
    words=PICTURES,
    help="Default: as --out ends, else svg. A pdf has a page a slide.",
)
@path(
    "--result",
    "ran",
    metavar="FOLDER",
    help="Show what the run that left this folder found: waits, losses, misery.",
)
@flag("--dark", help="For a dark slide.")
@path("--out", help="The file to write; a pdf may hold several variants. Default: a file for each.")
@flag("--force", help="Overwrite what is there.")
def draw(
    scenario: Path,
    sets: tuple[str, ...],
    names: tuple[str, ...],
    kind: str | None,
    ran: Path | None,
    dark: bool,
    out: Path | None,
    force: bool,
) -> None:
    """Draw each blueprint: steps in lanes, and the ways between."""
    from blueprint_sim.report.album import album
    from blueprint_sim.report.atomic import refuse_file, write_file
    from blueprint_sim.report.blueprint.drawing import draw_variant
    from blueprint_sim.report.filenames import slugs
    from blueprint_sim.report.recall import found_for

    form = _format(kind, out)
    checked, _ = read(scenario, sets)
    result = found_for(ran, checked, named(names, checked)) if ran else None
    drawable = checked.variants if result is None else result.variants
    chosen = named(names, checked) or tuple(drawable)
    if out and len(chosen) > 1 and form != "pdf":
        raise Mistake(f"one {form} shows one variant; name it with --variant:\n{known(checked)}")
    stems = slugs(drawable, "variant")
    files: dict[Path, tuple[str, ...]] = (
        {out: chosen}
        if out
        else {
            Path(f"{scenario.stem}-{stems[name]}{'-dark' * dark}.{form}"): (name,)
            for name in chosen
        }
    )
    for file in files:
        refuse_file(file, force=force)
    for file, shown in files.items():
        drawn = (
            album(checked, shown, result, dark=dark)
            if form == "pdf"
            else draw_variant(checked, shown[0], result, dark=dark).bytes(form)
        )
        write_file(file, drawn, force=force)
        write_out(f"Wrote {file}\n")


def _format(kind: str | None, out: Path | None) -> Picture:
    """Settle the format of a picture, by word or by the ending of its file."""
    ending = out.suffix[1:].lower() if out else ""
    if kind is None and out and ending not in PICTURES:
        raise Mistake(f"{out} ends like no picture; let it end in .svg, .png or .pdf")
    if kind and ending in PICTURES and ending != kind:
        raise Mistake(f"{out} would hold a {kind}; let it end in .{kind}")
    return cast(Picture, kind or ending or "svg")
