"""Files that come in at the desk: what is refused, where it is said, and what stays of the form."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.db import Database
from app.core.files import MOST_BYTES
from app.imports import queries
from app.imports.models import Import
from app.vocabulary.lists import ImportKind, ImportState
from tests.factories import make_document, make_election, make_item, make_organisation
from tests.html_page import text_of
from tests.html_rules import check_fragment
from tests.web.desk import LIST, REPORT, Desk, asked, fields

ELECTION = "AA-2010-PARL"
SAID = {"kind": "report", "election": ELECTION, "document": "aa-2010-parl-final-report"}

COMMENTS = """ Comments of the Commission on the recommendations of the observers

Recommendations

1. The register of voters should be compared with that of residents.

Standpoint of the Commission. The register is compared every month.

Recommendation is implemented.

2. Small parties should get rooms for their meetings without a fee.

Standpoint of the Commission. The law leaves this to the owners of rooms.

Recommendation is not accepted.
"""


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a tracker that knows one election, its report and one authority."""
    with database.write() as db:
        make_election(db, ELECTION)
        make_document(db, SAID["document"], ELECTION)
        make_organisation(db, "commission", kind="authority", name="The Commission")
        make_item(db, f"{ELECTION}-1")
    with asked(database, tmp_path) as client:
        yield Desk(client)


def none_recorded(database: Database) -> bool:
    """Whether no import was recorded."""
    with database.read() as db:
        return not queries.list_imports(db)[0]


def test_the_first_page_says_what_is_taken(desk: Desk) -> None:
    page = desk.get(LIST)
    assert "At most 25 MB and 1,000 pages." in page.text
    assert "None yet." in page.text
    assert page.by_id("f-file").get("data-most") == str(MOST_BYTES)
    assert page.form(LIST).get("enctype") == "multipart/form-data"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (SAID | {"kind": ""}, "kind"),
        (SAID | {"kind": "poem"}, "kind"),
        (SAID | {"election": ""}, "election"),
        (SAID | {"election": "AA-2099-PARL"}, "election"),
        (SAID | {"election": "nonsense"}, "election"),
        (SAID | {"kind": "comments"}, "responder"),
        (SAID | {"kind": "comments", "responder": "nobody"}, "responder"),
        (SAID | {"published_on": "yesterday"}, "published_on"),
        (SAID | {"url": "not an address"}, "url"),
        (SAID | {"issuers": "nobody"}, "issuers"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_is_kept(
    desk: Desk, database: Database, data: dict[str, str], field: str
) -> None:
    page = desk.upload_refused(REPORT, **{"title": "A title"} | data)
    summary = page.by_id("problems")
    assert [link.get("href") for link in summary.iter("a")] == [f"#f-{field}"]
    assert "choose it again" in page.text
    assert page.by_id("f-title").get("value") == "A title"
    assert none_recorded(database)


def test_no_file_is_said_at_the_field(desk: Desk, database: Database) -> None:
    page = desk.refused(LIST, **SAID)
    assert [link.get("href") for link in page.by_id("problems").iter("a")] == ["#f-file"]
    assert fields(page, LIST)["election"] == ELECTION
    assert none_recorded(database)


def test_an_empty_file_is_refused(desk: Desk, database: Database) -> None:
    page = desk.upload_refused(b"", **SAID)
    assert "empty" in text_of(page.by_id("problems"))
    assert none_recorded(database)


@pytest.mark.parametrize("more", [1, 3 * 1024 * 1024])
def test_a_file_that_is_too_large_is_refused_with_the_form_kept(
    desk: Desk, database: Database, tmp_path: Path, more: int
) -> None:
    page = desk.upload_refused(b"x" * (MOST_BYTES + more), "large.pdf", **SAID)
    assert "25.0 MB" in text_of(page.by_id("problems"))
    assert fields(page, LIST)["election"] == ELECTION
    assert none_recorded(database)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"no parts", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n", "multipart/form-data; boundary=x"),
        (b"kind=report", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"", "text/plain"),
    ],
)
def test_a_body_that_is_no_form_is_answered_in_words(
    desk: Desk, database: Database, content: bytes, kind: str
) -> None:
    answer = desk.client.post(LIST, content=content, headers={"Content-Type": kind})
    assert answer.status_code in (400, 422)
    assert "<h1" in answer.text
    assert none_recorded(database)


def test_a_file_that_cannot_be_read_says_why_and_offers_the_form(
    desk: Desk, database: Database
) -> None:
    address = desk.upload(b"\x7fELF\x02\x01\x01\x00" + bytes(200), "report.pdf", **SAID)
    page = desk.get(address)
    assert "The file could not be read" in page.text
    assert "report.pdf" in page.text
    assert fields(page, LIST)["election"] == ELECTION
    assert fields(page, LIST)["document"] == SAID["document"]
    assert "The file is kept here" in page.text
    assert "choose it again" not in page.text
    assert "not readable" in desk.get(LIST).text
    # It can be read again, with the same end.
    assert desk.went(f"{address}/reading") == address
    assert "The file could not be read" in desk.get(address).text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/report.txt", "report.txt"),
        ("C:\\Reports\\report.txt", "report.txt"),
        ("<b>report</b>.txt", "b>.txt"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
        ("отчёт.txt", "отчёт.txt"),
    ],
)
def test_a_file_is_called_by_its_name_alone(desk: Desk, name: str, shown: str) -> None:
    assert desk.get(desk.upload(REPORT, name, **SAID)).h1 == shown


