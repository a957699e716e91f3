"""A report at the desk, from the file to what the public sees, as somebody with a browser does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.db import Database
from app.imports import queries
from app.imports.models import Draft
from app.statuses.service import refresh
from app.vocabulary.lists import Decision, ImportState
from tests.factories import make_document, make_election, make_item, make_organisation
from tests.html_page import Page, text_of
from tests.made_files.paper import make_pdf
from tests.made_files.samples import SAMPLES
from tests.web.desk import LIST, REPORT, Desk, asked, fields

ELECTION = "AA-2010-PARL"
DOCUMENT = "aa-2010-parl-final-report"
SAID = {"kind": "report", "election": ELECTION, "document": DOCUMENT}


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a tracker that knows one election and its report, and one item of that."""
    with database.write() as db:
        make_election(db, ELECTION)
        make_document(db, DOCUMENT, ELECTION)
        make_organisation(db, "commission", kind="authority")
        make_item(db, f"{ELECTION}-2", official_text="Small parties may get rooms without a fee.")
        refresh(db)
    with asked(database, tmp_path) as client:
        yield Desk(client)


@pytest.fixture
def report(desk: Desk) -> str:
    """The address of an import that was read."""
    return desk.upload(REPORT, **SAID)


def decisions(database: Database, import_id: int = 1) -> dict[str, Decision]:
    """Return what was decided about each draft of an item, by number."""
    with database.read() as db:
        page = queries.page_drafts(db, import_id)
        return {draft.key: draft.decision for draft in page.items if draft.entry == "item"}


def draft_urls(page: Page) -> dict[str, str]:
    """Return the addresses of the drafts of a list by what they are called."""
    return {
        text_of(link): link.get("href") or ""
        for link in page.elements("a")
        if "/drafts/" in (link.get("href") or "")
    }


def test_a_report_becomes_drafts_beside_its_text(desk: Desk, report: str) -> None:
    assert report == f"{LIST}/1"
    page = desk.get(report)
    assert page.h1 == "report.txt"
    assert {"1", "2", "3"} <= draft_urls(page).keys()
    assert "matches AA-2010-PARL-2 (same number)" in page.text
    draft = desk.get(draft_urls(page)["1"])
    assert [text_of(mark) for mark in draft.elements("mark")] == [
        "The register of voters should be compared with that of residents. Errors should be mended"
        " in a week."
    ]
    form = fields(draft, draft_urls(page)["1"])
    assert form["number"] == "1"
    assert form["heading"] == "Priority recommendations"
    assert form["priority"] == "true"
    assert form["places.0.page"] == "1"
    assert form["official_text"].strip().endswith("mended in a week.")
    assert desk.get(LIST).text.count("report.txt") == 1


def test_a_matched_draft_shows_the_words_that_differ(desk: Desk, report: str) -> None:
    urls = draft_urls(desk.get(report))
    draft = desk.get(urls["2"])
    gone = [text_of(words) for words in draft.elements("del")]
    added = [text_of(words) for words in draft.elements("ins")]
    assert "[only here: may]" in gone
    assert {"[only here: should]", "[only here: for their meetings]"} <= set(added)
    replaced = fields(draft, urls["2"]) | {"replace": "official_text", "do-save": "1"}
    desk.went(urls["2"], **replaced)
    again = desk.get(urls["2"])
    chosen = [box for box in again.elements("input") if box.get("value") == "official_text"]
    assert [box.get("checked") is not None for box in chosen] == [True]


def test_accepting_saves_what_was_typed_and_opens_the_next(
    desk: Desk, report: str, database: Database
) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"])
    changed = form | {"heading": "The register", "do-accept": "1"}
    order = list(urls.values())
    assert "2 of 3" in desk.get(urls["1"]).text
    assert desk.went(urls["1"], **changed) == order[order.index(urls["1"]) + 1]
    assert decisions(database)["1"] is Decision.ACCEPTED
    stored = fields(desk.get(urls["1"]), urls["1"])
    assert stored["heading"] == "The register"
    assert int(stored["version"]) > int(form["version"])


def test_what_cannot_be_understood_is_said_at_its_field_and_kept(
    desk: Desk, report: str, database: Database
) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"])
    wrong = form | {"places.0.page": "four", "heading": "Kept", "do-accept": "1"}
    page = desk.refused(urls["1"], **wrong)
    summary = page.by_id("problems")
    assert summary.get("autofocus") is not None
    assert [link.get("href") for link in summary.iter("a")] == ["#f-places.0.page"]
    assert page.by_id("f-places.0.page").get("aria-invalid") == "true"
    again = fields(page, urls["1"])
    assert (again["places.0.page"], again["heading"]) == ("four", "Kept")
    assert decisions(database)["1"] is Decision.OPEN


