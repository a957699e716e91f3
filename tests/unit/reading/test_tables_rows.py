"""Rows of a table as a whole: their numbers, rows that end early, what a format has not."""

from pathlib import Path
from typing import Any

import pytest

from app.errors import UnreadableError
from app.reading.tables.reader import read_table
from tests.unit.reading.table_samples import entries, read, write

MAP = """
name = "small"
title = "Small"
[values.number]
column = "Nr"
form = "item_number"
[values.text]
column = "Text"
required = true
[values.page]
column = "Page"
form = "integer"
[[entries]]
entry = "item"
[entries.content]
number = "{number}"
official_text = "{text}"
note = "{page}"
"""


def small(folder: Path, *lines: str, **options: Any) -> Any:
    """Rows and report of a table of three columns."""
    return read(write(folder, ["Nr,Text,Page", *lines]), map_text=MAP, **options)


def test_the_first_row_tells_the_last_numbers_of_all(tmp_path: Path) -> None:
    rows, _ = small(tmp_path, ",Mend it.,1", "2(b),Open it.,2", "C4,It is shut.,3", "7,Bad.,x")
    assert rows[0].last_numbers == {"": 7, "C": 4}
    assert not any(row.last_numbers for row in rows[1:])
    assert "number" not in entries(rows, "item")[0]


def test_a_row_that_ends_early_says_so(tmp_path: Path) -> None:
    rows, report = small(tmp_path, "1,Open it", "2", "3,Shut it.,4")
    assert [warn.code for warn in rows[0].warnings] == ["short"]
    assert "ends before the column “Page”." in rows[0].warnings[0].message
    (problem,) = rows[1].problems
    assert str(problem) == (
        "row 3, column “Text”: the row ends before this column. Put a text of several lines in"
        " quotation marks, or fill the row up."
    )
    assert not rows[2].warnings
    assert (report.tally.good, report.tally.wrong) == (2, 1)


def test_a_row_may_end_before_columns_that_nobody_reads(tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, ["Nr,Text,Page,Rest", "1,Open it.,2"]), map_text=MAP)
    assert not rows[0].warnings


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"sheet": "List"}, "t.csv: it is CSV, which has no sheet: leave “List” out."),
        ({"encoding": "odd"}, "t.csv: no encoding “odd”. Choose one of utf-8, "),
    ],
)
def test_what_a_file_has_not_is_not_passed_over(
    given: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableError, match=says.split(":")[1]) as caught:
        small(tmp_path, "1,Open it.,2", **given)
    assert caught.value.message.startswith(says)


def test_json_is_not_read_in_another_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, ['{"Nr": "1", "Text": "Open it.", "Page": 3}'], name="t.jsonl")
    with pytest.raises(UnreadableError, match="JSONL is read as UTF-8: leave “cp1251” out"):
        read_table(path, path.name, {"map_text": MAP, "encoding": "Windows-1251"})


def test_an_encoding_may_be_said_by_its_usual_name(tmp_path: Path) -> None:
    path = write(tmp_path, ["Nr,Text,Page", "1,Открыть.,2"], "mac_cyrillic")
    rows, report = read(path, map_text=MAP, encoding="MacCyrillic")
    assert entries(rows, "item")[0]["official_text"] == "Открыть."
    assert report.facts.encoding
    assert report.facts.encoding.confidence == 1
