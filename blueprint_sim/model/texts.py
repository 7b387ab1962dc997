"""Texts: prose, titles, names, and words of which only a few will do."""

from __future__ import annotations

from typing import Any

from blueprint_sim.model.base import Tree, Wrong, did_you_mean, shown


def word(value: Tree) -> str:
    """Read prose, or a name."""
    if not isinstance(value, str):
        raise Wrong.because(f"{shown(value)} stands where text belongs", "write text")
    return value


def prose(value: Tree) -> str:
    """Read prose; blanks around it say nothing, and blanks alone are none."""
    return word(value).strip()


def title(value: Tree) -> str:
    """Read prose that is not empty."""
    if not word(value).strip():
        raise Wrong.because("a title is missing here", "write a few words")
    return str(value)


def name(value: Tree) -> str:
    """Read a name: not empty, and without the marks that paths and sources are written with."""
    if not isinstance(value, str):
        raise Wrong.because(f"{shown(value)} stands where a name belongs", "write one name")
    text = value.strip()
    if not text:
        raise Wrong.because("a name is missing here", "write a name")
    odd = sorted(set(".[](){},:=\n\t") & set(text))
    if odd or not text.isprintable():
        marks = f"'{odd[0]}'" if odd and odd[0].isprintable() else "such character"
        raise Wrong.because(f"{shown(text)} is not a name", f"a name has no {marks} in it")
    return text


def one_of(*choices: str) -> Any:
    """Make a reader of one of a few words."""

    def read(value: Tree) -> str:
        if not isinstance(value, str):
            said = f"{shown(value)} stands where a word belongs"
            raise Wrong.because(said, f"write one of {', '.join(choices)}")
        if value in choices:
            return value
        guess = did_you_mean(value, choices).replace("known here:", "one of")
        raise Wrong.because(f"{shown(value)} is not known here", guess)

    return read


def yes_or_no(value: Tree) -> bool:
    """Read ``yes`` or ``no``."""
    words = {"yes": True, "true": True, "no": False, "false": False}
    if not isinstance(value, str) or value.casefold() not in words:
        raise Wrong.because(f"{shown(value)} is neither yes nor no", "write yes or no")
    return words[value.casefold()]
