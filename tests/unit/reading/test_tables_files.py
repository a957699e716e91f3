"""Files of tables: delimited text, workbooks, JSON; what they say and what stops them."""

import json
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.errors import UnreadableError
from app.reading.tables.model import Row, Sheet, TableOptions
from app.reading.tables.opening import open_sheet
from app.reading.tables.reader import read_table
from tests.made_files.bad import bomb_xlsx, noise, ole, picture, plain_docx
from tests.unit.reading.table_samples import row_xml, sheet_xml, write, write_workbook


def opened(path: Path, **options: Any) -> tuple[Sheet, list[Row]]:
    """Return a sheet and all its rows."""
    sheet = open_sheet(path, path.name, TableOptions(**options))
    return sheet, list(sheet.rows)


def cells(rows: list[Row]) -> list[list[Any]]:
    """Return the cells of rows."""
    return [row.cells for row in rows]


def refusal(path: Path, **options: Any) -> UnreadableError:
    """Return the error that opening or reading a table ends in."""
    with pytest.raises(UnreadableError) as caught:
        opened(path, **options)
    assert caught.value.message.startswith(path.name)
    return caught.value


@pytest.mark.parametrize(
    ("delimiter", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\r"), ("|", "\r\n")]
)
def test_delimiter_and_line_ends_are_told(delimiter: str, end: str, tmp_path: Path) -> None:
    lines = [delimiter.join(["No", "Text", "Note"])]
    lines += [delimiter.join([str(n), '"Words, more; and | others"', "x"]) for n in range(5)]
    sheet, rows = opened(write(tmp_path, lines, end=end))
    assert sheet.facts.delimiter == delimiter
    assert sheet.facts.quoted is True
    assert sheet.facts.line_ends == {{"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[end]: 6}
    assert [row.number for row in rows] == [2, 3, 4, 5, 6]
    assert rows[4].cells == ["4", "Words, more; and | others", "x"]
    assert sheet.facts.rows == 5


def test_the_last_row_counts_though_its_line_has_no_end(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    for encoding in ("utf-8", "utf-16"):
        for end in ("", "\r", "\r\n"):
            path.write_bytes(f"No,Text\r\n1,one\r\n2,two{end}".encode(encoding))
            sheet, rows = opened(path)
            assert (sheet.facts.rows, len(rows)) == (2, 2)


def test_line_ends_within_quotes_are_not_those_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'No,Text\r\n1,"one\ntwo\n"\r\n\r\n2,three\r\n')
    sheet, rows = opened(path)
    assert sheet.facts.line_ends == {"CRLF": 4}
    assert sheet.facts.warnings == []
    assert [(row.number, row.cells[1]) for row in rows] == [(2, "one\ntwo\n"), (4, "three")]


def test_mixed_line_ends_are_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"No,Text\r\n1,one\n2,two\r3,three")
    sheet, rows = opened(path)
    assert cells(rows) == [["1", "one"], ["2", "two"], ["3", "three"]]
    (warning,) = sheet.facts.warnings
    assert warning.message == "Lines end in different ways: CRLF 1, CR 1, LF 1."


def test_a_delimiter_that_the_first_line_tells(tmp_path: Path) -> None:
    sheet, rows = opened(write(tmp_path, ["sep=|", "A, a|B, b", "1|2"]))
    assert sheet.facts.columns == ["A, a", "B, b"]
    assert (rows[0].number, rows[0].cells) == (3, ["1", "2"])


def test_a_quotation_mark_that_is_never_closed_is_found_at_its_row(tmp_path: Path) -> None:
    sheet, rows = opened(write(tmp_path, ["A,B", "1,x", '2,"y', "3,z", "4,z"]))
    assert [row.fault is not None for row in rows] == [False, True]
    assert rows[1].number == 3
    assert "none closes it" in str(rows[1].fault)
    assert [warning.code for warning in sheet.facts.warnings] == ["quotes"]


def test_a_cell_without_end_stops_reading_with_its_row(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, ["A,B", '1,"' + "x" * 1_100_000]))
    assert "row 2 has a cell of more than" in error.message
    assert error.code == "quotes"


def test_rows_that_are_too_long_or_short_are_marked(tmp_path: Path) -> None:
    _, rows = opened(write(tmp_path, ["A,B,C", "1,2,3", "1,2,3,4,", "1"]))
    assert [(row.surplus, row.short) for row in rows] == [([], False), (["4"], False), ([], True)]
    assert rows[2].cells == ["1", None, None]


def test_the_editor_may_choose_the_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, ["Text", "Guaraní"], "mac_roman")
    sheet, rows = opened(path, encoding="cp1252")
    assert cells(rows) == [["Guaran’"]]
    assert sheet.facts.others[0].encoding == "mac_roman"
    assert "Choose one of utf-8" in refusal(path, encoding="ebcdic").message


