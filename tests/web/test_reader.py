"""The reader: the text of documents, what is marked in it, originals and pictures of pages."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.core.files import FileStore
from app.documents import pictures
from app.documents.pages import Token
from app.documents.reader import MOST_NESTED, Reader
from app.documents.records import SpanRecord, TextPageRecord
from app.statuses.service import refresh
from app.vocabulary.lists import ItemKind, PageBasis, PlaceRole
from tests.factories import (
    make_document,
    make_file,
    make_item,
    make_page,
    make_passage,
    make_response,
)
from tests.html_client import HtmlClient
from tests.html_page import Page, classes, text_of

REPORT = "/documents/aa-2010-parl-final-report"
COMMENTS = "/documents/aa-2010-parl-comments"
SENTENCE = "The register should be public and every voter should be able to check it."


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


@pytest.fixture
def text(database: Database) -> Database:
    """A report of three pages with two items, and comments with an answer to the first."""
    with database.write() as db:
        make_item(db, "AA-2010-PARL-1", summary="Public register.", official_text=SENTENCE)
        make_item(db, "AA-2010-PARL-2", places=[
            {"page": 9, "page_basis": "printed", "section": "VI", "role": "list"}])  # fmt: skip
        make_item(db, "AA-2010-PARL-3")
        answer = make_response(db, "AA-2010-PARL-1", summary="Done.", standpoint="It is public.")
        heading = {"kind": "heading", "text": "Voter lists", "level": 1}
        page = make_page(db, number=7, pieces=["Head", heading, SENTENCE], basis="counted")
        make_passage(db, page, "AA-2010-PARL-1", SENTENCE, 2)
        make_passage(db, page, "AA-2010-PARL-2", "every voter", 2)
        following = make_page(db, number=8, pieces=[{"text": "It goes on.", "continued": True}])
        make_passage(db, following, "AA-2010-PARL-1", "It goes on.", ordinal=1)
        make_page(db, number=9, pieces=["Nothing."], label="ix")
        comments = make_page(db, "aa-2010-parl-comments", 7, ["Answer: It is public."])
        make_passage(db, comments, answer, "It is public.")
        refresh(db)
    return database


def marked(page: Page) -> dict[str, str]:
    """Return what is marked on a page: the whole passage by the address that leads to it."""
    found = {}
    for mark in page.with_class("passage"):
        for link in mark.iter("a"):
            around = [outer for outer in page.within(link) if "passage" in classes(outer)]
            if link.get("id") and around[0] is mark:
                hidden = [text_of(e) for e in mark.iter("bdi")]
                shown = text_of(mark)
                for words in hidden:
                    shown = shown.replace(words, "", 1)
                found[str(link.get("id"))] = " ".join(shown.split())
    return found


class TestPages:
    """The pages of the reader."""

    def test_page_marks_what_stands_on_it(self, text: Database, own_html: HtmlClient) -> None:
        page = own_html.get(f"{REPORT}/pages/7")
        assert marked(page) == {"AA-2010-PARL-1": SENTENCE, "AA-2010-PARL-2": "every voter"}
        reference = page.by_id("AA-2010-PARL-1")
        assert reference.get("href") == "/recommendations/AA-2010-PARL-1"
        assert text_of(reference) == "Recommendation: AA-2010-PARL-1"
        assert [e.tag for e in page.elements("h1", "h2")][:2] == ["h1", "h2"]
        assert page.by_id("piece-7-1").text == "Voter lists"
        assert "counted from page starts" in page.text

    def test_what_has_no_passage_is_found_on_its_page_all_the_same(
        self, text: Database, own_html: HtmlClient
    ) -> None:
        page = own_html.get(f"{REPORT}/pages/7")
        assert page.by_id("AA-2010-PARL-3").tag == "li"
        other = own_html.get(f"{REPORT}/pages/9")
        row = other.by_id("AA-2010-PARL-2")
        assert f"{REPORT}/pages/7#AA-2010-PARL-2" in [a.get("href") for a in row.iter("a")]

    def test_item_that_goes_on_is_marked_on_the_next_page(
        self, text: Database, own_html: HtmlClient
    ) -> None:
        page = own_html.get(f"{REPORT}/pages/8")
        assert marked(page) == {"AA-2010-PARL-1": "It goes on."}
        assert "(goes on from the page before)" in page.text
        assert [page.link("Page 7"), page.link("Page 9")] == [
            f"{REPORT}/pages/7", f"{REPORT}/pages/9",
        ]  # fmt: skip

    def test_answer_is_marked_and_leads_to_the_item_it_is_about(
        self, text: Database, own_html: HtmlClient
    ) -> None:
        page = own_html.get(f"{COMMENTS}/pages/7")
        assert marked(page) == {"answer-1": "It is public."}
        address = page.by_id("answer-1").get("href") or ""
        item = own_html.get(address.partition("#")[0])
        article = item.by_id(address.partition("#")[2])
        assert "It is public." in text_of(article)
        assert [text_of(e) for e in article.iter("summary")] == ["Word for word"]

    def test_places_lead_to_their_passages(self, text: Database, own_html: HtmlClient) -> None:
        places = own_html.get("/recommendations/AA-2010-PARL-1").with_class("place")
        addresses = {place.get("href") for place in places}
        assert {f"{REPORT}/pages/7#AA-2010-PARL-1", f"{COMMENTS}/pages/7#answer-1"} <= addresses

    def test_place_without_a_page_leads_to_the_passage_in_the_text(
        self, database: Database, own_html: HtmlClient
    ) -> None:
        with database.write() as db:
            make_item(db, places=[{"section": "VI", "role": "list"}])
            make_passage(db, make_page(db, pieces=["It should."]), "AA-2010-PARL-1", "It should.")
            refresh(db)
        (place,) = own_html.get("/recommendations/AA-2010-PARL-1").with_class("place")
        assert place.get("href") == f"{REPORT}/text#AA-2010-PARL-1"
        assert set(marked(own_html.get(f"{REPORT}/text"))) == {"AA-2010-PARL-1"}

    def test_whole_text_has_each_address_once(self, text: Database, own_html: HtmlClient) -> None:
        page = own_html.get(f"{REPORT}/text")
        assert list(marked(page)) == ["AA-2010-PARL-1", "AA-2010-PARL-2"]
        assert [page.by_id(f"page-{n}").tag for n in (7, 8, 9)] == ["section"] * 3
        assert page.link("Voter lists") == "#piece-7-1"
        assert "3 pages." in page.text
        assert "printed: ix" in page.text

    def test_very_long_text_comes_in_parts(self, database: Database, own_html: HtmlClient) -> None:
        with database.write() as db:
            make_document(db)
            for number in range(1, 202):
                make_page(db, number=number)
        page = own_html.get(f"{REPORT}/text")
        assert "201 pages, of which 1 to 100 stand here." in page.text
        page = own_html.get(page.link("The next pages"))
        page = own_html.get(page.link("The next pages"))
        assert [e.get("id") for e in page.with_class("leaf")] == ["page-201"]
        assert page.link("The pages before") == f"{REPORT}/text?part=2"
        assert "The text has 3 parts." in own_html.get(f"{REPORT}/text?part=4", status=404).text

    def test_document_has_contents_and_all_pages(
        self, text: Database, own_html: HtmlClient
    ) -> None:
        page = own_html.get(REPORT)
        assert page.link("Voter lists") == f"{REPORT}/pages/7#piece-7-1"
        assert page.link("The whole text, for reading and for paper") == f"{REPORT}/text"
        (pages,) = page.with_class("pages")
        assert [text_of(e) for e in pages.iter("li")] == ["Page 72", "Page 8–", "Page 91"]

    def test_without_text_the_command_that_attaches_it_is_named(
        self, database: Database, own_html: HtmlClient
    ) -> None:
        with database.write() as db:
            make_response(db)
        for address in (COMMENTS, f"{COMMENTS}/text", f"{COMMENTS}/pages/7"):
            command = (
                "throughline import comments --responder commission --election AA-2010-PARL"
                " --document aa-2010-parl-comments FILE"
            )
            assert command in own_html.get(address).text
        command = "import report --election AA-2010-PARL --document aa-2010-parl-final-report FILE"
        assert command in own_html.get(REPORT).text
        assert own_html.get(f"{COMMENTS}/pages/7").by_id("answer-1").tag == "article"

    def test_view_of_a_day_shows_what_was_known_then(
        self, database: Database, own_html: HtmlClient
    ) -> None:
        with database.write() as db:
            make_item(db, "AA-2010-PARL-1")
            make_item(db, "AA-2014-PARL-1")
            page = make_page(db, pieces=["One and two."])
            make_passage(db, page, "AA-2010-PARL-1", "One")
            make_passage(db, page, "AA-2014-PARL-1", "two")
        for address in (f"{REPORT}/pages/7", f"{REPORT}/text"):
            assert set(marked(own_html.get(address))) == {"AA-2010-PARL-1", "AA-2014-PARL-1"}
            then = own_html.get(f"{address}?as_of=2011-01-01")
            assert set(marked(then)) == {"AA-2010-PARL-1"}
            own_html.get(f"{address}?as_of=2010-01-01", status=404)

    def test_api_gives_text_and_passages(self, text: Database, own_client: TestClient) -> None:
        body = own_client.get(f"/api/v1{REPORT}/pages/7").json()
        assert (body["text_held"], body["page"], body["page_basis"]) == (True, 7, "counted")
        assert [piece["text"] for piece in body["pieces"]] == ["Head", "Voter lists", SENTENCE]
        first, second = body["passages"]
        assert first["url"] == f"{REPORT}/pages/7#AA-2010-PARL-1"
        words = body["pieces"][second["piece"]]["text"][second["start"] : second["stop"]]
        assert (second["ref"], words) == ("AA-2010-PARL-2", "every voter")
        answer = own_client.get(f"/api/v1{COMMENTS}/pages/7").json()["passages"][0]
        assert (answer["response"], answer["answers"]) == (1, ["AA-2010-PARL-1"])
        document = own_client.get(f"/api/v1{REPORT}").json()
        assert (document["text_held"], document["file"]) == (True, None)


@pytest.fixture
def files(own_client: TestClient, tmp_path: Path) -> FileStore:
    """Where the application of the test keeps files."""
    settings = own_client.app.state.settings  # type: ignore[attr-defined]
    own_client.app.state.settings = settings.model_copy(  # type: ignore[attr-defined]
        update={"files": tmp_path}
    )
    return FileStore(tmp_path)


def a_pdf() -> bytes:
    """Return a PDF of two pages."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    drawn = canvas.Canvas(out, pagesize=(300, 400))
    for words in ("First page", "Second page"):
        drawn.drawString(50, 300, words)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def attach(database: Database, files: FileStore, content: bytes, **given: Any) -> str:
    """Keep a file as the original of a report with pages 7 and 8; return its digest."""
    kept = files.save(io.BytesIO(content))
    with database.write() as db:
        make_document(db, url="https://example.org/report.pdf")
        for number in (7, 8):
            make_page(db, number=number, width=300, height=400)
        values: dict[str, Any] = {"sha256": kept.sha256, "size": kept.size} | given
        make_file(db, **values)
    return kept.sha256


