"""Standards that items cite: by what names, which paragraphs, and where the citation stands."""

import re
import tomllib

import pytest

from app.config import ROOT
from app.reading.model import (
    CitedIn,
    FoundItem,
    Mention,
    PageInfo,
    Piece,
    PieceKind,
    Span,
    Text,
)
from app.reading.reports.citations import add_citations
from app.reading.reports.provisions import instruments, read_provisions
from app.vocabulary.lists import ItemKind, PageBasis


def slugs(sentence: str) -> list[str | None]:
    return [cited.standard for cited in read_provisions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It breaks paragraph 7.3 of the 1990 OSCE Copenhagen Document.", ["copenhagen-1990/7.3"]),
        ("Article 25 of the ICCPR grants it.", ["iccpr/25"]),
        ("See Article 25 ICCPR.", ["iccpr/25"]),
        ("General Comment No. 25, paragraph 17, says more.", ["iccpr-gc-25/17"]),
        (
            "See section II.3.1 of the Venice Commission Code of Good Practice.",
            ["venice-code/II.3.1"],
        ),
        ("See paragraph 40.4 of the 1991 OSCE Moscow Document.", ["moscow-1991/40.4"]),
        ("Under paragraph 25 of the 1999 OSCE Istanbul Document", ["istanbul-1999/25"]),
        ("as in Article 7.3 of the 2003 UNCAC", ["uncac/7.3"]),
        ("as in Article 4(1) of CEDAW", ["cedaw/4.1"]),
        ("Articles 12 and 29 of the UN CRPD", ["crpd/12", "crpd/29"]),
        (
            "Article 10 of the ECHR and Article 3 of Protocol No. 1 to the ECHR",
            ["echr/10", "echr-p1/3"],
        ),
        ("paragraph 19 of General Comment No. 34 to Article 19 of the ICCPR", ["iccpr-gc-34/19"]),
        ("paragraph 22 of the CEDAW General Recommendation No. 23", ["cedaw-gr-23/22"]),
        ("See Rec(2003)4 of the Committee of Ministers.", ["coe-cm-rec-2003-4"]),
        ("как требует пункт 7.5 Копенгагенского документа", ["copenhagen-1990/7.5"]),
        ("The 1990 Copenhagen Document asks for it.", ["copenhagen-1990"]),
    ],
)
def test_instruments_and_their_provisions(sentence: str, expected: list[str]) -> None:
    assert slugs(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "See paragraphs 7.5, 7.6 and 9.2 of the Copenhagen Document.",
            ["copenhagen-1990/7.5", "copenhagen-1990/7.6", "copenhagen-1990/9.2"],
        ),
        (
            "The Copenhagen Document (paragraphs 7.5 to 7.7) asks for it.",
            ["copenhagen-1990/7.5", "copenhagen-1990/7.6", "copenhagen-1990/7.7"],
        ),
        ("Article 7.1 (a) and (b) of the UNCAC", ["uncac/7.1(a)", "uncac/7.1(b)"]),
        (
            "Paragraph 7.3 of the Copenhagen Document grants it, while Paragraph 24 limits it.",
            ["copenhagen-1990/7.3", "copenhagen-1990/24"],
        ),
        (
            "See the Copenhagen Document, paragraph 8 of the Istanbul Document and the UDHR.",
            ["istanbul-1999/8", "copenhagen-1990", "udhr"],
        ),
        (
            "Guidelines on Political Party Regulation, paras 201-206",
            ["party-regulation-guidelines/201-206"],
        ),
        ("Articles 2 to 90 of the ICCPR", ["iccpr/2-90"]),
    ],
)
def test_several_provisions(sentence: str, expected: list[str]) -> None:
    assert slugs(sentence) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Article 25 (b) of the ICCPR", "iccpr/25(b)"),
        ("Article 25b of the ICCPR", "iccpr/25(b)"),
        ("Article 2(3)(a) of the ICCPR", "iccpr/2.3(a)"),
        ("Article 21.3 of the UDHR", "udhr/21(3)"),
        ("Article 3a) of the CIS Convention", "cis-convention-2002/3(a)"),
        (
            "Section II.3.3.1.b of the Code of Good Practice in Electoral Matters",
            "venice-code/II.3.1.b",
        ),
        (
            "Section I.1.2 (iv) of the Code of Good Practice in Electoral Matters",
            "venice-code/I.1.2.iv",
        ),
        (
            "Section 1.2.iv of the Code of Good Practice in Electoral Matters",
            "venice-code/I.1.2.iv",
        ),
    ],
)
def test_one_provision_has_one_slug_however_it_is_printed(printed: str, expected: str) -> None:
    (cited,) = read_provisions(f"This is against {printed}.")
    assert (cited.standard, cited.as_printed) == (expected, printed)


