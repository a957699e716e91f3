"""What an entry says, read back from its rows, is what was given."""

import json
from datetime import UTC, datetime
from typing import Any

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.db import Database
from app.core.records import CHUNK
from app.entries import contents
from app.entries.contents import Content, normal
from app.entries.kinds import KIND, KINDS
from app.models import metadata
from app.recommendations.inputs import ItemInput
from app.recommendations.service import put_items
from app.responses.service import put_responses
from app.seeding.reader import read as read_seeds
from app.vocabulary.lists import (
    AssessmentBasis,
    DateBasis,
    Direction,
    Level,
    LinkState,
    PageBasis,
    PlaceRole,
    Position,
    Purpose,
    Reason,
    Reported,
    Scope,
)
from tests import factories as make
from tests.databases import SEEDS
from tests.query_count import QueryRecorder

STATEMENTS = {"item": 9, "answer": 9, "undertaking": 9, "statement": 6, "assessment": 6}
"""How many statements a kind takes at most; of the others 4."""

NAMES = [kind.name for kind in KINDS]
MANY = {"item": put_items, "answer": put_responses}


def ids_of(db: Session, entry: str) -> list[int]:
    """The ids of all entries of a kind."""
    table = KIND[entry].table
    return list(db.execute(sa.select(col(table.id)).order_by(col(table.id))).scalars())


def canonical(entry: str, content: Content, found: Content) -> Content:
    """What was given, as rows keep it; `found` has the instants that were left open."""
    said = json.loads(json.dumps(content))
    own = said.get("document")
    for name in ("places", "found", "evidence"):
        for passage in said.get(name, []):
            passage["document"] = None if passage["document"] == own else passage["document"]
    for citation in said.get("standards", []):
        citation["document"] = citation["document"] or own
        citation["cited_by"] = citation["cited_by"] or said["responder"]
    if entry == "document":
        said["country"] = None if said["election"] else said["country"]
        if said["reiterates_place"]:
            said["reiterates_place"]["document"] = None
    if entry == "assessment":
        said["on"] = said["on"] or found["on"]
    if entry == "link":
        said["decided_at"] = in_utc(said["decided_at"]) or found["decided_at"]
        if said["place"]:
            said["place"]["page_basis"] = None
    return said  # type: ignore[no-any-return]


def in_utc(instant: str | None) -> str | None:
    """The same instant, as UTC."""
    if instant is None:
        return None
    return datetime.fromisoformat(instant).astimezone(UTC).isoformat().replace("+00:00", "Z")


def name_of(entry: str, content: Content) -> str:
    """The public name of a seed entry."""
    if entry == "item":
        return f"{content['document']} {content['number']}"
    return " ".join(content[field] for field in KIND[entry].key)


def test_every_kind_of_entry_is_read() -> None:
    assert set(contents.READERS) == set(NAMES)
    assert set(contents.KEY) == set(NAMES) - {"link"}


@pytest.mark.parametrize("entry", NAMES)
def test_the_seed_data_comes_back_as_it_was_given(shared_seeded: Database, entry: str) -> None:
    with shared_seeded.read() as db:
        found = contents.read(db, entry, ids_of(db, entry))
    by_name = {name_of(entry, content): content for content in found.values()}
    given = [
        normal(entry, seed.given.model_dump(mode="json", by_alias=True))
        for seed in read_seeds(SEEDS)
        if seed.kind.name == entry
    ]
    assert len(given) == len(by_name) > 0
    for content in given:
        back = by_name[name_of(entry, content)]
        assert back == canonical(entry, content, back)
        assert list(back) == list(content)
        assert normal(entry, back) == back == json.loads(json.dumps(back))


