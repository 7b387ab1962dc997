"""The standard streams of a command: who no longer listens to them must not end it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


def write_out(text: str) -> None:
    """Print data; a stream that lacks some character gets a question mark instead."""
    if sys.stdout is None:
        return
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough; the exit code that is due still is.
        hush(sys.stdout)


def say(text: str) -> None:
    """Say something on stderr, beside the data."""
    if sys.stderr is None:
        return
    with unheard():
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def watched() -> bool:
    """Tell whether somebody is looking at stderr."""
    return bool(sys.stderr and sys.stderr.isatty())


@contextmanager
def unheard() -> Iterator[None]:
    """Go on where nobody listens to stderr any more: the exit code still counts."""
    try:
        yield
    except BrokenPipeError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Send what is still buffered, and all that follows, nowhere."""
    if (descriptor := _descriptor(stream)) is not None:
        _send_nowhere(descriptor)


def _send_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


@contextmanager
def silent_workers() -> Iterator[None]:
    """Give the processes that are started meanwhile no stderr.

    Ctrl-C reaches them too, and a Python that is just starting answers it with a traceback. What
    goes wrong in their work is raised here.
    """
    loud = sys.stderr
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    _send_nowhere(2)
    try:
        if _descriptor(loud) == 2:
            sys.stderr = os.fdopen(kept, "w", 1, loud.encoding, loud.errors, closefd=False)
        yield
    finally:
        with unheard():
            sys.stderr.flush()
        sys.stderr = loud
        os.dup2(kept, 2)
        os.close(kept)


def _descriptor(stream: TextIO) -> int | None:
    try:
        return stream.fileno()
    except (OSError, ValueError):
        return None
