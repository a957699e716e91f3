"""Exports of UPR Info: what a row becomes, what is refused, what is said of it."""

from pathlib import Path

import pytest

from app.elections.inputs import CountryInput, ElectionInput
from app.entries.kinds import KIND
from app.reading.tables.maps import built_in
from app.reading.tables.reader import read_table
from app.reading.tables.territories import code_of
from tests.unit.reading.table_samples import UPR_COLUMNS, entries, read, upr_row, write


def test_a_row_becomes_an_item_and_an_answer_with_what_they_rest_on(tmp_path: Path) -> None:
    (row,), report = read(write(tmp_path, [UPR_COLUMNS, upr_row()]))
    assert [each.entry for each in row.entries] == [
        "country", "country", "organisation", "organisation", "organisation", "election",
        "document", "document", "item", "answer",
    ]  # fmt: skip
    *_, item, answer = (each.content for each in row.entries)
    assert item == {
        "document": "kz-upr-20-recommendations",
        "kind": "recommendation",
        "heading": "Elections",
        "official_text": "Publish the lists",
        "proposers": ["state-fr"],
        "places": [
            {
                "document": "kz-upr-20-recommendations",
                "section": "UPR Info, t.csv, row 2",
                "role": "list",
            }
        ],
        "note": "Action category 5 of 5 (specific), by UPR Info.",
    }
    assert answer["position"] == "accepted"
    assert answer["stated_as"] == "Accepted"
    assert answer["responder"] == "state-kz"
    assert answer["document"] == "kz-upr-20-response"
    assert report.map == "upr-info"
    assert report.ignored == ["To-Rgrp", "To-Org", "From-Rgrp", "From-Org"]
    assert report.warnings == []


def test_what_it_rests_on_is_what_may_be_entered(tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, [UPR_COLUMNS, upr_row()]))
    for kind in ("country", "organisation", "election", "document"):
        for content in entries(rows, kind):
            assert KIND[kind].model.model_validate(content)
    (election,) = entries(rows, "election")
    assert ElectionInput(**election) == ElectionInput(
        code="KZ-UPR-20",
        title="Universal Periodic Review of Kazakhstan, session 20",
        first_day="2014-10",
    )
    assert CountryInput(**entries(rows, "country")[1]) == CountryInput(code="FR", name="France")
    answers = next(one for one in entries(rows, "document") if one["kind"] == "comments")
    assert answers["issuers"] == ["state-kz"]
    assert answers["published_on"] == "2015-03"
    assert answers["held"] is False


def test_with_number_and_items_an_entry_is_whole(tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, [UPR_COLUMNS, upr_row()]))
    (item,), (answer,) = entries(rows, "item"), entries(rows, "answer")
    assert KIND["item"].model.model_validate(item | {"number": "C1"})
    answered = {"key": "kz-upr-20-1", "answers": [{"item": "KZ-UPR-20-C1"}]}
    assert KIND["answer"].model.model_validate(answer | answered)


def test_what_rows_share_comes_with_the_first_of_them(tmp_path: Path) -> None:
    lines = [upr_row(), upr_row(by="Norway", text="Do more"), upr_row("Norway", by="Kazakhstan")]
    (_, second, third), _ = read(write(tmp_path, [UPR_COLUMNS, *lines]))
    assert [each.entry for each in second.entries] == ["country", "organisation", "item", "answer"]
    assert [each.entry for each in third.entries] == [
        "election", "document", "document", "item", "answer",
    ]  # fmt: skip


def test_mac_files_read_without_a_wrong_character(tmp_path: Path) -> None:
    text = "Settle the vis-à-vis of Séléka, Curaçao and Apátistván"
    path = write(tmp_path, [UPR_COLUMNS, upr_row(text=text)], "mac_roman", "\r")
    rows, report = read(path)
    assert entries(rows, "item")[0]["official_text"] == text
    assert report.facts.encoding
    assert report.facts.encoding.encoding == "mac_roman"
    assert report.facts.line_ends == {"CR": 2}
    assert [guess.encoding for guess in report.facts.others] == [
        "mac_cyrillic", "cp1251", "cp1252",
    ]  # fmt: skip
    assert report.tally.damaged == 0


