"""Files that appear whole or not at all: written aside, then put in their place."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from blueprint_sim.errors import InTheWayError, OutputError

OPTION, ARGUMENT = "--force", "force=True"
"""The leave to overwrite, as the command line and as Python write it."""


def write_file(
    path: Path, content: str | bytes, *, force: bool = False, leave: str = OPTION
) -> None:
    """Write one file in one move; text in UTF-8. A message calls the leave to overwrite `leave`.

    Raises
    ------
    InTheWayError
        If it exists, and not `force`; if it is a folder.
    OutputError
        If it cannot be written; what was there stands as before.
    """
    refuse_file(path, force=force, leave=leave)
    with _said_in_one_line(path):
        aside = _aside(path)
        try:
            _write(aside, content)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


def refuse_file(path: Path, *, force: bool = False, leave: str = OPTION) -> None:
    """Raise `InTheWayError` unless a file may be written here: nothing is there, or `force`."""
    if path.is_dir():
        raise InTheWayError(f"{path} is a folder; give the name of a file")
    if path.exists() and not force:
        raise InTheWayError(f"{path} exists; {leave} would overwrite it")


def put_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write `files` as a folder in one move, in the place of whatever folder is there.

    Parameters
    ----------
    folder
        Where; the folders above it are made.
    files
        Texts and bytes by name; a name with slashes goes into a folder inside.

    Raises
    ------
    OutputError
        If it cannot be written; then nothing is left behind, and what was there stands as before.
    """
    with _said_in_one_line(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(folder)
        try:
            aside.mkdir()
            for name, content in files.items():
                path = aside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, content)
            _swap(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _aside(path: Path) -> Path:
    """Name a neighbour of `path` that nobody has, on the same disk."""
    return path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.part")


def _write(path: Path, content: str | bytes) -> None:
    """Write, and wait until the disk has it: only then is it known to have had the room."""
    with path.open("xb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def _swap(new: Path, folder: Path) -> None:
    """Put `new` in the place of `folder`, which is put back if that fails."""
    if not folder.exists():
        new.rename(folder)
        return
    old = _aside(folder)
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        with suppress(OSError):
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _said_in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{path} could not be written: {reason.lower()}") from error
