"""The reader: the text of documents, what is marked in it, originals and pictures of pages."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.core.files import FileStore
from app.documents import pictures
from app.statuses.service import refresh
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
BOOTHS = "Every booth should have a curtain, a pen and light, and so should each one that is lent."
SENTENCE = "The register should be public and every voter should be able to check it."


@pytest.fixture
def text(database: Database) -> Database:
    """A report of three pages with two items, and comments with an answer to the first."""
    with database.write() as db:
        make_item(db, "AA-2010-PARL-1", summary="Public register.", official_text=SENTENCE)
        make_item(db, "AA-2010-PARL-2", places=[
            {"page": 9, "page_basis": "printed", "section": "VI", "role": "list"}])  # fmt: skip
        make_item(db, "AA-2010-PARL-3", summary=None, heading="Booths", official_text=2 * BOOTHS)
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
        beside = page.by_id("AA-2010-PARL-3")
        assert beside.tag == "li"
        assert BOOTHS in text_of(beside)
        assert text_of(beside).endswith("…"), "it begins with its words"
        other = own_html.get(f"{REPORT}/pages/9")
        row = other.by_id("AA-2010-PARL-2")
        assert f"{REPORT}/pages/7#AA-2010-PARL-2" in [a.get("href") for a in row.iter("a")]

    def test_item_without_a_summary_shows_its_words_once(
        self, text: Database, own_html: HtmlClient
    ) -> None:
        page = own_html.get("/recommendations/AA-2010-PARL-3")
        assert page.h1 == "AA-2010-PARL-3 Booths"
        assert text_of(next(page.elements("main"))).count(2 * BOOTHS) == 1

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
            make_page(db, number=number, sheet=number - 6, width=300, height=400)
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