def test_an_encoding_in_doubt_is_said(tmp_path: Path) -> None:
    sheet, _ = opened(write(tmp_path, ["Text,Note", "Côte,x"], "cp1252", "\r\n"))
    assert [warning.code for warning in sheet.facts.warnings] == ["encoding"]


def test_a_lost_character_leaves_its_neighbours_as_they_are(tmp_path: Path) -> None:
    lines = ["To,Text,From,Response,Session", "Kazakhstan,x \ufffd y,France,Noted,20",
             "Kazakhstan,Un café d’accord,France,Noted,20"]  # fmt: skip
    path = write(tmp_path, lines)
    found = read_table(path, path.name, {"map": "upr-info"})
    first, second = list(found.rows)
    assert [warning.code for warning in first.warnings] == ["damaged"]
    assert second.warnings == []
    assert second.entries[-2].content["official_text"] == "Un café d’accord"
    assert found.report().facts.warnings == []


def test_two_encodings_in_one_file_are_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Text,Note\nun café,x\n".encode() + "vis-à-vis,y\n".encode("cp1252"))
    warnings = {warning.code: warning.message for warning in opened(path)[0].facts.warnings}
    assert warnings["encodings"] == (
        "Bytes of two encodings stand in the file: it is read as Windows-1252, and 1 word is UTF-8."
        " Save it in one encoding."
    )