def test_a_number_without_form_is_refused_by_the_rules(desk: Desk, report: str) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"])
    page = desk.refused(urls["1"], **form | {"number": "one", "do-save": "1"})
    assert page.by_id("f-number").get("aria-invalid") == "true"
    assert fields(page, urls["1"])["number"] == "one"


def test_a_form_that_is_older_is_answered_with_what_is_stored(
    desk: Desk, report: str, database: Database
) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"])
    desk.went(urls["1"], **form | {"heading": "Mine", "do-save": "1"})
    page = desk.conflict(urls["1"], **form | {"heading": "Yours", "do-save": "1"})
    assert "Somebody changed this draft meanwhile" in page.text
    box = page.by_id("problems")
    assert "Mine" in text_of(box)
    assert [text_of(cell) for cell in box.iter("th")][3:] == ["Heading"]
    marked = [text_of(words) for words in (*box.iter("del"), *box.iter("ins"))]
    assert marked == ["[only here: Mine]", "[only here: Yours]"]
    again = fields(page, urls["1"])
    assert again["heading"] == "Yours"
    desk.went(urls["1"], **again | {"do-save": "1"})
    assert fields(desk.get(urls["1"]), urls["1"])["heading"] == "Yours"


def test_a_rejection_keeps_its_reason_and_can_be_taken_back(
    desk: Desk, report: str, database: Database
) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["3"]), urls["3"])
    desk.went(urls["3"], **form | {"reason": "Not an item.", "do-reject": "1"})
    assert decisions(database)["3"] is Decision.REJECTED
    assert "reason: Not an item." in desk.get(f"{report}?show=rejected").text
    form = fields(desk.get(urls["3"]), urls["3"])
    assert desk.went(urls["3"], **form | {"do-reopen": "1"}) == urls["3"]
    assert decisions(database)["3"] is Decision.OPEN


def test_an_item_is_split_before_a_sentence_and_joined_again(
    desk: Desk, report: str, database: Database
) -> None:
    urls = draft_urls(desk.get(report))
    page = desk.get(urls["1"])
    (option,) = page.by_id("f-at").iter("option")
    assert text_of(option) == "Errors should be mended in a week."
    second = desk.went(urls["1"], **fields(page, urls["1"]) | {"do-split": "1"})
    assert second not in urls.values()
    text = fields(desk.get(second), second)["official_text"].strip()
    assert text == "Errors should be mended in a week."
    first = desk.get(urls["1"])
    assert fields(first, urls["1"])["official_text"].strip().endswith("residents.")
    desk.went(urls["1"], **fields(first, urls["1"]) | {"do-merge": "1"})
    text = fields(desk.get(urls["1"]), urls["1"])["official_text"].strip()
    assert text.endswith("residents. Errors should be mended in a week.")


def test_an_item_is_split_where_the_cursor_stands(desk: Desk, report: str) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"])
    page = desk.refused(urls["1"], **form | {"cursor": "", "do-split_cursor": "1"})
    assert page.by_id("f-at").get("aria-invalid") == "true"
    at = form["official_text"].strip().index("Errors")
    second = desk.went(urls["1"], **form | {"cursor": str(at), "do-split_cursor": "1"})
    assert fields(desk.get(second), second)["official_text"].strip().startswith("Errors")


def test_a_match_can_be_another_record_or_none(desk: Desk, report: str, database: Database) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["2"]), urls["2"])
    page = desk.refused(urls["2"], **form | {"match": "AA-2010-PARL-99", "do-match": "1"})
    assert page.by_id("f-match").get("aria-invalid") == "true"
    assert fields(page, urls["2"])["match"] == "AA-2010-PARL-99"
    assert desk.went(urls["2"], **form | {"match": "", "do-match": "1"}) == urls["2"]
    page = desk.get(urls["2"])
    assert "In the tracker already" not in page.text
    desk.went(urls["2"], **fields(page, urls["2"]) | {"match": f"{ELECTION}-2", "do-match": "1"})
    assert "In the tracker already" in desk.get(urls["2"]).text