def test_positions_and_sessions_are_counted(tmp_path: Path) -> None:
    lines = [upr_row(text=f"Ask {n}", response="Noted" if n % 3 else "Accepted") for n in range(9)]
    _, report = read(write(tmp_path, [UPR_COLUMNS, *lines]))
    assert report.tally.values == {"Response": {"Accepted": 3, "Noted": 6}, "Session": {"20": 9}}


def test_rows_that_are_equal_but_for_spaces_are_given_once(tmp_path: Path) -> None:
    lines = [upr_row(text="Publish  the lists "), upr_row(by="Norway"), upr_row()]
    rows, report = read(write(tmp_path, [UPR_COLUMNS, *lines]))
    assert [row.same_as for row in rows] == [None, None, 2]
    assert rows[2].row == 4
    assert rows[2].entries == []
    assert rows[0].digest == rows[2].digest != rows[1].digest
    assert report.tally.duplicates == 1
    assert report.tally.values["Response"] == {"Accepted": 3}
    assert len(entries(rows, "item")) == 2


def test_a_row_that_equals_a_wrong_one_is_wrong_too(tmp_path: Path) -> None:
    lines = [upr_row(text=""), upr_row(text=""), upr_row()]
    rows, report = read(write(tmp_path, [UPR_COLUMNS, *lines]))
    assert [row.same_as for row in rows] == [None, None, None]
    assert [len(row.problems) for row in rows] == [1, 1, 0]
    assert (report.tally.wrong, report.tally.duplicates) == (2, 0)


def test_names_of_columns_are_compared_without_capitals_and_blanks(tmp_path: Path) -> None:
    names = "TO, text ,from,RESPONSE,session"
    rows, report = read(write(tmp_path, [names, "Kazakhstan,,France,Noted,20"]), map="upr-info")
    assert str(rows[0].problems[0]).startswith("row 2, column “text”: the cell is empty")
    assert report.warnings == []
    rows, _ = read(write(tmp_path, ["Code,NAME,Documents", "AA,Aria,3"]), map="throughline")
    assert rows[0].entries[0].content == {"code": "AA", "name": "Aria"}


def test_a_table_that_ends_with_its_head_says_so(tmp_path: Path) -> None:
    rows, report = read(write(tmp_path, [UPR_COLUMNS]))
    assert rows == []
    assert [warn.code for warn in report.warnings] == ["no_rows"]


def test_a_zero_byte_in_a_cell_is_an_error_of_its_row(tmp_path: Path) -> None:
    lines = [upr_row(text="Publish\0lists"), upr_row()]
    rows, report = read(write(tmp_path, [UPR_COLUMNS, *lines]))
    assert "column “Text”, “Publish␀lists”: the text holds" in str(rows[0].problems[0])
    assert (report.tally.wrong, report.tally.good) == (1, 1)


def test_a_pledge_is_refused_and_says_why(tmp_path: Path) -> None:
    lines = [upr_row(by="Kazakhstan", response="Voluntary Pledge"), upr_row()]
    (pledge, other), report = read(write(tmp_path, [UPR_COLUMNS, *lines]))
    (problem,) = pledge.problems
    assert problem.refused
    assert str(problem) == (
        "row 2, column “Response”, “Voluntary Pledge”: a voluntary pledge is not a recommendation,"
        " and is not taken."
    )
    assert pledge.entries == []
    assert other.entries
    assert (report.tally.refused, report.tally.wrong, report.tally.good) == (1, 0, 1)


