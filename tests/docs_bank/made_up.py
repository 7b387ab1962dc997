"""Logs in the format of the real one, made up so that the answers are known."""

from __future__ import annotations

from pathlib import Path

from docs.bank.log import Calls, read, seconds

HEAD = (
    "call_id,customer,priority,type,date,vru_entry,vru_exit,vru_seconds,queue_entry,queue_exit,"
    "queue_seconds,outcome,service_start,service_exit,service_seconds,agent"
)
SUNDAY, MONDAY, FRIDAY = "1999-10-03", "1999-10-04", "1999-10-08"


def call(
    at: str,
    day: str = SUNDAY,
    kind: str = "PS",
    *,
    priority: int = 0,
    menu: int = 10,
    wait: int = 0,
    talk: int | None = None,
    agent: str = "A01",
    outcome: str = "",
) -> str:
    """Write a call that comes at a time of day; without `talk` it hangs up.

    `wait` of 0 is none: the caller is answered at once, or hangs up in the menu.
    """
    left = seconds(at) + menu
    began = left + wait
    line = [clock(left), clock(began)] if wait else ["00:00:00", "00:00:00"]
    served = ["00:00:00", "00:00:00"] if talk is None else [clock(began), clock(began + talk)]
    cells = [
        "1", "", str(priority), kind, day, at, clock(left), str(menu), *line, str(wait),
        outcome or ("HANG" if talk is None else "AGENT"),
        *served, str(talk or 0), "" if talk is None else agent,
    ]  # fmt: skip
    return ",".join(cells)


def clock(second: int) -> str:
    return f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def every(minutes: int, day: str = SUNDAY, upto: str = "24:00:00") -> list[str]:
    """Write short calls all day from 07:00 on, each answered at once by A01 for 60 s."""
    ends = seconds(upto)
    return [call(clock(at), day, talk=60) for at in range(7 * 3600, ends, 60 * minutes)]


def log(folder: Path, *calls: str) -> Calls:
    path = folder / "log.csv"
    path.write_text("\n".join([HEAD, *calls]) + "\n", encoding="utf-8")
    return read(path)