def test_a_reference_that_was_typed_is_stored_by_accepting_or_refused(
    desk: Desk, report: str, database: Database
) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["2"]), urls["2"])
    wrong = form | {"match": f"{ELECTION}-99", "do-accept": "1"}
    page = desk.refused(urls["2"], **wrong)
    assert page.by_id("f-match").get("aria-invalid") == "true"
    assert decisions(database)["2"] is Decision.OPEN
    desk.went(urls["2"], **form | {"match": "", "do-accept": "1"})
    with database.read() as db:
        draft = queries.get_draft(db, int(urls["2"].rpartition("/")[2]))
    assert (draft.matches, draft.decision) == (None, Decision.ACCEPTED)


@pytest.mark.parametrize("button", ["do-accept", "do-reject"])
def test_a_button_that_is_pressed_twice_acts_once(
    desk: Desk, report: str, database: Database, button: str
) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"]) | {button: "1"}
    assert desk.went(urls["1"], **form) == desk.went(urls["1"], **form)
    with database.read() as db:
        once = queries.get_draft(db, int(urls["1"].rpartition("/")[2])).version
    assert once == int(form["version"]) + 1


def test_a_rejection_leaves_the_match_alone(desk: Desk, report: str, database: Database) -> None:
    urls = draft_urls(desk.get(report))
    version = fields(desk.get(urls["2"]), urls["2"])["version"]
    page = desk.conflict(urls["2"], **{"version": "99", "reason": "Why not", "do-reject": "1"})
    assert fields(page, urls["2"])["match"] == f"{ELECTION}-2"
    assert page.by_id("f-reason").get("value") == "Why not"
    desk.went(urls["2"], **{"version": version, "reason": "", "do-reject": "1"})
    with database.read() as db:
        draft = queries.get_draft(db, int(urls["2"].rpartition("/")[2]))
    assert (draft.matches, draft.decision) == (f"{ELECTION}-2", Decision.REJECTED)


def test_many_are_decided_about_only_as_many_as_the_button_said(
    desk: Desk, report: str, database: Database
) -> None:
    page = desk.get(report)
    bulk = {"show": "all", "which": "open", "decision": "rejected"}
    button = next(b for b in page.elements("button") if b.get("value") == "rejected")
    number = "".join(char for char in text_of(button) if char.isdigit())
    wrong = desk.conflict(f"{report}/decisions", **bulk, count=str(int(number) + 1))
    assert f"The button said {int(number) + 1}" in wrong.text
    assert set(decisions(database).values()) == {Decision.OPEN}
    assert desk.went(f"{report}/decisions", **bulk, count=number) == report
    assert f"Rejected: {number}." in desk.get(desk.told).text
    assert set(decisions(database).values()) == {Decision.REJECTED}
    rejected = desk.get(f"{report}?show=rejected")
    button = next(b for b in rejected.elements("button") if b.get("value") == "open")
    assert text_of(button) == f"Take back all {number} rejections"
    back = {"show": "rejected", "which": "rejected", "decision": "open", "count": number}
    assert desk.went(f"{report}/decisions", **back) == f"{report}?show=rejected"
    assert set(decisions(database).values()) == {Decision.OPEN}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"which": "open", "decision": "published", "count": "3"},
        {"which": "poem", "decision": "accepted", "count": "3"},
        {"which": "open", "decision": "accepted", "count": "many", "show": "poem"},
    ],
)
def test_a_decision_that_is_none_changes_nothing(
    desk: Desk, report: str, database: Database, data: dict[str, str]
) -> None:
    answer = desk.client.post(f"{report}/decisions", data=data, follow_redirects=False)
    assert answer.status_code in (409, 422)
    assert set(decisions(database).values()) == {Decision.OPEN}


def accept_all(desk: Desk, report: str, database: Database) -> None:
    """Accept every draft, one by one."""
    for url in draft_urls(desk.get(report)).values():
        page = desk.get(url)
        desk.went(url, **fields(page, url) | {"do-accept": "1"})


def test_publishing_says_what_changes_and_does_it_once(
    desk: Desk, report: str, database: Database
) -> None:
    before = desk.get(f"/recommendations?document={DOCUMENT}")
    assert before.refs() == [f"{ELECTION}-2"]
    nothing = desk.get(f"{report}/publish")
    assert "Nothing is accepted yet." in nothing.text
    accept_all(desk, report, database)
    page = desk.get(f"{report}/publish")
    assert "2 new, 1 gets what it lacked (Number as printed, Heading, Priority)" in page.text
    assert "1 page can be read, 3 passages marked in it" in page.text
    assert desk.get(f"/recommendations?document={DOCUMENT}").refs() == [f"{ELECTION}-2"]
    assert desk.went(f"{report}/publish") == report
    assert desk.went(f"{report}/publish") == f"{report}/publish"
    assert desk.redirected(f"{report}/publish") == report
    shown = desk.get(f"/recommendations?document={DOCUMENT}").refs()
    assert shown == [f"{ELECTION}-1", f"{ELECTION}-2", f"{ELECTION}-3"]
    with database.read() as db:
        assert queries.find_import(db, 1).state is ImportState.PUBLISHED
    assert "drafts of it are public." in desk.get(report).text


