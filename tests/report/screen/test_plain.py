"""Plain text: paragraphs, items and tables of at most 80 columns."""

from __future__ import annotations

from math import inf, nan

from blueprint_sim.report.screen.plain import amount, item, paragraph, table, text

WORD = "waiting "


def test_a_text_ends_in_one_newline_and_no_line_in_blanks() -> None:
    assert text(["one  ", "", "two", "", ""]) == "one\n\ntwo\n"


def test_a_paragraph_is_cleaned_and_broken_at_eighty_columns() -> None:
    assert paragraph("bell \x07 and\nbook") == ["bell and book"]
    assert [len(line) for line in paragraph(WORD * 11)] == [79, 7]


def test_an_item_is_indented_and_what_follows_a_little_more() -> None:
    first, second = item("agents", WORD * 10)
    assert first == f"  agents: {WORD * 8}".rstrip()
    assert second == "    waiting waiting"


def test_a_table_folds_long_cells_and_sets_numbers_to_the_right() -> None:
    rows = [("ask", "1.00", "one two"), ("tell them", "12.50", "x")]
    lines = table(("step", "visits", "then"), rows, (5, 6, 4), ("visits",))
    assert [line.rstrip() for line in lines] == [
        "step  visits then",
        "ask     1.00 one",
        "             two",
        "tell   12.50 x",
        "them",
    ]


def test_a_head_that_is_too_long_is_cut() -> None:
    assert list(table(("a long head",), [], (8,))) == ["a lon..."]


def test_what_cannot_be_told_is_a_question_mark() -> None:
    assert [amount(number) for number in (1.25, 0.0, inf, nan)] == ["1.25", "0.00", "?", "?"]
