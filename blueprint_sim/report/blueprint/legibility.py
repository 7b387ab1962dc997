"""Whether type on a screen can be read from across a room."""

from __future__ import annotations

from typing import Final

CAPITAL: Final = 0.73
"""Height of a capital of DejaVu Sans, in ems."""
ARC_MINUTES: Final = 3438.0
"""In a radian."""
WANTED_STEP: Final = 15.0
"""Arc minutes wanted for the names of steps; notes are content with `WANTED_NOTE`."""
WANTED_NOTE: Final = 12.0


def arc_minutes(
    pt: float, page_height: float, *, picture_height: float = 1.2, distance: float = 3.0
) -> float:
    """Height of a capital as the eye sees it, in arc minutes.

    Parameters
    ----------
    pt : float
        Size of the type, in points.
    page_height : float
        Height of the page that it is set on, in inches.
    picture_height : float
        Height of that page on the wall, in metres.
    distance : float
        From the wall to the eye, in metres.

    Returns
    -------
    float
        ``3438 * 0.73 * (pt / 72) / page_height * picture_height / distance``.
    """
    share = CAPITAL * pt / 72 / page_height
    return ARC_MINUTES * share * picture_height / distance