def test_publishing_a_part_says_what_is_public(desk: Desk, report: str) -> None:
    url = draft_urls(desk.get(report))["2"]
    desk.went(url, **fields(desk.get(url), url) | {"do-accept": "1"})
    assert "Draft 2 is saved and accepted." in desk.get(desk.told).text
    assert desk.went(f"{report}/publish") == report
    page = desk.get(desk.told)
    assert "Published: 1." in page.text
    assert "1 draft of it is public." in page.text
    assert "Nothing is accepted yet" not in page.text
    assert page.link("its recommendations") == f"/recommendations?document={DOCUMENT}"


def test_publishing_nothing_is_refused(desk: Desk, report: str) -> None:
    page = desk.refused(f"{report}/publish")
    assert "It was not published" in page.text


def test_what_was_published_cannot_be_edited(desk: Desk, report: str, database: Database) -> None:
    accept_all(desk, report, database)
    desk.went(f"{report}/publish")
    url = draft_urls(desk.get(report))["1"]
    page = desk.get(url)
    assert not [b for b in page.elements("button") if (b.get("name") or "").startswith("do-")]
    with database.read() as db:
        version = str(queries.get_draft(db, int(url.rpartition("/")[2])).version)
    desk.refused(url, version=version, heading="Other", **{"do-save": "1"})


def test_a_draft_belongs_to_its_import(desk: Desk, report: str) -> None:
    second = desk.upload(REPORT + "\n", **SAID)
    number = draft_urls(desk.get(report))["1"].rpartition("/")[2]
    desk.get(f"{second}/drafts/{number}", status=404)
    desk.get(f"{LIST}/99", status=404)
    desk.get(f"{LIST}/99/publish", status=404)


def test_a_file_that_was_read_before_is_named(desk: Desk, report: str) -> None:
    assert "The same file was read here too" not in desk.get(report).text
    # While its drafts wait, they are not made a second time.
    held = desk.upload(REPORT, "copy.txt", **SAID)
    assert held == f"{report}?done=held&of=1"
    assert "its drafts wait here" in desk.get(held).text
    second = desk.went(f"{report}/again")
    assert second != report
    assert desk.get(second).link("import 1") == report
    assert desk.get(report).link("import 2") == second
    desk.went(f"{second}/discard")
    assert "The same file was read here too" not in desk.get(report).text


def test_an_import_can_be_discarded(desk: Desk, report: str, database: Database) -> None:
    assert desk.went(f"{report}/discard") == LIST
    assert "discarded" in desk.get(LIST).text
    assert desk.get(report).h1 == "report.txt"


def test_hostile_text_stays_text(desk: Desk, report: str, database: Database) -> None:
    urls = draft_urls(desk.get(report))
    form = fields(desk.get(urls["1"]), urls["1"])
    nasty = '"><script>alert(1)</script></textarea>'
    desk.went(urls["1"], **form | {"official_text": nasty, "heading": nasty, "do-save": "1"})
    page = desk.get(urls["1"])
    assert fields(page, urls["1"])["official_text"].strip() == nasty
    with database.read() as db:
        row = db.get_one(Draft, int(urls["1"].rpartition("/")[2]))
        assert row.content["heading"] == nasty


def test_pages_of_a_pdf_are_shown_as_pictures(desk: Desk, tmp_path: Path) -> None:
    made = make_pdf(SAMPLES[0], tmp_path)
    address = desk.upload(made.path.read_bytes(), "report.pdf", **SAID)
    url = next(url for name, url in draft_urls(desk.get(address)).items() if name == "1")
    page = desk.get(url)
    picture = next(page.elements("img")).get("src") or ""
    assert picture.startswith(f"{address}/pages/")
    assert [rect for rect in page.root.iter() if str(rect.tag).endswith("rect")]
    answer = desk.client.get(picture)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "private, max-age=3600"
    assert answer.content.startswith(b"\x89PNG")
    assert desk.client.get(f"{address}/pages/999.png").status_code == 422
