"""What only Word files have: computed numbers, tracked changes, sections, boxes, notes."""

from pathlib import Path

import pytest

from app.reading.formats import docx
from app.reading.formats.typesetting import letters, roman
from app.reading.model import Line, LineRole, Source
from tests.made_files.words import (
    levels,
    listed,
    numbering,
    paragraph,
    run,
    word_file,
)

PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
DRAWN = "<w:r><w:lastRenderedPageBreak/></w:r>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is written."""
    return tmp_path / "some.docx"


def read(path: Path, body: str, **parts: str) -> Source:
    """Write a file and read it."""
    path.write_bytes(word_file(body, **parts))
    return docx.read(path, path.name)


def body_of(source: Source, page: int = 1) -> list[Line]:
    """The body lines of a page."""
    return [line for line in source.pages[page - 1].lines if line.role == LineRole.BODY]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimal", "Recommendation %1:", ["Recommendation 1:", "Recommendation 2:"]),
        ("decimalZero", "%1", ["01", "02"]),
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("upperLetter", "%1)", ["A)", "B)"]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii.", "iv."]),
        ("upperRoman", "%1", ["I", "II", "III", "IV"]),
        ("russianLower", "%1)", ["а)", "б)", "в)"]),
        ("ordinal", "%1", ["1st", "2nd", "3rd", "4th"]),
        ("bullet", "\uf0b7", ["•", "•"]),
        ("bullet", "–", ["–", "–"]),
        ("none", "", [None, None]),
    ],
)
def test_numbers_are_computed_as_word_shows_them(
    form: str, text: str, expected: list[str | None], path: Path
) -> None:
    body = "".join(listed(f"Item {place}", 1) for place in range(len(expected)))
    source = read(path, body, numbering=numbering(levels((form, text))))
    assert [line.label for line in body_of(source)] == expected


def test_numbers_of_several_levels(path: Path) -> None:
    forms = levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    places = [0, 1, 1, 2, 2, 0, 1, 2]
    body = "".join(listed("Item", 1, place) for place in places)
    source = read(path, body, numbering=numbering(forms))
    shown = [line.label for line in body_of(source)]
    assert shown == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)"]


def test_a_level_without_the_one_above_it_counts_from_its_start(path: Path) -> None:
    forms = levels(("decimal", "%1."), ("decimal", "%1.%2"))
    source = read(path, listed("Item", 1, 1), numbering=numbering(forms))
    assert [line.label for line in body_of(source)] == ["1.1"]


def test_lists_that_share_a_definition_count_on_and_begin_anew_when_told(path: Path) -> None:
    also = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(listed("Item", number) for number in (1, 1, 7, 8, 8))
    source = read(path, body, numbering=numbering(levels(("decimal", "%1.")), also=also))
    assert [line.label for line in body_of(source)] == ["1.", "2.", "3.", "5.", "6."]


def test_numbers_come_from_styles_and_may_be_taken_off(path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="base"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="item"/>'
        '<w:basedOn w:val="Base"/></w:style>'
    )
    styled = '<w:pStyle w:val="Item"/>'
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("One", styled) + paragraph("Two", styled + off) + paragraph("Three", styled)
    source = read(path, body, styles=styles, numbering=numbering(levels(("decimal", "%1."))))
    assert [line.label for line in body_of(source)] == ["1.", None, "2."]


def test_deleted_words_are_out_and_inserted_ones_in(path: Path) -> None:
    body = paragraph(
        run("The law ")
        + "<w:del><w:r><w:delText>could </w:delText></w:r></w:del>"
        + f"<w:ins>{run('should ')}</w:ins>"
        + f"<w:moveFrom>{run('never ')}</w:moveFrom>"
        + f"<w:moveTo>{run('soon ')}</w:moveTo>"
        + f"<w:hyperlink>{run('change')}</w:hyperlink>"
        + run(" hidden", "<w:vanish/>")
    )
    assert [line.text for line in body_of(read(path, body))] == ["The law should soon change"]


def test_an_item_that_was_deleted_is_not_counted(path: Path) -> None:
    gone = listed("<w:del><w:r><w:delText>Gone</w:delText></w:r></w:del>", 1)
    body = listed("One", 1) + gone + listed("Two", 1)
    source = read(path, body, numbering=numbering(levels(("decimal", "%1."))))
    assert [(line.label, line.text) for line in body_of(source)] == [("1.", "One"), ("2.", "Two")]


