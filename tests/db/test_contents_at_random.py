"""Whatever is given comes back, and saving it again changes nothing: entries made up at random."""

import json
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session

from app.entries import contents
from app.entries.contents import Content, normal
from app.entries.kinds import KIND
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
from tests.db.canonical import canonical

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