def test_a_state_that_is_not_known_is_left_out_and_said(tmp_path: Path) -> None:
    rows, report = read(write(tmp_path, [UPR_COLUMNS, upr_row(by="&#40;Unknown&#41;")]))
    assert entries(rows, "item")[0]["proposers"] == []
    codes = [warning.code for warning in rows[0].warnings]
    assert codes == ["damaged", "unknown"]
    assert report.tally.damaged == 1
    assert [one["slug"] for one in entries(rows, "organisation")] == [
        "un-upr-working-group", "state-kz",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "column", "value", "says"),
    [
        ({"to": "Kasakhstan"}, "To", "Kasakhstan", "Kazakhstan"),
        ({"by": "Atlantis"}, "From", "Atlantis", "no country"),
        ({"session": "99"}, "Session", "99", "does not know"),
        ({"session": "five"}, "Session", "five", "not a whole number"),
        ({"response": "Perhaps"}, "Response", "Perhaps", "Accepted, Noted"),
        ({"text": " "}, "Text", "", "empty"),
        ({"action": "7"}, "Action", "7", "1, 2, 3, 4, 5"),
    ],
)
def test_an_error_names_row_column_value_and_mend(
    changed: dict[str, str], column: str, value: str, says: str, tmp_path: Path
) -> None:
    lines = [UPR_COLUMNS, upr_row(), upr_row(**changed), upr_row(by="Norway")]
    rows, report = read(write(tmp_path, lines))
    problem = rows[1].problems[0]
    assert (problem.row, problem.column, problem.value) == (3, column, value)
    assert says in str(problem)
    assert problem.mend
    assert [bool(row.entries) for row in rows] == [True, False, True]
    assert (report.tally.good, report.tally.wrong) == (2, 1)


def test_a_bad_row_tells_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, [UPR_COLUMNS, upr_row(to="Nowhere", session="0", text="")]))
    assert [problem.column for problem in rows[0].problems] == ["To", "Text", "Session"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DPR Korea", "KP"),
        ("Republic of Korea", "KR"),
        ("Democratic Republic of Congo", "CD"),
        ("Republic of Congo", "CG"),
        ("Macedonia FYR", "MK"),
        ("St Vincent & the Grenadines", "VC"),
        ("Palestine", "PS"),
        ("Holy See", "VA"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("Swaziland", "SZ"),
        ("Turkey", "TR"),
        ("Guinea Bissau", "GW"),
        ("St Kitts & Nevis", "KN"),
        ("Sao Tome & Principe", "ST"),
        ("Viet Nam", "VN"),
        ("Micronesia", "FM"),
        ("Laos", "LA"),
        ("Timor-Leste", "TL"),
    ],
)
def test_names_of_states_are_understood_as_printed(name: str, code: str, tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, [UPR_COLUMNS, upr_row(to=name)]))
    assert entries(rows, "election")[0]["code"] == f"{code}-UPR-20"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Казахстан", "KZ"),
        ("Қазақстан", "KZ"),
        ("Allemagne", "DE"),
        ("kz", "KZ"),
        ("The Gambia", "GM"),
    ],
)
def test_names_of_states_are_understood_in_other_languages(name: str, code: str) -> None:
    assert code_of(name) == code


def test_each_session_has_its_months() -> None:
    lists = built_in("upr-info").lists
    sessions = [str(number) for number in range(1, 21)]
    assert list(lists["reviewed"]) == list(lists["adopted"]) == sessions
    assert list(lists["reviewed"].values()) == sorted(lists["reviewed"].values())
    assert all(lists["reviewed"][each] < lists["adopted"][each] for each in sessions)


def test_columns_that_may_be_missing_and_others_that_may_not(tmp_path: Path) -> None:
    lines = ["To,Text,From,Response,Session", "Kazakhstan,Publish,France,Noted,20"]
    rows, report = read(write(tmp_path, lines))
    assert report.map == "upr-info"
    assert "heading" not in entries(rows, "item")[0]
    assert "note" not in entries(rows, "item")[0]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    path = write(tmp_path, [UPR_COLUMNS, *(upr_row(text=f"Ask {n}") for n in range(1200))])
    told: list[tuple[str, int, int]] = []
    found = read_table(path, path.name, {}, lambda *now: told.append(now))
    assert sum(1 for _ in found.rows) == 1200
    assert told == [("rows", 500, 1200), ("rows", 1000, 1200), ("rows", 1200, 1200)]