@pytest.mark.parametrize("entry", NAMES)
def test_entries_are_found_by_their_names(shared_seeded: Database, entry: str) -> None:
    with shared_seeded.read() as db:
        ids = ids_of(db, entry)
        keys = contents.keys(db, entry, [*ids, ids[-1] + 1])
        assert list(keys) == ids
        assert len(set(keys.values())) == len(ids)
        assert contents.find_ids(db, entry, keys.values()) == {keys[one]: one for one in ids}
        assert contents.find_id(db, entry, keys[ids[-1]]) == ids[-1]
        for unknown in ("", "nothing", "nothing else", f"{keys[ids[0]]} "):
            assert contents.find_id(db, entry, unknown) is None
        assert contents.read(db, entry, [ids[-1] + 1]) == {}


@pytest.mark.parametrize("entry", NAMES)
def test_statements_do_not_grow_with_the_entries(shared_seeded: Database, entry: str) -> None:
    with shared_seeded.read() as db:
        ids = ids_of(db, entry)
        with QueryRecorder(shared_seeded.engine) as counted:
            contents.read(db, entry, ids[:CHUNK])
        assert counted.count <= STATEMENTS.get(entry, 4)
        with QueryRecorder(shared_seeded.engine) as named:
            contents.keys(db, entry, ids[:CHUNK])
        assert named.count == 1


def test_as_many_statements_for_hundreds_as_for_two(db: Session) -> None:
    engine = db.get_bind()
    assert isinstance(engine, sa.Engine)
    make.make_document(db)
    make.make_topic(db, "voting")
    put_items(db, [ItemInput.model_validate(an_item(str(n))) for n in range(CHUNK)])
    ids = ids_of(db, "item")
    assert len(ids) == CHUNK
    counts = []
    for some in (ids[:2], ids):
        with QueryRecorder(engine) as counted:
            contents.read(db, "item", some)
        counts.append(counted.count)
    assert counts[0] == counts[1]


def stored(db: Session) -> dict[str, list[str]]:
    """All that is stored; parts without their ids, records without their version."""
    left_out = {"version", "created_at"}
    return {
        table.name: sorted(
            str(tuple(row))
            for row in db.execute(
                sa.select(
                    *(
                        column
                        for column in table.columns
                        if column.name not in left_out
                        and (column.name != "id" or "version" in table.columns)
                    )
                )
            )
        )
        for table in metadata.sorted_tables
    }


def test_saving_what_was_read_back_changes_nothing(seeded: Database) -> None:
    with seeded.write() as db:
        before = stored(db)
        for kind in KINDS:
            found = contents.read(db, kind.name, ids_of(db, kind.name))
            given = [kind.model.model_validate(content) for content in found.values()]
            if kind.name in MANY:
                MANY[kind.name](db, given)  # type: ignore[operator]
            else:
                for entry in given:
                    kind.save(db, entry)
            assert contents.read(db, kind.name, ids_of(db, kind.name)) == found
        after = stored(db)
        for name, rows in before.items():
            assert after[name] == rows, name


def test_a_session_that_held_the_row_reads_what_was_saved_since(db: Session) -> None:
    row = make.make_item(db)
    make.make_item(db, summary="Said anew.")
    db.execute(
        sa.update(KIND["item"].table.__table__).values(note="By hand.")  # type: ignore[attr-defined]
    )
    found = contents.read(db, "item", [row.id])[row.id]
    assert (found["summary"], found["note"]) == ("Said anew.", "By hand.")


def an_item(number: str, **said: Any) -> Content:
    """An item of the report."""
    return {
        "document": "aa-2010-parl-final-report",
        "number": number,
        "kind": "recommendation",
        "summary": f"Do {number}.",
        "places": [make.PASSAGE | {"role": "body"}],
        "topics": ["voting"],
    } | said


