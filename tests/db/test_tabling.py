"""Rows of tables as drafts: numbers and keys of ours, what is there already, what is wrong."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.errors import RuleError, UnreadableError
from app.imports.models import Draft, Import
from app.imports.publication.publishing import publish
from app.imports.records import Which
from app.imports.runs.running import store
from app.imports.service import decide_all
from app.imports.tables.references import look_again
from app.imports.tables.row_problems import MOST_KEPT
from app.imports.tables.tabling import draft_table
from app.reading.model import Warn
from app.reading.process import Message
from app.reading.tables.model import FileFacts, FoundEntry, FoundRow, Problem, TableReport, Tally
from app.recommendations.models import Recommendation
from app.responses.models import Response
from app.vocabulary.lists import Decision, ImportKind, MatchBasis
from tests import factories as make

REPORT = "aa-2010-parl-final-report"
CODE = "AA-2010-PARL"


def make_import(db: Session) -> Import:
    """An import of a table that is being read."""
    row = Import(
        kind=ImportKind.TABLE,
        name="table.csv",
        sha256="0" * 64,
        media_type="text/csv",
        size=1,
        options={"map": "upr-info"},
        changed_at=clock.now(),
    )
    db.add(row)
    db.flush()
    return row


def messages(rows: Sequence[FoundRow], batch: int = 2) -> Iterator[Message]:
    """What the child process hands over: rows in batches as JSON, the report last."""
    for start in range(0, len(rows), batch):
        yield Message("rows", to_jsonable_python(rows[start : start + batch]))
    facts = FileFacts("csv", ["Text"], 1, len(rows), warnings=[Warn("odd", "Something is odd.")])
    tally = Tally(rows=len(rows), good=sum(not row.problems for row in rows))
    yield Message("result", to_jsonable_python(TableReport(facts, "upr-info", [], tally)))


def draft(db: Session, *rows: FoundRow) -> tuple[Import, list[Draft]]:
    """Return an import and its stored drafts."""
    row = make_import(db)
    store(db, row, draft_table(db, row, messages(rows)))
    found = db.execute(
        sa.select(Draft).filter_by(import_id=row.id).order_by(sa.text("ordinal"))
    ).scalars()
    return row, list(found)


def published(db: Session, *rows: FoundRow) -> Import:
    """Draft, accept and publish rows."""
    row, _ = draft(db, *rows)
    decide_all(db, row.id, Which.OPEN, Decision.ACCEPTED)
    publish(db, row.id)
    return row


def item(text: str, **given: Any) -> FoundEntry:
    """An item of the report, without a number."""
    content = {
        "document": REPORT,
        "kind": "recommendation",
        "official_text": text,
        "places": [{"section": "Table", "role": "list"}],
    } | given
    return FoundEntry("item", content)


def answer(position: str = "accepted", **given: Any) -> FoundEntry:
    """An answer to the item of its row."""
    content = {
        "document": "comments",
        "responder": "commission",
        "position": position,
        "places": [{"section": "Table", "role": "list"}],
    } | given
    return FoundEntry("answer", content)


def row_of(number: int, *entries: FoundEntry, **given: Any) -> FoundRow:
    """A row of the table."""
    return FoundRow(number, f"digest {number}", list(entries), **given)


@pytest.fixture
def base(db: Session) -> None:
    """A report, comments and states."""
    make.make_document(db)
    make.make_document(db, "comments", CODE, kind="comments")
    make.make_organisation(db, "commission", kind="authority")
    for slug in ("austria", "belgium"):
        make.make_organisation(db, slug, kind="state")


def contents(drafts: list[Draft], *names: str) -> list[tuple[Any, ...]]:
    """Some fields of the contents of drafts."""
    return [tuple(found.content.get(name) for name in names) for found in drafts]


@pytest.mark.usefixtures("base")
class TestItems:
    """Items and answers without numbers and keys."""

    def test_numbers_of_ours_keep_off_those_of_the_table(self, db: Session) -> None:
        make.make_item(db, f"{CODE}-5", document=REPORT)
        row = published(
            db,
            row_of(2, item("One.", number="1"), last_numbers={"": 9, "C": 2}),
            row_of(3, item("Two.")),
            row_of(4, item("Odd.", kind="concern")),
            row_of(5, item("Nine.", number="9")),
        )
        assert row.found["new"] == {"item": 4}
        numbers = db.execute(sa.select(col(Recommendation.number))).scalars()
        assert set(numbers) == {"1", "5", "9", "10", "C3"}

    def test_an_answer_waits_with_an_item_whose_number_is_taken(self, db: Session) -> None:
        make.make_item(db, f"{CODE}-3", document="another-report")
        _, drafts = draft(db, row_of(2, item("One.", number="3"), answer()))
        assert [(found.entry, found.suspect) for found in drafts] == [
            ("item", True), ("answer", True),
        ]  # fmt: skip

    def test_a_number_that_was_taken_meanwhile_holds_up_its_row_only(self, db: Session) -> None:
        waiting, _ = draft(db, row_of(2, item("One."), answer()), row_of(3, item("Two.")))
        published(db, row_of(2, item("Another.")))
        look_again(db, waiting.id)
        decide_all(db, waiting.id, Which.CLEAN, Decision.ACCEPTED)
        assert publish(db, waiting.id).added == {"item": 1}
        left = db.execute(
            sa.select(Draft).filter_by(import_id=waiting.id, decision=Decision.OPEN)
        ).scalars()
        found = {one.entry: one.warnings[0]["message"] for one in left}
        assert set(found) == {"item", "answer"}
        assert found["item"].startswith(f"row 2: {CODE}-1 became another item while this waited")

    def test_a_place_without_a_page_says_nothing_of_how_it_is_known(self, db: Session) -> None:
        bare = {"section": "Table", "role": "list"}
        given = [bare | {"page_basis": "printed"}, bare | {"page_basis": "printed", "page": 3}]
        _, (found,) = draft(db, row_of(2, item("One.", places=given)))
        assert found.content["places"] == [bare, given[1]]

    def test_a_row_that_ends_early_needs_a_person(self, db: Session) -> None:
        ends = Warn("short", "The row ends early.")
        row, (found,) = draft(
            db,
            row_of(2, item("One."), warnings=[ends]),
            row_of(3, item("Two.", places=[]), warnings=[ends]),
        )
        assert found.suspect
        (problem,) = row.found["problems"]
        assert problem["message"].startswith("The row ends early. So it cannot be taken: item,")

    def test_numbers_follow_the_order_of_appearance(self, db: Session) -> None:
        row, drafts = draft(
            db,
            row_of(2, item("Open the count.")),
            row_of(3, item("Counting was closed.", kind="concern")),
            row_of(4, item("Publish the lists.")),
            row_of(5, item("Booths were added.", kind="welcomed")),
        )
        assert contents(drafts, "number") == [("1",), ("C1",), ("2",), ("W1",)]
        assert [found.key for found in drafts] == [f"{CODE}-{n}" for n in ("1", "C1", "2", "W1")]
        assert [found.passage["table_row"] for found in drafts] == [2, 3, 4, 5]
        assert not any(found.suspect or found.matches for found in drafts)
        assert row.found["new"] == {"item": 4}

    def test_numbers_go_on_behind_those_that_exist(self, db: Session) -> None:
        make.make_item(db, f"{CODE}-7")
        make.make_document(db, "other", CODE)
        make.make_item(db, f"{CODE}-12B", document="other")
        make.make_item(db, f"{CODE}-C3")
        _, drafts = draft(db, row_of(2, item("One.")), row_of(3, item("Two.", kind="concern")))
        assert contents(drafts, "number") == [("13",), ("C4",)]

    def test_an_answer_is_to_the_item_of_its_row(self, db: Session) -> None:
        _, drafts = draft(
            db,
            row_of(2, item("Open the count."), answer()),
            row_of(3, item("Publish the lists."), answer("noted", stated_as="Noted")),
        )
        answers = [found for found in drafts if found.entry == "answer"]
        assert contents(answers, "key", "answers", "position") == [
            ("comments-1", [{"item": f"{CODE}-1"}], "accepted"),
            ("comments-2", [{"item": f"{CODE}-2"}], "noted"),
        ]

    def test_the_same_file_again_adds_nothing_and_says_so(self, db: Session) -> None:
        rows = [
            row_of(2, item("Open the count.", proposers=["austria"]), answer()),
            row_of(3, item("Open the count.", proposers=["belgium"]), answer()),
            row_of(4, item("Publish the lists.", heading="Lists"), answer("noted")),
        ]
        published(db, *rows)
        row, drafts = draft(db, *reversed(rows))
        assert drafts == []
        assert (row.found["new"], row.found["same"]) == ({}, {"item": 3, "answer": 3})
        assert [found["code"] for found in row.found["warnings"]] == ["odd", "nothing_new"]
        numbers = db.execute(sa.select(col(Recommendation.number)).order_by("ref")).scalars()
        assert list(numbers) == ["1", "2", "3"]

    def test_one_recorded_item_stands_for_one_row(self, db: Session) -> None:
        published(db, row_of(2, item("Open the count.", heading="One")))
        row, drafts = draft(
            db,
            row_of(2, item("Open the  COUNT.", heading="One")),
            row_of(3, item("Open the count.", heading="Two")),
        )
        assert contents(drafts, "number", "heading") == [("2", "Two")]
        assert row.found["same"] == {"item": 1}

    def test_what_a_record_lacks_or_has_otherwise_is_a_matched_draft(self, db: Session) -> None:
        published(db, row_of(2, item("Open the count."), answer()))
        row, drafts = draft(
            db, row_of(2, item("Open the count.", heading="Counting"), answer("not_accepted"))
        )
        assert [(found.matches, found.basis, found.suspect) for found in drafts] == [
            (f"{CODE}-1", MatchBasis.DIGEST, True),
            ("comments-1", MatchBasis.KEY, True),
        ]
        assert "with another value of position" in drafts[1].warnings[0]["message"]
        assert row.found["different"] == {"item": 1, "answer": 1}

    def test_given_numbers_are_kept_and_matched(self, db: Session) -> None:
        make.make_item(db, f"{CODE}-4", official_text="Open the count.", summary=None)
        make.make_document(db, "other", CODE)
        make.make_item(db, f"{CODE}-9", document="other")
        _, drafts = draft(
            db,
            row_of(2, item("Open the count.", number="4")),
            row_of(3, item("Publish the lists.", number="5")),
            row_of(4, item("Seal the boxes.", number="9")),
        )
        assert contents(drafts, "number") == [("5",), ("9",)]
        assert [found.suspect for found in drafts] == [False, True]
        assert drafts[1].warnings[0]["code"] == "number_taken"

    def test_answers_alone_name_their_items(self, db: Session) -> None:
        make.make_item(db, f"{CODE}-4")
        _, drafts = draft(
            db, row_of(2, answer(answers=[{"item": f"{CODE}-4"}])), row_of(3, answer())
        )
        assert contents(drafts, "key") == [("comments-4",)]

    def test_warnings_of_a_row_stay_with_its_item_and_answer(self, db: Session) -> None:
        damaged = Warn("damaged", "A text is damaged.")
        _, drafts = draft(db, row_of(2, item("One."), answer(), warnings=[damaged]))
        assert [found.warnings[0]["code"] for found in drafts] == ["damaged", "damaged"]

    def test_publishing_tells_how_far_each_part_of_it_is(self, db: Session) -> None:
        row, _ = draft(db, row_of(2, item("Open the count."), answer()))
        decide_all(db, row.id, Which.OPEN, Decision.ACCEPTED)
        told: list[tuple[str, int, int]] = []
        publish(db, row.id, lambda *step: told.append(step))
        assert told == [
            ("item", 0, 2),
            ("answer", 1, 2),
            ("history", 0, 2),
            ("history", 1, 2),
            ("statuses", 0, 1),
            ("search", 0, 2),
            ("search", 1, 2),
        ]

    def test_statements_do_not_grow_with_rows(self, db: Session) -> None:
        rows = [row_of(n, item(f"Do {n}."), answer()) for n in range(2, 402)]
        published(db, *rows)
        assert db.execute(sa.select(sa.func.count()).select_from(Response)).scalar_one() == 400
        row, drafts = draft(db, *rows)
        assert (drafts, row.found["same"]) == ([], {"item": 400, "answer": 400})


class TestBase:
    """What items rest on."""

    def entries(self) -> list[FoundEntry]:
        """A country, an election and a document, then an item of it."""
        return [
            FoundEntry("country", {"code": "AA", "name": "Aland"}),
            FoundEntry("organisation", {"slug": "body", "name": "Body", "short_name": "Body",
                                        "kind": "international_body"}),
            FoundEntry("election", {"code": "AA-UPR-5", "title": "Review", "first_day": "2009-05"}),
            FoundEntry("document", {"slug": "aa-upr-5", "election": "AA-UPR-5", "kind": "other",
                                    "title": "Outcome", "issuers": ["body"], "held": True,
                                    "published_on": "2009-05"}),
            item("Ratify it.", document="aa-upr-5"),
        ]  # fmt: skip

    def test_what_is_missing_comes_with_the_table(self, db: Session) -> None:
        row = published(db, row_of(2, *self.entries()))
        assert row.found["new"] == dict.fromkeys(
            ("country", "organisation", "election", "document", "item"), 1
        )
        assert db.execute(sa.select(col(Recommendation.ref))).scalar_one() == "AA-UPR-5-1"

    def test_what_is_there_is_left_and_said(self, db: Session) -> None:
        make.make_country(db, "AA", name="Another name")
        row, drafts = draft(db, row_of(2, *self.entries()))
        assert [found.entry for found in drafts] == ["organisation", "election", "document", "item"]
        assert row.found["left"] == [{"entry": "country", "key": "AA", "fields": ["name"]}]


@pytest.mark.usefixtures("base")
class TestProblems:
    """What is wrong is said by row; other rows go on."""

    def test_repeated_and_wrong_rows_are_told(self, db: Session) -> None:
        problem = Problem(4, "Response", "Maybe", "this is no answer.", "Write Accepted or Noted.")
        row, drafts = draft(
            db,
            row_of(2, item("One.")),
            row_of(3, same_as=2),
            row_of(4, problems=[problem]),
            row_of(5, item("Two.")),
        )
        assert len(drafts) == 2
        assert row.found["duplicates"] == [{"row": 3, "same_as": 2}]
        assert row.found["problems"] == [to_jsonable_python(problem)]
        assert (row.found["duplicates_total"], row.found["problems_total"]) == (1, 1)

    @pytest.mark.parametrize(
        ("entry", "message"),
        [
            (item("One.", document="nothing"), "there is no document “nothing”"),
            (item("One.", places=[]), "places"),
            (item("One.", kind="wish"), "wish"),
            (item("One.", colour="red"), "colour"),
            (FoundEntry("wish", {"text": "One."}), "wish"),
            (FoundEntry("item", {"kind": "recommendation"}), "document"),
            (FoundEntry("link", {"earlier": 1}, record=True), "later"),
            (FoundEntry("thread", {"members": 3}, record=True), "slug"),
        ],
    )
    def test_what_a_map_makes_wrongly_is_a_problem_of_its_row(
        self, db: Session, entry: FoundEntry, message: str
    ) -> None:
        row, drafts = draft(db, row_of(2, item("Before.")), row_of(3, entry))
        assert len(drafts) == 1
        (problem,) = row.found["problems"]
        assert problem["row"] == 3
        assert message in f"{problem['column']} {problem['value']} {problem['message']}"

    def test_a_row_that_gives_no_draft_is_not_counted_as_good(self, db: Session) -> None:
        row, _ = draft(db, row_of(2, item("One.")), row_of(3, item("Two.", priority="perhaps")))
        assert (row.found["tally"]["good"], row.found["tally"]["wrong"]) == (1, 1)
        (problem,) = row.found["problems"]
        assert (problem["value"], problem["message"]) == (
            None, "item, priority: write true or false.",
        )  # fmt: skip

    def test_a_map_that_no_row_can_fill_is_named_before_any(self, db: Session) -> None:
        row = make_import(db)
        row.options = {
            "map_text": 'name = "m"\ntitle = "M"\n[values.t]\ncolumn = "T"\n[[entries]]\n'
            'entry = "item"\n[entries.content]\nofficial_text = "{t}"'
        }
        with pytest.raises(RuleError, match="item, document: this is needed"):
            next(draft_table(db, row, iter(())))

    def test_strict_holds_up_all_for_what_a_draft_shows_too(self, db: Session) -> None:
        row = make_import(db)
        row.options = row.options | {"strict": True}
        with pytest.raises(UnreadableError, match=r"nothing is taken.*\nrow 2: item, priority"):
            list(draft_table(db, row, messages([row_of(2, item("One.", priority="perhaps"))])))

    def test_very_many_problems_are_counted_and_not_all_kept(self, db: Session) -> None:
        rows = [
            row_of(number, problems=[Problem(number, None, None, "it is bad.", "")])
            for number in range(MOST_KEPT + 5)
        ]
        row, _ = draft(db, *rows)
        assert (len(row.found["problems"]), row.found["problems_total"]) == (
            MOST_KEPT,
            MOST_KEPT + 5,
        )