def test_wide_text_with_and_without_mark(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        _, rows = opened(write(tmp_path, ["Страна;Текст", "Казахстан;Списки"], encoding))
        assert cells(rows) == [["Казахстан", "Списки"]]


def test_columns_of_one_name_are_told_apart_and_those_without_left_out(tmp_path: Path) -> None:
    sheet, rows = opened(write(tmp_path, ["Text,,Text,Note", "a,b,c,d"]))
    assert sheet.facts.columns == ["Text", "Text (2)", "Note"]
    assert cells(rows) == [["a", "c", "d"]]
    assert [warning.code for warning in sheet.facts.warnings] == ["column_twice", "column_unnamed"]


def test_a_title_above_the_names_is_passed_over(tmp_path: Path) -> None:
    lines = ["Answers to the mission,,", "", "No,Text,Note", "1,Words,x", "2,Words,"]
    sheet, rows = opened(write(tmp_path, lines))
    assert sheet.facts.columns == ["No", "Text", "Note"]
    assert [row.number for row in rows] == [4, 5]
    told, _ = opened(write(tmp_path, lines), header_row=4)
    assert told.facts.columns == ["1", "Words", "x"]
    assert "row 2" in refusal(write(tmp_path, lines), header_row=2).message


def test_workbook_with_titles_over_several_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Answers of the authority"])
    sheet.merge_cells("A1:E1")
    sheet.append(["No", "Item", None, "Answer", None])
    for cell in ("A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(cell)
    sheet.append([None, "Text", "Priority", "Position", "Date"])
    sheet.append([1, "Words", True, "Accepted", None])
    sheet["E4"] = "=DATE(2020,1,2)"
    book.save(tmp_path / "t.xlsx")
    found, rows = opened(tmp_path / "t.xlsx")
    assert found.facts.columns == [
        "No", "Item: Text", "Item: Priority", "Answer: Position", "Answer: Date",
    ]  # fmt: skip
    assert (rows[0].number, rows[0].cells) == (4, ["1", "Words", "true", "Accepted", None])
    assert rows[0].troubles == {4: "the cell is a formula whose value is not in the file."}


def test_workbook_gives_stored_values_of_formulas_and_names_errors(tmp_path: Path) -> None:
    formula = '<c r="B2"><f>1+1</f><v>2</v></c>'
    shared = '<c r="B3"><f t="shared" si="0"/></c>'
    error = '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    rows_xml = [
        row_xml(1, ["Text", "No"]),
        *(f'<row r="{n}">{cell}</row>' for n, cell in enumerate([formula, shared, error], 2)),
    ]
    _, rows = opened(write_workbook(tmp_path / "t.xlsx", {"S": sheet_xml(rows_xml)}))
    assert [row.cells[1] for row in rows] == ["2", None, "#DIV/0!"]
    assert [row.troubles.get(1, "")[:24] for row in rows] == [
        "", "the cell is a formula wh", "the cell shows an error ",
    ]  # fmt: skip


def test_workbook_is_told_by_its_content_since_kept_files_have_no_ending(tmp_path: Path) -> None:
    data = sheet_xml([row_xml(1, ["Text"]), row_xml(2, ["first"])])
    kept = write_workbook(tmp_path / "t.xlsx", {"S": data}).rename(tmp_path / "abcdef")
    _, rows = opened(kept)
    assert cells(rows) == [["first"]]


def test_workbook_values_become_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["A", "B", "C", "D", "E"])
    sheet.append([2.0, 1.5, date(2016, 3, 20), datetime(2016, 3, 20, 14, 5), False])
    book.save(tmp_path / "t.xlsx")
    _, rows = opened(tmp_path / "t.xlsx")
    assert cells(rows) == [["2", "1.5", "2016-03-20", "2016-03-20 14:05:00", "false"]]


def test_sheets_are_named_and_one_is_chosen(tmp_path: Path) -> None:
    data = sheet_xml([row_xml(1, ["Text"]), row_xml(2, ["first"])])
    other = sheet_xml([row_xml(1, ["Text"]), row_xml(2, ["second"])])
    path = write_workbook(tmp_path / "t.xlsx", {"Empty": sheet_xml([]), "A": data, "B": other})
    found, rows = opened(path)
    assert (found.facts.sheet, found.facts.sheets) == ("A", ["Empty", "A", "B"])
    assert cells(rows) == [["first"]]
    (warning,) = found.facts.warnings
    assert warning.message == "Sheet “A” is read; there are also “Empty”, “B”."
    chosen, rows = opened(path, sheet="B")
    assert cells(rows) == [["second"]]
    assert chosen.facts.warnings == []
    assert "There are “Empty”, “A”, “B”" in refusal(path, sheet="C").message
    assert "“Empty” is empty" in refusal(path, sheet="Empty").message


def test_workbook_of_another_program_with_prefixes_and_gaps(tmp_path: Path) -> None:
    made = [row_xml(1, ["Text", "No"], "x"), row_xml(7, ["Words", None], "x")]
    made.append('<x:row r="9"><x:c r="B9"><x:f>A1</x:f></x:c></x:row>')
    path = write_workbook(tmp_path / "t.xlsx", {"S": sheet_xml(made, prefix="x")})
    _, rows = opened(path)
    assert [(row.number, row.cells) for row in rows] == [(7, ["Words", None]), (9, [None, None])]
    assert list(rows[1].troubles) == [1]


def test_a_sheet_that_defines_words_of_its_own_is_refused(tmp_path: Path) -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "lol">]>' + sheet_xml([row_xml(1, ["Text"])])
    error = refusal(write_workbook(tmp_path / "t.xlsx", {"S": sheet}))
    assert "(a DTD)" in error.message