def test_htmx_is_led_on_by_its_header_and_given_the_form_when_it_is_wrong(desk: Desk) -> None:
    files = {"file": ("report.txt", REPORT.encode())}
    headers = {"HX-Request": "true"}
    answer = desk.client.post(LIST, data=SAID, files=files, headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{LIST}/1")
    answer = desk.by_htmx(LIST, **SAID)
    assert answer.status_code == 422
    form = check_fragment(LIST, 422, answer.headers, answer.text)
    assert [element.get("id") for element in form.elements("form")] == ["upload"]


def test_reading_shows_how_far_it_is(desk: Desk, database: Database) -> None:
    address = desk.upload(REPORT, **SAID)
    with database.write() as db:
        row = db.get_one(Import, 1)
        row.state, row.what, row.done, row.total = ImportState.READING, "pages", 3, 40
        row.changed_at = clock.now()
    page = desk.get(address)
    (bar,) = page.elements("progress")
    assert (bar.get("value"), bar.get("max")) == ("3", "40")
    assert page.link("Look again") == address
    again = desk.fragment(address)
    assert [element.get("id") for element in again.root] == ["import-state"]
    assert desk.went(f"{address}/stop") == address
    page = desk.get(address)
    assert "reading was stopped" in page.text
    assert page.form(f"{address}/reading") is not None
    assert page.form(f"{address}/discard") is not None
    assert "not being read any more" in desk.refused(f"{address}/stop").text
    with database.write() as db:
        db.get_one(Import, 1).state = ImportState.READING
    with database.write() as db:
        db.get_one(Import, 1).changed_at = clock.now() - timedelta(hours=1)
    assert "read the file again" in desk.get(address).text


def test_comments_are_read_by_patterns_that_can_be_changed(desk: Desk, database: Database) -> None:
    said = {"kind": "comments", "election": ELECTION, "responder": "commission"}
    address = desk.upload(COMMENTS, "comments.txt", **said)
    form = fields(desk.get(f"{address}/reading"), f"{address}/reading")
    assert "[[statuses]]" in form["patterns"]
    wrong = form | {"patterns": form["patterns"] + "\n[[statuses]]\nphrases = 5\n"}
    page = desk.refused(f"{address}/reading", **wrong)
    assert "ine " in text_of(page.by_id("problems"))
    assert "phrases = 5" in fields(page, f"{address}/reading")["patterns"]
    more = '\n[[statuses]]\nphrases = ["wholly new words"]\nposition = "noted"\n'
    changed = form | {"patterns": form["patterns"] + more}
    assert desk.went(f"{address}/reading", **changed) == address
    with database.read() as db:
        assert "wholly new words" in queries.find_import(db, 1).options["patterns"]
    stale = desk.conflict(f"{address}/reading", **changed)
    assert "wholly new words" in fields(stale, f"{address}/reading")["patterns"]


def test_the_list_goes_on_behind_a_page_of_imports(desk: Desk, database: Database) -> None:
    with database.write() as db:
        for number in range(30):
            db.add(
                Import(
                    kind=ImportKind.TABLE,
                    state=ImportState.DISCARDED,
                    name=f"t{number}.csv",
                    sha256="a" * 64,
                    media_type="text/csv",
                    size=1,
                    options={},
                    changed_at=clock.now(),
                )
            )
    first = desk.get(LIST)
    second = desk.get(first.link("Next page"))
    assert "t29.csv" in first.text
    assert "t0.csv" in second.text
    assert desk.get(f"{LIST}?after=nonsense", status=400)
    assert desk.get(f"{LIST}?page=2", status=400)
    assert desk.get(f"{LIST}/1?show=poem", status=400)


@contextmanager
def others_write(database: Database) -> Iterator[None]:
    """Hold what a transaction holds that writes many drafts."""
    with database.engine.connect() as other:
        if database.engine.dialect.name == "sqlite":
            other.execution_options(sqlite_begin="IMMEDIATE")
            other.execute(sa.text("UPDATE imports SET size = size"))
        else:
            other.execute(sa.text("LOCK TABLE imports, drafts IN SHARE MODE"))
        yield
        other.rollback()


def test_while_others_write_a_form_is_given_back_as_it_was_sent(
    database: Database, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.db.BUSY_TIMEOUT_MS", 100)
    address = desk.upload(REPORT, **SAID)
    draft = f"{address}/drafts/1"
    form = fields(desk.get(draft), draft)
    with asked(database, tmp_path) as client, others_write(database):
        patient = Desk(client)
        page = patient.busy(draft, **form | {"heading": "As typed", "do-save": "1"})
        assert "send the form again in a minute" in text_of(page.by_id("problems"))
        assert fields(page, draft)["heading"] == "As typed"
        files = {"file": ("report.txt", REPORT.encode())}
        titled = SAID | {"title": "As typed"}
        answer = client.post(LIST, data=titled, files=files)
        assert answer.status_code == 503
        assert "As typed" in answer.text
        headers = {"HX-Request": "true"}
        assert client.post(LIST, data=titled, files=files, headers=headers).status_code == 422
    assert desk.went(draft, **form | {"heading": "As typed", "do-save": "1"}) == draft
