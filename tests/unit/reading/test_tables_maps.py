"""Maps: what is wrong with one is named, one's own table is guessed and mapped, our export read."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app.entries.kinds import KIND
from app.errors import RuleError, UnreadableError
from app.exports.files import cell, csv_rows, line
from app.exports.tables import TABLE as LISTS
from app.imports.tables.exported import TABLE
from app.reading.process import read_rows
from app.reading.tables.exported import value_of
from app.reading.tables.maps import built_in, fitting, names, parse, table_of
from app.reading.tables.maps import write as write_map
from app.reading.tables.preview import look_at
from app.reading.tables.proposing import guess_columns, meaning
from app.reading.tables.reader import read_table
from app.reading.tables.targets import TARGET, TARGETS, own_map
from app.reading.tables.templates import compiled
from app.vocabulary.lists import ItemKind, Position, Reported
from tests.unit.reading.table_samples import UPR_COLUMNS, entries, read, upr_row, write

LONG = "The authorities should publish the lists of voters early enough for complaints."

SMALL = """
name = "small"
title = "Small"
[values.text]
column = "Text"
[[entries]]
entry = "item"
content = { official_text = "{text}" }
"""


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (("[values.text]", "[values.text"), "not TOML"),
        (('"{text}"', '"{missing}"'), "names “missing”, which is no value"),
        (('"{text}"', '"{text:loud}"'), "behind the colon write lower, upper, slug"),
        (('column = "Text"', 'colum = "Text"'), "values.text.colum: there is no such field."),
        (('column = "Text"', 'of = "other"'), "is of “other”, which is no value"),
        (('column = "Text"', 'column = "Text"\nvalues = "none"'), "no such list"),
        (('entry = "item"', 'entry = "item"\nkey = ["slug"]'), "no field “slug” for its key"),
        (('title = "Small"', ""), "title: this is needed."),
    ],
)
def test_a_mistake_in_a_map_is_named(changed: tuple[str, str], says: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(SMALL.replace(*changed), "my-map.toml")
    assert caught.value.message.startswith("my-map.toml")
    assert says in caught.value.message


def test_built_in_maps_are_listed_and_others_refused() -> None:
    assert names() == ["throughline", "upr-info"]
    assert all(built_in(name).name == name for name in names())
    with pytest.raises(RuleError, match="choose throughline or upr-info"):
        built_in("other")


def test_kinds_of_entries_in_maps_exist() -> None:
    found = {entry.entry for name in names() for entry in built_in(name).entries}
    found |= {table.entry for table in built_in("throughline").tables.values()}
    assert found == KIND.keys()


def test_a_map_can_be_written_and_read_again() -> None:
    columns = {"Текст": "item.text", 'A "b"': "answer.position", "Page": "item.page"}
    own = own_map(columns, {"answer.position": {"да, \\n \x7f": "accepted"}})
    for each in (own, *map(built_in, names())):
        assert parse(write_map(each), each.name) == each


def test_templates_keep_types_and_leave_out_what_is_empty() -> None:
    fill = compiled(
        {"a": "{n}", "b": "{x}-{n}", "c": ["{x:lower}", "{none}"], "d": "{none}", "e": 1}
    )
    values = {"n": 5, "x": "AB", "none": None}
    assert fill(values) == {"a": 5, "b": "AB-5", "c": ["ab"], "e": 1}
    assert compiled("{x:slug}")({"x": "Côte d’Ivoire"}) == "cote-d-ivoire"
    assert compiled("{{x}} {n}")({"n": 1}) == "{x} 1"


def test_columns_that_no_map_fits_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, ["Alpha,Beta", "1,2"])
    with pytest.raises(UnreadableError, match="fits the columns “Alpha”, “Beta”"):
        read_table(path, "t.csv", {})
    with pytest.raises(UnreadableError, match="there is no column “To”, “From”, “Text”"):
        read_table(path, "t.csv", {"map": "upr-info"})
    with pytest.raises(UnreadableError, match="no list has these columns"):
        read_table(path, "t.csv", {"map": "throughline"})


def test_a_column_that_the_map_does_not_know_is_said(tmp_path: Path) -> None:
    rows, report = read(write(tmp_path, [UPR_COLUMNS + ",Extra", upr_row() + ",more"]))
    assert rows[0].entries
    (warning,) = report.warnings
    assert warning.message == "Columns that the map does not use: “Extra”."


def test_strict_names_the_bad_rows_and_gives_none(tmp_path: Path) -> None:
    bad = [upr_row(session="0", text=f"Ask {n}") for n in range(25)]
    path = write(tmp_path, [UPR_COLUMNS, upr_row(), *bad])
    with pytest.raises(UnreadableError) as caught:
        read_table(path, "t.csv", {"strict": True})
    assert "row 3, column “Session”, “0”" in caught.value.message
    assert caught.value.message.endswith("and 5 more")
    rows, _ = read(write(tmp_path, [UPR_COLUMNS, upr_row()]), strict=True)
    assert rows[0].entries


def test_a_preview_reads_no_more_than_it_shows(tmp_path: Path) -> None:
    path = write(tmp_path, [UPR_COLUMNS, *(upr_row(text=f"Ask {n}") for n in range(50))])
    rows, report = read(path, preview=3)
    assert [row.row for row in rows] == [2, 3, 4]
    assert report.tally.rows == 3


def test_a_row_with_too_many_cells_or_a_formula_is_not_taken(tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, [UPR_COLUMNS, upr_row() + ",over", upr_row(by="Norway")]))
    assert str(rows[0].problems[0]).startswith("row 2, “over”: the row has more cells")
    assert "election" in [each.entry for each in rows[1].entries]


def test_each_bad_line_is_told_and_none_is_a_repetition(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"A": "one"}\n{"A"\n{"A"\n{"A": "two"}\n')
    rows, report = read(path, columns={"A": "item.text"}, document="d")
    assert [bool(row.problems) for row in rows] == [False, True, True, False]
    assert (report.tally.good, report.tally.wrong, report.tally.duplicates) == (2, 2, 0)


GUESSED = [
    (
        ["No.", "Recommendation", "Priority", "Response", "Comments"],
        [["1", LONG, "yes", "Accepted", LONG], ["2(b)", LONG, "no", "Rejected", ""]],
        ["item.number", "item.text", "item.priority", "answer.position", "answer.standpoint"],
    ),
    (
        ["№", "Рекомендация", "Раздел", "Страница", "Позиция", "Статус исполнения", "Примечание"],
        [["1", LONG, "ЦИК", "5", "Принята к сведению", "Выполнено", "нет"]],
        [
            "item.number", "item.text", "item.heading", "item.page", "answer.position",
            "answer.reported", "item.note",
        ],
    ),
    (
        ["Id", "Theme", "Recommending state", "Text of recommendation", "State response"],
        [["95.12", "Law", "Viet Nam", LONG, "Supported"]],
        ["item.number", "item.heading", "item.proposer", "item.text", "answer.position"],
    ),
    (["a", "b"], [["x", LONG]], [None, "item.text"]),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "rows", "targets"), GUESSED)
def test_columns_are_guessed_from_names_and_cells(
    columns: list[str], rows: list[list[str]], targets: list[str | None]
) -> None:
    guesses = guess_columns(columns, rows)
    assert [guess.target for guess in guesses] == targets
    assert all(guess.possible[0] == guess.target for guess in guesses if guess.target)
    chosen = {guess.column: guess.target for guess in guesses if guess.target}
    assert set(chosen.values()) <= set(own_map(chosen, {}).values)


def test_few_values_are_told_for_any_column_and_long_ones_for_none() -> None:
    rows = [["Fine" if n % 2 else "Bad", LONG, str(n)] for n in range(400)]
    first, second, third = guess_columns(["Verdict", "Text", "Serial"], rows)
    assert (first.target, first.choices) == (None, {"Bad": "", "Fine": ""})
    assert second.choices == {}
    assert third.choices == {}


@pytest.mark.parametrize(
    ("target", "printed", "choice"),
    [
        ("answer.position", "Accepted in part", Position.ACCEPTED_IN_PART),
        ("answer.position", "does not enjoy the support / not accepted", Position.NOT_ACCEPTED),
        ("answer.position", "Принимается", Position.ACCEPTED),
        ("answer.position", "не принята", Position.NOT_ACCEPTED),
        ("answer.position", "Noted", Position.NOTED),
        ("answer.position", "under_study", Position.UNDER_STUDY),
        ("answer.reported", "In progress", Reported.BEING_IMPLEMENTED),
        ("answer.reported", "не выполнено", Reported.NONE),
        ("answer.reported", "Implemented", Reported.IMPLEMENTED),
        ("item.kind", "Finding", ItemKind.CONCERN),
        ("answer.position", "Blue", ""),
    ],
)
def test_printed_values_are_understood(target: str, printed: str, choice: str) -> None:
    assert meaning(target, printed) == choice


def test_an_own_table_is_read_by_the_choice_of_its_columns(tmp_path: Path) -> None:
    lines = ["No,What,By,Answer,Page", f'2(b),"{LONG}",Norway,Fine,7', f'3,"{LONG} Soon.",,,']
    rows, report = read(
        write(tmp_path, lines),
        columns={
            "No": "item.number", "What": "item.text", "By": "item.proposer",
            "Answer": "answer.position", "Page": "item.page",
        },
        choices={"answer.position": {"Fine": "accepted"}},
        document="al-2021-answers",
        responder="al-cec",
    )  # fmt: skip
    first, second = entries(rows, "item")
    assert KIND["item"].model.model_validate(first)
    assert (first["number"], first["number_as_printed"]) == ("2B", "2(b)")
    assert first["proposers"] == ["state-no"]
    assert first["places"] == [
        {"section": "t.csv, row 2", "role": "list", "page": 7, "page_basis": "printed"}
    ]
    assert second["places"] == [{"section": "t.csv, row 3", "role": "list"}]
    (answer,) = entries(rows, "answer")
    assert (answer["position"], answer["stated_as"]) == ("accepted", "Fine")
    assert (answer["document"], answer["responder"]) == ("al-2021-answers", "al-cec")
    assert report.map == "own"
    assert [each["code"] for each in entries(rows, "country")] == ["NO"]


def test_answers_alone_name_the_items_that_they_answer(tmp_path: Path) -> None:
    rows, _ = read(
        write(tmp_path, ["No,Status", "7,Done", "8,Perhaps", ",Done"]),
        columns={"No": "item.number", "Status": "answer.reported"},
        choices={"answer.reported": {"Done": "implemented"}},
        election="AL-2021-PARL",
        document="al-2021-answers",
        responder="al-cec",
    )
    (answer,) = entries(rows, "answer")
    assert answer["answers"] == [{"item": "AL-2021-PARL-7"}]
    assert (answer["position"], answer["reported"]) == ("not_stated", "implemented")
    assert KIND["answer"].model.model_validate(answer | {"key": "al-1"})
    assert "Done" in str(rows[1].problems[0])
    assert rows[2].problems[0].column == "No"


@pytest.mark.parametrize(
    ("columns", "choices", "says"),
    [
        ({"A": "item.colour"}, {}, "no target “item.colour”"),
        ({"A": "item.text", "B": "item.text"}, {}, "two columns give the same"),
        ({"A": "item.heading"}, {}, "which column holds the text"),
        ({"A": "answer.position"}, {}, "which column holds the text"),
        (
            {"A": "item.text", "B": "answer.position"},
            {"answer.position": {"Yes": "agreed"}},
            "“Yes” cannot be “agreed”",
        ),
    ],
)
def test_a_choice_that_cannot_be_is_refused(
    columns: dict[str, str], choices: dict[str, dict[str, str]], says: str
) -> None:
    with pytest.raises(RuleError, match=says):
        own_map(columns, choices)


def test_an_option_that_the_map_needs_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, ["A", LONG])
    with pytest.raises(RuleError, match="needs the document"):
        read_table(path, "t.csv", {"columns": {"A": "item.text"}})


def test_each_target_makes_a_map() -> None:
    for target in TARGETS:
        columns = {"A": "item.text", "N": "item.number", "X": target.name}
        columns = {
            name: each for name, each in columns.items() if name == "X" or each != target.name
        }
        assert TARGET[target.name].name in own_map(columns, {}).values


def test_a_look_shows_what_a_file_is_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, [UPR_COLUMNS, *(upr_row(text=f"Ask {n}") for n in range(30))])
    seen = look_at(path, "t.csv", {})
    assert seen.map == "upr-info"
    assert len(seen.rows) == 10
    assert seen.rows[0][0] == 2
    assert seen.rows[0][1][:4] == ["Kazakhstan", "Asia", "OIC, CIS", "Ask 0"]
    other = look_at(write(tmp_path, ["No,Recommendation", f'1,"{LONG}"']), "t.csv", {})
    assert other.map is None
    assert [guess.target for guess in other.guesses] == ["item.number", "item.text"]


def test_the_map_of_our_export_knows_its_lists_and_their_columns() -> None:
    known = built_in("throughline").tables
    assert {table.entry: name for name, table in known.items()} == TABLE
    for name, table in known.items():
        columns = LISTS[name].columns
        assert set(table.columns) | set(table.derived) == set(columns), name
        assert not set(table.columns) & set(table.derived)
        assert table_of(built_in("throughline"), columns) == name
        assert fitting([*columns, "as_of"]) is built_in("throughline")
        forms = {one.name: str(one.type) for one in fields(LISTS[name].record)}
        for column, form in table.columns.items():
            if form == "list":
                assert forms[column].startswith("list["), f"{name}.{column}"
            if form == "records":
                assert "Record]" in forms[column], f"{name}.{column}"


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("text", "=SUM(A1)"),
        ("text", "'=SUM(A1)"),
        ("text", "'quoted' words"),
        ("text", "- a hyphen first"),
        ("text", "  spaces kept\nand lines "),
        ("text", None),
        ("list", []),
        ("list", ["a", "b/c"]),
        ("records", []),
        ("records", [{"page": 5, "section": "x | y"}]),
        ("json", None),
        ("json", {"a": [1, None]}),
        ("boolean", True),
        ("boolean", False),
        ("boolean", None),
        ("integer", 12),
        ("integer", None),
        ("number", -0.25),
    ],
)
def test_cells_of_our_export_come_back_as_they_were(form: str, value: Any) -> None:
    assert value_of(form, cell(value)) == value


def test_a_list_of_our_export_is_read_from_csv_and_json_alike(tmp_path: Path) -> None:
    record: dict[str, Any] = dict.fromkeys(LISTS["organisations"].columns)
    record |= {"slug": "al-cec", "name": "=Commission", "short_name": "CEC", "kind": "authority"}
    record |= {"country": None, "documents": 1}
    columns = LISTS["organisations"].columns
    table, objects = tmp_path / "organisations.csv", tmp_path / "organisations.json"
    table.write_text(line(columns) + "".join(csv_rows(columns, [record])), newline="")
    objects.write_text(json.dumps([record]))
    (first,), report = read(table)
    (second,), _ = read(objects)
    assert first.entries == second.entries
    (entry,) = first.entries
    assert (entry.entry, entry.record) == ("organisation", True)
    assert entry.content == {
        name: record[name] for name in built_in("throughline").tables["organisations"].columns
    }
    assert report.map == "throughline"
    assert report.warnings == []


def test_a_cell_of_our_export_that_was_changed_for_the_worse_is_named(tmp_path: Path) -> None:
    columns = LISTS["statements"].columns
    values = dict.fromkeys(columns, "x") | {"figures": "{broken", "verifiable": "perhaps"}
    path = write(tmp_path, [",".join(columns), ",".join(values[each] for each in columns)])
    (row,), _ = read(path)
    assert [problem.column for problem in row.problems] == ["figures", "verifiable", "places"]
    assert "not JSON" in row.problems[0].message


def test_the_child_process_gives_the_same_rows(tmp_path: Path) -> None:
    lines = [upr_row(text=f"Ask {n}", session="20" if n % 7 else "0") for n in range(450)]
    path = write(tmp_path, [UPR_COLUMNS, *lines])
    rows, report = read(path)
    found = read_rows(path, path.name, {})
    assert list(found.rows) == rows
    assert found.report() == report
