"""What the reader marks in a piece of text, and what its footnotes and headings become."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from app.documents.pages import Token
from app.documents.reader import MOST_NESTED, Reader
from app.documents.records import SpanRecord, TextPageRecord
from app.vocabulary.lists import ItemKind, PageBasis, PlaceRole


def span(ref: str, start: int, stop: int, **given: Any) -> SpanRecord:
    """Return where an item stands on page 7."""
    found = SpanRecord(
        page=7, piece=0, start=start, stop=stop, role=PlaceRole.LIST, ordinal=0, ref=ref,
        number=ref, kind=ItemKind.RECOMMENDATION, response=None, answers=[], url=f"/x#{ref}",
    )  # fmt: skip
    return replace(found, **given)


def leaf(*pieces: str | dict[str, Any], number: int = 7) -> TextPageRecord:
    """Return a page of text."""
    whole = [
        {"kind": "paragraph"} | ({"text": piece} if isinstance(piece, str) else piece)
        for piece in pieces
    ]
    return TextPageRecord(number, PageBasis.PRINTED, None, None, None, whole)


def written(tokens: Sequence[Token]) -> str:
    """Return tokens as a line: marks in brackets that name what begins there, notes in braces."""
    signs = {"text": "{0.text}", "close": "]", "note": "{{{0.text}}}"}
    return "".join(
        "[" + ",".join(o.span.anchor + "!" * o.head for o in token.mark.owners) + ":"
        if token.mark and token.kind == "open"
        else signs[token.kind].format(token)
        for token in tokens
    )


class TestMarks:
    """What opens and closes where."""

    @pytest.mark.parametrize(
        ("spans", "expected"),
        [
            ([], "abcdefgh"),
            ([("1", 0, 8)], "[1!:abcdefgh]"),
            ([("1", 2, 4), ("2", 4, 6)], "ab[1!:cd][2!:ef]gh"),
            ([("1", 1, 7), ("2", 2, 4), ("3", 4, 7)], "a[1!:b[2!:cd][3!:efg]]h"),
            ([("1", 1, 5), ("2", 3, 7)], "a[1!:bc[2!:de]][:fg]h"),
            ([("1", 2, 6), ("2", 2, 6)], "ab[1!,2!:cdef]gh"),
            ([("1", 0, 6), ("2", 2, 8), ("3", 4, 8)], "[1!:ab[2!:cd[3!:ef]]][:gh]"),
            ([("1", 6, 99), ("2", 50, 60)], "abcdef[1!:gh]"),
        ],
    )
    def test_overlapping_and_nested_marks_close_in_order(
        self, spans: list[tuple[str, int, int]], expected: str
    ) -> None:
        found = [span(*each) for each in spans]
        assert written(Reader(found).read(leaf("abcdefgh")).pieces[0].tokens) == expected

    def test_very_deep_marks_join_the_one_around_them(self) -> None:
        spans = [span(str(n), n, 40 - n) for n in range(20)]
        tokens = Reader(spans).read(leaf("x" * 40)).pieces[0].tokens
        deepest = depth = 0
        for token in tokens:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            deepest = max(depth, deepest)
        assert (depth, deepest) == (0, MOST_NESTED + 1)
        named = [o.span.ref for t in tokens if t.kind == "open" and t.mark for o in t.mark.owners]
        assert sorted(named, key=lambda ref: int(ref or 0)) == [str(n) for n in range(20)]

    def test_item_over_several_pieces_is_named_once(self) -> None:
        spans = [span("1", 0, 3), span("1", 0, 3, piece=2), span("1", 4, 6, piece=2)]
        page = Reader(spans).read(leaf("abc", {"kind": "furniture", "text": "7"}, "def gh"))
        assert [written(piece.tokens) for piece in page.pieces] == ["[1!:abc]", "7", "[:def] [:gh]"]

    def test_item_in_body_and_list_has_its_address_at_its_main_place(self) -> None:
        spans = [
            span("1", 0, 3, ordinal=1, role=PlaceRole.BODY),
            span("1", 0, 3, piece=2),
        ]
        page = Reader(spans).read(leaf("abc", "between", "def"))
        assert [written(piece.tokens) for piece in page.pieces] == [
            "[1:abc]", "between", "[1!:def]",
        ]  # fmt: skip

    def test_footnotes_and_their_marks_lead_to_each_other(self) -> None:
        note = {"kind": "footnote", "label": "12", "text": "See there."}
        page = Reader([span("1", 0, 5)]).read(leaf("abc¹² d¹² m²", note))
        first, last = page.pieces
        assert written(first.tokens) == "[1!:abc{¹²}] d{¹²} m²"
        assert [t.first for t in first.tokens if t.kind == "note"] == [True, False]
        assert last.note == "7-12"

    def test_footnote_without_a_mark_leads_nowhere(self) -> None:
        page = Reader([]).read(leaf("abc", {"kind": "footnote", "label": "1", "text": "See."}))
        assert page.pieces[1].note is None

    def test_headings_leave_no_level_out(self) -> None:
        levels = [{"kind": "heading", "text": "A", "level": n} for n in (3, 1, 2, 5, 9, 1)]
        page = Reader([]).read(leaf(*levels))
        assert [piece.level for piece in page.pieces] == [2, 2, 3, 4, 5, 2]

    def test_direction_is_that_of_most_letters(self) -> None:
        page = Reader([]).read(leaf("OSCE: نشر النتائج في كل مركز", "Called «نشر» there", "12"))
        assert [piece.leftwards for piece in page.pieces] == [True, False, False]
