"""What is said of a table at a terminal."""

from typing import Any

from app.commands.table_lines import none_taken, table_lines
from app.imports.tables.row_problems import RowProblems
from app.reading.tables.model import Problem


def told(*problems: Problem) -> list[str]:
    """The lines on problems of rows."""
    found = RowProblems()
    for problem in problems:
        found.add(problem)
    return table_lines(found.summary())


def test_rows_with_the_same_problem_are_counted_in_one_line() -> None:
    many = [Problem(row, "Answer", "Perhaps", "it is refused.", "") for row in range(2, 702)]
    other = Problem(9, "Page", "x", "this is no number", "Write digits.")
    assert told(*many, other) == [
        "not taken: 700 rows, column “Answer”, “Perhaps”: it is refused."
        " The first are rows 2, 3, 4.",
        "not taken: row 9, column “Page”, “x”: this is no number. Write digits.",
    ]


def test_very_many_kinds_of_problem_are_counted() -> None:
    lines = told(*(Problem(row, "Page", f"x{row}", "no.", "") for row in range(1000)))
    assert len(lines) == 51
    assert lines[-1] == "not taken for yet other reasons: 950 cells or rows."


def test_an_encoding_that_was_found_out_is_said_with_its_words() -> None:
    guess: dict[str, Any] = {"encoding": "mac_cyrillic", "confidence": 0.9, "samples": ["Да", "Я"]}
    first, second = table_lines({"encoding": guess})
    assert first == "Read as MacCyrillic (90% sure)."
    assert "give --encoding, one of utf-8, " in second
    assert second.endswith("Some words: Да, Я")
    assert len(table_lines({"encoding": guess | {"confidence": 1.0}})) == 1


def test_a_table_of_which_nothing_is_taken_is_told() -> None:
    def tally(**counts: int) -> dict[str, Any]:
        return {"name": "t.csv", "tally": counts}

    message = none_taken(tally(rows=1200, good=0, duplicates=0, refused=1200))
    assert message
    assert message.startswith("t.csv: none of its 1,200 rows is taken.")
    one = none_taken(tally(rows=1, good=0, duplicates=0, wrong=1))
    assert one
    assert one.startswith("t.csv: its only row is not taken.")
    assert none_taken(tally(rows=2, good=1, duplicates=0, wrong=1)) is None
    assert none_taken(tally(rows=0, good=0, duplicates=0)) is None
