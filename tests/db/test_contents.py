"""What an entry says, read back from its rows, is what was given."""

import json
from typing import Any

import pytest
import sqlalchemy as sa
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
from tests import factories as make
from tests.databases import SEEDS
from tests.db.canonical import canonical
from tests.query_count import QueryRecorder

STATEMENTS = {"item": 9, "answer": 9, "undertaking": 9, "statement": 6, "assessment": 6}
"""How many statements a kind takes at most; of the others 4."""

NAMES = [kind.name for kind in KINDS]
MANY = {"item": put_items, "answer": put_responses}


def ids_of(db: Session, entry: str) -> list[int]:
    """The ids of all entries of a kind."""
    table = KIND[entry].table
    return list(db.execute(sa.select(col(table.id)).order_by(col(table.id))).scalars())


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
