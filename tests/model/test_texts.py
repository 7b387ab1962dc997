from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.base import Wrong
from blueprint_sim.model.texts import name, one_of, prose, title, word, yes_or_no


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.b", "a name has no '.' in it"),
        ("a\u200eb", "a name has no such character in it"),
        (" ", "a name is missing here"),
        (["a"], "stands where a name belongs"),
    ],
)
def test_what_is_no_name_is_refused_in_words(text: Any, said: str) -> None:
    with pytest.raises(Wrong, match=said):
        name(text)


def test_blanks_around_a_name_and_prose_say_nothing() -> None:
    assert name(" menu first ") == "menu first"
    assert prose("\n Two words \n") == "Two words"


def test_text_is_text_and_a_title_is_not_empty() -> None:
    assert title("As is") == "As is"
    with pytest.raises(Wrong, match="a title is missing here"):
        title("  ")
    with pytest.raises(Wrong, match="stands where text belongs"):
        word(8)


def test_one_of_a_few_words() -> None:
    read = one_of("people", "machine")

    assert read("machine") == "machine"
    with pytest.raises(Wrong, match="did you mean 'machine'"):
        read("machin")
    with pytest.raises(Wrong, match="write one of people, machine"):
        read(["people"])


def test_yes_or_no() -> None:
    assert [yes_or_no(text) for text in ("yes", "No", "true")] == [True, False, True]
    with pytest.raises(Wrong, match="neither yes nor no"):
        yes_or_no("perhaps")