@pytest.mark.parametrize(
    "sentence",
    [
        "Article 33 of the Constitution and Article 20.1 of the Election Law regulate it.",
        "The CRPD and the CEDAW made observations.",
        "The country is party to the ICCPR, the UNCAC and the CIS Convention.",
        "Section 3 of this report has more.",
        "Some 25 polling stations had 7.5 per cent more voters.",
    ],
)
def test_what_cites_no_standard(sentence: str) -> None:
    assert slugs(sentence) == []


def test_a_law_beside_an_instrument_lends_it_no_article() -> None:
    assert slugs("Article 33 of the Election Law is contrary to the ICCPR.") == ["iccpr"]


def test_an_instrument_that_is_not_known_keeps_its_words() -> None:
    (cited,) = read_provisions("It breaks paragraph 12 of the 2009 Harbour Charter.")
    assert (cited.standard, cited.as_printed) == (None, "paragraph 12 of the 2009 Harbour Charter")


def test_hard_texts_take_no_time() -> None:
    hard = "Article 1, " * 3000 + "Paragraph " * 2000 + "The Of " * 3000 + "ICCPR " * 500
    assert read_provisions(hard) is not None


def test_every_instrument_of_the_reference_data_can_be_found_by_its_slug() -> None:
    """The names that the data file lacks are of documents that only one report cites."""
    content = tomllib.loads((ROOT / "seeds/reference/standards.toml").read_text(encoding="utf-8"))
    forms = [re.sub(r"\\\{\d\\\}", r"\\d+", re.escape(one.slug)) for _, one in instruments()]
    missing = [
        entry["slug"]
        for entry in content["instrument"]
        if not any(re.fullmatch(form, entry["slug"]) for form in forms)
    ]
    assert missing == [
        "joint-declaration-expression-2002",
        "un-sr-expression-1999",
        "odihr-domestic-observer-handbook",
    ]


PIECES = [
    Piece(1, PieceKind.PARAGRAPH, "Party lists are closed to others.¹ No one may stand alone.²"),
    Piece(1, PieceKind.FOOTNOTE, "See Article 25 (b) of the ICCPR.", label="1"),
    Piece(2, PieceKind.FOOTNOTE, "See paragraph 7.5 of the Copenhagen Document.", label="2"),
    Piece(3, PieceKind.LIST, "Anyone may stand, as Article 25 (b) of the ICCPR says.³", label="4."),
    Piece(3, PieceKind.FOOTNOTE, "See General Comment No. 25,", label="3"),
    Piece(4, PieceKind.FOOTNOTE, "paragraph 17. See the Copenhagen Document.", continued=True),
    Piece(9, PieceKind.FOOTNOTE, "Article 21 of the UDHR.", label="3"),
]


def found(spans: list[Span], rests_on: list[Mention]) -> FoundItem:
    return FoundItem(
        number="4",
        number_as_printed="4.",
        kind=ItemKind.RECOMMENDATION,
        text="Anyone may stand.",
        page=3,
        page_basis=PageBasis.COUNTED,
        section="Recommendations",
        spans=spans,
        rests_on=rests_on,
    )


def text_of(pieces: list[Piece]) -> Text:
    pages = [PageInfo(number, PageBasis.COUNTED) for number in range(1, 10)]
    return Text("text", pages, pieces)


def whole(place: int) -> Span:
    return Span(place, 0, len(PIECES[place].text))


def test_citations_of_an_item_its_findings_and_their_footnotes() -> None:
    finding = Mention(PIECES[0].text, 1, "Candidates", [whole(0)])
    (item,) = add_citations(text_of(PIECES), [found([whole(3)], [finding])])
    assert [(one.standard, one.stands_in, one.footnote, one.page) for one in item.standards] == [
        ("iccpr/25(b)", CitedIn.ITEM, None, 3),
        ("iccpr-gc-25/17", CitedIn.ITEM, "3", 3),
        ("copenhagen-1990/7.5", CitedIn.FINDING, "2", 2),
    ]
    assert item.standards[2].section == "Candidates"
    assert item.standards[2].as_printed == "paragraph 7.5 of the Copenhagen Document"


def test_a_footnote_counts_only_where_its_mark_stands() -> None:
    part = Span(0, 0, PIECES[0].text.index("No one"))
    (item,) = add_citations(text_of(PIECES), [found([part], [])])
    assert [one.standard for one in item.standards] == ["iccpr/25(b)"]


def test_notes_at_the_end_of_a_document_belong_to_the_only_mark() -> None:
    pieces = [
        Piece(1, PieceKind.PARAGRAPH, "No one may stand alone.⁷"),
        Piece(8, PieceKind.FOOTNOTE, "Article 21 of the UDHR.", label="7"),
    ]
    (item,) = add_citations(text_of(pieces), [found([Span(0, 0, 24)], [])])
    assert [(one.standard, one.page) for one in item.standards] == [("udhr/21", 8)]