# What people may write: any text without NUL, but not blanks alone.
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()))
NOTE = st.none() | TEXT
DOCUMENTS = ("aa-2010-parl-final-report", "aa-2014-parl-final-report", "aa-2010-parl-comments")
ITEMS = ("AA-2010-PARL-1", "AA-2010-PARL-2", "AA-2014-PARL-1", "AA-2014-PARL-2")
DATES = st.sampled_from(["2015", "2015-02", "2015-02-28"])
PAGES = st.sampled_from(
    [{}, {"page": 1, "page_basis": "printed"}, {"page": 100_000, "page_basis": "counted"}]
)
ORGANISATIONS = st.sampled_from(["observers", "commission", "ministry"])


def one(values: Any) -> st.SearchStrategy[str]:
    """A word of a fixed list."""
    return st.sampled_from([value.value for value in values])


def some(strategy: Any, most: int = 3) -> st.SearchStrategy[list[Any]]:
    """A list in which nothing stands twice."""
    return st.lists(strategy, max_size=most, unique_by=lambda value: json.dumps(value))


@st.composite
def passages(draw: st.DrawFn, /, **more: Any) -> Content:
    """Where something stands, in the own document or another."""
    document = draw(st.none() | st.sampled_from(DOCUMENTS))
    further = {name: draw(strategy) for name, strategy in more.items()}
    return {"document": document, "section": draw(TEXT)} | draw(PAGES) | further


PLACES = st.lists(passages(role=one(PlaceRole)), min_size=1, max_size=3)
CITATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "standard": st.sampled_from(["charter", "charter/1", "charter/2"]),
            "purpose": one(Purpose),
            "cited_by": ORGANISATIONS,
            "document": st.none() | st.sampled_from(DOCUMENTS),
            "as_printed": NOTE,
            "page": st.none() | st.integers(1, 99),
            "section": NOTE,
            "note": NOTE,
        }
    ),
    max_size=3,
    unique_by=lambda value: (value["standard"], value["purpose"], value["cited_by"]),
)
DIGEST = st.none() | st.just("0123456789abcdef" * 2)