class TestOriginals:
    """Files are shown where the editor has said so, and harm nobody."""

    def test_original_that_is_not_public_is_named_and_not_given(
        self, database: Database, own_html: HtmlClient, files: FileStore
    ) -> None:
        digest = attach(database, files, a_pdf())
        for address in (f"{REPORT}/file", f"{REPORT}/pages/7.png"):
            page = own_html.get(address, status=404)
            assert "is not shown here. It is published at https://example.org" in page.text
        for address in (REPORT, f"{REPORT}/pages/7", f"{REPORT}/text"):
            page = own_html.get(address)
            assert digest in page.text
            assert "https://example.org/report.pdf" in page.links()
            assert not [link for link in page.links() if link.endswith("/file")]
            assert not list(page.elements("img"))
        described = own_html.client.get(f"/api/v1{REPORT}").json()["file"]
        assert (described["sha256"], described["public"], described["url"]) == (digest, False, None)

    def test_public_original_is_given_as_it_came(
        self, database: Database, own_html: HtmlClient, files: FileStore
    ) -> None:
        content = a_pdf()
        digest = attach(database, files, content, public=True, name="Bericht «2010».pdf")
        page = own_html.get(REPORT)
        answer = own_html.client.get(page.link("Bericht «2010».pdf"))
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == digest
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("text/html", "text/html; charset=utf-8"),
            ("image/svg+xml", "application/octet-stream"),
            ("text/javascript", "application/octet-stream"),
        ],
    )
    def test_original_of_another_kind_is_only_a_download(
        self,
        database: Database,
        own_html: HtmlClient,
        files: FileStore,
        given: str,
        expected: str,
    ) -> None:
        attach(database, files, b"<script>alert(1)</script>", public=True, media_type=given)
        answer = own_html.client.get(f"{REPORT}/file")
        assert answer.headers["content-type"] == expected
        assert answer.headers["content-disposition"].startswith("attachment")
        own_html.get(f"{REPORT}/pages/7.png", status=404)

    def test_original_that_is_lost_says_so(
        self, database: Database, own_html: HtmlClient, files: FileStore
    ) -> None:
        attach(database, files, b"x", public=True, sha256="a" * 64)
        page = own_html.get(f"{REPORT}/file", status=404)
        assert "is missing here. It is published at https://example.org" in page.text
        assert str(files.folder) not in page.html

    def test_picture_of_a_page_is_drawn_once(
        self,
        database: Database,
        own_html: HtmlClient,
        files: FileStore,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        digest = attach(database, files, a_pdf(), public=True)
        page = own_html.get(f"{REPORT}/pages/8")
        (image,) = page.elements("img")
        assert (image.get("width"), image.get("height")) == ("480", "640")
        answer = own_html.client.get(image.get("src") or "")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert answer.content.startswith(b"\x89PNG")
        assert int.from_bytes(answer.content[16:20]) == 480
        kept = files.folder / "pictures" / digest[:2] / f"{digest}-2-480.png"
        assert kept.read_bytes() == answer.content

        def nobody_draws(*_given: object) -> bytes:
            raise AssertionError("drawn again")

        monkeypatch.setattr(pictures, "draw", nobody_draws)
        assert own_html.client.get(image.get("src") or "").content == answer.content

    def test_picture_has_one_of_the_widths(
        self, database: Database, own_html: HtmlClient, files: FileStore
    ) -> None:
        attach(database, files, a_pdf(), public=True)
        page = own_html.get(f"{REPORT}/pages/7.png?width=100000", status=400)
        assert "“100000” is not allowed here." in page.text
        own_html.get(f"{REPORT}/pages/9.png", status=404)

    def test_no_more_pictures_are_drawn_at_once_than_the_service_bears(
        self,
        database: Database,
        own_html: HtmlClient,
        files: FileStore,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        attach(database, files, a_pdf(), public=True)
        monkeypatch.setattr(pictures, "PATIENCE_SECONDS", 0)
        for _ in range(pictures.MOST_AT_ONCE):
            pictures.DRAWING.acquire()
        try:
            page = own_html.get(f"{REPORT}/pages/7.png", status=503)
        finally:
            for _ in range(pictures.MOST_AT_ONCE):
                pictures.DRAWING.release()
        assert "Too many pictures are being drawn." in page.text
        own_html.client.get(f"{REPORT}/pages/7.png").raise_for_status()