def test_pages_are_those_that_word_drew_and_those_set_by_hand(path: Path) -> None:
    body = (
        paragraph("First")
        + paragraph(run("Be") + DRAWN + run("gun before"))
        + paragraph(DRAWN + run("Third"))
        + paragraph(PAGE_BREAK)
        + paragraph(DRAWN + run("Fourth"))
        + paragraph("Fifth", "<w:pageBreakBefore/>")
        + paragraph("Sixth", "<w:sectPr/>")
        + paragraph("Seventh", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
        + paragraph("Eighth")
    )
    source = read(path, body)
    texts = [[line.text for line in page.lines] for page in source.pages]
    assert texts == [
        ["First", "Begun before"],
        [],
        ["Third"],
        ["Fourth"],
        ["Fifth", "Sixth"],
        ["Seventh", "Eighth"],
    ]
    assert source.paged


def test_a_file_without_pages_says_so(path: Path) -> None:
    source = read(path, paragraph("One") + paragraph("Two"))
    assert not source.paged
    assert source.whole_paragraphs
    assert [line.text for line in source.pages[0].lines] == ["One", "Two"]


def test_headings_come_from_styles_and_outline(path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter"/><w:pPr>'
        '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    )
    body = (
        paragraph("One", '<w:pStyle w:val="H2"/>')
        + paragraph("Two", '<w:pStyle w:val="Own"/>')
        + paragraph("Three", '<w:outlineLvl w:val="2"/>')
        + paragraph(run("bold", "<w:b/>") + run(" not", '<w:b w:val="0"/>'))
    )
    lines = body_of(read(path, body, styles=styles))
    assert [line.level for line in lines] == [2, 1, 3, 0]
    assert [line.bold for line in lines] == [False, True, False, False]
    assert lines[1].size == 14


def test_footnotes_and_endnotes_are_counted_as_they_come(path: Path) -> None:
    refer = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = paragraph(
        run("One") + refer.format("footnote", 5) + run(" two") + refer.format("endnote", 2)
    ) + paragraph(run("Three") + refer.format("footnote", 3))
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(f"Foot {number}")}{paragraph("more")}</w:footnote>'
        for number in (3, 5)
    )
    ends = f'<w:endnote w:id="2">{paragraph("End")}</w:endnote>'
    source = read(path, body, footnotes=notes, endnotes=ends)
    assert [line.text for line in body_of(source)] == ["One¹ two²", "Three³"]
    found = [line for line in source.pages[0].lines if line.role == LineRole.FOOTNOTE]
    assert [(line.mark, line.text) for line in found] == [
        ("1", "Foot 5"),
        (None, "more"),
        ("2", "End"),
        ("3", "Foot 3"),
        (None, "more"),
    ]


def test_typed_marks_are_raised_but_endings_of_numbers_are_not(path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("vote") + run("12", raised) + run(" on the 19") + run("th", raised))
    assert body_of(read(path, body))[0].text == "vote¹² on the 19th"


def test_tables_give_rows_and_frames_give_paragraphs(path: Path) -> None:
    def table(*rows: list[str]) -> str:
        return "<w:tbl>{}</w:tbl>".format(
            "".join(
                "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row))
                for row in rows
            )
        )

    body = table(["No", "Text"], ["1", "Do it"]) + table(["In a frame"]) + paragraph("After")
    lines = read(path, body).pages[0].lines
    assert [(line.role.value, line.text) for line in lines] == [
        ("table", "No | Text"),
        ("table", "1 | Do it"),
        ("body", "In a frame"),
        ("body", "After"),
    ]


def test_text_boxes_are_read_once(path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = paragraph(run("Beside ") + both)
    assert [line.text for line in body_of(read(path, body))] == ["Beside", "In the box"]


def test_items_kept_apart_by_line_breaks_only_are_lines(path: Path) -> None:
    body = paragraph(
        "<w:r><w:t>1. One goes</w:t><w:br/><w:t>on</w:t><w:br/><w:t>2. Two</w:t></w:r>"
    )
    assert [line.text for line in body_of(read(path, body))] == ["1. One goes on", "2. Two"]


def test_headers_belong_to_their_sections_and_show_their_pages(path: Path) -> None:
    page = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
    first = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
        '<w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'
    )
    last = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header2"/>'
        '<w:pgNumType w:start="1"/></w:sectPr>'
    )
    body = (
        paragraph("Preface")
        + paragraph(PAGE_BREAK + run("More"), first)
        + paragraph("Chapter")
        + last
    )
    source = read(path, body, header1=paragraph("Front"), header2=paragraph("Report"), footer1=page)
    texts = [[line.text for line in page.lines] for page in source.pages]
    assert texts == [["Front", "Preface", "i"], ["Front", "More", "ii"], ["Report", "Chapter", "1"]]
    assert [page.label for page in source.pages] == ["i", "ii", "1"]
    assert source.pages[0].lines[0].role == source.pages[0].lines[2].role == LineRole.HEADER


def test_numbers_in_words_of_letters() -> None:
    assert [roman(number) for number in (4, 9, 14, 40, 1990)] == ["iv", "ix", "xiv", "xl", "mcmxc"]
    assert [letters(number) for number in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
