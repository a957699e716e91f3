"""Findings proposed from the conclusions of a report that has no list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from app.reading.formats.opening import open_source
from app.reading.layout.pieces import make_text
from app.reading.model import FoundItem, Reading
from app.reading.reports.conclusions import PROPOSED
from app.reading.reports.cues import announced, judged
from app.reading.reports.reader import read_report
from app.vocabulary.lists import DocumentKind, ItemKind, PlaceRole
from tests.unit.reading.printed import TALE, report_of

CONCERN, WELCOMED = ItemKind.CONCERN, ItemKind.WELCOMED
TITLE = "STATEMENT OF PRELIMINARY FINDINGS AND CONCLUSIONS"
HEADING = "PRELIMINARY CONCLUSIONS"


POSITIVE, SHORTCOMINGS = "Positive aspects were:", "Shortcomings that were seen:"
ENTRIES = {
    POSITIVE: ["Rolls hung in halls;", "Ferries ran free of charge."],
    SHORTCOMINGS: ["Lamps went out."],
}


def write_word(path: Path) -> None:
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_heading(HEADING, 1)
    for lead_in, entries in ENTRIES.items():
        document.add_paragraph(lead_in)
        for entry in entries:
            document.add_paragraph(entry, style="List Bullet")
    document.save(str(path))


def write_html(path: Path) -> None:
    lists = "".join(
        f"<p>{lead_in}</p><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"
        for lead_in, entries in ENTRIES.items()
    )
    path.write_text(f"<body><h1>{TITLE}</h1><h2>{HEADING}</h2>{lists}</body>", encoding="utf-8")


def write_markdown(path: Path) -> None:
    lists = "\n\n".join(
        "\n".join([lead_in, "", *(f"- {entry}" for entry in entries)])
        for lead_in, entries in ENTRIES.items()
    )
    path.write_text(f"# {TITLE}\n\n## {HEADING}\n\n{lists}\n", encoding="utf-8")


WRITE: dict[str, Callable[[Path], None]] = {
    "docx": write_word,
    "html": write_html,
    "md": write_markdown,
}


def statement(*blocks: str) -> Reading:
    return report_of(TITLE, TALE, HEADING, *blocks, "PRELIMINARY FINDINGS", TALE)


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(item.number, item.text) for item in reading.items]


def printed(reading: Reading, item: FoundItem) -> str:
    pieces = reading.text.pieces
    return " ".join(pieces[one.piece].text[one.start : one.end] for one in item.spans)


def test_entries_are_what_the_sentence_before_them_announces() -> None:
    reading = statement(
        "Positive aspects included:",
        "• Rolls hung in every hall a month before the vote;",
        "• Ferries ran free of charge. The harbour office lent its lamps to the halls;",
        "However, the following issues raised concerns:",
        "• Halls on the outer islands closed at noon;",
        "• Two papers printed the tally before the count had begun.",
    )
    assert told(reading) == [
        ("W1", "Rolls hung in every hall a month before the vote;"),
        ("W2", "Ferries ran free of charge."),
        ("W3", "The harbour office lent its lamps to the halls;"),
        ("C1", "Halls on the outer islands closed at noon;"),
        ("C2", "Two papers printed the tally before the count had begun."),
    ]
    first, *_, last = reading.items
    assert (first.kind, first.lead_in) == (WELCOMED, "Positive aspects included:")
    assert (last.kind, last.lead_in) == (CONCERN, "However, the following issues raised concerns:")
    assert (last.role, last.section) == (PlaceRole.SUMMARY, "Preliminary conclusions")
    assert last.number_as_printed is None
    assert not last.container
    assert reading.unread == []


@pytest.mark.parametrize("mark", ["-", "•"])
def test_an_entry_with_entries_of_its_own_is_an_item_and_leads_them_in(mark: str) -> None:
    reading = statement(
        "The following problems were seen:",
        "• The rules of the harbour vote favour those who moor there:",
        f"{mark} a deposit for small boats;",
        f"{mark} one hall for nine islands.",
        "• Lamps went out in four halls.",
    )
    bullet = "The rules of the harbour vote favour those who moor there:"
    lead_in = "The following problems were seen:"
    assert [(item.number, item.lead_in) for item in reading.items] == [
        ("C1", lead_in),
        ("C2", bullet),
        ("C3", bullet),
        ("C4", lead_in),
    ]
    assert reading.items[0].text == bullet


def test_sentences_of_conclusions_are_judged_by_their_words() -> None:
    reading = statement(
        "The vote was held on a Sunday. Registration of boats was inclusive. Some rules conflict"
        " with the charter. They lack any appeal. Nine ferries sailed."
    )
    assert told(reading) == [
        ("W1", "Registration of boats was inclusive."),
        ("C1", "Some rules conflict with the charter. They lack any appeal."),
    ]
    assert [entry.text for entry in reading.unread] == [
        "The vote was held on a Sunday.",
        "Nine ferries sailed.",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Rolls were more inclusive than before, although their use was limited.",
            [("W1", "Rolls were more inclusive than before"), ("C1", "their use was limited.")],
        ),
        (
            "While the vote showed welcome progress, some duties were not met.",
            [("W1", "the vote showed welcome progress"), ("C1", "some duties were not met.")],
        ),
        (
            "The vote was orderly; however, the count deteriorated at night.",
            [("W1", "The vote was orderly"), ("C1", "the count deteriorated at night.")],
        ),
        (
            "The board issued a guide, but rules to match are missing.",
            [("C1", "The board issued a guide, but rules to match are missing.")],
        ),
    ],
)
def test_a_sentence_that_does_both_is_two_items(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    reading = statement(sentence)
    assert told(reading) == expected
    assert [printed(reading, item) for item in reading.items] == [text for _, text in expected]


def test_an_item_that_goes_on_over_a_page_stands_in_both_pieces() -> None:
    reading = statement(
        "The following shortcomings were noted:",
        "• The harbour board did not publish its minutes, nor did it tell the crews where and when",
        "\f",
        "its sessions would be held;",
        "• Lamps went out.",
    )
    first = reading.items[0]
    assert first.text.endswith("where and when its sessions would be held;")
    assert (first.page, len(first.spans)) == (1, 2)
    assert printed(reading, first) == first.text


def test_each_item_says_that_it_is_a_proposal() -> None:
    reading = statement("The count was not transparent.")
    assert [entry.code for entry in reading.items[0].warnings] == [PROPOSED]


def test_the_summary_of_an_interim_report_is_read() -> None:
    reading = report_of(
        "INTERIM REPORT No. 2",
        "I. EXECUTIVE SUMMARY",
        "• The board meets in the open. Nobody read its minutes, for they are not published.",
        "II. BACKGROUND",
        "The count was not transparent.",
    )
    assert told(reading) == [("C1", "Nobody read its minutes, for they are not published.")]


def test_a_report_with_a_list_is_read_by_its_list_alone() -> None:
    reading = report_of(
        TITLE,
        TALE,
        HEADING,
        "The count was not transparent.",
        "RECOMMENDATIONS",
        "1. Minutes should be open.",
        "2. Lamps should be lit.",
    )
    assert [item.kind for item in reading.items] == [ItemKind.RECOMMENDATION] * 2


def test_a_document_of_another_kind_has_no_proposals() -> None:
    reading = report_of("FINAL REPORT", TALE, "I. CONCLUSIONS", "The count was not transparent.")
    assert reading.items == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The count was not transparent.", CONCERN),
        ("Crews lacked a clear understanding of the rules.", CONCERN),
        ("Rules are at odds with the charter.", CONCERN),
        ("Minutes raise concerns.", CONCERN),
        ("Crews voted without undue interference.", WELCOMED),
        ("The ban on lamps was lifted.", WELCOMED),
        ("No serious incidents were seen.", WELCOMED),
        ("Minutes were posted without delay.", WELCOMED),
        ("The vote was calm and well organised.", WELCOMED),
        ("Progress was slow, and rules remain unclear.", CONCERN),
        ("Нарушения были отмечены при подсчёте.", CONCERN),
        ("Отмечено улучшение списков.", WELCOMED),
        ("Some 40 crews sailed at noon.", None),
        ("However, some 40 crews sailed at noon.", None),
    ],
)
def test_what_words_judge(words: str, expected: ItemKind | None) -> None:
    assert judged(words) is expected


def test_however_turns_round_what_was_welcomed() -> None:
    assert judged("However, crews sailed before the count.", WELCOMED) is CONCERN
    assert judged("However, crews sailed before the count.", CONCERN) is None


@pytest.mark.parametrize(
    ("lead_in", "expected"),
    [
        ("Positive aspects included:", WELCOMED),
        ("However, the following issues raised concerns:", CONCERN),
        ("Shortcomings of the count were:", CONCERN),
        ("Progress and problems were:", None),
        ("The boards are:", None),
    ],
)
def test_what_a_sentence_announces(lead_in: str, expected: ItemKind | None) -> None:
    assert announced(lead_in) is expected


@pytest.mark.parametrize("folder", ["docx", "html", "md"])
def test_conclusions_of_other_formats(folder: str, tmp_path: Path) -> None:
    path = tmp_path / f"statement.{folder}"
    WRITE[folder](path)
    reading = read_report(make_text(open_source(path, path.name)))
    assert reading.kind is DocumentKind.PRELIMINARY_STATEMENT
    assert told(reading) == [
        ("W1", "Rolls hung in halls;"),
        ("W2", "Ferries ran free of charge."),
        ("C1", "Lamps went out."),
    ]
    assert reading.items[2].lead_in == SHORTCOMINGS