def test_a_million_rows_are_refused_at_once(tmp_path: Path) -> None:
    start = time.process_time()
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"Text":"a"}\n' * 1_000_000)
    made = (row_xml(n, ["a"]) for n in range(1, 300_001))
    book = write_workbook(tmp_path / "t.xlsx", {"S": sheet_xml(made)})
    delimited = tmp_path / "t.csv"
    delimited.write_text("Text,No\n" + "a,1\n" * 1_000_000)
    for path in (lines, book, delimited):
        with pytest.raises(UnreadableError, match="more than 200,000 rows") as caught:
            read_table(path, path.name, {"columns": {"Text": "item.text"}, "document": "d"})
        assert caught.value.code == "too_many_rows"
    assert time.process_time() - start < 20


def test_json_lines_and_arrays_give_the_same_rows(tmp_path: Path) -> None:
    records = [{"Text": "Слова", "list": ["a"], "no": n} for n in range(3000)]
    lines, array, page = (tmp_path / name for name in ("t.jsonl", "t.json", "page.json"))
    lines.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records))
    array.write_text(json.dumps(records, indent=1))
    page.write_text(json.dumps({"items": records, "next": "abc", "total": 9000}))
    found = [opened(path) for path in (lines, array, page)]
    assert cells(found[0][1]) == cells(found[1][1]) == cells(found[2][1])
    assert found[0][1][5].cells == ["Слова", ["a"], 5]
    assert [sheet.facts.format for sheet, _ in found] == ["jsonl", "json", "json"]
    assert [len(sheet.facts.warnings) for sheet, _ in found] == [0, 0, 1]
    assert found[0][1][5].number == 6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a":\n{"a":1', "line 1 is not JSON"),
        ('[{"a":1},"x"]', "object 2 is no object"),
        ('[{"a":1},{"a":', "object 2 is not JSON"),
        ('{"a":NaN}', "holds NaN"),
        ('{"a":' + "[" * 100_000, "nested too deeply"),
        ("[]", "no rows"),
        ("{}", "no rows"),
    ],
)
def test_what_is_wrong_in_json_is_said_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    assert says in refusal(path).message


def test_bad_lines_of_json_do_not_hold_up_the_others(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1}\n{"a":\n[1]\n"x"\n\n{"a": NaN}\n{"a": 2}\n')
    _, rows = opened(path)
    assert [(row.number, row.cells[0]) for row in rows if not row.fault] == [(1, 1), (7, 2)]
    assert {row.number: row.fault for row in rows if row.fault} == {
        2: "the line is not JSON (Expecting value).",
        3: "the line is no object with named fields.",
        4: "the line is no object with named fields.",
        6: "the line holds NaN, which is no JSON.",
    }


def test_half_a_character_in_json_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": "x\\ud800y", "b": ["\\udc00"]}\n')
    _, rows = opened(path)
    assert cells(rows) == [["x\ufffdy", ["\ufffd"]]]


def test_a_field_that_comes_late_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1}\n' * 300 + '{"a": 1, "late": 2}\n')
    _, rows = opened(path)
    assert rows[300].unread == ["late"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n \n\r\n", "is empty"),
        ("old.xlsx", ole("Workbook"), "of an old kind (XLS). Save it as XLSX"),
        ("locked.xlsx", ole("EncryptedPackage"), "opens with a password"),
        ("report.csv", b"%PDF-1.7\n", "this is a PDF"),
        ("page.csv", b"<!doctype html><html><body>Not found", "this is a web page"),
        ("letter.xlsx", plain_docx(), "this is a Word document"),
        ("scan.csv", picture("PNG"), "this is a picture"),
        ("noise.csv", noise(), "this is no text: line 1 holds byte"),
        ("half.xlsx", b"PK\x03\x04 and nothing else", "damaged"),
        ("bomb.xlsx", bomb_xlsx(), "unpacks to far more"),
    ],
)
def test_what_is_no_table_is_refused_with_a_mend(
    name: str, content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert says in refusal(path).message


def test_a_column_called_bmi_is_no_picture(tmp_path: Path) -> None:
    sheet, _ = opened(write(tmp_path, ["BMI,Text", "1,a"]))
    assert sheet.facts.columns == ["BMI", "Text"]
