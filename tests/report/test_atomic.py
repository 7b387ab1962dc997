from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from blueprint_sim.errors import InTheWayError, OutputError
from blueprint_sim.report.atomic import put_folder, write_file

FILES: dict[str, str | bytes] = {"manifest.json": "{}\n", "figures/a.png": b"\x89PNG\r\n\x00"}


def names(path: Path) -> list[str]:
    return sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    put_folder(tmp_path / "new" / "run", FILES)
    assert names(tmp_path) == ["new/run/figures/a.png", "new/run/manifest.json"]
    assert (tmp_path / "new" / "run" / "manifest.json").read_bytes() == b"{}\n"
    assert (tmp_path / "new" / "run" / "figures" / "a.png").read_bytes() == b"\x89PNG\r\n\x00"


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", 'a,"b\r\nc"\né\u2028\n')
    assert (tmp_path / "a.csv").read_bytes() == 'a,"b\r\nc"\né\u2028\n'.encode()


def test_another_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    put_folder(tmp_path / "run", FILES)
    put_folder(tmp_path / "run", {"manifest.json": "new"})
    assert names(tmp_path) == ["run/manifest.json"]
    assert (tmp_path / "run" / "manifest.json").read_text() == "new"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "no space left on device"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "read-only file system"),
    ],
)
def test_a_disk_that_says_no_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    put_folder(tmp_path / "run", FILES)

    def full(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=f"could not be written: {said}$"):
        put_folder(tmp_path / "run", {"manifest.json": "new"})
    with pytest.raises(OutputError, match=f"could not be written: {said}$"):
        write_file(tmp_path / "one.yaml", "text")
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]
    assert names(tmp_path / "run") == sorted(FILES)


@pytest.mark.parametrize("writes", range(1, 4))
def test_an_interrupt_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """Whichever of the files is being written."""
    left = iter(range(writes - 1))

    def interrupted(_: int) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put_folder(tmp_path / "run", {**FILES, "last.txt": ""})
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "one.yaml", "text")
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_comes_back_if_the_last_move_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    put_folder(out, FILES)
    rename = Path.rename

    def stubborn(self: Path, target: Path) -> Path:
        if self.name.endswith(".part") and target == out and (self / "new.txt").exists():
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(OutputError, match="input/output error"):
        put_folder(out, {"manifest.json": "", "new.txt": ""})
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]
    assert names(out) == sorted(FILES)


def test_files_are_written_once(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    write_file(path, "a: b\n")
    with pytest.raises(InTheWayError, match="exists; --force would overwrite it"):
        write_file(path, "c: d\n")
    write_file(path, "c: d\n", force=True)
    assert path.read_text() == "c: d\n"
    with pytest.raises(InTheWayError, match="is a folder"):
        write_file(tmp_path, "", force=True)