GIVEN: dict[str, st.SearchStrategy[Content]] = {
    "item": st.fixed_dictionaries(
        {
            "document": st.just(DOCUMENTS[0]),
            "number": st.sampled_from(["9", "9A", "O9"]),
            "number_as_printed": NOTE,
            "kind": st.sampled_from(["recommendation", "concern", "welcomed"]),
            "heading": NOTE,
            "priority": st.none() | st.booleans(),
            "summary": TEXT,
            "official_text": NOTE,
            "quoted_text": NOTE,
            "quoted_by": st.sampled_from(DOCUMENTS),
            "topics": some(st.sampled_from(["voting", "voting/queues"])),
            "addressees": some(ORGANISATIONS),
            "proposers": some(ORGANISATIONS),
            "places": PLACES,
            "standards": CITATIONS,
            "only_kind": st.booleans(),
            "digest": DIGEST,
            "note": NOTE,
        }
    ),
    "answer": st.fixed_dictionaries(
        {
            "document": st.just(DOCUMENTS[2]),
            "key": st.just("answer"),
            "answers": st.lists(
                st.fixed_dictionaries({"item": st.sampled_from(ITEMS), "part": NOTE}),
                min_size=1,
                max_size=4,
                unique_by=lambda value: (value["item"], (value["part"] or "").strip()),
            ),
            "responder": ORGANISATIONS,
            "on_information_from": st.none() | ORGANISATIONS,
            "position": one(Position),
            "reported": one(Reported),
            "ground": st.just("not_said"),
            "scope": one(Scope),
            "stated_as": NOTE,
            "reasons": some(one(Reason)),
            "summary": NOTE,
            "standpoint": NOTE,
            "places": PLACES,
            "standards": CITATIONS,
            "digest": DIGEST,
            "note": NOTE,
        }
    ),
    "assessment": st.fixed_dictionaries(
        {
            "document": st.just(DOCUMENTS[1]),
            "key": st.just("assessment"),
            "item": st.sampled_from(ITEMS),
            "assessors": st.permutations(["observers", "ministry"]),
            "on": st.none() | DATES,
            "level": one(Level),
            "basis": st.just(AssessmentBasis.EDITOR_READING.value),
            "read_by": TEXT,
            "scope": one(Scope),
            "note": NOTE,
            "evidence": st.lists(
                passages(note=TEXT, direction=one(Direction)), min_size=1, max_size=3
            ),
        }
    ),
    "link": st.fixed_dictionaries(
        {
            "earlier": st.sampled_from(ITEMS[:2]),
            "later": st.sampled_from(ITEMS[2:]),
            "relation": st.sampled_from(["repeats", "extends", "related"]),
            "state": one(LinkState),
            "basis": st.just("editor"),
            "why": TEXT,
            "score": st.none() | st.sampled_from([0, 1, 0.25, 1 / 3]),
            "signals": st.none()
            | st.dictionaries(
                TEXT, st.none() | st.booleans() | st.integers(0, 9) | TEXT | some(TEXT)
            ),
            "place": st.none() | passages(),
            "by": TEXT,
            "decided_at": st.none()
            | st.sampled_from(["2026-01-02T03:04:05.678901+05:00", "2026-01-02T03:04:05Z"]),
        }
    ),
    "thread": st.fixed_dictionaries(
        {
            "slug": st.just("thread"),
            "title": TEXT,
            "topic": st.just("voting"),
            "summary": NOTE,
            "by": TEXT,
            "members": st.lists(
                st.fixed_dictionaries(
                    {"item": st.sampled_from(ITEMS), "main": st.booleans(), "part": NOTE}
                ),
                min_size=1,
                max_size=4,
                unique_by=lambda value: value["item"],
            ),
            "story": some(st.sampled_from(["AA-2014-PARL-W1", "AA-2014-PARL-W2"])),
        }
    ),
    "document": st.fixed_dictionaries(
        {
            "slug": st.just("law"),
            "country": st.just("AA"),
            "kind": st.just("law"),
            "title": TEXT,
            "issuers": st.permutations(["observers", "ministry"]),
            "published_on": DATES,
            "date_basis": st.none() | one(DateBasis),
            "date_note": NOTE,
            "language": st.sampled_from(["en", "kk", "sr-Latn"]),
            "pages": st.none() | st.integers(1, 900),
            "pages_basis": st.none() | one(PageBasis),
            "url": st.none() | st.just("https://example.org/law"),
            "held": st.booleans(),
            "reiterates_earlier": st.booleans(),
            "reiterates_place": passages(),
            "note": NOTE,
        }
    ),
}


@pytest.fixture
def base(db: Session) -> None:
    """What the made-up entries name."""
    for slug in ("observers", "commission", "ministry"):
        make.make_organisation(db, slug)
    for slug in DOCUMENTS:
        make.make_document(db, slug, slug[:12].upper())
    for ref in (*ITEMS, "AA-2014-PARL-W1", "AA-2014-PARL-W2"):
        make.make_item(db, ref)
    for slug in ("charter", "charter/1", "charter/2"):
        make.make_standard(db, slug)
    make.make_topic(db, "voting/queues")


@pytest.mark.parametrize("entry", list(GIVEN))
@pytest.mark.usefixtures("base")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_given_comes_back(db: Session, entry: str, data: st.DataObject) -> None:
    kind = KIND[entry]
    said = normal(entry, data.draw(GIVEN[entry]))
    savepoint = db.begin_nested()
    try:
        row_id = kind.save(db, kind.model.model_validate(said)).id
        found = contents.read(db, entry, [row_id])[row_id]
        assert found == canonical(entry, said, found)
        assert normal(entry, found) == found
        key = contents.keys(db, entry, [row_id])[row_id]
        assert contents.find_id(db, entry, key) == row_id
        assert kind.save(db, kind.model.model_validate(found)).id == row_id
        assert contents.read(db, entry, [row_id])[row_id] == found
    finally:
        savepoint.rollback()
